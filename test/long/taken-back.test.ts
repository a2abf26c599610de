import { type LocalCloud, openLocalCloud } from "../../scripts/local-cloud/local-cloud";
import { describeEndToEnd } from "../tools/end-to-end";

const APP = "node_modules/.bin/tsx test/e2e/apps/foreign.ts";

describeEndToEnd("what was deployed abroad before the gate was there", (toolchain) => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await openLocalCloud(toolchain);
  });
  afterAll(() => cloud?.close());

  test("may always be taken back: a bucket abroad from before is deleted through the gate", async () => {
    const deploy = ["deploy", "removal", "--auto-approve"];
    const ungated = { TERRAFORM_BINARY_NAME: toolchain.terraform, TF_CLI_ARGS_init: "", CLOVER_E2E_BEFORE: "1" };
    const before = await cloud.cdktf([...deploy, "--skip-provider-lock"], { app: APP, env: ungated });
    const stood = await cloud.inventory();
    const after = await cloud.cdktf(deploy, { app: APP });

    expect({ codes: [before.code, after.code], buckets: [stood.buckets, (await cloud.inventory()).buckets] }).toEqual({
      codes: [0, 0],
      buckets: [["clover-e2e-abroad", "clover-e2e-home"], ["clover-e2e-home"]],
    });
  });
});
