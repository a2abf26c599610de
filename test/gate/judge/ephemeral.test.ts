/** Ephemeral resources stand in no section of a plan but its configuration; every run opens them all the same. */
import { join } from "node:path";
import { judge } from "../../../gate/judge/judge";

const AWS = "registry.terraform.io/hashicorp/aws";
const block = (type: string, name: string, provider: string) => ({
  address: `ephemeral.${type}.${name}`,
  mode: "ephemeral",
  type,
  name,
  provider_config_key: provider,
  expressions: { secret_id: { constant_value: "x" } },
});
const provider = (name: string, source: string, region?: string) => ({
  name,
  full_name: source,
  expressions: region ? { region: { constant_value: region } } : {},
});
const queue = { mode: "managed", type: "aws_sqs_queue", name: "q", address: "aws_sqs_queue.q" };
const plan = {
  format_version: "1.2",
  terraform_version: "1.11.4",
  resource_changes: [
    {
      ...queue,
      provider_name: AWS,
      change: { actions: ["create"], before: null, after: { name: "q" }, after_unknown: {}, after_sensitive: {} },
    },
  ],
  configuration: {
    provider_config: {
      aws: provider("aws", AWS, "eu-west-1"),
      "aws.us": { ...provider("aws", AWS, "us-east-1"), alias: "us" },
      random: provider("random", "registry.terraform.io/hashicorp/random"),
    },
    root_module: {
      resources: [
        { ...queue, provider_config_key: "aws", expressions: {} },
        block("aws_secretsmanager_secret_version", "abroad_not", "aws"),
        block("aws_secretsmanager_secret_version", "abroad", "aws.us"),
        block("random_password", "new", "random"),
      ],
      module_calls: {
        inner: { source: "./inner", module: { resources: [block("aws_ssm_parameter", "abroad", "aws.us")] } },
      },
    },
  },
  complete: true,
  applyable: true,
  errored: false,
};

test("those that read abroad are rejected, in modules too; those at home and those that hold nothing are not", async () => {
  const { verdict, findings, inputs } = await judge({
    paths: ["-"],
    stdin: Buffer.from(JSON.stringify(plan)),
    charterPath: join(__dirname, "..", "..", "..", "charter.yaml"),
    now: new Date("2026-11-25"),
  });
  const mandatory = findings.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
  expect([verdict, inputs[0]!.resources]).toEqual(["rejected", 5]);
  expect(mandatory.map(({ policy, outcome, address, place }) => [policy, outcome, address, place?.id])).toEqual([
    ["egress/source", "violation", "ephemeral.aws_secretsmanager_secret_version.abroad", "us-east-1"],
    ["egress/source", "violation", "module.inner.ephemeral.aws_ssm_parameter.abroad", "us-east-1"],
  ]);
});
