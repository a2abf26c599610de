import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { loadCharter } from "../../charter/load";
import { readInputs } from "../../model/input/read";
import { custodyOf } from "../../placement/custody/custody";
import { locate } from "../../placement/locate";
import { type LocalCloud, openLocalCloud } from "../../scripts/local-cloud/local-cloud";
import type { ProgramResult } from "../../scripts/run-program";
import { keysCharter } from "../constructs/keys/keys";
import { describeEndToEnd } from "../tools/end-to-end";

const SECRETS = {
  TF_VAR_modules_kmsuser_password: "not-a-password-1",
  TF_VAR_manager_access_key_id: "ABCDEFGHIJKLMNOPQRST",
  TF_VAR_manager_secret_access_key: "bm90LWEtc2VjcmV0LWJ1dC1sb25nLWVub3VnaC1mb3ItaXQ=",
};

describeEndToEnd("keys in every custody, by real Terraform and AWS provider", (toolchain) => {
  let cloud: LocalCloud;
  let s3: S3Client;
  beforeAll(async () => {
    cloud = await openLocalCloud(toolchain);
    const credentials = await cloud.api.assume("111122223333");
    s3 = new S3Client({
      endpoint: cloud.api.url,
      forcePathStyle: true,
      region: "eu-west-1",
      credentials: {
        accessKeyId: credentials.AWS_ACCESS_KEY_ID,
        secretAccessKey: credentials.AWS_SECRET_ACCESS_KEY,
        sessionToken: credentials.AWS_SESSION_TOKEN,
      },
    });
    const location = { LocationConstraint: "eu-west-1" } as const;
    await s3.send(new CreateBucketCommand({ Bucket: "clover-state", CreateBucketConfiguration: location }));
    // The rack's network is that of its anchor, which is there already.
    const tags = { Name: "clover-dublin", site: "dublin" };
    await cloud.api.ask("ec2", "eu-west-1", credentials, {
      Action: "CreateVpc",
      Version: "2016-11-15",
      CidrBlock: "10.20.0.0/16",
      "TagSpecification.1.ResourceType": "vpc",
      ...Object.fromEntries(
        Object.entries(tags).flatMap(([key, value], index) => [
          [`TagSpecification.1.Tag.${index + 1}.Key`, key],
          [`TagSpecification.1.Tag.${index + 1}.Value`, value],
        ]),
      ),
    });
    await cloud.synthesize("test/e2e/apps/keys.ts", keysCharter);
  });
  afterAll(() => cloud?.close());

  const gated = (stack: string, ...args: string[]): Promise<ProgramResult> => cloud.gated(stack, args, SECRETS);

  /** In whose custody the plan's keys are, by construct path with underscores. */
  async function custodies(plan: string): Promise<Record<string, string>> {
    const [document] = await readInputs(["-"], { stdin: plan });
    const located = locate(document!, loadCharter(cloud.env["CLOVER_CHARTER"]!).charter);
    const keys = document!.resources.filter(({ type }) => type === "aws_kms_key");
    return Object.fromEntries(
      keys.map((key) => [/\.(.*)_[0-9A-F]{8}$/.exec(key.address)![1], custodyOf(key, located)[0]!.custody]),
    );
  }

  const inRegion = (custody: string) => ({
    ...Object.fromEntries(
      ["backup", "bucket", "cluster", "database", "files", "queue", "secret", "stream", "table"].map((id) => [
        `${id}_key`,
        custody,
      ]),
    ),
    "cluster_log-key": "customer-managed",
    "database_log-key": "customer-managed",
    "net_flow-logs_key": "customer-managed",
    net_dns_queries_key: "customer-managed",
  });

  test.each<[string, object]>([
    ["hsm", inRegion("hsm-key-store")],
    ["external", inRegion("external-key-store")],
    ["rack", { disk_key: "external-key-store", people_key: "external-key-store" }],
  ])(
    "%s: planned without error, warning or a secret in sight, and the plan tells who keeps the keys",
    async (stack, expected) => {
      const init = await gated(stack, "init", "-input=false");
      const plan = await gated(stack, "plan", "-input=false", "-out=tfplan");
      expect({ codes: [init.code, plan.code], output: plan.output }).toEqual({
        codes: [0, 0],
        output: expect.stringMatching(/Plan: \d+ to add, 0 to change, 0 to destroy/),
      });
      expect(plan.output).not.toMatch(/Warning|Error/);
      for (const secret of Object.values(SECRETS)) expect(plan.output).not.toContain(secret);
      expect(await custodies((await gated(stack, "show", "-json", "tfplan")).output)).toEqual(expected);
    },
  );
});
