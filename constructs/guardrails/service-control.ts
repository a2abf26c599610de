/** What no principal of the enclave's accounts may do, whoever allows it: the charter as service control statements. */
import type { SiteStack } from "../foundation/site-stack";

/** A statement of a service control policy: it speaks of everybody in the accounts that it is attached to. */
export interface ControlStatement {
  readonly Sid: string;
  readonly Effect: "Deny";
  readonly Principal?: "*";
  readonly Action?: string | readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** What the statements are made from. */
export interface ControlFacts {
  /** Regions of the charter's sites. */
  readonly regions: readonly string[];
  /** ARNs of the charter's Outposts. */
  readonly outposts: readonly string[];
  /** ARNs of the roles that may change trail and recorder. */
  readonly keepers: readonly string[];
}

/**
 * Services whose API is in no region of the enclave's because they hold identities, accounts and names: the judge accepts the
 * same ones (placement, "global-metadata"). Left out on purpose, though Control Tower's region deny exempts them:
 * KMS (keys are where data is), CloudFront and Global Accelerator (they serve and carry content), S3 (multi-region access points
 * are made through us-west-2),
 * STS (regional endpoints do, and are in the region's trail), Support (a case is read by people anywhere), Config, WAF and Shield.
 */
const GLOBAL = ["account:*", "iam:*", "organizations:*", "route53:*"];

const deny = (
  Sid: string,
  Action: readonly string[],
  Condition?: ControlStatement["Condition"],
  Resource: ControlStatement["Resource"] = "*",
): ControlStatement => ({ Sid, Effect: "Deny", Action, Resource, ...(Condition ? { Condition } : {}) });

/**
 * Service control statements of a charter, most general first. Negated operators also hold where the request lacks the key, so
 * that what says nothing is denied (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
 */
export function serviceControlStatements(stack: SiteStack, facts: ControlFacts): ControlStatement[] {
  return [
    ...places(facts),
    ...keys(),
    ...copies(stack, facts),
    ...facts.outposts.map((outpost, index) => snapshotsStay(outpost, index)),
    shares(),
    noStrangers(stack),
    ...audit(facts),
  ];
}

/** Where things are: no other region, no edge, no zone elsewhere that hangs on an approved region. */
function places({ regions }: ControlFacts): ControlStatement[] {
  return [
    {
      Sid: "OtherRegions",
      Effect: "Deny",
      NotAction: GLOBAL,
      Resource: "*",
      Condition: { StringNotEquals: { "aws:RequestedRegion": regions } },
    },
    // Local and wavelength zones work only once an account opted in to their group.
    deny("OpenPlaces", ["account:EnableRegion", "ec2:ModifyAvailabilityZoneGroup", "organizations:LeaveOrganization"]),
    deny("Edges", [
      "cloudfront:Create*",
      "cloudfront:Update*",
      "globalaccelerator:Add*",
      "globalaccelerator:Create*",
      "globalaccelerator:Update*",
      "lambda:EnableReplication*",
      "s3:CreateMultiRegionAccessPoint",
      "s3:PutAccelerateConfiguration",
      "s3:PutMultiRegionAccessPointPolicy",
      "s3:SubmitMultiRegionAccessPointRoutes",
    ]),
  ];
}

/** A multi-region key has its material abroad. What it once encrypted can be read, to be moved under another. */
function keys(): ControlStatement[] {
  return [
    deny("ReplicaKeys", ["kms:ReplicateKey", "kms:UpdatePrimaryRegion"]),
    deny(
      "MultiRegionKeys",
      [
        "kms:CreateGrant",
        "kms:CreateKey",
        "kms:Encrypt",
        "kms:GenerateDataKey*",
        "kms:ImportKeyMaterial",
        "kms:ReEncryptTo",
      ],
      { Bool: { "kms:MultiRegion": "true" } },
    ),
  ];
}

/**
 * What an approved region sends. A copy that the other region fetches (a snapshot, a read replica) is asked for there, and so
 * denied by its region; these are asked for here.
 */
function copies(stack: SiteStack, { regions }: ControlFacts): ControlStatement[] {
  const own = (service: string, resource: string) =>
    regions.flatMap((region) =>
      stack.enclaveAccounts.map((account) => `arn:*:${service}:${region}:${account}:${resource}`),
    );
  return [
    deny("Replication", [
      "dynamodb:CreateGlobalTable",
      "dynamodb:CreateTableReplica",
      "dynamodb:ExportTableToPointInTime",
      "dynamodb:UpdateGlobalTable*",
      "ec2:CreateInstanceExportTask",
      "ec2:CreateStoreImageTask",
      "ec2:CreateTransitGatewayPeeringAttachment",
      "ec2:ExportImage",
      "ecr:PutReplicationConfiguration",
      "elasticfilesystem:CreateReplicationConfiguration",
      "rds:CreateGlobalCluster",
      "rds:StartExportTask",
      "redshift:EnableSnapshotCopy",
      "s3-outposts:PutReplicationConfiguration",
      "s3:PutReplicationConfiguration",
      "secretsmanager:ReplicateSecretToRegions",
    ]),
    deny("SecretReplicas", ["secretsmanager:CreateSecret"], {
      "ForAnyValue:StringNotEquals": { "secretsmanager:AddReplicaRegions": regions },
      Null: { "secretsmanager:AddReplicaRegions": "false" },
    }),
    deny("BackupCopies", ["backup:CopyFromBackupVault"], {
      "ForAnyValue:ArnNotLike": { "backup:CopyTargets": own("backup", "backup-vault:*") },
    }),
    deny(
      "Peering",
      ["ec2:AcceptVpcPeeringConnection", "ec2:CreateVpcPeeringConnection"],
      { ArnNotLike: { "ec2:AccepterVpc": own("ec2", "vpc/*") } },
      "arn:*:ec2:*:*:vpc-peering-connection/*",
    ),
    deny("Messages", ["sns:Subscribe"], {
      StringEquals: { "sns:Protocol": ["application", "email", "email-json", "http", "sms"] },
    }),
  ];
}

/**
 * A snapshot of a volume on the Outpost goes to the parent region unless it names the Outpost
 * (https://docs.aws.amazon.com/ebs/latest/userguide/snapshots-outposts.html). IAM cannot govern copies of snapshots; one from an
 * Outpost to a region does not exist.
 */
const snapshotsStay = (outpost: string, index: number): ControlStatement =>
  deny(
    `SnapshotsStay${index}`,
    ["ec2:CreateSnapshot", "ec2:CreateSnapshots"],
    { ArnEquals: { "ec2:SourceOutpostArn": outpost }, ArnNotEquals: { "ec2:OutpostArn": outpost } },
    "arn:*:ec2:*::snapshot/*",
  );

/** Ways to let a stranger in that no resource control policy governs. */
const shares = (): ControlStatement =>
  deny("Shares", [
    "ec2:ModifyImageAttribute",
    "ec2:ModifySnapshotAttribute",
    "rds:ModifyDBClusterSnapshotAttribute",
    "rds:ModifyDBSnapshotAttribute",
    "redshift:AuthorizeSnapshotAccess",
    "ssm:ModifyDocumentPermission",
  ]);

/** The enclave's own credentials, used to carry data into what a stranger owns. */
const noStrangers = (stack: SiteStack): ControlStatement =>
  deny(
    "IntoStrangersHands",
    [
      "dynamodb:BatchWriteItem",
      "dynamodb:PutItem",
      "dynamodb:UpdateItem",
      "ecr:PutImage",
      "events:PutEvents",
      "firehose:PutRecord*",
      "kinesis:PutRecord*",
      "kms:Encrypt",
      "kms:GenerateDataKey*",
      "kms:ReEncryptTo",
      "lambda:InvokeFunction",
      "logs:PutLogEvents",
      "s3:PutObject",
      "s3:ReplicateObject",
      "secretsmanager:PutSecretValue",
      "sns:Publish",
      "sqs:SendMessage",
    ],
    { StringNotEquals: { "aws:ResourceAccount": stack.enclaveAccounts }, Null: { "aws:ResourceAccount": "false" } },
  );

/** What the trail, the recorder and the alarms need to go on: nobody but the keepers changes it, the account's root included. */
function audit({ keepers }: ControlFacts): ControlStatement[] {
  const others = keepers.length > 0 ? { ArnNotEquals: { "aws:PrincipalArn": keepers } } : undefined;
  return [
    deny(
      "Audit",
      [
        "access-analyzer:DeleteAnalyzer",
        "cloudtrail:DeleteTrail",
        "cloudtrail:PutEventSelectors",
        "cloudtrail:PutInsightSelectors",
        "cloudtrail:StopLogging",
        "cloudtrail:UpdateTrail",
        "config:DeleteConfigurationRecorder",
        "config:DeleteDeliveryChannel",
        "config:PutConfigurationRecorder",
        "config:PutDeliveryChannel",
        "config:StopConfigurationRecorder",
        "ec2:DeleteFlowLogs",
        "s3:BypassGovernanceRetention",
      ],
      others,
    ),
    deny(
      "Alarms",
      ["events:DeleteRule", "events:DisableRule", "events:PutRule", "events:PutTargets", "events:RemoveTargets"],
      others,
      "arn:*:events:*:*:rule/clover-*-alarms-*",
    ),
    deny("ConnectionRecords", ["logs:DeleteLogGroup", "logs:DeleteLogStream"], others, [
      "arn:*:logs:*:*:log-group:/aws/vendedlogs/clover/*",
      "arn:*:logs:*:*:log-group:/clover/*",
    ]),
  ];
}
