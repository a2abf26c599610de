/** The door from a network to S3 on its Outpost. */
import { S3OutpostsEndpoint } from "@cdktf/provider-aws/lib/s3outposts-endpoint";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import type { AnchorNetwork } from "./anchor-network";
import type { OutpostSubnet } from "./outpost-subnet";
import { SiteStack } from "./site-stack";

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
    const door = new SecurityGroup(this, "door", {
      name: `clover-${siteName}-s3-outposts`,
      description: "HTTPS from inside the network to S3 on the Outpost",
      vpcId: network.vpcId,
    });
    new VpcSecurityGroupIngressRule(this, "https", {
      securityGroupId: door.id,
      description: "HTTPS from inside the network",
      cidrIpv4: network.cidr,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    });
    new S3OutpostsEndpoint(this, "endpoint", {
      outpostId: site.outpost.split("/")[1]!,
      subnetId: subnet.subnetId,
      securityGroupId: door.id,
      accessType: "Private",
    });
  }
}
