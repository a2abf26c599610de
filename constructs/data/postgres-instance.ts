/** What every PostgreSQL instance of the enclave has, wherever it stands. */
import { DbInstance, type DbInstanceConfig } from "@cdktf/provider-aws/lib/db-instance";
import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group";
import type { Construct } from "constructs";
import { outOfRange } from "../foundation/errors";
import {
  encryptedParameters,
  layPostgresBase,
  MASTER,
  type PostgresBase,
  type PostgresBaseProps,
  type PostgresGround,
} from "./postgres-base";
import type { SovereignKey } from "../keys/sovereign-key";

/** What an instance is made from, wherever it stands. */
export interface PostgresProps extends PostgresBaseProps {
  /** Size of its storage, 20 to 65536 GiB. */
  readonly sizeGiB: number;
}

/** Where it stands: its network, and what is said there alone. */
export interface PostgresPlace extends PostgresGround {
  /** What this place adds, from the instance's name and key. */
  readonly config: (identifier: string, key: SovereignKey) => Partial<DbInstanceConfig>;
}

/** A database as others use it. */
export interface Postgres extends Pick<PostgresBase, "identifier" | "key" | "securityGroupId"> {
  readonly instance: DbInstance;
}

/**
 * Builds the instance, and what it needs, under `construct`: see `layPostgresBase`. It has no public address.
 *
 * @throws ConstructError for an illegal name or version, and for a size out of range
 */
export function buildPostgres(construct: Construct, props: PostgresProps, place: PostgresPlace): Postgres {
  const { sizeGiB } = props;
  if (!Number.isInteger(sizeGiB) || sizeGiB < 20 || sizeGiB > 65_536) {
    throw outOfRange(construct.node.path, "sizeGiB", sizeGiB, "a whole number from 20 to 65536");
  }
  const { identifier, version, key, securityGroupId, common } = layPostgresBase(construct, props, place);
  const parameters = new DbParameterGroup(
    construct,
    "parameters",
    encryptedParameters(identifier, `postgres${version}`),
  );
  const instance = new DbInstance(construct, "instance", {
    identifier,
    engine: "postgres",
    engineVersion: version,
    instanceClass: props.instanceClass,
    allocatedStorage: sizeGiB,
    username: MASTER,
    parameterGroupName: parameters.name,
    publiclyAccessible: false,
    ...common,
    ...place.config(identifier, key),
  });
  return { identifier, key, securityGroupId, instance };
}
