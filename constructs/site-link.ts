/** The road between a site and what stands beside a rack that is anchored to it, and to nowhere else. */
import { Ec2TransitGateway } from "@cdktf/provider-aws/lib/ec2-transit-gateway";
import { Ec2TransitGatewayRoute } from "@cdktf/provider-aws/lib/ec2-transit-gateway-route";
import { Ec2TransitGatewayRouteTable } from "@cdktf/provider-aws/lib/ec2-transit-gateway-route-table";
import { Ec2TransitGatewayRouteTableAssociation } from "@cdktf/provider-aws/lib/ec2-transit-gateway-route-table-association";
import { Ec2TransitGatewayRouteTablePropagation } from "@cdktf/provider-aws/lib/ec2-transit-gateway-route-table-propagation";
import { Ec2TransitGatewayVpcAttachment } from "@cdktf/provider-aws/lib/ec2-transit-gateway-vpc-attachment";
import { Route } from "@cdktf/provider-aws/lib/route";
import { Construct } from "constructs";
import { DirectConnectLine, type DirectConnectLineProps } from "./direct-connect-line";
import { deriveName } from "./names";
import { notAnchoredHere } from "./perimeter-errors";
import { anchoredTo, requireOnSite } from "./site";
import { SiteStack } from "./site-stack";
import type { SovereignNetwork } from "./sovereign-network";
import { VpnLine, type VpnLineProps } from "./vpn-line";

/** The line itself: leased, or through the internet. Its ends come from the charter. */
export type Line =
  | ({ readonly kind: "direct-connect" } & Omit<DirectConnectLineProps, "transitGatewayId" | "network">)
  | ({ readonly kind: "vpn" } & Omit<VpnLineProps, "transitGatewayId" | "network" | "onSite">);

/** What a link is made from. */
export interface SiteLinkProps {
  readonly network: SovereignNetwork;
  /** Name of an Outpost site that is anchored to this one. */
  readonly to: string;
  readonly over: Line;
}

/**
 * Joins a region site with the machines beside an Outpost. Serves GDPR Art. 32 and 44, C5 COS-04 and NIS2 21.2.e: what Dublin and
 * Hamar say to each other is encrypted, and takes a road that leads nowhere else.
 *
 * - Every route is between `network` and `onSite` of approved sites of the charter. Nothing is associated or propagated by
 *   default, and an attachment that somebody offers is not accepted
 *   (https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html).
 * - What the far router announces over Direct Connect reaches the gateway's table alone: the subnets send it the range of the
 *   charter and nothing more, whatever is announced.
 * - The Outpost's own subnet is part of the anchor's VPC and reached over the rack's service link, with its own encryption.
 *
 * @throws ConstructError on an Outpost site, for a site that is not anchored to this one or says nothing of `onSite`, and for a
 * line that ends abroad
 */
export class SiteLink extends Construct {
  readonly transitGatewayId: string;

  constructor(scope: Construct, id: string, { network, to, over }: SiteLinkProps) {
    super(scope, id);
    const stack = SiteStack.inRegion(this, "SiteLink", "OutpostGateway");
    stack.requireSameSite(this, { network });
    const { charter, siteName, site } = stack;
    const candidates = anchoredTo(charter, siteName);
    if (!candidates.includes(to)) throw notAnchoredHere(this.node.path, to, siteName, candidates);
    const onSite = requireOnSite(this.node.path, charter, to);
    const tags = { Name: deriveName(this) };
    const gateway = new Ec2TransitGateway(this, "gateway", {
      description: `${siteName} and ${to}, nothing else`,
      autoAcceptSharedAttachments: "disable",
      defaultRouteTableAssociation: "disable",
      defaultRouteTablePropagation: "disable",
      multicastSupport: "disable",
      tags,
    });
    this.transitGatewayId = gateway.id;
    const attachment = new Ec2TransitGatewayVpcAttachment(this, "attachment", {
      transitGatewayId: gateway.id,
      vpcId: network.vpcId,
      subnetIds: Object.values(network.subnetIds),
      transitGatewayDefaultRouteTableAssociation: false,
      transitGatewayDefaultRouteTablePropagation: false,
      tags,
    });
    const common = { transitGatewayId: gateway.id, network: site.network };
    const line =
      over.kind === "vpn"
        ? new VpnLine(this, "line", { ...over, ...common, onSite })
        : new DirectConnectLine(this, "line", { ...over, ...common });
    const outwards = this.#table("outwards", gateway, attachment.id);
    const inwards = this.#table("inwards", gateway, line.attachmentId);
    this.#route("to-site", inwards, site.network, attachment.id);
    if (over.kind === "vpn") this.#route("to-line", outwards, onSite, line.attachmentId);
    else {
      // A static route cannot lead to a Direct Connect gateway.
      new Ec2TransitGatewayRouteTablePropagation(this, "to-line", {
        transitGatewayRouteTableId: outwards.id,
        transitGatewayAttachmentId: line.attachmentId,
      });
    }
    for (const [dataCentre, routeTableId] of Object.entries(network.routeTableIds)) {
      new Route(this, `from-${dataCentre}`, {
        routeTableId,
        destinationCidrBlock: onSite,
        transitGatewayId: gateway.id,
        dependsOn: [attachment],
      });
    }
  }

  /** A route table of the gateway for what comes in by one attachment. */
  #table(id: string, { id: transitGatewayId }: Ec2TransitGateway, attachmentId: string): Ec2TransitGatewayRouteTable {
    const table = new Ec2TransitGatewayRouteTable(this, id, {
      transitGatewayId,
      tags: { Name: `${deriveName(this)}-${id}` },
    });
    new Ec2TransitGatewayRouteTableAssociation(this, `${id}-association`, {
      transitGatewayRouteTableId: table.id,
      transitGatewayAttachmentId: attachmentId,
    });
    return table;
  }

  #route(id: string, table: Ec2TransitGatewayRouteTable, range: string, attachmentId: string): void {
    new Ec2TransitGatewayRoute(this, id, {
      destinationCidrBlock: range,
      transitGatewayRouteTableId: table.id,
      transitGatewayAttachmentId: attachmentId,
    });
  }
}
