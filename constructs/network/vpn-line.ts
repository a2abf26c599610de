/** A site-to-site VPN to a transit gateway. */
import { CustomerGateway } from "@cdktf/provider-aws/lib/customer-gateway";
import { VpnConnection } from "@cdktf/provider-aws/lib/vpn-connection";
import { Construct } from "constructs";
import { deriveName, requireName } from "../foundation/names";
import { SovereignLogGroup } from "../logs/sovereign-log-group";

/** What a VPN is made from. */
export interface VpnLineProps {
  readonly transitGatewayId: string;
  /** The IPv4 range on AWS's side. */
  readonly network: string;
  /** The IPv4 range on the far side. */
  readonly onSite: string;
  /** Public IPv4 address of the far router; whoever builds the line asks the charter's `endpoints` in which country it stands. */
  readonly router: string;
  /** ARN of a private certificate that the far router shows. @default keys that AWS makes, which Terraform keeps in its state */
  readonly certificateArn?: string;
}

/** BGP number that AWS asks for; routes are static here. */
const ASN = "65000";

/** What both tunnels speak: the strongest that AWS offers (https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html). */
const CIPHERS = {
  IkeVersions: ["ikev2"],
  Phase1EncryptionAlgorithms: ["AES256-GCM-16"],
  Phase2EncryptionAlgorithms: ["AES256-GCM-16"],
  Phase1IntegrityAlgorithms: ["SHA2-384", "SHA2-512"],
  Phase2IntegrityAlgorithms: ["SHA2-384", "SHA2-512"],
  Phase1DhGroupNumbers: [20, 21],
  Phase2DhGroupNumbers: [20, 21],
  DpdTimeoutAction: "restart",
  // AWS replaces an endpoint only when somebody accepts it: no tunnel goes down by surprise.
  EnableTunnelLifecycleControl: true,
} as const;

/**
 * Two IPsec tunnels between the site and the far router. Serves GDPR Art. 32(1)(a) and NIS2 21.2.h: IKEv2 and authenticated
 * encryption alone, so that no negotiation falls back to less; each tunnel's life is logged in the site's region.
 *
 * - The selectors are the two ranges of the charter: the tunnels carry nothing else, whatever is routed into them.
 * - No acceleration: it would take the traffic in at edges around the world.
 * - Without a certificate the pre-shared keys are in Terraform's state, which is why state is encrypted and stays in the site.
 *
 * @throws ConstructError for a router that is no literal address
 */
export class VpnLine extends Construct {
  /** Id of the attachment to the transit gateway, after apply. */
  readonly attachmentId: string;

  constructor(scope: Construct, id: string, props: VpnLineProps) {
    super(scope, id);
    const tags = { Name: deriveName(this) };
    const router = requireName(this, "router", props.router, /^(\d{1,3}\.){3}\d{1,3}$/, "one public IPv4 address");
    const gateway = new CustomerGateway(this, "router", {
      type: "ipsec.1",
      ipAddress: router,
      bgpAsn: ASN,
      ...(props.certificateArn ? { certificateArn: props.certificateArn } : {}),
      tags,
    });
    const log = new SovereignLogGroup(this, "log", {
      dataClass: "audit",
      description: `Tunnels to ${router}`,
      delivered: true,
    });
    const logOptions = {
      cloudwatchLogOptions: { logEnabled: true, logGroupArn: log.createdArn, logOutputFormat: "json" },
    };
    this.attachmentId = new VpnConnection(this, "vpn", {
      type: "ipsec.1",
      transitGatewayId: props.transitGatewayId,
      customerGatewayId: gateway.id,
      staticRoutesOnly: true,
      enableAcceleration: false,
      localIpv4NetworkCidr: props.onSite,
      remoteIpv4NetworkCidr: props.network,
      ...tunnel(1),
      ...tunnel(2),
      tunnel1LogOptions: logOptions,
      tunnel2LogOptions: logOptions,
      tags,
    }).transitGatewayAttachmentId;
  }
}

const tunnel = (number: 1 | 2) =>
  Object.fromEntries(Object.entries(CIPHERS).map(([option, value]) => [`tunnel${number}${option}`, value]));
