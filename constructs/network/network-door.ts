/** What may be reached in a network, and from where, and what may call out: one port at a time, and no way back but answers. */
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
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

/** Where something may call: a TCP port of a range, or of what has a security group. */
export type Callee = { readonly port: number } & ({ readonly cidr: string } | { readonly securityGroupId: string });

/** What calls out is made from. */
export interface Caller {
  readonly vpcId: string;
  /** What calls, for people. */
  readonly from: string;
  /** Where to, by names for people and the program. */
  readonly to: Readonly<Record<string, Callee>>;
  /** Name of the security group. */
  readonly name: string;
}

/** A security group under `scope` that lets out to what is listed, and nothing in. Serves GDPR Art. 32. Returns its id. */
export function letOut(scope: Construct, { vpcId, from, to, name }: Caller): string {
  const { id: securityGroupId } = new SecurityGroup(scope, "caller", { name, description: `Calls by ${from}`, vpcId });
  for (const [callee, { port, ...at }] of Object.entries(to)) {
    new VpcSecurityGroupEgressRule(scope, `to-${callee}`, {
      securityGroupId,
      description: `To the ${callee}`,
      ...("cidr" in at ? { cidrIpv4: at.cidr } : { referencedSecurityGroupId: at.securityGroupId }),
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
    });
  }
  return securityGroupId;
}
