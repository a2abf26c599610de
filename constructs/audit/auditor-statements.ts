/** What the independent auditor may see, and nothing beside it: one policy that is both what the role may and its boundary. */
import type { IdentityStatement } from "../foundation/policy-document";
import type { SiteStack } from "../foundation/site-stack";

/** Name of the auditor's role and of its boundary in every account, a literal. */
export const auditorName = (stack: SiteStack): string => `clover-${stack.siteName}-auditor`;

/** How things are set up, and what happened. Nothing in this list returns what a store holds. */
const CONFIGURATION = [
  "access-analyzer:Get*",
  "access-analyzer:List*",
  "backup:Describe*",
  "backup:List*",
  "cloudtrail:Describe*",
  "cloudtrail:Get*",
  "cloudtrail:List*",
  "cloudtrail:LookupEvents",
  "cloudwatch:Describe*",
  "cloudwatch:GetMetric*",
  "cloudwatch:List*",
  "config:Describe*",
  "config:Get*",
  "config:List*",
  "datasync:Describe*",
  "datasync:List*",
  "directconnect:Describe*",
  "dms:Describe*",
  "dynamodb:Describe*",
  "dynamodb:GetResourcePolicy",
  "dynamodb:List*",
  "ec2:Describe*",
  "ec2:SearchTransitGatewayRoutes",
  "elasticfilesystem:Describe*",
  "events:Describe*",
  "events:List*",
  "iam:GenerateCredentialReport",
  "iam:Get*",
  "iam:List*",
  "iam:Simulate*",
  "kinesis:DescribeStreamSummary",
  "kinesis:GetResourcePolicy",
  "kinesis:ListStreams",
  "kms:DescribeKey",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:List*",
  "lambda:GetFunctionConfiguration",
  "lambda:GetPolicy",
  "lambda:List*",
  "logs:Describe*",
  "network-firewall:Describe*",
  "network-firewall:List*",
  "organizations:Describe*",
  "organizations:List*",
  "outposts:Get*",
  "outposts:List*",
  "rds:Describe*",
  "route53resolver:Get*",
  "route53resolver:List*",
  "s3-outposts:GetBucket*",
  "s3-outposts:ListRegionalBuckets",
  "s3:GetAccountPublicAccessBlock",
  "s3:GetBucket*",
  "s3:GetEncryptionConfiguration",
  "s3:GetLifecycleConfiguration",
  "s3:GetReplicationConfiguration",
  "s3:ListAllMyBuckets",
  "secretsmanager:DescribeSecret",
  "secretsmanager:GetResourcePolicy",
  "secretsmanager:ListSecrets",
  "sns:GetTopicAttributes",
  "sns:List*",
  "sqs:GetQueueAttributes",
  "sqs:ListQueues",
  "sso:Describe*",
  "sso:List*",
];

/** Records of calls and configurations, in the archive. */
const ARCHIVE = [
  "s3:GetObject",
  "s3:GetObjectRetention",
  "s3:GetObjectVersion",
  "s3:ListBucket",
  "s3:ListBucketVersions",
];

/** Records of connections, in log groups. */
const RECORDS = ["logs:FilterLogEvents", "logs:GetLogEvents", "logs:StartQuery"];

/** Records that an auditor may read in an account. */
export interface AuditorRecords {
  /** ARNs of log groups with records of connections. */
  readonly logGroups: readonly string[];
  /** ARNs of the archive's buckets, where they are in this account. */
  readonly buckets: readonly string[];
  /** Aliases of the keys of those buckets. */
  readonly keyAliases: readonly string[];
}

/**
 * The statements. What is not on the list is not merely left out but denied, so that no other policy, of the role's or of a
 * resource's, can add it: that is the proof that there is no path to user data, and the simulator is asked about it in the tests.
 * Of what a list can name only with others of its kind (objects, log events, decryption) all but the records is denied.
 *
 * What returns the user data of instances is denied by name: that is where secrets are left lying.
 */
export function auditorStatements(stack: SiteStack, records: AuditorRecords): IdentityStatement[] {
  const { buckets, keyAliases } = records;
  const objects = buckets.flatMap((bucket) => [bucket, `${bucket}/*`]);
  const streams = records.logGroups.flatMap((logGroup) => [logGroup, `${logGroup}:*`]);
  const ofArchive = { "ForAnyValue:StringEquals": { "kms:ResourceAliases": keyAliases } };
  const notOfArchive = { "ForAllValues:StringNotEquals": { "kms:ResourceAliases": keyAliases } };
  const reading = buckets.length > 0;
  const listed = [
    ...CONFIGURATION,
    ...RECORDS,
    "logs:GetQueryResults",
    ...(reading ? [...ARCHIVE, "kms:Decrypt"] : []),
  ];
  const statement = (
    Sid: string,
    Effect: "Allow" | "Deny",
    Action: string | readonly string[],
    Resource: string | readonly string[],
    Condition?: IdentityStatement["Condition"],
  ): IdentityStatement => ({ Sid, Effect, Action, Resource, ...(Condition ? { Condition } : {}) });
  return [
    statement("Configuration", "Allow", [...CONFIGURATION, "logs:GetQueryResults"], "*"),
    statement("Connections", "Allow", RECORDS, streams),
    ...(reading
      ? [
          statement("Records", "Allow", ARCHIVE, objects),
          statement("DecryptRecords", "Allow", "kms:Decrypt", stack.arn("kms", "key/*"), ofArchive),
        ]
      : []),
    { Sid: "NothingElse", Effect: "Deny", NotAction: listed, Resource: "*" },
    statement(
      "NoInstanceUserData",
      "Deny",
      ["ec2:DescribeInstanceAttribute", "ec2:DescribeLaunchTemplateVersions", "ec2:DescribeSpot*"],
      "*",
    ),
    { Sid: "NoOtherLogs", Effect: "Deny", Action: RECORDS, NotResource: streams },
    ...(reading
      ? [
          { Sid: "NoOtherObjects", Effect: "Deny" as const, Action: ARCHIVE, NotResource: objects },
          statement("NoOtherKeys", "Deny", "kms:Decrypt", "*", notOfArchive),
        ]
      : []),
  ];
}
