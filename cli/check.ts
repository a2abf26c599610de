/** `clover check`: judges inputs, renders the report, and returns the exit code. */
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { signEvidence, type EvidenceTarget } from "../gate/evidence/write-evidence";
import { examine } from "../gate/judge/judge";
import { summarize } from "../gate/summary";
import { surveyRunEnvironment } from "../gate/terraform/environment/run-environment";
import { InputError } from "../core/user-error";
import { reportFormats } from "../reports/formats";
import { locateCharter } from "./charter-path";
import { exitCodeOf, type ExitCode } from "./exit-code";
import { chooseFormat } from "./format-option";
import { refuseReplacing, writeReport } from "./report-file";
import type { Terminal } from "./terminal";

/** As commander parses them. */
export interface CheckOptions {
  readonly charter?: string;
  readonly format: string;
  readonly output?: string;
  readonly policy: readonly string[];
  readonly source?: string;
  readonly varFile?: readonly string[];
  readonly evidence?: string;
  readonly sign?: string;
}

/** Judges the named inputs, or cdktf.out if none is named. Reads the clock once. @throws InputError for wrong arguments */
export async function check(named: readonly string[], options: CheckOptions, terminal: Terminal): Promise<ExitCode> {
  const loadRenderer = chooseFormat(reportFormats, options.format);
  const order = readOrder(options, terminal);
  const paths = named.length > 0 ? named : [defaultInput(terminal)];
  refuseReplacing(paths, "--output", options.output);
  refuseReplacing(paths, "--evidence", options.evidence);
  const now = new Date();
  const examination = await examine({
    paths,
    charterPath: locateCharter(options.charter, terminal),
    policyGlobs: options.policy,
    ...(options.source !== undefined && { source: options.source }),
    ...(options.varFile && { variableFiles: options.varFile }),
    now,
    ...(paths.includes("-") ? { stdin: await terminal.readStdin() } : {}),
    ...(terminal.env.CLOVER_TERRAFORM ? { terraform: terminal.env.CLOVER_TERRAFORM } : {}),
  });
  const { report } = examination;
  if (order) {
    const { recorded } = surveyRunEnvironment(terminal.env, folderOf(paths, terminal), terminal.cwd);
    await signEvidence(examination, order, { now, node: process.version, conditions: recorded }, terminal.env);
  }
  const colour = terminal.colour && options.output === undefined;
  const render = await loadRenderer();
  const text = render(report, { colour });
  if (options.output === undefined) terminal.print(text);
  else {
    writeReport(options.output, text);
    terminal.complain(`${summarize(report)}\n`);
  }
  return exitCodeOf(report);
}

function readOrder({ evidence, sign, policy }: CheckOptions, { env }: Terminal): EvidenceTarget | undefined {
  const key = sign ?? (env.CLOVER_SIGNING_KEY || undefined);
  if (evidence === undefined) {
    if (sign === undefined) return undefined;
    throw new InputError("--sign requires --evidence.", "Add --evidence FILE.");
  }
  if (key === undefined) {
    throw new InputError(
      "--evidence requires a key to sign with.",
      "Name a key: --sign FILE (make one with `clover keygen FILE`), --sign awskms:///ARN, or CLOVER_SIGNING_KEY.",
    );
  }
  if (policy.length > 0) {
    throw new InputError(
      "--evidence cannot be combined with --policy: a statement covers every policy.",
      "Leave out --policy, or leave out --evidence.",
    );
  }
  return { target: evidence, key };
}

/** The folder in which Terraform works: that of the plan. */
function folderOf([path]: readonly string[], { cwd }: Terminal): string {
  return path === undefined || path === "-" ? cwd : dirname(resolve(cwd, path));
}

function defaultInput({ cwd }: Terminal): string {
  if (existsSync(resolve(cwd, "cdktf.out"))) return "cdktf.out";
  throw new InputError(
    "There is nothing to judge: no path was given, and there is no cdktf.out in this folder.",
    "Run `cdktf synth` first, or name a plan, a state or a folder: clover check plan.json",
  );
}
