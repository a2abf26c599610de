/** What a PostgreSQL of a region site has besides: a second data centre, and a log that is encrypted and expires. */
import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { Construct } from "constructs";
import { outOfRange } from "../foundation/errors";
import { buildNamedLogGroups } from "../logs/named-log-groups";
import type { PostgresGround } from "./postgres-base";
import type { SovereignNetwork } from "../network/sovereign-network";

/** What every database of a region site is given. */
export interface RegionProps {
  /** The network that reaches it. It stands in two data centres of this or more, so that one may burn. */
  readonly network: SovereignNetwork;
  /** How long its log is kept, in days that CloudWatch accepts. @default 400 */
  readonly logDays?: number;
}

/**
 * Its place in the network.
 *
 * @throws ConstructError for a network with fewer than two data centres
 */
export function requireTwoDataCentres(construct: Construct, network: SovereignNetwork): PostgresGround {
  const subnetIds = Object.values(network.subnetIds);
  if (subnetIds.length < 2) {
    const where = "a network with two or more, of which RDS takes one for the standby";
    throw outOfRange(construct.node.path, "the number of the network's data centres", subnetIds.length, where);
  }
  return { vpcId: network.vpcId, cidr: network.cidr, subnetIds };
}

/**
 * The log groups that RDS exports into.
 *
 * @param owner "instance" or "cluster" and its identifier, as in the groups' names: "instance/people"
 * @throws ConstructError for a retention that CloudWatch does not know
 */
export function buildDatabaseLogs(
  construct: Construct,
  owner: `${"instance" | "cluster"}/${string}`,
  logs: readonly string[],
  days: number | undefined,
): CloudwatchLogGroup[] {
  return buildNamedLogGroups(construct, {
    description: `Logs of ${owner.slice(owner.indexOf("/") + 1)}`,
    names: Object.fromEntries(logs.map((log) => [log, `/aws/rds/${owner}/${log}`])),
    days,
  });
}
