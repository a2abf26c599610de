/**
 * The CDKTF app: charter -> stacks -> synthesized JSON, which the gate then judges. What is rejected ends the program with a
 * code other than 0, so that a bare `cdktf deploy` stops before Terraform starts.
 */
import { App } from "cdktf";
import { CharterError } from "../charter/charter-error";
import { loadCharter } from "../charter/load";
import { ConstructError } from "../constructs/errors";
import { judge } from "../gate/judge";
import { summarize } from "../gate/summary";
import { buildEnclave } from "./enclave";
import { readSettings } from "./settings";

/** Synthesizes and judges; the exit code as in docs/architecture.md. */
async function main(): Promise<number> {
  const { charterPath, ...settings } = readSettings(process.env);
  const { charter } = loadCharter(charterPath);
  const app = new App({ stackTraces: false });
  if (app.hclOutput) {
    throw new ConstructError(
      "SYNTH_HCL_OUTPUT",
      "the gate judges JSON, and CDKTF was asked for HCL",
      "Leave out --hcl",
    );
  }
  buildEnclave(app, charter, settings);
  app.synth();
  const report = await judge({ paths: [app.outdir], charterPath, now: new Date() });
  const compliant = report.verdict === "compliant";
  (compliant ? process.stdout : process.stderr).write(`${summarize(report)}\n`);
  return compliant ? 0 : 1;
}

/** Mistakes in the charter, the stacks or the environment are told in a sentence; anything else is ours, with its trace. */
function explain(error: unknown): number {
  const known = error instanceof ConstructError || error instanceof CharterError;
  process.stderr.write(`${known ? error.message : ((error as Error).stack ?? String(error))}\n`);
  return known ? 2 : 3;
}

main()
  .catch(explain)
  .then((code) => {
    process.exitCode = code;
  });
