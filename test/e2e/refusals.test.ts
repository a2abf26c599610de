import { type LocalCloud, openLocalCloud } from "../../scripts/local-cloud/local-cloud";
import type { ProgramResult } from "../../scripts/run-program";
import { describeEndToEnd } from "../tools/end-to-end";

const APP = "node_modules/.bin/tsx test/e2e/apps/foreign.ts";

describeEndToEnd("a deployment abroad, by real cdktf, Terraform and AWS provider", (toolchain) => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await openLocalCloud(toolchain);
  });
  afterAll(() => cloud?.close());

  describe("is refused before anything is applied", () => {
    let deploy: ProgramResult;
    let inventories: unknown[];
    let writes: unknown[];
    let regions: unknown[];

    // One run for all stacks: cdktf plans them at the same time, and each of its gates decides for itself.
    beforeAll(async () => {
      const before = await cloud.inventory();
      await cloud.api.record();
      deploy = await cloud.cdktf(
        ["deploy", "own-alias", "replication", "local-zone", "environment-region", "--auto-approve"],
        { app: APP, env: { AWS_REGION: "us-east-1" } },
      );
      const calls = await cloud.api.calls();
      writes = calls.filter(({ reads }) => !reads);
      regions = [...new Set(calls.map(({ region }) => region))].toSorted();
      inventories = [before, await cloud.inventory()];
    });

    test.each([
      ["a bucket by a provider alias of its own", "own-alias", "would be in us-east-1 (US)"],
      ["a replication to Frankfurt", "replication", "would be in eu-central-1 (DE)"],
      ["a subnet in Istanbul's local zone", "local-zone", "would be in eu-central-1-ist-1a (TR)"],
      ["a region that comes from the environment", "environment-region", "comes from the environment"],
    ])("%s", (_, stack, reason) => {
      const said = linesOf(deploy.output, stack);
      expect(said).toContain(reason);
      expect(said).toMatch(/REJECTED: .*\s+Nothing was applied\./);
      expect(said).not.toContain("Apply complete!");
    });

    test("the deployment fails", () => {
      expect(deploy.code).toBe(1);
    });

    test("buckets and networks are what they were, in all regions", () => {
      expect(inventories).toEqual([
        { buckets: [], vpcs: [] },
        { buckets: [], vpcs: [] },
      ]);
    });

    test("the API was asked to read by the planning provider, and to write never", () => {
      expect({ writes, regions }).toEqual({ writes: [], regions: ["eu-central-1", "eu-west-1", "us-east-1"] });
    });
  });

  test("is refused at synth already by an app that judges itself, also without the gate: Terraform never starts", async () => {
    await cloud.api.record();
    const { code, output } = await cloud.cdktf(["deploy", "abroad", "--auto-approve"], {
      app: "node_modules/.bin/tsx test/e2e/apps/validated.ts",
      env: { TERRAFORM_BINARY_NAME: toolchain.terraform },
    });
    expect({ code, output, calls: await cloud.api.calls() }).toEqual({
      code: 1,
      output: expect.stringMatching(/rejected[^]*us-east-1/i),
      calls: [],
    });
  });
});

/** What cdktf prints of one stack: its name stands before the first line of a message, its width before the others. */
function linesOf(output: string, stack: string): string {
  let mine = false;
  return output
    .split("\n")
    .filter((line) => {
      const named = /^([a-z-]+) {2}/.exec(line)?.[1];
      if (named !== undefined) mine = named === stack;
      return mine;
    })
    .join("\n");
}
