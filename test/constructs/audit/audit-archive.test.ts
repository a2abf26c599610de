import type { Charter } from "../../../charter/schema";
import { AuditArchive } from "../../../constructs/audit/audit-archive";
import { SiteStack } from "../../../constructs/foundation/site-stack";
import { type Answer, type Request, simulate } from "../../tools/simulate";
import { compliant, judged } from "../judged";
import { charter, synthesize } from "../synthesize";

const AUDIT = { account: "audit" };
const archive = (props = {}) => synthesize("dublin", (stack) => new AuditArchive(stack, props), AUDIT).resource;
const policyOf = (type: string, path: string) => archive()[type]![path]!["policy"] as object;

const trails = "arn:aws:s3:::clover-444455556666-dublin-archive-trails";
const configurations = "arn:aws:s3:::clover-444455556666-dublin-archive-configurations";
const record = `${trails}/AWSLogs/111122223333/CloudTrail/eu-west-1/record.json.gz`;
const item = `${configurations}/AWSLogs/111122223333/Config/eu-west-1/item.json.gz`;
const ours = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/clover-dublin-trail";
const theirs = "arn:aws:cloudtrail:eu-west-1:999988887777:trail/clover-dublin-trail";
const admin = "arn:aws:iam::111122223333:role/admin";
const everything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };

test("trails go to a bucket that is locked, configurations to one that is not, and alarms to an encrypted topic", () => {
  const resource = archive({ days: 30 });
  expect(Object.keys(resource["aws_s3_bucket"]!)).toEqual([
    "<archive/configurations/bucket>",
    "<archive/trails/bucket>",
  ]);
  expect(resource["aws_s3_bucket_object_lock_configuration"]).toEqual({
    "<archive/trails/object-lock>": {
      bucket: "${aws_s3_bucket.<archive/trails/bucket>.id}",
      rule: { default_retention: { mode: "COMPLIANCE", days: 30 } },
      depends_on: ["aws_s3_bucket_versioning.<archive/trails/versioning>"],
    },
  });
  expect(resource["aws_sns_topic"]).toEqual({
    "<archive/alarms>": {
      name: "clover-dublin-alarms",
      kms_master_key_id: "${aws_kms_key.<archive/alarm-key/key>.arn}",
    },
  });
  expect(resource["aws_sns_topic_policy"]).toEqual({
    "<archive/alarms-policy>": {
      arn: "${aws_sns_topic.<archive/alarms>.arn}",
      policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "Publish",
            Effect: "Allow",
            Principal: { AWS: ["arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:root"] },
            Action: "sns:Publish",
            Resource: "arn:aws:sns:eu-west-1:444455556666:clover-dublin-alarms",
          },
        ],
      },
    },
  });
});

const cloudTrail = (source: string, account: string): Partial<Request> => ({
  principal: "cloudtrail.amazonaws.com",
  context: { "aws:SourceArn": source, "aws:SourceAccount": account },
});
const config = (account: string): Partial<Request> => ({
  principal: "config.amazonaws.com",
  context: { "aws:SourceAccount": account },
});

test.each<[string, string, Partial<Request>, string, string, Answer]>([
  ["CloudTrail writes for our trails", "trails", cloudTrail(ours, "111122223333"), "s3:PutObject", record, "Allowed"],
  ["and for no other", "trails", cloudTrail(theirs, "999988887777"), "s3:PutObject", record, "ImplicitlyDenied"],
  [
    "where records go, not elsewhere",
    "trails",
    cloudTrail(ours, "111122223333"),
    "s3:PutObject",
    `${trails}/x`,
    "ImplicitlyDenied",
  ],
  ["and reads none", "trails", cloudTrail(ours, "111122223333"), "s3:GetObject", record, "ImplicitlyDenied"],
  ["Config writes for our accounts", "configurations", config("111122223333"), "s3:PutObject", item, "Allowed"],
  ["and for no other", "configurations", config("999988887777"), "s3:PutObject", item, "ImplicitlyDenied"],
  ["Config writes no trail", "trails", config("111122223333"), "s3:PutObject", record, "ImplicitlyDenied"],
  ["the workload finds the bucket", "trails", { principal: admin }, "s3:ListBucket", trails, "Allowed"],
  ["and reads nothing in it", "trails", { principal: admin }, "s3:GetObject", record, "ImplicitlyDenied"],
  ["nor writes", "trails", { principal: admin }, "s3:PutObject", record, "ImplicitlyDenied"],
  [
    "a stranger finds nothing",
    "trails",
    { principal: "arn:aws:iam::999988887777:role/r" },
    "s3:ListBucket",
    trails,
    "ExplicitlyDenied",
  ],
  [
    "not even the account's root deletes a configuration",
    "configurations",
    { principal: "arn:aws:iam::444455556666:root" },
    "s3:DeleteObjectVersion",
    item,
    "ExplicitlyDenied",
  ],
])("%s (%s)", async (_, store, request, action, resource, answer) => {
  const document = policyOf("aws_s3_bucket_policy", `<archive/${store}/policy>`);
  const identity = request.principal!.startsWith("arn:") ? [everything] : [];
  const asked = { principal: "", ...request, action, resource, resourceAccount: "444455556666" };
  expect(await simulate(asked, { resource: document, identity })).toBe(answer);
});

const KEY = "arn:aws:kms:eu-west-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";

test.each<[string, string, Partial<Request>, string, Answer]>([
  [
    "CloudTrail encrypts for our trails",
    "trails/key",
    cloudTrail(ours, "111122223333"),
    "kms:GenerateDataKey",
    "Allowed",
  ],
  ["and for no other", "trails/key", cloudTrail(theirs, "999988887777"), "kms:GenerateDataKey", "ImplicitlyDenied"],
  ["Config encrypts for our accounts", "configurations/key", config("111122223333"), "kms:GenerateDataKey", "Allowed"],
  ["and for no other", "configurations/key", config("999988887777"), "kms:GenerateDataKey", "ImplicitlyDenied"],
  ["the workload finds the key", "trails/key", { principal: admin }, "kms:DescribeKey", "Allowed"],
  ["and decrypts nothing with it", "trails/key", { principal: admin }, "kms:Decrypt", "ImplicitlyDenied"],
  ["the workload encrypts alarms", "alarm-key", { principal: admin }, "kms:GenerateDataKey", "Allowed"],
])("%s (%s)", async (_, key, request, action, answer) => {
  const document = policyOf("aws_kms_key", `<archive/${key}/key>`);
  const identity = request.principal!.startsWith("arn:") ? [everything] : [];
  const asked = { principal: "", ...request, action, resource: KEY };
  expect(await simulate(asked, { resource: document, identity })).toBe(answer);
});

test("the gate has nothing to say against it", async () => {
  expect(await judged("dublin", (stack) => new AuditArchive(stack), AUDIT)).toEqual(compliant);
});

test.each<[string, Charter, string, string, number | undefined, string]>([
  [
    "in the account that it keeps records of",
    charter,
    "dublin",
    "workload",
    undefined,
    'dublin/archive: AuditArchive keeps the records of all accounts, and account 111122223333 is not the charter\'s "audit". Give the stack account: "audit".',
  ],
  [
    "where there is no audit account",
    { ...charter, accounts: { workload: "111122223333" } },
    "dublin",
    "workload",
    undefined,
    'dublin/archive: the charter names no account "audit", and any other account is foreign. Use one of "workload", or add "audit" under accounts in charter.yaml.',
  ],
  [
    "on an Outpost",
    charter,
    "hamar",
    "audit",
    undefined,
    'hamar/archive/trails: SovereignBucket is built in an AWS region, but site "hamar" is an Outpost: it would be in eu-west-1, not in hamar. Use OutpostBucket, or build it in the stack of site "dublin".',
  ],
  [
    "for no time",
    charter,
    "dublin",
    "audit",
    0,
    "dublin/archive/trails: objectLock.days is 0. Give a whole number from 1 to 36500.",
  ],
])("an archive %s is refused", (_, given, site, account, days, sentence) => {
  const build = (stack: SiteStack) => new AuditArchive(stack, days === undefined ? {} : { days });
  expect(() => synthesize(site, build, { charter: given, account })).toThrow(sentence);
});
