import { locate } from "../../../placement/locate";
import { loadCharter } from "../../../charter/load";
import { convertModules } from "../../../model/source/convert";
import { readModules } from "../../../model/synth/from-synth";
import { join } from "node:path";

const { charter } = loadCharter(join(__dirname, "../../../charter.yaml"));

const BASE = `
provider "aws" { region = "eu-west-1" }
provider "aws" {
  alias  = "us"
  region = "us-east-1"
}
variable "names" { default = ["a", "b"] }
variable "late" { type = string }
resource "aws_sqs_queue" "q" { name = "q" }
resource "aws_sqs_queue" "abroad" {
  provider = aws.us
  name     = "abroad"
}
resource "aws_sqs_queue" "many" {
  for_each = toset(var.names)
  name     = each.key
}
resource "aws_s3_bucket" "b" { bucket = "letters" }
resource "aws_s3_bucket" "late" { bucket_prefix = "late" }
resource "aws_ssm_parameter" "abroad" {
  name  = "p"
  type  = "String"
  value = "arn:aws:sqs:us-east-1:111122223333:q"
}
resource "aws_ssm_parameter" "home" {
  name  = "h"
  type  = "String"
  value = aws_sqs_queue.q.arn
}
data "aws_ssm_parameter" "elsewhere" { name = "/elsewhere" }
data "aws_region" "here" {}
data "aws_caller_identity" "me" {}
resource "random_id" "suffix" { byte_length = 2 }
locals {
  targets = { home = aws_sqs_queue.q.arn, abroad = aws_sqs_queue.abroad.arn }
}
`;

/** Where the flows of the resources `x` lead: the country, or "?" where it cannot be told. */
async function ends(hcl: string): Promise<readonly string[]> {
  const converted = await convertModules(new Map([["", new Map([["main.tf", `${BASE}\n${hcl}`]])]]));
  expect(converted.unread).toEqual([]);
  const located = locate(readModules(converted, { path: ".", sha256: "0" }), charter);
  return located.document.resources
    .filter(({ name }) => name === "x")
    .flatMap((resource) => located.flowsOf(resource))
    .map(({ path, far }) => `${path} ${far ? far.country : "?"}`);
}

const target = (arn: string) => `resource "aws_cloudwatch_event_target" "x" {\n  rule = "r"\n  arn = ${arn}\n}`;

test.each<[code: string, ends: readonly string[]]>([
  ["aws_sqs_queue.q.arn", ["arn IE"]],
  ["aws_sqs_queue.abroad.arn", ["arn US"]],
  ['replace(aws_sqs_queue.q.arn, "eu-west-1", "us-east-1")', ["arn ?"]],
  ['"arn:aws:sqs:us-east-1:111122223333:${aws_sqs_queue.q.name}"', ["arn US"]],
  ['"arn:aws:sqs:eu-west-1:111122223333:${aws_sqs_queue.q.name}"', ["arn IE"]],
  ['"arn:aws:sqs:${data.aws_region.here.name}:${data.aws_caller_identity.me.account_id}:q"', ["arn IE"]],
  ['"arn:aws:sqs:${var.late}:111122223333:q"', ["arn ?"]],
  ['format("arn:aws:sqs:%s:111122223333:q", "us-east-1")', ["arn US"]],
  ['join(":", ["arn:aws:sqs:us-east-1", data.aws_caller_identity.me.account_id, "q"])', ["arn US"]],
  ["var.late == null ? aws_sqs_queue.q.arn : aws_sqs_queue.abroad.arn", ["arn IE", "arn US"]],
  ["true ? aws_sqs_queue.q.arn : aws_sqs_queue.abroad.arn", ["arn IE"]],
  ["try(local.targets.none, aws_sqs_queue.q.arn)", ["arn IE"]],
  ["coalesce(null, aws_sqs_queue.abroad.arn)", ["arn US"]],
  ["one([aws_sqs_queue.q.arn])", ["arn IE"]],
  ["element([for q in aws_sqs_queue.many : q.arn], 0)", ["arn IE"]],
  ["element(values(aws_sqs_queue.many)[*].arn, 0)", ["arn IE"]],
  ["local.targets.home", ["arn IE"]],
  ['local.targets["abroad"]', ["arn US"]],
  ["local.targets[var.late]", ["arn US", "arn IE"]],
  ["lookup(local.targets, var.late, null)", ["arn US", "arn IE"]],
  ['merge(local.targets, { home = "arn:aws:sqs:us-east-1:111122223333:q" }).home', ["arn US"]],
  ["aws_ssm_parameter.abroad.value", ["arn US"]],
  ["aws_ssm_parameter.home.value", ["arn IE"]],
  ["data.aws_ssm_parameter.elsewhere.value", ["arn ?"]],
  ["terraform_data.answer.output", ["arn ?"]],
  ["var.late", ["arn ?"]],
  ["uuid()", ["arn ?"]],
])("the target %s", async (code, expected) => {
  expect(await ends(target(code))).toEqual(expected);
});

const replication = (bucket: string) => `
resource "aws_s3_bucket_replication_configuration" "x" {
  role   = "arn:aws:iam::111122223333:role/r"
  bucket = aws_s3_bucket.b.id
  rule {
    status = "Enabled"
    destination { bucket = ${bucket} }
  }
}`;

test.each<[code: string, end: string]>([
  ["aws_s3_bucket.b.arn", "IE"],
  ["aws_s3_bucket.late.arn", "IE"],
  ['"arn:aws:s3:::${aws_s3_bucket.b.id}"', "IE"],
  ['"arn:aws:s3:::${aws_s3_bucket.late.id}"', "IE"],
  ['"${aws_s3_bucket.b.arn}-replica"', "?"],
  ['"${aws_s3_bucket.late.arn}-replica"', "?"],
  ['"arn:aws:s3:::letters-${random_id.suffix.hex}"', "?"],
  ['"arn:aws:s3:::${trimsuffix("letters-x", "-x")}"', "IE"],
])("the replica in %s", async (bucket, end) => {
  expect(await ends(replication(bucket))).toContain(`rule[0].destination[0].bucket ${end}`);
});

test.each<[what: string, queue: string, expected: readonly string[]]>([
  ["a queue of one's own", "aws_sqs_queue.q.url", ["definition IE"]],
  ["a queue abroad", '"https://sqs.us-east-1.amazonaws.com/999999999999/partner"', ["definition US", "definition IE"]],
])("a state machine that sends to %s", async (_, queue, expected) => {
  const machine = `resource "aws_sfn_state_machine" "x" {
    name     = "m"
    role_arn = "arn:aws:iam::111122223333:role/r"
    definition = jsonencode({
      StartAt = "A"
      States = {
        A = { Type = "Task", Resource = "arn:aws:states:::sqs:sendMessage", End = true
              Parameters = { QueueUrl = ${queue}, "MessageBody.$" = "$" } }
        B = { Type = "Task", Resource = aws_sqs_queue.q.arn, End = true }
      }
    })
  }`;
  expect(new Set((await ends(machine)).filter((end) => end.startsWith("definition ")))).toEqual(new Set(expected));
});

test.each<[what: string, forEach: string, expected: string]>([
  ["what is known", '["us-east-1"]', "US"],
  ["what is chosen late", 'var.late == "x" ? ["eu-west-1"] : ["us-east-1"]', "US"],
  ["what is not known", "[var.late]", "?"],
])("a block that is made for each of %s", async (_, forEach, expected) => {
  const table = `resource "aws_dynamodb_table" "x" {
    name = "t"
    dynamic "replica" {
      for_each = ${forEach}
      content { region_name = replica.value }
    }
  }`;
  expect((await ends(table)).map((end) => end.replace(/\[\d\]/, ""))).toContain(`replica.region_name ${expected}`);
});
