/** The rack's own door to the machines beside it. */
import { Ec2LocalGatewayRouteTableVpcAssociation } from "@cdktf/provider-aws/lib/ec2-local-gateway-route-table-vpc-association";
import { Route } from "@cdktf/provider-aws/lib/route";
import { Construct } from "constructs";
import type { AnchorNetwork } from "./anchor-network";
import { requireName } from "../foundation/names";
import type { OutpostSubnet } from "./outpost-subnet";
import { requireOnSite } from "../foundation/site";
import { SiteStack } from "../foundation/site-stack";

/** What the door is made from. */
export interface OutpostGatewayProps {
  readonly network: AnchorNetwork;
  readonly subnet: OutpostSubnet;
  /** Id of the Outpost's local gateway, `lgw-...`. Looked up it would make every plan depend on the Outposts API. */
  readonly localGatewayId: string;
  /** Id of its route table, `lgw-rtb-...`. */
  readonly localGatewayRouteTableId: string;
}

const ID = (prefix: string) => new RegExp(`^${prefix}-[0-9a-f]{17}$`);

/**
 * Route from the site's subnet to the machines beside the rack through the local gateway, for the charter's `onSite` range alone.
 * Serves GDPR Art. 44 and C5 COS-04: what is said in Hamar stays in Hamar and does not go round by the parent region; no default
 * route, so the rack has no way to the internet by the network on site
 * (https://docs.aws.amazon.com/outposts/latest/userguide/outposts-local-gateways.html).
 *
 * @throws ConstructError on a site that is a region, for ids that cannot be, and without `onSite` in the charter
 */
export class OutpostGateway extends Construct {
  constructor(scope: Construct, id: string, props: OutpostGatewayProps) {
    super(scope, id);
    const stack = SiteStack.onOutpost(this, "OutpostGateway", "SiteLink");
    const { network, subnet } = props;
    stack.requireSameSite(this, { network, subnet });
    const localGatewayId = requireName(
      this,
      "local gateway",
      props.localGatewayId,
      ID("lgw"),
      "lgw- and 17 hex digits",
    );
    const association = new Ec2LocalGatewayRouteTableVpcAssociation(this, "association", {
      localGatewayRouteTableId: requireName(
        this,
        "local gateway route table",
        props.localGatewayRouteTableId,
        ID("lgw-rtb"),
        "lgw-rtb- and 17 hex digits",
      ),
      vpcId: network.vpcId,
    });
    new Route(this, "route", {
      routeTableId: subnet.routeTableId,
      destinationCidrBlock: requireOnSite(this.node.path, stack.charter, stack.siteName),
      localGatewayId,
      dependsOn: [association],
    });
  }
}
