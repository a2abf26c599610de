/** Judges one plan for the gate in front of Terraform, and puts the verdict into words. */
import { relative } from "node:path";
import { findCharter } from "../charter/load";
import { judge } from "../gate/judge";
import type { Judgement, ShownPlan } from "../gate/terraform/host";
import { InputError } from "../model/graph";
import { renderText } from "../reports/text";

/** Where the run happens and is read. */
export interface Circumstances {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Judges one plan; the charter is the environment's, else the nearest one from the plan's folder upwards. */
export async function judgePlan(
  { json, name, folder, colour }: ShownPlan,
  { cwd, env }: Circumstances,
): Promise<Judgement> {
  const report = await judge({
    paths: ["-"],
    stdin: json,
    charterPath: env.CLOVER_CHARTER || nearestCharter(folder, cwd),
    // A plan without resources changes nothing: it goes through, with a note.
    allowEmpty: true,
    now: new Date(),
  });
  const named = {
    ...report,
    inputs: report.inputs.map((input) => ({ ...input, path: name })),
    findings: report.findings.map((finding) => ({ ...finding, input: name })),
  };
  return { verdict: report.verdict, text: renderText(named, { colour }) };
}

function nearestCharter(folder: string, cwd: string): string {
  const found = findCharter(folder);
  if (found !== undefined) return relative(cwd, found);
  throw new InputError(
    `There is no charter.yaml in ${folder} or in any folder above. Nothing was applied.`,
    "Name one with CLOVER_CHARTER.",
  );
}
