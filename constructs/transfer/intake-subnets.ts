/** Subnets for the while that a migration lasts: the only ones of the network from which its source is reached. */
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import type { Construct } from "constructs";
import { requireFreeBlocks } from "../network/free-range";
import { deriveName } from "../foundation/names";
import { NetworkAcl } from "../network/network-acl";
import { SiteStack } from "../foundation/site-stack";
import type { SovereignNetwork } from "../network/sovereign-network";

/** What they are made from. */
export interface IntakeSubnetsProps {
  readonly network: SovereignNetwork;
  /** IPv4 range inside the site's network, free of everything else: one /28 for each data centre is cut from it. */
  readonly range: string;
  /** IPv4 range of the source. */
  readonly source: string;
}

/** The subnets as others use them. */
export interface IntakeSubnets {
  readonly subnetIds: readonly string[];
  /** Ids of their route tables by data centre. */
  readonly routeTableIds: Readonly<Record<string, string>>;
}

/**
 * Makes them under `construct`. Their ACL lets them reach the site's own network and the source, and HTTPS.
 *
 * @throws ConstructError for a range that is not free or too small
 */
export function buildIntakeSubnets(construct: Construct, props: IntakeSubnetsProps): IntakeSubnets {
  const stack = SiteStack.inRegion(construct, "An intake's subnet", "the anchor's intake");
  const { vpcId, cidr } = props.network;
  const centres = Object.entries(stack.site.dataCentres);
  const blocks = requireFreeBlocks(construct, stack, props.range, centres.length);
  const made = centres.map(([dataCentre, { zone }], index) => {
    const tags = { Name: `${deriveName(construct)}-${dataCentre}`, "data-centre": dataCentre };
    const { id: subnetId } = new Subnet(construct, `subnet-${dataCentre}`, {
      vpcId,
      availabilityZoneId: zone,
      cidrBlock: blocks[index]!,
      mapPublicIpOnLaunch: false,
      tags,
    });
    const { id: routeTableId } = new RouteTable(construct, `routes-${dataCentre}`, { vpcId, tags });
    new RouteTableAssociation(construct, `route-${dataCentre}`, { subnetId, routeTableId });
    return { dataCentre, subnetId, routeTableId };
  });
  const subnetIds = made.map(({ subnetId }) => subnetId);
  new NetworkAcl(construct, "acl", { vpcId, subnetIds, from: [cidr, props.source], name: "intake" });
  return {
    subnetIds,
    routeTableIds: Object.fromEntries(made.map(({ dataCentre, routeTableId }) => [dataCentre, routeTableId])),
  };
}
