/** The guardrails asked, by recorded requests, what AWS would answer: everything is allowed but for them. */
import { OrganizationsOrganization } from "@cdktf/provider-aws/lib/organizations-organization";
import type { Charter } from "../../../charter/schema";
import {
  JurisdictionGuardrails,
  type JurisdictionGuardrailsProps,
} from "../../../constructs/guardrails/jurisdiction-guardrails";
import { SiteStack } from "../../../constructs/foundation/site-stack";
import { type Documents, type Request, simulate } from "../../tools/simulate";
import { compliant, judged } from "../judged";
import { charter, synthesize } from "../synthesize";

const OUTPOST = "arn:aws:outposts:eu-west-1:111122223333:outpost/op-0123456789abcdef0";
const auditor = { account: "600070008000", jurisdiction: "IE", externalId: "clover-audit-2026" };

function guardrails(props: JurisdictionGuardrailsProps = {}, given: Charter = { ...charter, auditor }) {
  let built: JurisdictionGuardrails | undefined;
  const synthesized = synthesize(
    "dublin",
    (stack) => {
      built = new JurisdictionGuardrails(stack, "guardrails", props);
    },
    { charter: given, account: "audit" },
  );
  return { ...synthesized, built: built! };
}

const everything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
const open = { ...everything, Statement: [{ ...everything.Statement[0], Principal: "*" }] };
const { built } = guardrails();

const admin = "arn:aws:iam::111122223333:role/admin";
const key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const table = "arn:aws:dynamodb:eu-west-1:111122223333:table/users";
const vpc = (account: string, region = "eu-west-1") => `arn:aws:ec2:${region}:${account}:vpc/vpc-1`;
const vault = (account: string, region = "eu-west-1") => `arn:aws:backup:${region}:${account}:backup-vault:copies`;
const trail = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/clover-dublin-trail";
const snapshot = "arn:aws:ec2:eu-west-1::snapshot/*";
const secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:database-AbCdEf";

/** What an administrator of the workload account asks for, in Dublin unless said otherwise. */
type Asked = [action: string, resource: string, context?: Request["context"]];

/** A key lets nobody in but by its own policy. */
const ask = ([action, resource, context = {}]: Asked, documents: Documents, principal = admin) =>
  simulate(
    { principal, action, resource, context: { "aws:RequestedRegion": "eu-west-1", ...context } },
    resource.startsWith("arn:aws:kms:") ? { ...documents, resource: open } : documents,
  );

const abroad = { "aws:RequestedRegion": "us-east-1" };

const DENIED: Asked[] = [
  // Another region, and what others exempt from the region deny.
  ["s3:CreateBucket", "arn:aws:s3:::own", abroad],
  ["ec2:RunInstances", "arn:aws:ec2:eu-central-1:111122223333:instance/*", { "aws:RequestedRegion": "eu-central-1" }],
  ["s3:CreateBucket", "arn:aws:s3:::own", { "aws:RequestedRegion": null }],
  ["kms:CreateKey", "*", { ...abroad, "kms:MultiRegion": "false" }],
  ["sts:AssumeRole", "arn:aws:iam::111122223333:role/r", abroad],
  ["support:CreateCase", "*", abroad],
  ["rds:CreateDBInstanceReadReplica", "arn:aws:rds:us-east-1:111122223333:db:copy", abroad],
  ["ec2:CopySnapshot", "arn:aws:ec2:us-east-1::snapshot/*", abroad],
  ["account:EnableRegion", "arn:aws:account::111122223333:account", abroad],
  ["ec2:ModifyAvailabilityZoneGroup", "*"],
  ["organizations:LeaveOrganization", "*", abroad],
  // Edges.
  ["cloudfront:CreateDistribution", "*"],
  ["globalaccelerator:CreateAccelerator", "*"],
  ["s3:CreateMultiRegionAccessPoint", "arn:aws:s3::111122223333:accesspoint/mrap"],
  ["s3:PutAccelerateConfiguration", "arn:aws:s3:::own"],
  ["lambda:EnableReplication", "arn:aws:lambda:eu-west-1:111122223333:function:edge:1"],
  // Keys with material abroad.
  ["kms:CreateKey", "*", { "kms:MultiRegion": "true" }],
  ["kms:ReplicateKey", key],
  ["kms:Encrypt", key, { "kms:MultiRegion": "true" }],
  // What an approved region sends away.
  ["s3:PutReplicationConfiguration", "arn:aws:s3:::own"],
  ["dynamodb:CreateGlobalTable", "arn:aws:dynamodb::111122223333:global-table/users"],
  ["dynamodb:CreateTableReplica", table],
  ["dynamodb:ExportTableToPointInTime", table],
  ["secretsmanager:ReplicateSecretToRegions", secret],
  ["secretsmanager:CreateSecret", secret, { "secretsmanager:AddReplicaRegions": ["us-east-1"] }],
  ["backup:CopyFromBackupVault", vault("111122223333"), { "backup:CopyTargets": [vault("111122223333", "us-east-1")] }],
  ["backup:CopyFromBackupVault", vault("111122223333"), { "backup:CopyTargets": [vault("999988887777")] }],
  [
    "ec2:CreateVpcPeeringConnection",
    "arn:aws:ec2:eu-west-1:111122223333:vpc-peering-connection/*",
    { "ec2:AccepterVpc": vpc("111122223333", "us-east-1") },
  ],
  [
    "ec2:CreateVpcPeeringConnection",
    "arn:aws:ec2:eu-west-1:111122223333:vpc-peering-connection/*",
    { "ec2:AccepterVpc": vpc("999988887777") },
  ],
  ["rds:StartExportTask", "*"],
  ["sns:Subscribe", "arn:aws:sns:eu-west-1:111122223333:alarms", { "sns:Protocol": "email" }],
  // Snapshots of what stands in Hamar.
  ["ec2:CreateSnapshot", snapshot, { "ec2:SourceOutpostArn": OUTPOST }],
  [
    "ec2:CreateSnapshots",
    snapshot,
    { "ec2:SourceOutpostArn": OUTPOST, "ec2:OutpostArn": OUTPOST.replace("op-0", "op-1") },
  ],
  // Strangers.
  ["ec2:ModifySnapshotAttribute", "arn:aws:ec2:eu-west-1::snapshot/snap-1"],
  ["rds:ModifyDBSnapshotAttribute", "arn:aws:rds:eu-west-1:111122223333:snapshot:s"],
  ["s3:PutObject", "arn:aws:s3:::theirs/letter", { "aws:ResourceAccount": "999988887777" }],
  ["kms:Encrypt", key.replace("111122223333", "999988887777")],
  ["sqs:SendMessage", "arn:aws:sqs:eu-west-1:999988887777:theirs"],
  // The audit.
  ["cloudtrail:StopLogging", trail],
  ["cloudtrail:DeleteTrail", trail],
  ["cloudtrail:PutEventSelectors", trail],
  [
    "config:StopConfigurationRecorder",
    "arn:aws:config:eu-west-1:111122223333:configuration-recorder/clover-dublin-trail/1",
  ],
  ["config:DeleteDeliveryChannel", "*"],
  ["events:DisableRule", "arn:aws:events:eu-west-1:111122223333:rule/clover-dublin-trail-alarms-keys"],
  ["ec2:DeleteFlowLogs", "arn:aws:ec2:eu-west-1:111122223333:vpc-flow-log/fl-1"],
  ["logs:DeleteLogGroup", "arn:aws:logs:eu-west-1:111122223333:log-group:/clover/dublin/network/flow-logs"],
  [
    "logs:DeleteLogGroup",
    "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/vendedlogs/clover/dublin/network/dns/queries",
  ],
];

describe("an administrator of the workload account, who may do everything,", () => {
  const documents = { identity: [everything], scp: built.serviceControlPolicies };

  test.each<Asked>([
    ["s3:CreateBucket", "arn:aws:s3:::own"],
    ["s3:PutObject", "arn:aws:s3:::own/letter", { "aws:ResourceAccount": "111122223333" }],
    ["s3:PutObject", "arn:aws:s3:::archive/letter", { "aws:ResourceAccount": "444455556666" }],
    ["s3:GetObject", "arn:aws:s3:::amazonlinux/package", { "aws:ResourceAccount": "999988887777" }],
    ["kms:CreateKey", "*", { "kms:MultiRegion": "false" }],
    ["kms:Encrypt", key, { "kms:MultiRegion": "false" }],
    ["kms:Decrypt", key, { "kms:MultiRegion": "true" }],
    ["iam:CreateRole", "arn:aws:iam::111122223333:role/new", abroad],
    ["organizations:DescribeOrganization", "*", abroad],
    ["route53:ChangeResourceRecordSets", "arn:aws:route53:::hostedzone/Z1", abroad],
    ["dynamodb:CreateTable", table],
    ["dynamodb:UpdateTable", table],
    ["secretsmanager:CreateSecret", secret],
    ["backup:CopyFromBackupVault", vault("111122223333"), { "backup:CopyTargets": [vault("444455556666")] }],
    [
      "ec2:CreateVpcPeeringConnection",
      "arn:aws:ec2:eu-west-1:111122223333:vpc-peering-connection/*",
      { "ec2:AccepterVpc": vpc("444455556666") },
    ],
    ["ec2:CreateSnapshot", snapshot, { "ec2:SourceOutpostArn": OUTPOST, "ec2:OutpostArn": OUTPOST }],
    ["ec2:CreateSnapshot", snapshot],
    ["sns:Subscribe", "arn:aws:sns:eu-west-1:111122223333:alarms", { "sns:Protocol": "sqs" }],
    ["cloudtrail:CreateTrail", trail],
    ["cloudtrail:StartLogging", trail],
    ["events:PutRule", "arn:aws:events:eu-west-1:111122223333:rule/clover-dublin-pseudonyms"],
    ["logs:DeleteLogGroup", "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/orders"],
  ])("may %s on %s (%j)", async (...asked) => {
    expect(await ask(asked, documents)).toBe("Allowed");
  });

  test.each<Asked>(DENIED)("may not %s on %s (%j)", async (...asked) => {
    expect(await ask(asked, documents)).toBe("ExplicitlyDenied");
  });

  test("would get away with something if any statement were left out", async () => {
    const { Version, Statement } = JSON.parse(built.serviceControlPolicies[0]!) as {
      Version: string;
      Statement: { Sid: string }[];
    };
    const idle: string[] = [];
    for (const { Sid } of Statement) {
      const scp = [{ Version, Statement: Statement.filter((one) => one.Sid !== Sid) }];
      const answers = await Promise.all(DENIED.map((asked) => ask(asked, { ...documents, scp })));
      if (!answers.includes("Allowed")) idle.push(Sid);
    }
    expect(idle).toEqual([]);
  });

  test("may change the trail only in the role that keeps it, which is nobody's unless it is named", async () => {
    const keepers = [{ account: "workload", role: "keeper" }];
    const scp = guardrails({ keepers }).built.serviceControlPolicies;
    const asked: Asked = ["cloudtrail:UpdateTrail", trail];
    expect(await ask(asked, { identity: [everything], scp }, "arn:aws:iam::111122223333:role/keeper")).toBe("Allowed");
    expect(await ask(asked, { identity: [everything], scp })).toBe("ExplicitlyDenied");
  });
});

describe("a resource that is open to the world", () => {
  const documents = { identity: [everything], resource: open, rcp: built.resourceControlPolicies };
  const stranger = "arn:aws:iam::999988887777:role/anybody";
  const queue = "arn:aws:sqs:eu-west-1:111122223333:orders";
  const role = "arn:aws:iam::111122223333:role/auditor";
  const service = "cloudtrail.amazonaws.com";

  test.each<[who: string, principal: string, action: string, resource: string, Request["context"]]>([
    ["its own account", admin, "sqs:SendMessage", queue, {}],
    ["the audit account", "arn:aws:iam::444455556666:role/reader", "s3:GetObject", "arn:aws:s3:::own/letter", {}],
    ["a service", service, "s3:PutObject", "arn:aws:s3:::own/letter", {}],
    [
      "a service for the enclave",
      service,
      "s3:PutObject",
      "arn:aws:s3:::own/letter",
      { "aws:SourceAccount": "111122223333" },
    ],
    ["the auditor, where a role lets them", "arn:aws:iam::600070008000:user/ada", "sts:AssumeRole", role, {}],
  ])("lets in %s", async (_, principal, action, resource, context) => {
    const asked = { principal, action, resource, context: context ?? {}, resourceAccount: "111122223333" };
    expect(await simulate(asked, service === principal ? { ...documents, identity: [] } : documents)).toBe("Allowed");
  });

  test.each<[who: string, principal: string, action: string, resource: string, Request["context"]]>([
    ["a stranger", stranger, "sqs:SendMessage", queue, {}],
    ["a stranger with the key", stranger, "kms:Decrypt", key, {}],
    ["a stranger to a table", stranger, "dynamodb:GetItem", table, {}],
    ["a stranger to a secret", stranger, "secretsmanager:GetSecretValue", secret, {}],
    [
      "an account of the same organisation that the charter does not name",
      stranger,
      "s3:GetObject",
      "arn:aws:s3:::own/letter",
      { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
    ],
    ["nobody in particular", "anonymous", "s3:GetObject", "arn:aws:s3:::own/letter", {}],
    [
      "a service for a stranger",
      service,
      "s3:PutObject",
      "arn:aws:s3:::own/letter",
      { "aws:SourceAccount": "999988887777" },
    ],
    ["a stranger into a role", stranger, "sts:AssumeRole", role, {}],
    ["the auditor", "arn:aws:iam::600070008000:user/ada", "s3:GetObject", "arn:aws:s3:::own/letter", {}],
    [
      "its own account, in the clear",
      admin,
      "s3:GetObject",
      "arn:aws:s3:::own/letter",
      { "aws:SecureTransport": "false" },
    ],
  ])("stays closed to %s", async (_, principal, action, resource, context) => {
    const asked = { principal, action, resource, context: context ?? {}, resourceAccount: "111122223333" };
    const identity = principal.startsWith("arn:") ? documents.identity : [];
    expect(await simulate(asked, { ...documents, identity })).toBe("ExplicitlyDenied");
  });

  test("is closed to an auditor whom the charter does not name", async () => {
    const rcp = guardrails({}, charter).built.resourceControlPolicies;
    const asked = { principal: "arn:aws:iam::600070008000:user/ada", action: "sts:AssumeRole", resource: role };
    expect(await simulate(asked, { ...documents, rcp })).toBe("ExplicitlyDenied");
  });
});

test("policies of both kinds are as short as AWS takes them, and attached to each account of the charter", () => {
  const { resource } = guardrails();
  const { serviceControlPolicies, resourceControlPolicies } = built;
  expect([serviceControlPolicies.length, resourceControlPolicies.length]).toEqual([1, 1]);
  expect(resource["aws_organizations_policy"]).toEqual({
    "<guardrails/services-0>": {
      name: "clover-services-0",
      description: "Jurisdictions IE, NO: services, part 1 of 1",
      type: "SERVICE_CONTROL_POLICY",
      content: serviceControlPolicies[0],
    },
    "<guardrails/resources-0>": {
      name: "clover-resources-0",
      description: "Jurisdictions IE, NO: resources, part 1 of 1",
      type: "RESOURCE_CONTROL_POLICY",
      content: resourceControlPolicies[0],
    },
  });
  expect(resource["aws_organizations_policy_attachment"]).toEqual(
    Object.fromEntries(
      ["resources-0", "services-0"].flatMap((name) =>
        ["111122223333", "444455556666"].map((target_id) => [
          `<guardrails/${name}-${target_id}>`,
          { policy_id: `\${aws_organizations_policy.<guardrails/${name}>.id}`, target_id },
        ]),
      ),
    ),
  );
});

test("what does not fit into one policy goes into several, and not a statement is lost", () => {
  const keepers = Array.from({ length: 30 }, (_, index) => ({ account: "workload", role: `keeper-${index}` }));
  const { built: large } = guardrails({ keepers });
  const sids = (policies: readonly string[]) =>
    policies.flatMap((text) => (JSON.parse(text) as { Statement: { Sid: string }[] }).Statement.map(({ Sid }) => Sid));
  expect(large.serviceControlPolicies.length).toBeGreaterThan(1);
  expect(Math.max(...large.serviceControlPolicies.map((text) => text.length))).toBeLessThanOrEqual(5120);
  expect(sids(large.serviceControlPolicies)).toEqual(sids(built.serviceControlPolicies));
});

test("the gate has nothing to say against them", async () => {
  const build = (stack: SiteStack) => new JurisdictionGuardrails(stack, "guardrails");
  expect(await judged("dublin", build, { account: "audit" })).toEqual(compliant);
});

test("they can be attached to other targets", () => {
  const { resource } = guardrails({ targets: { root: "r-ab12" } });
  expect(Object.values(resource["aws_organizations_policy_attachment"]!).map((one) => one["target_id"])).toEqual([
    "r-ab12",
    "r-ab12",
  ]);
});

test("they wait for the organisation where the same program makes it", () => {
  const { resource } = synthesize("dublin", (stack: SiteStack) => {
    const organization = new OrganizationsOrganization(stack, "organization");
    new JurisdictionGuardrails(stack, "guardrails", { dependsOn: [organization] });
  });
  const policies = Object.values(resource["aws_organizations_policy"]!);
  expect(policies.map(({ depends_on: needs }) => needs)).toEqual(
    policies.map(() => ["aws_organizations_organization.<organization>"]),
  );
  expect(policies.length).toBeGreaterThan(1);
});

const racks: Charter = {
  ...charter,
  sites: Object.fromEntries([
    ["dublin", charter.sites["dublin"]!],
    ...Array.from({ length: 70 }, (_, index) => [
      `rack-${index}`,
      { ...charter.sites["hamar"]!, outpost: OUTPOST.replace("op-0", "op-1").replace(/..$/, String(10 + index)) },
    ]),
  ]) as Charter["sites"],
};

test.each<[string, Charter, JurisdictionGuardrailsProps, RegExp]>([
  [
    "keepers without end",
    charter,
    { keepers: Array.from({ length: 120 }, (_, index) => ({ account: "workload", role: `keeper-${index}` })) },
    /^dublin\/x: the statement Audit has \d+ characters, and a control policy takes 5120\. Name fewer/,
  ],
  [
    "racks without end",
    racks,
    {},
    /^dublin\/x: the guardrails take \d policies of a kind, and 4 can be attached beside AWS's own\. Name fewer/,
  ],
  [
    "a keeper of a strange account",
    charter,
    { keepers: [{ account: "partner", role: "keeper" }] },
    /^dublin\/x: the charter names no account "partner", and any other account is foreign\./,
  ],
])("%s are refused", (_, given, props, sentence) => {
  expect(() =>
    synthesize("dublin", (stack: SiteStack) => new JurisdictionGuardrails(stack, "x", props), {
      charter: given,
    }),
  ).toThrow(sentence);
});
