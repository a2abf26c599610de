/** The plan in the private folder: makes or copies it, shows it, and finds the variables that its apply needs again. */
import { chmodSync, copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { InputError } from "../../core/user-error";
import type { Backend, WrittenConfiguration } from "../../model/document";
import { configurationOfPlan } from "../../model/input/configuration";
import { readApplyTimeVariables, readSavedBackend } from "../../model/plan/file";
import type { Run } from "./run";
import type { Ended } from "./program";
import { relay } from "./cdktf-output";
import { optionsAgain, type PlannedVariables, readVariables } from "./command-line/variables";

/** Lines of Terraform about the plan file. The file's name follows, or is on a separate line. */
const ABOUT_THE_FILE = ["Saved the plan to:", "To perform exactly these actions, run the following"];

/** The outcome of planning. */
export interface Planned {
  readonly failure?: Ended;
  /** True if the plan has changes, so that the user must be asked. */
  readonly changes: boolean;
}

/** Makes a plan and shows Terraform's output. */
export async function makePlan({ host, request, place, terraform }: Run): Promise<Planned> {
  // Terraform's lines about the plan file are left out: the file is private, and applying it by hand would bypass the gate.
  const output = relay(
    (text) => void host.print(text),
    (line) => !line.includes(place.plan) && !ABOUT_THE_FILE.some((words) => line.startsWith(words)),
  );
  const ended = await host.privately(() =>
    terraform(["plan", ...request.planOptions, ...request.variables, "-detailed-exitcode", `-out=${place.plan}`], {
      stdin: "inherit",
      stdout: request.json ? "inherit" : output.write,
    }),
  );
  output.end();
  if (ended.code === 0 || ended.code === 2) {
    chmodSync(place.plan, 0o600);
    return { changes: ended.code === 2 };
  }
  // Terraform also writes a plan that ended in an error. It is not applied.
  return { failure: ended, changes: false };
}

/** Copies a saved plan. The copy is judged and applied, so later changes to the user's file have no effect. */
export function takePlan({ folder, place }: Run, file: string): Planned {
  try {
    copyFileSync(resolve(folder, file), place.plan);
    chmodSync(place.plan, 0o600);
  } catch (error) {
    throw new InputError(
      `The saved plan ${file} cannot be read (${(error as NodeJS.ErrnoException).code}). Nothing was applied.`,
      "Make one with `terraform plan -out=FILE` and name it last.",
    );
  }
  return { changes: true };
}

/** A plan as the program shows it. */
export interface ShownPlanFile {
  readonly json: Buffer;
  readonly variables: PlannedVariables;
  /** The configuration that it was made from, if the file has it. */
  readonly configuration: WrittenConfiguration | undefined;
  /** The backend to which its apply writes the state, from the plan file. */
  readonly backend: Backend | undefined;
}

/** Shows the plan as JSON; undefined if a signal has ended the program. */
export async function showPlan({ host, place, terraform, isStopped }: Run): Promise<ShownPlanFile | undefined> {
  // Read before other programs run: later changes to the file are found by its digest.
  const file = readFileSync(place.plan);
  const applyTime = readApplyTimeVariables(file);
  const chunks: Uint8Array[] = [];
  const showing = host.privately(() =>
    terraform(["show", "-json", place.plan], { stdin: "ignore", stdout: (chunk) => void chunks.push(chunk) }),
  );
  // Read while Terraform loads its providers, which takes longer. Its own failure counts after that of showing the plan.
  const converting = configurationOfPlan(file);
  converting.catch(() => undefined);
  const ended = await showing;
  if (isStopped() || ended.signal) return undefined;
  if (ended.code !== 0) {
    throw new InputError(
      "Terraform cannot show the plan, so it cannot be judged. Nothing was applied.",
      "Run `terraform init` in that folder first; a plan that was made elsewhere needs the same providers.",
    );
  }
  const json = Buffer.concat(chunks);
  return {
    json,
    variables: readVariables(json, applyTime),
    configuration: await converting,
    backend: readSavedBackend(file),
  };
}

/**
 * The variable options of the apply. OpenTofu reads all variables again, and could take other values from the environment or a
 * file. So the judged values are given last, which override others there. Terraform uses the values in the plan.
 */
export async function settleVariables(
  { request, place, terraform }: Run,
  planned: PlannedVariables,
): Promise<readonly string[]> {
  const again = optionsAgain(request.variables, planned);
  if (Object.keys(planned.values).length === 0) return again;
  const chunks: Uint8Array[] = [];
  await terraform(["version"], { stdin: "ignore", stdout: (chunk) => void chunks.push(chunk) });
  if (/^Terraform v/m.test(Buffer.concat(chunks).toString("utf8"))) return again;
  const file = join(place.folder, "judged.tfvars.json");
  writeFileSync(file, JSON.stringify(planned.values), { mode: 0o600 });
  return [...again, `-var-file=${file}`];
}
