/** The network that an Outpost's subnets belong to: it stands in the anchor's stack and is looked up, not rebuilt. */
import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { Construct } from "constructs";
import { anchorOf } from "../foundation/site";
import { SiteStack } from "../foundation/site-stack";
import { networkName } from "../network/sovereign-network";

/**
 * The VPC of the anchor site, which an Outpost extends
 * (https://docs.aws.amazon.com/outposts/latest/userguide/how-outposts-works.html). Serves GDPR Art. 5(1)(f): each stack keeps
 * its own state. A cross-stack reference would let the Outpost's stack read the whole state of its anchor, secrets included,
 * so the VPC is found by name, site and address range; deploy the anchor first.
 *
 * @throws ConstructError on a site that is a region (use SovereignNetwork)
 */
export class AnchorNetwork extends Construct {
  readonly vpcId: string;
  /** IPv4 range of the anchor's network. */
  readonly cidr: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { charter, siteName, site } = SiteStack.onOutpost(this, "AnchorNetwork", "SovereignNetwork");
    const anchor = anchorOf(this.node.path, charter, siteName, site);
    this.cidr = anchor.network;
    this.vpcId = new DataAwsVpc(this, "vpc", {
      cidrBlock: anchor.network,
      state: "available",
      tags: { Name: networkName(site.anchor), site: site.anchor },
    }).id;
  }
}
