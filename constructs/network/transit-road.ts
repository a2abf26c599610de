/** A road between subnets of a site and a range outside of AWS, and to nowhere else. */
import { Ec2TransitGateway } from "@cdktf/provider-aws/lib/ec2-transit-gateway";
import { Ec2TransitGatewayRoute } from "@cdktf/provider-aws/lib/ec2-transit-gateway-route";
import { Ec2TransitGatewayRouteTable } from "@cdktf/provider-aws/lib/ec2-transit-gateway-route-table";
import { Ec2TransitGatewayRouteTableAssociation } from "@cdktf/provider-aws/lib/ec2-transit-gateway-route-table-association";
import { Ec2TransitGatewayRouteTablePropagation } from "@cdktf/provider-aws/lib/ec2-transit-gateway-route-table-propagation";
import { Ec2TransitGatewayVpcAttachment } from "@cdktf/provider-aws/lib/ec2-transit-gateway-vpc-attachment";
import { Route } from "@cdktf/provider-aws/lib/route";
import type { Construct } from "constructs";
import { deriveName } from "../foundation/names";

/** What a road is made from. */
export interface TransitRoadProps {
  /** What it joins, for people. */
  readonly description: string;
  readonly vpcId: string;
  /** One for each data centre. */
  readonly subnetIds: readonly string[];
  /** Ids of the route tables from which the far range is reached, by data centre. */
  readonly routeTableIds: Readonly<Record<string, string>>;
  /** IPv4 range on the site's side that the far side reaches. */
  readonly near: string;
  /** IPv4 range on the far side. */
  readonly far: string;
  /** Makes the line out of the gateway's id. Where the far router announces its routes, no route can be written down. */
  readonly line: (transitGatewayId: string) => { readonly attachmentId: string; readonly announced: boolean };
}

/**
 * Makes a transit gateway under `construct`, with one line and one VPC at it. Nothing is associated or propagated by default, and an
 * attachment that somebody offers is not accepted (https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html).
 *
 * @returns the gateway's id
 */
export function buildTransitRoad(construct: Construct, props: TransitRoadProps): string {
  const tags = { Name: deriveName(construct) };
  const gateway = new Ec2TransitGateway(construct, "gateway", {
    description: props.description,
    autoAcceptSharedAttachments: "disable",
    defaultRouteTableAssociation: "disable",
    defaultRouteTablePropagation: "disable",
    multicastSupport: "disable",
    tags,
  });
  const attachment = new Ec2TransitGatewayVpcAttachment(construct, "attachment", {
    transitGatewayId: gateway.id,
    vpcId: props.vpcId,
    subnetIds: [...props.subnetIds],
    transitGatewayDefaultRouteTableAssociation: false,
    transitGatewayDefaultRouteTablePropagation: false,
    tags,
  });
  const { attachmentId, announced } = props.line(gateway.id);
  const outwards = buildTable(construct, "outwards", gateway.id, attachment.id);
  const inwards = buildTable(construct, "inwards", gateway.id, attachmentId);
  buildRoute(construct, "to-site", inwards, props.near, attachment.id);
  if (announced) {
    // A static route cannot lead to a Direct Connect gateway.
    new Ec2TransitGatewayRouteTablePropagation(construct, "to-line", {
      transitGatewayRouteTableId: outwards.id,
      transitGatewayAttachmentId: attachmentId,
    });
  } else buildRoute(construct, "to-line", outwards, props.far, attachmentId);
  for (const [dataCentre, routeTableId] of Object.entries(props.routeTableIds)) {
    new Route(construct, `from-${dataCentre}`, {
      routeTableId,
      destinationCidrBlock: props.far,
      transitGatewayId: gateway.id,
      dependsOn: [attachment],
    });
  }
  return gateway.id;
}

/** A route table of the gateway for what comes in by one attachment. */
function buildTable(construct: Construct, id: string, transitGatewayId: string, transitGatewayAttachmentId: string) {
  const table = new Ec2TransitGatewayRouteTable(construct, id, {
    transitGatewayId,
    tags: { Name: `${deriveName(construct)}-${id}` },
  });
  new Ec2TransitGatewayRouteTableAssociation(construct, `${id}-association`, {
    transitGatewayRouteTableId: table.id,
    transitGatewayAttachmentId,
  });
  return table;
}

function buildRoute(
  construct: Construct,
  id: string,
  table: Ec2TransitGatewayRouteTable,
  destinationCidrBlock: string,
  transitGatewayAttachmentId: string,
): void {
  new Ec2TransitGatewayRoute(construct, id, {
    destinationCidrBlock,
    transitGatewayRouteTableId: table.id,
    transitGatewayAttachmentId,
  });
}
