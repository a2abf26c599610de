import { type LocalCloud, openLocalCloud } from "../../scripts/local-cloud/local-cloud";
import { describeEndToEnd } from "../tools/end-to-end";

const APP = "node_modules/.bin/tsx test/e2e/apps/foreign.ts";

describeEndToEnd("three stacks deployed side by side by real cdktf and Terraform, one of them abroad", (toolchain) => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await openLocalCloud(toolchain);
  });
  afterAll(() => cloud?.close());

  test("the good ones are applied, the bad one is not, and the deployment fails", async () => {
    await cloud.api.record();
    const { code, output } = await cloud.cdktf(
      ["deploy", "home-one", "own-alias", "home-two", "--auto-approve", "--parallelism", "3"],
      { app: APP },
    );
    const writes = (await cloud.api.calls()).filter(({ reads }) => !reads);
    expect({ code, inventory: await cloud.inventory() }).toEqual({
      code: 1,
      inventory: { buckets: ["clover-e2e-home-one", "clover-e2e-home-two"], vpcs: [] },
    });
    expect([...new Set(writes.map(({ region }) => region))]).toEqual(["eu-west-1"]);
    expect(output).toContain("would be in us-east-1 (US)");
    expect(output.match(/COMPLIANT: /g)).toHaveLength(2);
  });

  test("cdktf diff plans without being judged, and changes nothing", async () => {
    await cloud.api.record();
    const { code, output } = await cloud.cdktf(["diff", "own-alias"], { app: APP });
    const writes = (await cloud.api.calls()).filter(({ reads }) => !reads);
    expect({ code, writes }).toEqual({ code: 0, writes: [] });
    expect(output).toContain("Plan: 1 to add");
  });
});
