/** The outermost lock of a subnet: what no security group, however written, can open. */
import { NetworkAcl as AwsNetworkAcl } from "@cdktf/provider-aws/lib/network-acl";
import { Construct } from "constructs";
import { SiteStack } from "../foundation/site-stack";

/** What a network ACL is made from. */
export interface NetworkAclProps {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  /** IPv4 ranges that may open connections into the subnets. */
  readonly from: readonly string[];
  readonly name: string;
}

const ANYWHERE = "0.0.0.0/0";
const tcp = { protocol: "tcp" } as const;
const HTTPS = { ...tcp, fromPort: 443, toPort: 443 };
/** Ports that answers come back to, and that databases and file systems serve on. */
const HIGH = { ...tcp, fromPort: 1024, toPort: 65_535 };
/** Remote desktops: the only administrators' port above 1023 (https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html, EC2.21). */
const DESKTOP = { ...tcp, fromPort: 3389, toPort: 3389 };

/**
 * Network ACL of isolated subnets; everything that it does not list is denied. Serves GDPR Art. 32, C5 COS-04 and NIS2 21.2.e.
 *
 * - In: HTTPS and high ports from the site's own ranges, and answers from anywhere: those of S3 and DynamoDB come from public
 *   addresses by their gateway endpoints, and ACLs know neither prefix lists nor connections
 *   (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html). No shell or remote desktop, between data centres too.
 * - Out: HTTPS, and high ports to the site's own ranges. No mail, no plain HTTP, no DNS but the VPC's own resolver, which ACLs do
 *   not see: DnsFirewall does.
 */
export class NetworkAcl extends Construct {
  constructor(scope: Construct, id: string, props: NetworkAclProps) {
    super(scope, id);
    const { siteName } = SiteStack.of(this);
    const allow = (rule: typeof HTTPS, ruleNo: number, cidrBlock: string) => ({
      ...rule,
      ruleNo,
      cidrBlock,
      action: "allow",
    });
    new AwsNetworkAcl(this, "acl", {
      vpcId: props.vpcId,
      subnetIds: [...props.subnetIds],
      ingress: [
        { ...DESKTOP, ruleNo: 90, cidrBlock: ANYWHERE, action: "deny" },
        ...props.from.map((range, index) => allow(HTTPS, 100 + index, range)),
        allow(HIGH, 200, ANYWHERE),
      ],
      egress: [allow(HTTPS, 100, ANYWHERE), ...props.from.map((range, index) => allow(HIGH, 200 + index, range))],
      tags: { Name: `clover-${siteName}-${props.name}` },
    });
  }
}
