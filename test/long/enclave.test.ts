import { join } from "node:path";
import { type LocalCloud, openLocalCloud } from "../../scripts/local-cloud/local-cloud";
import { runToEnd } from "../../scripts/run-program";
import { describeEndToEnd } from "../tools/end-to-end";

/** In the order of a real life: each test starts from what the one before has left. */
describeEndToEnd("the enclave, by real cdktf, Terraform and AWS provider", (toolchain) => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await openLocalCloud(toolchain);
  });
  afterAll(() => cloud?.close());

  const terraform = (stack: string, ...args: string[]) => cloud.gated(stack, args);

  test("stands up in Dublin by one cdktf deploy, judged before it is applied", async () => {
    await cloud.api.record();
    const { code, output } = await cloud.cdktf(["deploy", "dublin", "--auto-approve"]);
    const calls = await cloud.api.calls();

    expect({ code, verdict: /COMPLIANT: .*/.exec(output)?.[0], inventory: await cloud.inventory() }).toEqual({
      code: 0,
      verdict: "COMPLIANT: no findings",
      inventory: {
        buckets: ["allowable", "audit-log", "restricted"].map((name) => `clover-111122223333-dublin-${name}`),
        vpcs: ["10.20.0.0/16 in eu-west-1"],
      },
    });
    expect(output.indexOf("COMPLIANT")).toBeLessThan(output.indexOf("Apply complete!"));
    expect([...new Set(calls.map(({ region }) => region))]).toEqual(["eu-west-1"]);
    expect(calls.filter(({ reads }) => !reads).map(({ action }) => action)).toContain("CreateVpc");
    expect(calls.at(-1)!.userAgent).toMatch(/Terraform\/\d.*terraform-provider-aws\/5\.100\.0/);
  });

  test("has nothing left to change after that", async () => {
    const { code, output } = await terraform("dublin", "plan", "-detailed-exitcode", "-input=false");
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining("No changes.") });
  });

  test("is planned in Hamar by the real provider, and judged compliant", async () => {
    const init = await terraform("hamar", "init", "-input=false");
    const plan = await terraform("hamar", "plan", "-input=false", "-out=judged");
    const file = join(cloud.stackFolder("hamar"), "judged");
    const verdict = await runToEnd("npx", ["--no-install", "tsx", "cli/main.ts", "check", "--format", "json", file], {
      cwd: join(__dirname, "../.."),
      env: cloud.env,
    });
    const report = JSON.parse(verdict.output) as {
      verdict: string;
      findings: unknown[];
      coverage: { byCountry: object };
    };

    expect([init.code, plan.code, verdict.code]).toEqual([0, 0, 0]);
    expect(plan.output).toMatch(
      /outpost_arn += "arn:aws:outposts:eu-west-1:111122223333:outpost\/op-0123456789abcdef0"/,
    );
    expect(report).toMatchObject({ verdict: "compliant", findings: [], coverage: { undetermined: 0 } });
    expect(Object.keys(report.coverage.byCountry).toSorted()).toEqual(expect.arrayContaining(["NO"]));
  });

  test("goes down again by cdktf destroy, gated too", async () => {
    const { code, output } = await cloud.cdktf([
      "destroy",
      "dublin",
      "--auto-approve",
      "--ignore-missing-stack-dependencies",
    ]);
    expect({ code, verdict: /COMPLIANT: .*/.exec(output)?.[0], inventory: await cloud.inventory() }).toEqual({
      code: 0,
      verdict: "COMPLIANT: no findings",
      inventory: { buckets: [], vpcs: [] },
    });
  });
});
