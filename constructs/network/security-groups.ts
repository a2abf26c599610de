/** Security groups that admit or send one TCP port at a time and answers to it. */
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { Construct } from "constructs";

/** A port to open to an address range. */
export interface IngressProps {
  readonly vpcId: string;
  /** IPv4 range that may come in. */
  readonly cidr: string;
  /** For people, for example "HTTPS". */
  readonly protocol: string;
  /** TCP port. */
  readonly port: number;
  /** Description of what is behind the port. */
  readonly to: string;
  /** Name of the security group. */
  readonly name: string;
}

/** Makes a security group under `scope` that admits one address range to one port. Serves GDPR Art. 32. @returns its id */
export function allowIngress(scope: Construct, { vpcId, cidr, protocol, port, to, name }: IngressProps): string {
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

/** A target of calls: a TCP port of an address range, or of members of a security group. */
export type EgressTarget = { readonly port: number } & (
  { readonly cidr: string } | { readonly securityGroupId: string }
);

/** A caller and its targets. */
export interface EgressProps {
  readonly vpcId: string;
  /** Description of the caller. */
  readonly from: string;
  /** Targets by name. */
  readonly to: Readonly<Record<string, EgressTarget>>;
  /** Name of the security group. */
  readonly name: string;
}

/** Makes a security group under `scope` that admits calls to the listed targets, and no calls in. Serves GDPR Art. 32. @returns its id */
export function allowEgress(scope: Construct, { vpcId, from, to, name }: EgressProps): string {
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
