import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type LocalCloud, openLocalCloud } from "../../scripts/local-cloud/local-cloud";
import type { ProgramResult } from "../../scripts/run-program";
import { judge } from "../../gate/judge/judge";
import { compliant } from "../constructs/judged";
import { extendedCharter } from "../constructs/synthesize";
import { describeEndToEnd } from "../tools/end-to-end";

/** What of Terraform's plan is looked at here. */
interface Plan {
  readonly planned_values: {
    readonly root_module: {
      readonly resources: readonly { readonly type: string; readonly values: Readonly<Record<string, unknown>> }[];
    };
  };
}

describeEndToEnd("the stores that stand in a network, by real Terraform and AWS provider", (toolchain) => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await openLocalCloud(toolchain);
    await cloud.synthesize("test/e2e/apps/network.ts", extendedCharter);
  });
  afterAll(() => cloud?.close());

  const gated = (stack: string, ...args: string[]): Promise<ProgramResult> => cloud.gated(stack, args);

  test("file systems and databases are judged, applied, and have nothing left to change", async () => {
    const init = await gated("networked", "init", "-input=false");
    const apply = await gated("networked", "apply", "-auto-approve", "-input=false");
    const again = await gated("networked", "plan", "-detailed-exitcode", "-input=false");
    const output = apply.code === 0 ? again.output : apply.output;
    expect({ codes: [init.code, apply.code, again.code], output }).toEqual({
      codes: [0, 0, 0],
      output: expect.stringContaining("No changes."),
    });
    expect(apply.output).toContain("COMPLIANT: no findings");
    expect(apply.output).not.toMatch(/Warning:|Error:/);
  });

  test("the way into a database is planned without error or warning, and judged, and no password is in the plan", async () => {
    const init = await gated("intake", "init", "-input=false");
    const plan = await gated("intake", "plan", "-out=p", "-input=false");
    const shown = await gated("intake", "show", "-json", "p");
    expect({ codes: [init.code, plan.code, shown.code], output: plan.output }).toEqual({
      codes: [0, 0, 0],
      output: expect.stringMatching(/Plan: \d+ to add, 0 to change, 0 to destroy/),
    });
    expect(plan.output).not.toMatch(/Warning:|Error:/);
    const ends = (JSON.parse(shown.output) as Plan).planned_values.root_module.resources
      .filter(({ type }) => type === "aws_dms_endpoint")
      .map(({ values: { endpoint_type: type, password, server_name: server } }) => ({ type, password, server }));
    expect(ends).toEqual([
      { type: "source", password: null, server: null },
      { type: "target", password: null, server: null },
    ]);
    const path = join(cloud.folder, "intake.json");
    writeFileSync(path, shown.output);
    const { verdict, findings, coverage } = await judge({
      paths: [path],
      charterPath: cloud.env["CLOVER_CHARTER"]!,
      now: new Date(),
    });
    expect({ verdict, findings, undetermined: coverage.undetermined }).toEqual(compliant);
  });
});
