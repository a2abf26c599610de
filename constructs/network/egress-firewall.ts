/** A way to the internet for those who declare one: to the hosts of the charter, and past a firewall. */
import { Eip } from "@cdktf/provider-aws/lib/eip";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { NetworkfirewallFirewall } from "@cdktf/provider-aws/lib/networkfirewall-firewall";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Construct } from "constructs";
import { egressPolicy } from "./egress-policy";
import { requireFreeBlocks } from "./free-range";
import { requireApprovedHost } from "../foundation/hosts";
import { deriveName } from "../foundation/names";
import { NetworkAcl } from "./network-acl";
import { rangesAround } from "../foundation/site";
import { SiteStack } from "../foundation/site-stack";
import type { SovereignNetwork } from "./sovereign-network";

/** What a way out is made from. */
export interface EgressFirewallProps {
  readonly network: SovereignNetwork;
  /** Hosts that may be called by HTTPS, each in the charter's `endpoints` and in an approved jurisdiction. */
  readonly hosts: readonly [string, ...string[]];
  /** IPv4 range inside the site's network, free of everything else: two /28 for each data centre are cut from it. */
  readonly range: string;
}

/** A data centre's part of it. */
interface Exit {
  readonly dataCentre: string;
  readonly firewallSubnet: Subnet;
  readonly exitSubnet: Subnet;
}

const ANYWHERE = "0.0.0.0/0";

/**
 * AWS Network Firewall between the isolated subnets and an internet gateway. Serves GDPR Art. 32 and 44, C5 COS-04. It lets through
 * HTTPS to the hosts that are named and drops everything else.
 *
 * - By name it looks at the name that a TLS client asks for, which a dishonest client can make up: the DNS firewall of the network
 *   does not resolve other names, and an address in place of a name is matched as such.
 * - What passes, and what does not, is in the network's flow logs. The firewall's own log is left out: its destination is a map, and the
 *   gate cannot prove yet where such a map leads.
 * - There is a path to the internet then, and the policy network/no-internet says so. Without this construct there is none.
 *
 * @throws ConstructError for a host that the charter does not place in one of its jurisdictions, and for a range that is not free or
 * too small
 */
export class EgressFirewall extends Construct {
  constructor(scope: Construct, id: string, props: EgressFirewallProps) {
    super(scope, id);
    const stack = SiteStack.inRegion(this, "EgressFirewall", "the anchor's");
    const { network } = props;
    stack.requireSameSite(this, { network });
    const name = deriveName(this);
    const hosts = props.hosts.map((host) => requireApprovedHost(this, stack.charter, host));
    const exits = this.#cut(network, props.range);
    new NetworkAcl(this, "acl", {
      vpcId: network.vpcId,
      subnetIds: exits.flatMap(({ firewallSubnet, exitSubnet }) => [firewallSubnet.id, exitSubnet.id]),
      from: rangesAround(stack.charter, stack.siteName),
      name: "exit",
    });
    const firewall = new NetworkfirewallFirewall(this, "firewall", {
      name,
      vpcId: network.vpcId,
      firewallPolicyArn: egressPolicy(this, name, network.cidr, hosts),
      subnetMapping: exits.map(({ firewallSubnet }) => ({ subnetId: firewallSubnet.id })),
    });
    const gateway = new InternetGateway(this, "internet", { vpcId: network.vpcId, tags: { Name: name } });
    for (const exit of exits) this.#route(stack, exit, { network, firewall, gateway });
  }

  /** Two small subnets for each data centre, beside everything that the charter has in the network. */
  #cut(network: SovereignNetwork, text: string): Exit[] {
    const stack = SiteStack.inRegion(this, "EgressFirewall", "the anchor's");
    const centres = Object.entries(stack.site.dataCentres);
    const blocks = requireFreeBlocks(this, stack, text, 2 * centres.length);
    return centres.map(([dataCentre, { zone }], index) => {
      const subnet = (kind: string, cidrBlock: string) =>
        new Subnet(this, `${kind}-${dataCentre}`, {
          vpcId: network.vpcId,
          availabilityZoneId: zone,
          cidrBlock,
          mapPublicIpOnLaunch: false,
          tags: { Name: `${deriveName(this)}-${kind}-${dataCentre}`, "data-centre": dataCentre },
        });
      return {
        dataCentre,
        firewallSubnet: subnet("firewall", blocks[2 * index]!),
        exitSubnet: subnet("exit", blocks[2 * index + 1]!),
      };
    });
  }

  /** Isolated subnet -> firewall -> address translation -> internet, and the same way back. */
  #route(
    { site }: ReturnType<typeof SiteStack.inRegion>,
    { dataCentre, firewallSubnet, exitSubnet }: Exit,
    {
      network,
      firewall,
      gateway,
    }: { network: SovereignNetwork; firewall: NetworkfirewallFirewall; gateway: InternetGateway },
  ): void {
    const address = new Eip(this, `address-${dataCentre}`, { domain: "vpc" });
    const nat = new NatGateway(this, `nat-${dataCentre}`, {
      subnetId: exitSubnet.id,
      allocationId: address.allocationId,
      dependsOn: [gateway],
    });
    // The firewall's endpoint in this data centre, which AWS lists by subnet and in no order.
    const states = `${firewall.fqn}.firewall_status[0].sync_states`;
    const endpoint = `\${[for s in ${states} : s.attachment[0].endpoint_id if s.attachment[0].subnet_id == ${firewallSubnet.fqn}.id][0]}`;
    const table = (kind: string, { id: subnetId }: Subnet): string => {
      const { id } = new RouteTable(this, `${kind}-routes-${dataCentre}`, { vpcId: network.vpcId });
      new RouteTableAssociation(this, `${kind}-route-${dataCentre}`, { subnetId, routeTableId: id });
      return id;
    };
    new Route(this, `through-firewall-${dataCentre}`, {
      routeTableId: network.routeTableIds[dataCentre]!,
      destinationCidrBlock: ANYWHERE,
      vpcEndpointId: endpoint,
    });
    new Route(this, `to-nat-${dataCentre}`, {
      routeTableId: table("firewall", firewallSubnet),
      destinationCidrBlock: ANYWHERE,
      natGatewayId: nat.id,
    });
    const exit = table("exit", exitSubnet);
    new Route(this, `to-internet-${dataCentre}`, {
      routeTableId: exit,
      destinationCidrBlock: ANYWHERE,
      gatewayId: gateway.id,
    });
    new Route(this, `back-through-firewall-${dataCentre}`, {
      routeTableId: exit,
      destinationCidrBlock: site.dataCentres[dataCentre]!.cidr,
      vpcEndpointId: endpoint,
    });
  }
}
