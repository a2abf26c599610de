/** Charter -> stacks -> synthesized JSON -> verdict: the run of any CDKTF app that is built under a charter. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { App, Manifest } from "cdktf";
import { UserError } from "../core/user-error";
import { loadCharter } from "../charter/load";
import type { Charter } from "../charter/schema";
import { ConstructError } from "../constructs/foundation/errors";
import { judge } from "../gate/judge/judge";
import { summarize } from "../gate/summary";
import { readSettings, type Settings } from "./settings";

/** Fills the app with stacks. */
export type Build = (app: App, charter: Charter, settings: Omit<Settings, "charterPath">) => unknown;

/** How a run ended: the exit code of docs/architecture.md, and what to tell people. */
export interface RunResult {
  readonly exitCode: 0 | 1 | 2 | 3;
  readonly text: string;
}

/**
 * Synthesizes what `build` makes and lets the gate judge the files that Terraform will read. Anything but 0 makes CDKTF stop
 * before it starts Terraform. Never rejects: whatever goes wrong has an exit code other than 0.
 */
export async function runApp(build: Build, env: NodeJS.ProcessEnv): Promise<RunResult> {
  try {
    const outdir = env["CDKTF_OUTDIR"] || "cdktf.out";
    // An earlier run's stacks would be judged and deployed in place of those that this run fails to make.
    rmSync(join(outdir, Manifest.fileName), { force: true });
    const { charterPath, ...settings } = readSettings(env);
    const { charter } = loadCharter(charterPath);
    // Stack traces are absolute paths, and the output must not depend on whose machine it was made on.
    const app = new App({ stackTraces: false, outdir });
    refuseHcl(app);
    build(app, charter, settings);
    app.synth();
    const report = await judge({ paths: [app.outdir], charterPath, now: new Date() });
    return { exitCode: report.verdict === "compliant" ? 0 : 1, text: summarize(report) };
  } catch (error) {
    return explain(error);
  }
}

/** CDKTF would write HCL and leave older JSON in place: the gate would judge what is not deployed. */
function refuseHcl(app: App): void {
  if (!app.hclOutput) return;
  throw new ConstructError("SYNTH_HCL_OUTPUT", "the gate judges JSON, and CDKTF was asked for HCL", "Leave out --hcl");
}

/** Mistakes in the charter, the stacks or the environment are explained in a sentence; any other error is a fault of ours, shown with its trace. */
function explain(error: unknown): RunResult {
  if (error instanceof UserError) return { exitCode: 2, text: error.explanation };
  return { exitCode: 3, text: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
