/** What an egress firewall lets through, in the order in which it is asked. */
import { NetworkfirewallFirewallPolicy } from "@cdktf/provider-aws/lib/networkfirewall-firewall-policy";
import { NetworkfirewallRuleGroup } from "@cdktf/provider-aws/lib/networkfirewall-rule-group";
import type { Construct } from "constructs";
import { isAddress } from "../foundation/hosts";

/**
 * Makes the rules: HTTPS to the addresses, TLS to the names, everything else dropped once a connection stands
 * (https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html).
 *
 * @param hosts names, `*.` before a domain, and IPv4 addresses
 * @returns the policy's ARN
 */
export function egressPolicy(scope: Construct, name: string, network: string, hosts: readonly string[]): string {
  const names = hosts.filter((host) => !isAddress(host)).map((host) => host.replace(/^\*/, ""));
  const addresses = hosts.filter(isAddress);
  const group = (id: string, rulesSource: object) =>
    new NetworkfirewallRuleGroup(scope, id, {
      name: `${name}-${id}`,
      type: "STATEFUL",
      capacity: 100,
      ruleGroup: {
        ruleVariables: { ipSets: [{ key: "HOME_NET", ipSet: { definition: [network] } }] },
        rulesSource,
        statefulRuleOptions: { ruleOrder: "STRICT_ORDER" },
      },
    });
  const groups = [
    ...(addresses.length > 0
      ? [group("addresses", { statefulRule: addresses.map((to, index) => pass(network, to, index + 1)) })]
      : []),
    ...(names.length > 0
      ? [
          group("names", {
            rulesSourceList: { generatedRulesType: "ALLOWLIST", targetTypes: ["TLS_SNI"], targets: names },
          }),
        ]
      : []),
  ];
  return new NetworkfirewallFirewallPolicy(scope, "policy", {
    name,
    firewallPolicy: {
      statelessDefaultActions: ["aws:forward_to_sfe"],
      statelessFragmentDefaultActions: ["aws:drop"],
      statefulDefaultActions: ["aws:drop_established", "aws:alert_established"],
      statefulEngineOptions: { ruleOrder: "STRICT_ORDER", streamExceptionPolicy: "DROP" },
      statefulRuleGroupReference: groups.map(({ arn }, index) => ({ priority: index + 1, resourceArn: arn })),
    },
  }).arn;
}

const pass = (network: string, address: string, sid: number) => ({
  action: "PASS",
  header: {
    protocol: "TCP",
    source: network,
    sourcePort: "ANY",
    direction: "FORWARD",
    destination: `${address}/32`,
    destinationPort: "443",
  },
  ruleOption: [{ keyword: "sid", settings: [String(sid)] }],
});
