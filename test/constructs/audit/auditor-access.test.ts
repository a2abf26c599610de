/** The auditor asks, by the synthesized documents, for everything that an auditor should see and for everything that none should. */
import type { Charter } from "../../../charter/schema";
import { AuditorAccess, type AuditorAccessProps } from "../../../constructs/audit/auditor-access";
import type { SiteStack } from "../../../constructs/foundation/site-stack";
import { SovereignNetwork } from "../../../constructs/network/sovereign-network";
import { type Answer, type Documents, type Request, simulate } from "../../tools/simulate";
import { compliant, judged } from "../judged";
import { charter, synthesize } from "../synthesize";

const auditor = { account: "600070008000", jurisdiction: "IE", externalId: "clover-audit-2026" };
const given: Charter = { ...charter, auditor };
const access = (account: string, props: AuditorAccessProps = {}) =>
  synthesize("dublin", (stack) => new AuditorAccess(stack, props), { charter: given, account }).resource;
const policyIn = (account: string, props: AuditorAccessProps = {}) =>
  access(account, props)["aws_iam_policy"]!["<auditor/policy>"]!["policy"] as object;

test("the role is bounded by the one policy that it has", () => {
  const { aws_iam_policy: policies, ...rest } = access("workload");
  expect(policies).toEqual({
    "<auditor/policy>": {
      name: "clover-dublin-auditor",
      description: "What the independent auditor may see, and the boundary of it",
      policy: policyIn("workload"),
    },
  });
  expect(rest).toEqual({
    aws_iam_role: {
      "<auditor/role>": {
        name: "clover-dublin-auditor",
        description: "The independent auditor",
        max_session_duration: 3600,
        permissions_boundary: "arn:aws:iam::111122223333:policy/clover-dublin-auditor",
        assume_role_policy: {
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "Auditor",
              Effect: "Allow",
              Principal: { AWS: "arn:aws:iam::600070008000:root" },
              Action: "sts:AssumeRole",
              Condition: {
                StringEquals: { "sts:ExternalId": "clover-audit-2026" },
                Bool: { "aws:MultiFactorAuthPresent": "true" },
                NumericLessThan: { "aws:MultiFactorAuthAge": "3600" },
              },
            },
          ],
        },
        depends_on: ["aws_iam_policy.<auditor/policy>"],
      },
    },
    aws_iam_role_policy_attachment: {
      "<auditor/attachment>": {
        role: "${aws_iam_role.<auditor/role>.name}",
        policy_arn: "${aws_iam_policy.<auditor/policy>.arn}",
      },
    },
  });
});

const proven = {
  "sts:ExternalId": "clover-audit-2026",
  "aws:MultiFactorAuthPresent": "true",
  "aws:MultiFactorAuthAge": "60",
};

test.each<[string, string, Request["context"], Answer]>([
  ["the auditor with a fresh second factor", "600070008000", proven, "Allowed"],
  [
    "the auditor without a second factor",
    "600070008000",
    { "sts:ExternalId": proven["sts:ExternalId"] },
    "ImplicitlyDenied",
  ],
  ["the auditor with an old one", "600070008000", { ...proven, "aws:MultiFactorAuthAge": "3600" }, "ImplicitlyDenied"],
  [
    "the auditor on behalf of somebody else",
    "600070008000",
    { ...proven, "sts:ExternalId": "another-customer" },
    "ImplicitlyDenied",
  ],
  ["a stranger who knows all that", "999988887777", proven, "ImplicitlyDenied"],
  ["the enclave's own people", "111122223333", proven, "ImplicitlyDenied"],
])("%s (%s, %j): %s", async (_, account, context, answer) => {
  const trust = access("workload")["aws_iam_role"]!["<auditor/role>"]!["assume_role_policy"] as object;
  const request = {
    principal: `arn:aws:iam::${account}:user/ada`,
    action: "sts:AssumeRole",
    resource: "arn:aws:iam::111122223333:role/clover-dublin-auditor",
    context: context ?? {},
  };
  expect(await simulate(request, { identity: [everything], resource: trust })).toBe(answer);
});

const everything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
const open = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }] };

const QUERIES = "/aws/vendedlogs/clover/dublin/network/dns/queries";

type Asked = [action: string, resource: string, context?: Request["context"]];

/** A session of the auditor's; the resource lets everybody in, so that nothing but the role's own documents can say no. */
const ask = (account: string, [action, resource, context = {}]: Asked, documents: Documents) =>
  simulate(
    {
      principal: `arn:aws:sts::${account}:assumed-role/clover-dublin-auditor/ada`,
      action,
      resource,
      context: context ?? {},
    },
    { resource: open, ...documents },
  );

const flowLogs = "arn:aws:logs:eu-west-1:111122223333:log-group:/clover/dublin/network/flow-logs";
const queries = flowLogs.replace("/clover/dublin/network/flow-logs", QUERIES);
const ofRole = { identity: [policyIn("workload")], boundary: policyIn("workload") };

const SEEN: Asked[] = [
  ["ec2:DescribeVpcs", "*"],
  ["ec2:DescribeFlowLogs", "*"],
  ["iam:GetRole", "arn:aws:iam::111122223333:role/admin"],
  ["iam:ListRoles", "*"],
  ["kms:GetKeyPolicy", "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"],
  ["s3:GetBucketPolicy", "arn:aws:s3:::clover-111122223333-dublin-restricted"],
  ["s3:GetEncryptionConfiguration", "arn:aws:s3:::clover-111122223333-dublin-restricted"],
  ["dynamodb:DescribeTable", "arn:aws:dynamodb:eu-west-1:111122223333:table/users"],
  ["secretsmanager:DescribeSecret", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:database-AbCdEf"],
  ["cloudtrail:LookupEvents", "*"],
  ["config:GetResourceConfigHistory", "*"],
  ["access-analyzer:ListFindings", "arn:aws:access-analyzer:eu-west-1:111122223333:analyzer/clover-dublin-analyzer"],
  ["organizations:ListPolicies", "*"],
  ["logs:DescribeLogGroups", "*"],
  ["logs:FilterLogEvents", flowLogs],
  ["logs:StartQuery", flowLogs],
  ["logs:FilterLogEvents", queries],
  ["logs:GetLogEvents", `${flowLogs}:log-stream:eni-1`],
];

const HIDDEN: Asked[] = [
  ["s3:GetObject", "arn:aws:s3:::clover-111122223333-dublin-restricted/letter"],
  ["s3:GetObjectVersion", "arn:aws:s3:::clover-111122223333-dublin-restricted/letter"],
  ["s3:ListBucket", "arn:aws:s3:::clover-111122223333-dublin-restricted"],
  ["s3:GetObject", "arn:aws:s3:eu-west-1:111122223333:accesspoint/door/object/letter"],
  [
    "s3-outposts:GetObject",
    "arn:aws:s3-outposts:eu-west-1:111122223333:outpost/op-0123456789abcdef0/bucket/b/object/letter",
  ],
  ["dynamodb:GetItem", "arn:aws:dynamodb:eu-west-1:111122223333:table/users"],
  ["dynamodb:Query", "arn:aws:dynamodb:eu-west-1:111122223333:table/users"],
  ["dynamodb:Scan", "arn:aws:dynamodb:eu-west-1:111122223333:table/users"],
  ["dynamodb:PartiQLSelect", "arn:aws:dynamodb:eu-west-1:111122223333:table/users"],
  ["dynamodb:GetRecords", "arn:aws:dynamodb:eu-west-1:111122223333:table/users/stream/2026"],
  ["dynamodb:ExportTableToPointInTime", "arn:aws:dynamodb:eu-west-1:111122223333:table/users"],
  ["kms:Decrypt", "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"],
  ["kms:GenerateMac", "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"],
  ["kms:CreateGrant", "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"],
  ["secretsmanager:GetSecretValue", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:database-AbCdEf"],
  ["ssm:GetParameter", "arn:aws:ssm:eu-west-1:111122223333:parameter/database"],
  ["ssm:StartSession", "arn:aws:ec2:eu-west-1:111122223333:instance/i-0123456789abcdef0"],
  ["kinesis:GetRecords", "arn:aws:kinesis:eu-west-1:111122223333:stream/logins"],
  ["sqs:ReceiveMessage", "arn:aws:sqs:eu-west-1:111122223333:orders"],
  ["rds-data:ExecuteStatement", "arn:aws:rds:eu-west-1:111122223333:cluster:users"],
  ["rds:DownloadDBLogFilePortion", "arn:aws:rds:eu-west-1:111122223333:db:users"],
  ["ebs:GetSnapshotBlock", "arn:aws:ec2:eu-west-1::snapshot/snap-0123456789abcdef0"],
  ["ec2:CreateSnapshot", "arn:aws:ec2:eu-west-1:111122223333:volume/vol-0123456789abcdef0"],
  ["ec2:GetConsoleOutput", "arn:aws:ec2:eu-west-1:111122223333:instance/i-0123456789abcdef0"],
  ["ec2:DescribeInstanceAttribute", "arn:aws:ec2:eu-west-1:111122223333:instance/i-0123456789abcdef0"],
  ["ec2:DescribeLaunchTemplateVersions", "*"],
  ["ec2:DescribeSpotFleetRequests", "*"],
  ["lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:111122223333:function:reidentify"],
  ["elasticfilesystem:ClientMount", "arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-1"],
  ["logs:FilterLogEvents", "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/orders"],
  ["logs:StartQuery", "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/orders"],
  ["logs:GetLogEvents", "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/orders:log-stream:1"],
  ["logs:Unmask", flowLogs],
  ["sts:AssumeRole", "arn:aws:iam::111122223333:role/admin"],
  ["iam:PassRole", "arn:aws:iam::111122223333:role/admin"],
  ["iam:AttachRolePolicy", "arn:aws:iam::111122223333:role/clover-dublin-auditor"],
  ["iam:DeleteRolePermissionsBoundary", "arn:aws:iam::111122223333:role/clover-dublin-auditor"],
  ["cloudtrail:StopLogging", "arn:aws:cloudtrail:eu-west-1:111122223333:trail/clover-dublin-trail"],
  ["sns:Subscribe", "arn:aws:sns:eu-west-1:111122223333:orders"],
];

describe("in the workload account", () => {
  test.each(SEEN)("the auditor may %s on %s", async (...asked) => {
    expect(await ask("111122223333", asked, ofRole)).toBe("Allowed");
  });

  test.each(HIDDEN)("the auditor may not %s on %s", async (...asked) => {
    expect(await ask("111122223333", asked, ofRole)).toBe("ExplicitlyDenied");
  });

  test("nothing is added by a policy that allows everything, nor left by one that is taken away", async () => {
    const raised = { identity: [everything], boundary: policyIn("workload") };
    for (const asked of HIDDEN)
      expect([asked, await ask("111122223333", asked, raised)]).toEqual([asked, "ExplicitlyDenied"]);
    for (const asked of HIDDEN) {
      const unbounded = { identity: [everything, policyIn("workload")] };
      expect([asked, await ask("111122223333", asked, unbounded)]).toEqual([asked, "ExplicitlyDenied"]);
    }
  });
});

describe("in the audit account", () => {
  const documents = { identity: [policyIn("audit")], boundary: policyIn("audit") };
  const store = "arn:aws:s3:::clover-444455556666-dublin-archive";
  const key = "arn:aws:kms:eu-west-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const alias = (name: string) => ({ "kms:ResourceAliases": [`alias/clover/dublin/archive/${name}`] });

  test.each<Asked>([
    ["s3:ListBucket", `${store}-trails`],
    ["s3:GetObject", `${store}-trails/AWSLogs/111122223333/CloudTrail/record.json.gz`],
    ["s3:GetObjectRetention", `${store}-trails/AWSLogs/111122223333/CloudTrail/record.json.gz`],
    ["s3:GetObjectVersion", `${store}-configurations/AWSLogs/111122223333/Config/item.json.gz`],
    ["kms:Decrypt", key, alias("trails/key")],
    ["kms:Decrypt", key, alias("configurations/key")],
    ["iam:GetPolicyVersion", "arn:aws:iam::444455556666:policy/p"],
  ])("the auditor may %s on %s (%j)", async (...asked) => {
    expect(await ask("444455556666", asked, documents)).toBe("Allowed");
  });

  test.each<Asked>([
    ["s3:GetObject", "arn:aws:s3:::clover-444455556666-dublin-secrets/letter"],
    ["s3:GetObject", `${store}-trails-copy/letter`],
    ["s3:ListBucket", "arn:aws:s3:::clover-444455556666-dublin-secrets"],
    ["s3:PutObject", `${store}-trails/AWSLogs/111122223333/CloudTrail/record.json.gz`],
    ["s3:DeleteObjectVersion", `${store}-trails/AWSLogs/111122223333/CloudTrail/record.json.gz`],
    ["s3:PutObjectRetention", `${store}-trails/AWSLogs/111122223333/CloudTrail/record.json.gz`],
    ["kms:Decrypt", key, alias("alarm-key")],
    ["kms:Decrypt", key],
    ["kms:Encrypt", key, alias("trails/key")],
  ])("the auditor may not %s on %s (%j)", async (...asked) => {
    expect(await ask("444455556666", asked, documents)).toBe("ExplicitlyDenied");
  });
});

test("the network's own log groups are those that the auditor reads", () => {
  const { resource } = synthesize("dublin", (stack) => new SovereignNetwork(stack, "network"));
  const names = Object.values(resource["aws_cloudwatch_log_group"]!).map(({ name }) => String(name));
  expect(names.toSorted()).toEqual([QUERIES, "/clover/dublin/network/flow-logs"]);
});

test("other records of connections can be named, and nothing else is opened by that", async () => {
  const policy = policyIn("workload", { logGroups: ["/clover/dublin/firewall/alerts"] });
  const documents = { identity: [policy], boundary: policy };
  const alerts = flowLogs.replace("network/flow-logs", "firewall/alerts");
  expect(await ask("111122223333", ["logs:FilterLogEvents", alerts], documents)).toBe("Allowed");
  expect(await ask("111122223333", ["logs:FilterLogEvents", flowLogs], documents)).toBe("ExplicitlyDenied");
});

test.each(["workload", "audit"])("the gate has nothing to say against it in the account %s", async (account) => {
  const build = (stack: SiteStack) => new AuditorAccess(stack);
  expect(await judged("dublin", build, { charter: given, account })).toEqual(compliant);
});

test.each<[string, Charter, AuditorAccessProps, RegExp]>([
  [
    "for an auditor whom the charter does not name",
    charter,
    {},
    /^dublin\/auditor: the charter names no auditor\. Add auditor with account, jurisdiction and externalId to charter\.yaml, or leave the access out\.$/,
  ],
  [
    "to more log groups than fit",
    given,
    { logGroups: Array.from({ length: 40 }, (_, index) => `/clover/dublin/firewall/alerts-${index}`) },
    /^dublin\/auditor: the policy has \d+ characters, and IAM takes 6144\. Name fewer log groups, or one pattern for several\.$/,
  ],
])("access %s is refused", (_, under, props, sentence) => {
  expect(() => synthesize("dublin", (stack) => new AuditorAccess(stack, props), { charter: under })).toThrow(sentence);
});
