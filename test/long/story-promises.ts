/** What each construct of the story promises: a request that is allowed, and how it differs from one that is denied. */
import type { Request } from "../tools/simulate";

export const WORKLOAD = "111122223333";
export const AUDIT = "444455556666";
const STRANGER = "999988887777";

/** ARN of a bucket that a construct named. */
export const bucket = (name: string, account = WORKLOAD): string => `arn:aws:s3:::clover-${account}-dublin-${name}`;
export const PEOPLE = bucket("people");
export const EXPORT = bucket("out-export");
export const ARCHIVE = bucket("archive-trails", AUDIT);

/** A request and, where it comes by an endpoint of the network, the endpoint's service. */
export type Asked = Request & { readonly through?: string };

/** One allowed request, and what makes a denied one of it. */
export interface Promised {
  readonly promise: string;
  readonly allowed: Asked;
  readonly denied: Partial<Asked>;
}

/** What only the apply tells: an attribute of the resource with the given value of another attribute. */
const told = (type: string, attribute: string, value: string, wanted: string) =>
  `<${type} ${attribute} ${value} ${wanted}>`;
/** ARN of the key behind an alias that a construct named. */
export const key = (alias: string): string =>
  told("aws_kms_alias", "name", `alias/clover/dublin/${alias}`, "target_key_arn");
const endpoint = (service: string) =>
  told("aws_vpc_endpoint", "service_name", `com.amazonaws.eu-west-1.${service}`, "id");
const CONNECTOR = told("aws_transfer_connector", "url", "sftp://sftp.example.com", "arn");

/** Fills in what the apply told. @throws Error for a resource that is not there, once and no more */
export function tell(
  asked: Asked,
  lookUp: (type: string, attribute: string, value: string) => readonly object[],
): Asked {
  const text = JSON.stringify(asked).replaceAll(
    /<(\S+) (\S+) (\S+) (\S+)>/g,
    (expression, type: string, attribute: string, value: string, wanted: string) => {
      const [found, ...more] = lookUp(type, attribute, value) as Record<string, unknown>[];
      if (!found || more.length > 0) throw new Error(`${expression} is ${found ? "not alone" : "not there"}`);
      return String(found[wanted]);
    },
  );
  return JSON.parse(text) as Asked;
}

const role = (name: string, account = WORKLOAD): string => `arn:aws:iam::${account}:role/${name}`;
const session = (name: string, account = WORKLOAD): string => `arn:aws:sts::${account}:assumed-role/${name}/story`;
const admin = role("admin");
const stranger = role("admin", STRANGER);
const worker = session("clover-dublin-statistics-stream");
const exporter = session("clover-dublin-out-reader");
const deliverer = session("clover-dublin-gate-deliver");
const auditor = session("clover-dublin-auditor", AUDIT);

/** A service on behalf of somebody's resource. */
const onBehalfOf = (account: string, service: string, resource: string) => ({
  "aws:SourceAccount": account,
  "aws:SourceArn": `arn:aws:${service}:eu-west-1:${account}:${resource}`,
});
const secondFactor = { "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "60" };
const within = { "aws:SourceVpce": endpoint("ssm"), "aws:VpcSourceIp": "10.20.0.9" };

export const PROMISES: readonly Promised[] = [
  {
    promise: "the intake's role is DataSync's, for this account's tasks",
    allowed: {
      principal: "datasync.amazonaws.com",
      action: "sts:AssumeRole",
      resource: role("clover-dublin-in-writer"),
      context: onBehalfOf(WORKLOAD, "datasync", "task/task-1"),
    },
    denied: { context: onBehalfOf(STRANGER, "datasync", "task/task-1") },
  },
  {
    promise: "the intake's role puts records in and deletes none",
    allowed: { principal: session("clover-dublin-in-writer"), action: "s3:PutObject", resource: `${PEOPLE}/logins` },
    denied: { action: "s3:DeleteObject" },
  },
  {
    promise: "raw records are this enclave's, whatever a stranger's account allows",
    allowed: { principal: admin, action: "s3:GetObject", resource: `${PEOPLE}/logins` },
    denied: { principal: stranger },
  },
  {
    promise: "raw records travel encrypted",
    allowed: { principal: admin, action: "s3:GetObject", resource: `${PEOPLE}/logins` },
    denied: { context: { "aws:SecureTransport": "false" } },
  },
  {
    promise: "raw records lie under their own key",
    allowed: {
      principal: session("clover-dublin-in-writer"),
      action: "s3:PutObject",
      resource: `${PEOPLE}/logins`,
      context: { "s3:x-amz-server-side-encryption": "aws:kms" },
    },
    denied: { context: { "s3:x-amz-server-side-encryption": "AES256" } },
  },
  {
    promise: "the key of raw records is this account's",
    allowed: { principal: admin, action: "kms:Decrypt", resource: key("people/key") },
    denied: { principal: stranger },
  },
  {
    promise: "pseudonyms are made by the pseudonymiser, and by no administrator",
    allowed: {
      principal: worker,
      action: "kms:GenerateMac",
      resource: key("statistics/root"),
      context: { "kms:MacAlgorithm": "HMAC_SHA_256" },
    },
    denied: { principal: admin },
  },
  {
    promise: "the pseudonymiser puts the export in, and no administrator",
    allowed: { principal: worker, action: "s3:PutObject", resource: `${EXPORT}/advertising` },
    denied: { principal: admin },
  },
  {
    promise: "the connector takes the export out, and no administrator",
    allowed: { principal: exporter, action: "s3:GetObject", resource: `${EXPORT}/advertising` },
    denied: { principal: admin },
  },
  {
    promise: "the connector takes the export out, and no stranger",
    allowed: { principal: exporter, action: "s3:GetObject", resource: `${EXPORT}/advertising` },
    denied: { principal: stranger },
  },
  {
    promise: "the connector takes out the export, and no raw record",
    allowed: { principal: exporter, action: "s3:GetObject", resource: `${EXPORT}/advertising` },
    denied: { resource: `${PEOPLE}/logins` },
  },
  {
    promise: "the connector opens the export, and no raw record",
    allowed: { principal: exporter, action: "kms:Decrypt", resource: key("out/export/key") },
    denied: { resource: key("people/key") },
  },
  {
    promise: "the key of the export is this account's",
    allowed: { principal: exporter, action: "kms:Decrypt", resource: key("out/export/key") },
    denied: { principal: stranger },
  },
  {
    promise: "the connector's role is Transfer Family's, for this account's connectors",
    allowed: {
      principal: "transfer.amazonaws.com",
      action: "sts:AssumeRole",
      resource: role("clover-dublin-out-reader"),
      context: onBehalfOf(WORKLOAD, "transfer", "connector/c-1"),
    },
    denied: { context: onBehalfOf(STRANGER, "transfer", "connector/c-1") },
  },
  {
    promise: "what leaves the network by its endpoint goes to this enclave's buckets",
    allowed: { principal: worker, action: "s3:PutObject", resource: `${EXPORT}/advertising`, through: "s3" },
    denied: { principal: admin, resource: "arn:aws:s3:::of-a-stranger/advertising", resourceAccount: STRANGER },
  },
  {
    promise: "a delivery is started from inside the network",
    allowed: { principal: deliverer, action: "transfer:StartFileTransfer", resource: CONNECTOR, context: within },
    denied: { context: { "aws:SourceVpce": "vpce-0123456789abcdef0" } },
  },
  {
    promise: "who starts a delivery does not see what is in it",
    allowed: { principal: deliverer, action: "transfer:StartFileTransfer", resource: CONNECTOR, context: within },
    denied: { action: "s3:GetObject", resource: `${EXPORT}/advertising` },
  },
  {
    promise: "who starts a delivery has been approved",
    allowed: {
      principal: `arn:aws:iam::${WORKLOAD}:user/ola`,
      action: "sts:AssumeRole",
      resource: role("clover-dublin-gate-deliver"),
      context: {
        ...within,
        ...secondFactor,
        "sts:SourceIdentity": "ola",
        "aws:PrincipalTag/clover-approved": "clover-dublin-gate-deliver",
      },
    },
    denied: { context: { ...within, ...secondFactor, "sts:SourceIdentity": "ola" } },
  },
  {
    promise: "the archive takes trails of the charter's accounts",
    allowed: {
      principal: "cloudtrail.amazonaws.com",
      action: "s3:PutObject",
      resource: `${ARCHIVE}/AWSLogs/${WORKLOAD}/CloudTrail/one`,
      context: onBehalfOf(WORKLOAD, "cloudtrail", "trail/clover-dublin-trail"),
    },
    denied: { context: onBehalfOf(STRANGER, "cloudtrail", "trail/clover-dublin-trail") },
  },
  {
    promise: "the archive opens to the auditor, and not to those whom it is about",
    allowed: { principal: auditor, action: "s3:GetObject", resource: `${ARCHIVE}/AWSLogs` },
    denied: { principal: admin },
  },
  {
    promise: "the auditor comes in by the external id of the charter",
    allowed: {
      principal: "arn:aws:iam::600070008000:user/ada",
      action: "sts:AssumeRole",
      resource: role("clover-dublin-auditor"),
      context: { ...secondFactor, "sts:ExternalId": "clover-audit-2026" },
    },
    denied: { context: { ...secondFactor, "sts:ExternalId": "another-customer" } },
  },
  {
    promise: "the auditor decrypts the archive, and nothing else in its account",
    allowed: {
      principal: auditor,
      action: "kms:Decrypt",
      resource: key("archive/trails/key"),
      context: { "kms:ResourceAliases": ["alias/clover/dublin/archive/trails/key"] },
    },
    denied: { resource: key("access/key"), context: { "kms:ResourceAliases": ["alias/clover/dublin/access/key"] } },
  },
  {
    promise: "the auditor sees how raw records are kept, and none of them",
    allowed: { principal: session("clover-dublin-auditor"), action: "s3:GetBucketPolicy", resource: PEOPLE },
    denied: { action: "s3:GetObject", resource: `${PEOPLE}/logins` },
  },
];

/** Where somebody has opened a resource's own policy to the world, the guardrails are what is left. */
export const GUARDRAILS: readonly Promised[] = [
  {
    promise: "no stranger reads raw records",
    allowed: { principal: admin, action: "s3:GetObject", resource: `${PEOPLE}/logins` },
    denied: { principal: stranger },
  },
  {
    promise: "no stranger opens them",
    allowed: { principal: admin, action: "kms:Decrypt", resource: key("people/key") },
    denied: { principal: stranger },
  },
  {
    promise: "nobody but the auditor comes in from outside",
    allowed: {
      principal: "arn:aws:iam::600070008000:user/ada",
      action: "sts:AssumeRole",
      resource: role("clover-dublin-auditor"),
    },
    denied: { principal: stranger },
  },
  {
    promise: "no copy of the records is kept abroad",
    allowed: { principal: admin, action: "s3:PutBucketVersioning", resource: PEOPLE },
    denied: { action: "s3:PutReplicationConfiguration" },
  },
  {
    promise: "nothing is made abroad",
    allowed: { principal: admin, action: "s3:CreateBucket", resource: "arn:aws:s3:::copies" },
    denied: { context: { "aws:RequestedRegion": "us-east-1" } },
  },
  {
    promise: "no key goes abroad",
    allowed: { principal: admin, action: "kms:CreateKey", resource: "*", context: { "kms:MultiRegion": "false" } },
    denied: { context: { "kms:MultiRegion": "true" } },
  },
  {
    promise: "nobody stops the trail",
    allowed: {
      principal: admin,
      action: "cloudtrail:GetTrailStatus",
      resource: `arn:aws:cloudtrail:eu-west-1:${WORKLOAD}:trail/clover-dublin-trail`,
    },
    denied: { action: "cloudtrail:StopLogging" },
  },
];
