/** The door from a network to S3 on its Outpost. */
import { S3OutpostsEndpoint } from "@cdktf/provider-aws/lib/s3outposts-endpoint";
import { Construct } from "constructs";
import type { AnchorNetwork } from "./anchor-network";
import { openDoor } from "../network/network-door";
import type { OutpostSubnet } from "./outpost-subnet";
import { SiteStack } from "../foundation/site-stack";

/** What the endpoint is made from. */
export interface OutpostEndpointProps {
  readonly network: AnchorNetwork;
  readonly subnet: OutpostSubnet;
}

/**
 * Endpoint of S3 on Outposts in the site's subnet; one serves every bucket of the Outpost, and a network can have only one
 * per Outpost (https://docs.aws.amazon.com/AmazonS3/latest/s3-outposts/S3OutpostsNetworking.html). Serves GDPR Art. 44:
 * "Private" access takes addresses of the VPC, not customer-owned ones, which the network on site could route anywhere.
 *
 * @throws ConstructError on a site that is a region (its network has a gateway endpoint: see NetworkEndpoints)
 */
export class OutpostEndpoint extends Construct {
  constructor(scope: Construct, id: string, { network, subnet }: OutpostEndpointProps) {
    super(scope, id);
    const stack = SiteStack.onOutpost(this, "OutpostEndpoint", "SovereignNetwork");
    stack.requireSameSite(this, { network, subnet });
    const { site, siteName } = stack;
    const securityGroupId = openDoor(this, {
      vpcId: network.vpcId,
      cidr: network.cidr,
      protocol: "HTTPS",
      port: 443,
      to: "S3 on the Outpost",
      name: `clover-${siteName}-s3-outposts`,
    });
    new S3OutpostsEndpoint(this, "endpoint", {
      outpostId: site.outpost.split("/")[1]!,
      subnetId: subnet.subnetId,
      securityGroupId,
      accessType: "Private",
    });
  }
}
