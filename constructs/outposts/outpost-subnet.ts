/** A subnet on the rack itself. */
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Construct } from "constructs";
import type { AnchorNetwork } from "./anchor-network";
import { NetworkAcl } from "../network/network-acl";
import { rangesAround } from "../foundation/site";
import { SiteStack } from "../foundation/site-stack";

/** What a subnet on an Outpost is made from; its addresses come from the site. */
export interface OutpostSubnetProps {
  readonly network: AnchorNetwork;
}

/**
 * The site's subnet on its Outpost, with a route table that holds the local route alone and a
 * network ACL of its own. Serves GDPR Art. 44: what runs in it
 * runs where the rack stands. `outpost_arn` is what decides that, and AWS asks for the Outpost's zone along with it
 * (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html): it comes from the charter, because the data
 * source would make every plan depend on the Outposts API.
 *
 * @throws ConstructError on a site that is a region (use SovereignNetwork)
 */
export class OutpostSubnet extends Construct {
  readonly subnetId: string;
  readonly routeTableId: string;
  /** Zone *name* as this account knows it, after apply: EBS volumes accept nothing else. */
  readonly availabilityZone: string;

  constructor(scope: Construct, id: string, { network }: OutpostSubnetProps) {
    super(scope, id);
    const stack = SiteStack.onOutpost(this, "OutpostSubnet", "SovereignNetwork");
    stack.requireSameSite(this, { network });
    const { charter, site, siteName } = stack;
    const tags = { Name: `clover-${siteName}` };
    const subnet = new Subnet(this, "subnet", {
      vpcId: network.vpcId,
      cidrBlock: site.network,
      outpostArn: site.outpost,
      mapPublicIpOnLaunch: false,
      ...(site.zone ? { availabilityZoneId: site.zone } : {}),
      tags,
    });
    const table = new RouteTable(this, "routes", { vpcId: network.vpcId, tags });
    new RouteTableAssociation(this, "route", { subnetId: subnet.id, routeTableId: table.id });
    new NetworkAcl(this, "acl", {
      vpcId: network.vpcId,
      subnetIds: [subnet.id],
      from: rangesAround(charter, site.anchor),
      name: "rack",
    });
    this.subnetId = subnet.id;
    this.routeTableId = table.id;
    this.availabilityZone = subnet.availabilityZone;
  }
}
