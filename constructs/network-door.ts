/** What may be reached in a network, and from where: one port, from one range, and no way back out but answers. */
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { Construct } from "constructs";

/** What a door is made from. */
export interface NetworkDoor {
  readonly vpcId: string;
  /** IPv4 range that may come in. */
  readonly cidr: string;
  /** For people, for example "HTTPS". */
  readonly protocol: string;
  /** TCP port. */
  readonly port: number;
  /** What is behind it, for people. */
  readonly to: string;
  /** Name of the security group. */
  readonly name: string;
}

/** A security group under `scope` that opens one port to one range. Serves GDPR Art. 32. Returns its id. */
export function openDoor(scope: Construct, { vpcId, cidr, protocol, port, to, name }: NetworkDoor): string {
  const securityGroup = new SecurityGroup(scope, "door", {
    name,
    description: `${protocol} from inside the network to ${to}`,
    vpcId,
  });
  new VpcSecurityGroupIngressRule(scope, protocol.toLowerCase(), {
    securityGroupId: securityGroup.id,
    description: `${protocol} from inside the network`,
    cidrIpv4: cidr,
    ipProtocol: "tcp",
    fromPort: port,
    toPort: port,
  });
  return securityGroup.id;
}
