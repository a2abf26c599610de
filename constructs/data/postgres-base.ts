/** What every PostgreSQL of the enclave stands on, instance or cluster: its key, its place in the network, and what is never off. */
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import type { Construct } from "constructs";
import type { DataClass } from "../foundation/data-class";
import type { Kept } from "../keys/key-custody";
import { deriveName, requireName } from "../foundation/names";
import { openDoor } from "../network/network-door";
import { SovereignKey } from "../keys/sovereign-key";

/** What a PostgreSQL is made from, whatever runs it. */
export interface PostgresBaseProps extends Kept {
  readonly dataClass: DataClass;
  /** What it runs on, for example "db.m6g.large"; on an Outpost one that the rack has. */
  readonly instanceClass: string;
  /** Major version of PostgreSQL. @default 17 */
  readonly version?: string;
  /** Literal name. @default clover-<site>-<path of the construct>, in small letters */
  readonly identifier?: string;
}

/** Its place in a network. */
export interface PostgresGround {
  readonly vpcId: string;
  /** IPv4 range that may connect. */
  readonly cidr: string;
  readonly subnetIds: readonly string[];
}

/** The port that all of them listen on. */
export const POSTGRES_PORT = 5432;

/** The master's name: nobody but RDS knows the password. */
export const MASTER = "clover";

/** What it stands on. */
export interface PostgresBase {
  readonly identifier: string;
  /** Major version. */
  readonly version: string;
  readonly key: SovereignKey;
  /** Id of the security group that lets the network in, and that its clients let out to. */
  readonly securityGroupId: string;
  /** What `aws_db_instance` and `aws_rds_cluster` call by the same names. */
  readonly common: ReturnType<typeof commonConfig>;
}

/**
 * Builds it under `construct`.
 *
 * - Storage, backups and the master's password are encrypted under one key of its own. RDS makes the password, keeps it in
 *   Secrets Manager and changes it every seven days, so that it is in no plan or state
 *   (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html).
 * - Only the network's range reaches its port.
 * - Every second of the last 35 days can be restored; it is deleted only after somebody says so, and leaves a last snapshot.
 *
 * @throws ConstructError for an illegal name or version
 */
export function layPostgresBase(construct: Construct, props: PostgresBaseProps, ground: PostgresGround): PostgresBase {
  const identifier = requireDatabaseName(
    construct,
    "database identifier",
    props.identifier ?? deriveName(construct).toLowerCase().replaceAll("_", "-"),
  );
  const version = requireName(construct, "version", props.version ?? "17", /^1[4-9]$/, "a major version from 14 on");
  const key = new SovereignKey(construct, "key", { description: `Database ${identifier}`, custody: props.custody });
  const subnets = new DbSubnetGroup(construct, "subnets", { name: identifier, subnetIds: [...ground.subnetIds] });
  const securityGroupId = openDoor(construct, {
    vpcId: ground.vpcId,
    cidr: ground.cidr,
    protocol: "PostgreSQL",
    port: POSTGRES_PORT,
    to: `database ${identifier}`,
    name: identifier,
  });
  const common = commonConfig(identifier, key.arn, subnets.name, securityGroupId, props.dataClass);
  return { identifier, version, key, securityGroupId, common };
}

/**
 * RDS's rule for the names of instances and clusters.
 *
 * @throws ConstructError for a name that is illegal or not literal
 */
export const requireDatabaseName = (construct: Construct, what: string, name: string): string =>
  requireName(
    construct,
    what,
    name,
    /^(?!.*--)[a-z][a-z0-9-]{0,61}[a-z0-9]$/,
    "small letters, digits and single hyphens, 2 to 63, beginning with a letter",
  );

/** The parameter group of a family: `rds.force_ssl` refuses connections in the clear. */
export const encryptedParameters = (identifier: string, family: string) => ({
  name: `${identifier}-${family}`,
  family,
  parameter: [{ name: "rds.force_ssl", value: "1" }],
  // A group in use cannot be deleted: the next version's is there first.
  lifecycle: { createBeforeDestroy: true },
});

const commonConfig = (id: string, keyArn: string, subnets: string, securityGroupId: string, dataClass: DataClass) => ({
  storageEncrypted: true,
  kmsKeyId: keyArn,
  manageMasterUserPassword: true,
  masterUserSecretKmsKeyId: keyArn,
  dbSubnetGroupName: subnets,
  vpcSecurityGroupIds: [securityGroupId],
  backupRetentionPeriod: 35,
  copyTagsToSnapshot: true,
  deleteAutomatedBackups: false,
  deletionProtection: true,
  skipFinalSnapshot: false,
  finalSnapshotIdentifier: `${id}-final`,
  tags: { "data-class": dataClass },
});
