import { join } from "node:path";
import { App } from "cdktf";
import { loadCharter } from "../../charter/load";
import { type LocalCloud, openLocalCloud } from "../../scripts/local-cloud/local-cloud";
import { PROVIDER_VERSION } from "../../scripts/terraform/terraform";
import { buildAuditStacks } from "../constructs/audit/audit-stacks";
import { describeEndToEnd } from "../tools/end-to-end";
import { TRIED_STACKS } from "../tools/tried-stacks";

const { applied: TO_APPLY, planned: TO_PLAN } = TRIED_STACKS["test/long/audit.test.ts"];
const { charter } = loadCharter(join(__dirname, "..", "..", "charter.yaml"));

/** In the order of a real life: the archive stands before others write to it. */
describeEndToEnd("the audit, by real Terraform and AWS provider in two accounts", (toolchain) => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await openLocalCloud(toolchain);
    const app = new App({ outdir: join(cloud.folder, "cdktf.out"), stackTraces: false });
    const local = { localState: true, providerVersion: PROVIDER_VERSION, maxRetries: 5, assumeRole: "deployer" };
    buildAuditStacks(app, charter, local);
    app.synth();
  });
  afterAll(() => cloud?.close());

  /** Terraform behind the gate, by somebody of the workload account who works under a role in the account of each stack. */
  const terraform = (stack: string, ...args: string[]) => cloud.gated(stack, args);

  const applied = async (stack: string) => [
    await terraform(stack, "init", "-input=false"),
    await terraform(stack, "apply", "-input=false", "-auto-approve"),
    await terraform(stack, "plan", "-input=false", "-detailed-exitcode"),
  ];
  const planned = async (stack: string) => [
    await terraform(stack, "init", "-input=false"),
    await terraform(stack, "plan", "-input=false"),
  ];
  const said = (text: string | RegExp) => ({
    code: 0,
    output: typeof text === "string" ? expect.stringContaining(text) : expect.stringMatching(text),
  });
  const complete = [
    said("successfully initialized"),
    said(/COMPLIANT: no findings[^]*Apply complete!/),
    said("No changes."),
  ];
  /** The first run only prepares the folder: it warns that the lock file is for this machine's platform alone. */
  const warnings = ([, ...outcomes]: readonly { output: string }[]) =>
    outcomes.flatMap(({ output }) => output.split("\n").filter((line) => line.includes("Warning:")));
  /** A plan is thousands of lines long: what went wrong is at its end. */
  const errors = (outcomes: readonly { output: string }[]) =>
    outcomes.flatMap(({ output }) => output.split(/(?=Error: )/).slice(1));

  test("archive and guardrails are judged, applied, and then complete; an analyzer, which the local cloud lacks, is planned", async () => {
    const [archive, guardrails, analyzer] = await Promise.all([
      applied(TO_APPLY[0]),
      applied(TO_APPLY[1]),
      planned(TO_PLAN[0]),
    ]);
    expect([archive, guardrails, analyzer].flatMap(errors)).toEqual([]);
    expect({ archive, guardrails, analyzer }).toEqual({
      archive: complete,
      guardrails: complete,
      analyzer: [said("successfully initialized"), said("Plan: 1 to add, 0 to change, 0 to destroy.")],
    });
    expect([archive, guardrails, analyzer].flatMap(warnings)).toEqual([]);
  });

  test("the workload's trail then finds the archive in the other account, is judged, applied, and then complete", async () => {
    const outcomes = await applied(TO_APPLY[2]);
    expect(errors(outcomes)).toEqual([]);
    expect(outcomes).toEqual(complete);
    expect(warnings(outcomes)).toEqual([]);
  });
});
