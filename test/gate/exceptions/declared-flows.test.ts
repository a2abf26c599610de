/** Transfers of a real charter against a configuration that the real reader reads: what crosses, and what does not. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { judge, type JudgeOptions } from "../../../gate/judge/judge";

const folder = mkdtempSync(join(tmpdir(), "clover-declared-"));
afterAll(() => rmSync(folder, { recursive: true }));

const aws = { aws: [{ region: "eu-west-1" }] };
const stack = {
  terraform: { required_providers: { aws: { source: "hashicorp/aws" }, azurerm: { source: "hashicorp/azurerm" } } },
  provider: aws,
  variable: { late: {} },
  resource: {
    aws_dynamodb_table: {
      copied: { name: "a", hash_key: "id", replica: [{ region_name: "eu-central-1" }, { region_name: "us-east-1" }] },
      late: { name: "b", hash_key: "id", replica: [{ region_name: "${var.late}" }] },
    },
    aws_lambda_event_source_mapping: {
      reads: { function_name: "f", event_source_arn: "arn:aws:sqs:eu-central-1:111122223333:q" },
    },
    aws_vpc_peering_connection: { joined: { vpc_id: "vpc-1", peer_vpc_id: "vpc-2", peer_region: "eu-central-1" } },
    aws_globalaccelerator_accelerator: { wide: { name: "w" } },
    azurerm_storage_account: { s: { name: "s", location: "northeurope", account_replication_type: "GRS" } },
  },
};
const input = join(folder, "cdk.tf.json");
writeFileSync(input, JSON.stringify(stack));

const transfer = (id: string, to: string, resources: readonly string[]) => ({
  id,
  from: "IE",
  to,
  resources,
  data: { class: "restricted", what: "view counts under a pseudonym" },
  basis: "GDPR 46.2.c",
  safeguard: "pseudonymised",
  owner: "Ann",
  approver: "Bea",
  expires: "2026-12-31",
});

const transfers = [
  transfer("tables", "DE", ["aws_dynamodb_table.*"]),
  transfer("links", "DE", ["aws_lambda_*.reads", "aws_vpc_peering_connection.joined"]),
  transfer("edge", "global", ["aws_globalaccelerator_accelerator.wide"]),
  transfer("backups", "NL", ["azurerm_storage_account.s"]),
  transfer("idle", "CH", ["aws_sqs_queue.*"]),
];
const charterPath = join(folder, "charter.yaml");
const charter = readFileSync(join(__dirname, "../../../charter.yaml"), "utf8");
writeFileSync(charterPath, `${charter}\ntransfers: ${JSON.stringify(transfers)}\n`);

const judged = (change: Partial<JudgeOptions> = {}) =>
  judge({
    paths: [input],
    charterPath,
    policyGlobs: ["egress/*"],
    now: new Date("2026-12-31T23:59:59Z"),
    ...change,
  });

test("declared flows are listed, whichever way they go; another destination and what is not proven stay findings", async () => {
  const { findings, transfers: accepted, unusedTransfers } = await judged();
  expect(findings.map(({ outcome, address, path, message }) => [outcome, address, path, message])).toEqual([
    [
      "violation",
      "aws_dynamodb_table.copied",
      "replica[1].region_name",
      "aws_dynamodb_table.copied replicates to us-east-1 (US), which the charter does not approve (replica[1].region_name). " +
        "The transfer tables of the charter does not accept it: it goes to DE, and the data to US.",
    ],
    [
      "undetermined",
      "aws_dynamodb_table.late",
      "replica[0].region_name",
      "aws_dynamodb_table.late replicates to a variable without a value (var.late), whose place cannot be proven. " +
        "The transfer tables of the charter does not accept it: a flow that is not proven cannot be declared.",
    ],
  ]);
  expect(accepted.map(({ id, policy, address, path, to }) => [id, policy, address, path, to])).toEqual([
    ["backups", "egress/replication", "azurerm_storage_account.s", "account_replication_type", "NL"],
    ["edge", "egress/edge", "aws_globalaccelerator_accelerator.wide", "", "global"],
    ["links", "egress/source", "aws_lambda_event_source_mapping.reads", "event_source_arn", "DE"],
    ["links", "egress/peering", "aws_vpc_peering_connection.joined", "peer_region", "DE"],
    ["tables", "egress/replication", "aws_dynamodb_table.copied", "replica[0].region_name", "DE"],
  ]);
  expect(unusedTransfers).toEqual([
    { id: "idle", from: "IE", to: "CH", expires: "2026-12-31", why: "it matches no flow that crosses the border" },
  ]);
});

test("a day later every crossing is a finding again", async () => {
  const { findings, transfers: accepted } = await judged({ now: new Date("2027-01-01T00:00:00Z") });
  expect(accepted).toEqual([]);
  expect(findings).toHaveLength(7);
  expect(findings.filter(({ message }) => message.includes("it expired on 2026-12-31"))).toHaveLength(5);
});

test("a transfer changes nothing about where things stand", async () => {
  const abroad = join(folder, "abroad.tf.json");
  writeFileSync(abroad, JSON.stringify({ ...stack, provider: { aws: [{ region: "eu-central-1" }] } }));
  const { findings } = await judged({ paths: [abroad], policyGlobs: ["residency/placement"] });
  expect(findings.map(({ address }) => address)).toEqual([
    "aws_dynamodb_table.copied",
    "aws_dynamodb_table.late",
    "aws_lambda_event_source_mapping.reads",
    "aws_vpc_peering_connection.joined",
  ]);
});

test("transfers are called unused only where every policy that could have used them judged", async () => {
  const { unusedTransfers } = await judged({ policyGlobs: ["egress/edge"] });
  expect(unusedTransfers).toEqual([]);
});
