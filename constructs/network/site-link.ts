/** The road between a site and what stands beside a rack that is anchored to it, and to nowhere else. */
import { Construct } from "constructs";
import { DirectConnectLine, type DirectConnectLineProps } from "./direct-connect-line";
import { requireApprovedHost } from "../foundation/hosts";
import { notAnchoredHere } from "../foundation/perimeter-errors";
import { anchoredTo, requireOnSite } from "../foundation/site";
import { SiteStack } from "../foundation/site-stack";
import type { SovereignNetwork } from "./sovereign-network";
import { buildTransitRoad } from "./transit-road";
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
 * - Every route is between `network` and `onSite` of approved sites of the charter: see `buildTransitRoad`.
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
    if (over.kind === "vpn") requireApprovedHost(this, charter, over.router);
    this.transitGatewayId = buildTransitRoad(this, {
      description: `${siteName} and ${to}, nothing else`,
      vpcId: network.vpcId,
      subnetIds: Object.values(network.subnetIds),
      routeTableIds: network.routeTableIds,
      near: site.network,
      far: onSite,
      line: (transitGatewayId) => {
        const common = { transitGatewayId, network: site.network };
        return over.kind === "vpn"
          ? { attachmentId: new VpnLine(this, "line", { ...over, ...common, onSite }).attachmentId, announced: false }
          : { attachmentId: new DirectConnectLine(this, "line", { ...over, ...common }).attachmentId, announced: true };
      },
    });
  }
}
