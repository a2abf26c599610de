/** A network with no way out: data centres by zone id, private paths to AWS services, every flow logged. */
import { DefaultNetworkAcl } from "@cdktf/provider-aws/lib/default-network-acl";
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Construct } from "constructs";
import { noDataCentres } from "../foundation/errors";
import { DnsFirewall } from "./dns-firewall";
import { FlowLogs } from "./flow-logs";
import { NetworkAcl } from "./network-acl";
import { NetworkEndpoints } from "./network-endpoints";
import { rangesAround } from "../foundation/site";
import { SiteStack } from "../foundation/site-stack";

/** What a network is made from; addresses and data centres come from the site. */
export interface SovereignNetworkProps {
  /** Services with an interface endpoint, as in their endpoint's name. @default kms, logs, sts */
  readonly interfaceEndpoints?: readonly string[];
  /** How long flow logs and look-ups are kept, in days. @default 400 */
  readonly flowLogDays?: number;
  /** Hosts of the charter's `endpoints` outside of its jurisdictions that may be looked up, too. @default none */
  readonly resolves?: readonly string[];
}

/** The name by which the network of a site is found, also by the Outposts that are anchored to it. */
export function networkName(site: string): string {
  return `clover-${site}`;
}

/**
 * The site's VPC. Serves GDPR Art. 32 and 44: there is no internet gateway, NAT, peering or route but the local one, so
 * what leaves has to pass an endpoint, and endpoints admit only the enclave's accounts. Names are looked up through a firewall.
 *
 * - Subnets by zone *id*: zone names are dealt out per account, so `eu-west-1a` is another building in the audit account
 *   (https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html).
 * - Taking the default security group over without rules empties it; nobody gets a network by forgetting to name a group
 *   (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_security_group). The default
 *   network ACL is emptied likewise, which denies everything: a subnet that nobody thought of reaches nothing.
 *
 * @throws ConstructError on an Outpost site (its subnets belong to the anchor's network: use OutpostSubnet), and on a
 * site without data centres
 */
export class SovereignNetwork extends Construct {
  readonly vpcId: string;
  /** Ids of the isolated subnets by data centre. */
  readonly subnetIds: Readonly<Record<string, string>>;
  /** Names that this account has for their zones, by data centre, after apply. */
  readonly zones: Readonly<Record<string, string>>;
  /** IPv4 range of the network. */
  readonly cidr: string;
  /** Ids of the route tables of the isolated subnets by data centre. */
  readonly routeTableIds: Readonly<Record<string, string>>;
  /** Ids of the lists of addresses behind the gateway endpoints, by service: what a security group lets out. */
  readonly prefixListIds: Readonly<Record<string, string>>;
  /** Ids of the endpoints by service: what a policy that asks for `aws:SourceVpce` names. */
  readonly endpointIds: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: SovereignNetworkProps = {}) {
    super(scope, id);
    const stack = SiteStack.inRegion(this, "SovereignNetwork", "AnchorNetwork and OutpostSubnet");
    const { site, siteName } = stack;
    if (Object.keys(site.dataCentres).length === 0) throw noDataCentres(this.node.path, siteName);
    const name = networkName(siteName);
    const vpc = new Vpc(this, "vpc", {
      cidrBlock: site.network,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: name },
    });
    new DefaultSecurityGroup(this, "default-security-group", { vpcId: vpc.id, tags: { Name: `${name}-unused` } });
    const acl = new DefaultNetworkAcl(this, "default-network-acl", {
      defaultNetworkAclId: vpc.defaultNetworkAclId,
      tags: { Name: `${name}-unused` },
    });
    // A subnet is under the default ACL until it is put under its own.
    acl.addOverride("lifecycle.ignore_changes", ["subnet_ids"]);
    const dataCentres = Object.entries(site.dataCentres).map(([dataCentre, { zone, cidr }]) => {
      const subnet = new Subnet(this, `subnet-${dataCentre}`, {
        vpcId: vpc.id,
        availabilityZoneId: zone,
        cidrBlock: cidr,
        mapPublicIpOnLaunch: false,
        tags: { Name: `${name}-${dataCentre}`, "data-centre": dataCentre },
      });
      const table = new RouteTable(this, `routes-${dataCentre}`, {
        vpcId: vpc.id,
        tags: { Name: `${name}-${dataCentre}` },
      });
      new RouteTableAssociation(this, `route-${dataCentre}`, { subnetId: subnet.id, routeTableId: table.id });
      return { dataCentre, subnetId: subnet.id, zone: subnet.availabilityZone, routeTableId: table.id };
    });
    this.vpcId = vpc.id;
    this.subnetIds = Object.fromEntries(dataCentres.map(({ dataCentre, subnetId }) => [dataCentre, subnetId]));
    this.zones = Object.fromEntries(dataCentres.map(({ dataCentre, zone }) => [dataCentre, zone]));
    this.routeTableIds = Object.fromEntries(
      dataCentres.map(({ dataCentre, routeTableId }) => [dataCentre, routeTableId]),
    );
    this.cidr = site.network;
    new NetworkAcl(this, "acl", {
      vpcId: vpc.id,
      subnetIds: Object.values(this.subnetIds),
      from: rangesAround(stack.charter, siteName),
      name: "isolated",
    });
    const endpoints = new NetworkEndpoints(this, "endpoints", {
      vpcId: vpc.id,
      cidr: site.network,
      subnetIds: dataCentres.map(({ subnetId }) => subnetId),
      routeTableIds: dataCentres.map(({ routeTableId }) => routeTableId),
      services: props.interfaceEndpoints ?? ["kms", "logs", "sts"],
    });
    this.prefixListIds = endpoints.prefixListIds;
    this.endpointIds = endpoints.endpointIds;
    const days = props.flowLogDays ?? 400;
    new FlowLogs(this, "flow-logs", { vpcId: vpc.id, days });
    new DnsFirewall(this, "dns", {
      vpcId: vpc.id,
      logDays: days,
      ...(props.resolves ? { resolves: props.resolves } : {}),
    });
  }
}
