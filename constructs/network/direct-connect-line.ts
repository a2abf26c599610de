/** Leased lines to a transit gateway, encrypted on the wire. */
import { DataAwsEc2TransitGatewayDxGatewayAttachment } from "@cdktf/provider-aws/lib/data-aws-ec2-transit-gateway-dx-gateway-attachment";
import { DxConnection } from "@cdktf/provider-aws/lib/dx-connection";
import { DxGateway } from "@cdktf/provider-aws/lib/dx-gateway";
import { DxGatewayAssociation } from "@cdktf/provider-aws/lib/dx-gateway-association";
import { DxMacsecKeyAssociation } from "@cdktf/provider-aws/lib/dx-macsec-key-association";
import { DxTransitVirtualInterface } from "@cdktf/provider-aws/lib/dx-transit-virtual-interface";
import { Construct } from "constructs";
import { directConnectCountry } from "../../charter/direct-connect";
import { outOfRange } from "../foundation/errors";
import { deriveName, requireName } from "../foundation/names";
import { lineAbroad } from "../foundation/perimeter-errors";
import { SiteStack } from "../foundation/site-stack";

/** One port at a Direct Connect location. */
export interface DirectConnectPort {
  /** Code of the location, for example "EIRCL"; where it stands is looked up. */
  readonly location: string;
  /** VLAN of the virtual interface, 1 to 4094. */
  readonly vlan: number;
  /** ARN of the Secrets Manager secret with the MACsec key. @default none: associate one before the line can carry anything */
  readonly macsecSecretArn?: string;
}

/** What a leased line is made from. */
export interface DirectConnectLineProps {
  readonly transitGatewayId: string;
  /** The IPv4 range on AWS's side: all that is announced to the far router. */
  readonly network: string;
  /** Two at different locations outlive the loss of one. */
  readonly ports: readonly [DirectConnectPort, ...DirectConnectPort[]];
  /** BGP number of the far router, a private one. */
  readonly bgpAsn: number;
  /** MACsec exists on these only. @default 10Gbps */
  readonly bandwidth?: "10Gbps" | "100Gbps" | "400Gbps";
}

/** BGP number of Amazon's side: the transit gateway has the default 64512, and the two must differ. */
const AMAZON_ASN = "64513";

/**
 * Dedicated Direct Connect ports with MACsec that must encrypt: without a key the link does not come up
 * (https://docs.aws.amazon.com/directconnect/latest/UserGuide/MACsec.html). Serves GDPR Art. 32(1)(a) and 44.
 *
 * - A location's country is looked up, because its code and its region say nothing: Oslo's belongs to Frankfurt's region. AWS takes
 *   orders for a location in its region only, so a line from Hamar ends at a location of its anchor's.
 * - SiteLink of AWS, which would join the line with other locations of the world, is off.
 * - The MACsec key comes from Secrets Manager: given as text it would lie in plan and state, and the provider does not mark it.
 *
 * @throws ConstructError for a location abroad, or of no known country, a VLAN out of range, and a secret of another account or region
 */
export class DirectConnectLine extends Construct {
  /** Id of the attachment to the transit gateway, after apply. */
  readonly attachmentId: string;

  constructor(scope: Construct, id: string, props: DirectConnectLineProps) {
    super(scope, id);
    const name = deriveName(this);
    const gateway = new DxGateway(this, "gateway", { name, amazonSideAsn: AMAZON_ASN });
    for (const [index, port] of props.ports.entries()) this.#open(port, index + 1, gateway, props);
    const association = new DxGatewayAssociation(this, "association", {
      dxGatewayId: gateway.id,
      associatedGatewayId: props.transitGatewayId,
      allowedPrefixes: [props.network],
    });
    this.attachmentId = new DataAwsEc2TransitGatewayDxGatewayAttachment(this, "attachment", {
      transitGatewayId: props.transitGatewayId,
      dxGatewayId: gateway.id,
      dependsOn: [association],
    }).id;
  }

  #open(port: DirectConnectPort, number: number, gateway: DxGateway, props: DirectConnectLineProps): void {
    const stack = SiteStack.of(this);
    const country = directConnectCountry(port.location);
    if (!country || !stack.charter.jurisdictions.includes(country)) {
      throw lineAbroad(this.node.path, port.location, country);
    }
    if (!Number.isInteger(port.vlan) || port.vlan < 1 || port.vlan > 4094) {
      throw outOfRange(this.node.path, "vlan", port.vlan, "a whole number from 1 to 4094");
    }
    const name = `${deriveName(this)}-${number}`;
    const connection = new DxConnection(this, `port-${number}`, {
      name,
      location: port.location,
      bandwidth: props.bandwidth ?? "10Gbps",
      requestMacsec: true,
      encryptionMode: "must_encrypt",
    });
    if (port.macsecSecretArn !== undefined) {
      const prefix = stack.arn("secretsmanager", "secret:");
      new DxMacsecKeyAssociation(this, `macsec-${number}`, {
        connectionId: connection.id,
        secretArn: requireName(
          this,
          "secret for MACsec",
          port.macsecSecretArn,
          new RegExp(`^${prefix}[\\w/+=.@!-]{1,519}$`),
          `the ARN of a secret in this account and region (${prefix}...)`,
        ),
      });
    }
    new DxTransitVirtualInterface(this, `interface-${number}`, {
      name,
      connectionId: connection.id,
      dxGatewayId: gateway.id,
      addressFamily: "ipv4",
      bgpAsn: props.bgpAsn,
      vlan: port.vlan,
      mtu: 8500,
      sitelinkEnabled: false,
    });
  }
}
