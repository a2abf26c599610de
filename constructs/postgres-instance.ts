/** What every PostgreSQL database of the enclave has, wherever it stands. */
import { DbInstance, type DbInstanceConfig } from "@cdktf/provider-aws/lib/db-instance";
import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import type { Construct } from "constructs";
import type { DataClass } from "./data-class";
import { outOfRange } from "./errors";
import { deriveName, requireName } from "./names";
import { openDoor } from "./network-door";
import { SovereignKey } from "./sovereign-key";

/** What a database is made from, wherever it stands. */
export interface PostgresProps {
  readonly dataClass: DataClass;
  /** What it runs on, for example "db.m6g.large"; on an Outpost one that the rack has. */
  readonly instanceClass: string;
  /** Size of its storage, 20 to 65536 GiB. */
  readonly sizeGiB: number;
  /** Major version of PostgreSQL. @default 17 */
  readonly version?: string;
  /** Literal name of the instance. @default clover-<site>-<path of the construct>, in small letters */
  readonly identifier?: string;
}

/** Where it stands: its network, and what is said there alone. */
export interface PostgresPlace {
  readonly vpcId: string;
  /** IPv4 range that may connect. */
  readonly cidr: string;
  readonly subnetIds: readonly string[];
  /** What this place adds, from the instance's name and key. */
  readonly config: (identifier: string, key: SovereignKey) => Partial<DbInstanceConfig>;
}

/** A database as others use it. */
export interface Postgres {
  /** Literal name of the instance. */
  readonly identifier: string;
  readonly key: SovereignKey;
  readonly instance: DbInstance;
}

/**
 * Builds the instance, and what it needs, under `construct`.
 *
 * - Storage, backups and the master's password are encrypted under one key of its own. RDS makes the password, keeps it in
 *   Secrets Manager and changes it every seven days, so that it is in no plan or state
 *   (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html).
 * - It has no public address, and only the network's range reaches its port. `rds.force_ssl` refuses connections in the clear.
 * - Every second of the last 35 days can be restored; it is deleted only after somebody says so, and leaves a last snapshot.
 *
 * @throws ConstructError for an illegal name or version, and for a size out of range
 */
export function buildPostgres(construct: Construct, props: PostgresProps, place: PostgresPlace): Postgres {
  const { sizeGiB } = props;
  if (!Number.isInteger(sizeGiB) || sizeGiB < 20 || sizeGiB > 65_536) {
    throw outOfRange(construct.node.path, "sizeGiB", sizeGiB, "a whole number from 20 to 65536");
  }
  const identifier = requireName(
    construct,
    "database identifier",
    props.identifier ?? deriveName(construct).toLowerCase().replaceAll("_", "-"),
    /^(?!.*--)[a-z][a-z0-9-]{0,61}[a-z0-9]$/,
    "small letters, digits and single hyphens, 2 to 63, beginning with a letter",
  );
  const version = requireName(construct, "version", props.version ?? "17", /^1[4-9]$/, "a major version from 14 on");
  const key = new SovereignKey(construct, "key", { description: `Database ${identifier}` });
  const subnets = new DbSubnetGroup(construct, "subnets", { name: identifier, subnetIds: [...place.subnetIds] });
  const family = `postgres${version}`;
  const parameters = new DbParameterGroup(construct, "parameters", {
    name: `${identifier}-${family}`,
    family,
    parameter: [{ name: "rds.force_ssl", value: "1" }],
    // A group in use cannot be deleted: the next version's is there first.
    lifecycle: { createBeforeDestroy: true },
  });
  const door = openDoor(construct, {
    vpcId: place.vpcId,
    cidr: place.cidr,
    protocol: "PostgreSQL",
    port: 5432,
    to: `database ${identifier}`,
    name: identifier,
  });
  const instance = new DbInstance(construct, "instance", {
    identifier,
    engine: "postgres",
    engineVersion: version,
    instanceClass: props.instanceClass,
    allocatedStorage: sizeGiB,
    storageEncrypted: true,
    kmsKeyId: key.arn,
    username: "clover",
    manageMasterUserPassword: true,
    masterUserSecretKmsKeyId: key.arn,
    dbSubnetGroupName: subnets.name,
    parameterGroupName: parameters.name,
    vpcSecurityGroupIds: [door],
    publiclyAccessible: false,
    backupRetentionPeriod: 35,
    copyTagsToSnapshot: true,
    deleteAutomatedBackups: false,
    deletionProtection: true,
    skipFinalSnapshot: false,
    finalSnapshotIdentifier: `${identifier}-final`,
    tags: { "data-class": props.dataClass },
    ...place.config(identifier, key),
  });
  return { identifier, key, instance };
}
