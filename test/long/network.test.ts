import { type LocalCloud, openLocalCloud } from "../../scripts/local-cloud/local-cloud";
import type { ProgramResult } from "../../scripts/run-program";
import { extendedCharter } from "../constructs/synthesize";
import { describeEndToEnd } from "../tools/end-to-end";
import { sendSigned } from "../tools/signed";

describeEndToEnd("the enclave's border, by real Terraform and AWS provider", (toolchain) => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await openLocalCloud(toolchain);
    await cloud.synthesize("test/e2e/apps/network.ts", extendedCharter);
  });
  afterAll(() => cloud?.close());

  const gated = (stack: string, ...args: string[]): Promise<ProgramResult> =>
    cloud.gated(stack, args, { TF_VAR_in_activation_key: "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE" });

  /** Who is signed in elsewhere is known there already. */
  async function admitPeople(): Promise<void> {
    const by = await cloud.api.assume("111122223333");
    const ask = async (service: string, target: string, body: object) =>
      (await (await sendSigned(cloud.api.url, by, { service, target, body })).json()) as Record<string, unknown>;
    const { Instances } = await ask("sso", "SWBExternalService.ListInstances", {});
    const [{ IdentityStoreId }] = Instances as [{ IdentityStoreId: string }];
    await ask("identitystore", "AWSIdentityStore.CreateGroup", { IdentityStoreId, DisplayName: "operations" });
  }

  test.each(["gateways", "people"])("%s: judged, applied, and then nothing is left to change", async (stack) => {
    if (stack === "people") await admitPeople();
    const init = await gated(stack, "init", "-input=false");
    const apply = await gated(stack, "apply", "-auto-approve", "-input=false");
    const again = await gated(stack, "plan", "-detailed-exitcode", "-input=false");
    const output = apply.code === 0 ? again.output : apply.output;
    expect({ codes: [init.code, apply.code, again.code], output }).toEqual({
      codes: [0, 0, 0],
      output: expect.stringContaining("No changes."),
    });
    expect(apply.output).toContain("COMPLIANT: no findings");
    expect(apply.output).not.toContain("Warning");
  });

  test.each(["border", "leased", "egress", "rack", "stores"])(
    "links, the way out, the way in and stores are planned without error or warning: %s",
    async (stack) => {
      const init = await gated(stack, "init", "-input=false");
      const plan = await gated(stack, "plan", "-input=false");
      expect({ codes: [init.code, plan.code], output: plan.output }).toEqual({
        codes: [0, 0],
        output: expect.stringMatching(/Plan: \d+ to add, 0 to change, 0 to destroy/),
      });
      expect(plan.output).not.toMatch(/Warning|Error/);
    },
  );
});
