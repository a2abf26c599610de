/** Which names a network may look up: DNS leaves a VPC without a route, so it needs a lock of its own. */
import { Route53ResolverFirewallConfig } from "@cdktf/provider-aws/lib/route53-resolver-firewall-config";
import { Route53ResolverFirewallDomainList } from "@cdktf/provider-aws/lib/route53-resolver-firewall-domain-list";
import { Route53ResolverFirewallRule } from "@cdktf/provider-aws/lib/route53-resolver-firewall-rule";
import { Route53ResolverFirewallRuleGroup } from "@cdktf/provider-aws/lib/route53-resolver-firewall-rule-group";
import { Route53ResolverFirewallRuleGroupAssociation } from "@cdktf/provider-aws/lib/route53-resolver-firewall-rule-group-association";
import { Route53ResolverQueryLogConfig } from "@cdktf/provider-aws/lib/route53-resolver-query-log-config";
import { Route53ResolverQueryLogConfigAssociation } from "@cdktf/provider-aws/lib/route53-resolver-query-log-config-association";
import { Construct } from "constructs";
import { charteredHosts, isAddress, requireKnownHost } from "../foundation/hosts";
import { deriveName } from "../foundation/names";
import { SiteStack } from "../foundation/site-stack";
import { SovereignLogGroup } from "../logs/sovereign-log-group";

/** What a DNS firewall is made from. */
export interface DnsFirewallProps {
  readonly vpcId: string;
  /** Hosts of the charter's `endpoints` outside of its jurisdictions that may be looked up, too. @default none */
  readonly resolves?: readonly string[];
  /** How long queries are kept, in days. @default 400 */
  readonly logDays?: number;
}

/**
 * Lets a network look up AWS's names of its own region and the hosts that the charter places in an approved jurisdiction; every
 * other name does not exist. Serves GDPR Art. 32 and 44: data can be written into the names that are looked up, and the VPC's
 * resolver forwards those to whoever owns the domain, past every route and security group.
 *
 * - Fails closed: while the firewall does not answer, nothing is resolved
 *   (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-vpc-configuration.html).
 * - Redirections (CNAME) are followed only from allowed names to allowed names: the provider's default.
 * - Every query is logged, the refused ones with them, encrypted in the site's region.
 *
 * @throws ConstructError for a host that the charter does not place
 */
export class DnsFirewall extends Construct {
  /** Name of the log group with every query. */
  readonly logGroupName: string;

  constructor(scope: Construct, id: string, props: DnsFirewallProps) {
    super(scope, id);
    const stack = SiteStack.of(this);
    const name = deriveName(this);
    const group = new Route53ResolverFirewallRuleGroup(this, "rules", { name });
    const rule = (ruleId: string, action: "ALLOW" | "BLOCK", priority: number, domains: readonly string[]) => {
      const list = new Route53ResolverFirewallDomainList(this, `${ruleId}-names`, {
        name: `${name}-${ruleId}`,
        domains: [...domains],
      });
      new Route53ResolverFirewallRule(this, ruleId, {
        name: `${name}-${ruleId}`,
        firewallRuleGroupId: group.id,
        firewallDomainListId: list.id,
        priority,
        action,
        ...(action === "BLOCK" ? { blockResponse: "NXDOMAIN" } : {}),
      });
    };
    const { allowed, excepted } = this.#names(stack, props.resolves ?? []);
    if (excepted.length > 0) rule("excepted", "BLOCK", 50, excepted);
    rule("allowed", "ALLOW", 100, allowed);
    rule("other", "BLOCK", 200, ["*"]);
    new Route53ResolverFirewallConfig(this, "fail-closed", {
      resourceId: props.vpcId,
      firewallFailOpen: "DISABLED",
    });
    new Route53ResolverFirewallRuleGroupAssociation(this, "association", {
      name,
      firewallRuleGroupId: group.id,
      vpcId: props.vpcId,
      priority: 101,
    });
    this.logGroupName = this.#logQueries(name, props);
  }

  #names(stack: SiteStack, resolves: readonly string[]) {
    const { charter, region } = stack;
    for (const host of resolves) requireKnownHost(this, charter, host);
    const { approved, excepted } = charteredHosts(charter);
    // The name of every service's endpoint in the region, "*" in place of the service, turned round.
    const aws = stack.endpointService("*").split(".").toReversed().join(".");
    // RDS alone has its name behind the region's.
    const databases = aws.replace(region, `${region}.rds`);
    const names = [...approved, ...resolves].filter((host) => !isAddress(host));
    return {
      allowed: [...new Set([aws, databases, `*.${region}.compute.internal`, ...names])],
      excepted: excepted.filter((host) => !resolves.includes(host)),
    };
  }

  #logQueries(name: string, { vpcId, logDays }: DnsFirewallProps): string {
    const log = new SovereignLogGroup(this, "queries", {
      dataClass: "audit",
      description: "Every name that the network looks up",
      delivered: true,
      ...(logDays === undefined ? {} : { days: logDays }),
    });
    const config = new Route53ResolverQueryLogConfig(this, "query-log", { name, destinationArn: log.createdArn });
    new Route53ResolverQueryLogConfigAssociation(this, "query-log-association", {
      resolverQueryLogConfigId: config.id,
      resourceId: vpcId,
    });
    return log.logGroupName;
  }
}
