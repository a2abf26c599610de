import type { Charter } from "../../../charter/schema";
import { DnsFirewall } from "../../../constructs/network/dns-firewall";
import { charter, synthesize } from "../synthesize";

const endpoints: Charter = {
  ...charter,
  endpoints: {
    "logs.example.ie": "IE",
    "*.example.no": "NO",
    "cdn.example.no": "US",
    "old.example.com": "US",
    "203.0.113.10": "NO",
  },
};

const firewall = (given: Charter, resolves?: readonly string[]) =>
  synthesize(
    "dublin",
    (stack) => new DnsFirewall(stack, "dns", { vpcId: "vpc-1", ...(resolves ? { resolves } : {}) }),
    {
      charter: given,
    },
  ).resource;

test("AWS's own names in the region resolve, everything else does not exist, and without an answer nothing resolves", () => {
  const resource = firewall(charter);
  const name = "clover-dublin-dns";
  const group = "${aws_route53_resolver_firewall_rule_group.<dns/rules>.id}";
  expect(resource["aws_route53_resolver_firewall_domain_list"]).toEqual({
    "<dns/allowed-names>": {
      name: `${name}-allowed`,
      domains: ["*.eu-west-1.amazonaws.com", "*.eu-west-1.rds.amazonaws.com", "*.eu-west-1.compute.internal"],
    },
    "<dns/other-names>": { name: `${name}-other`, domains: ["*"] },
  });
  expect(resource["aws_route53_resolver_firewall_rule"]).toEqual({
    "<dns/allowed>": {
      name: `${name}-allowed`,
      firewall_rule_group_id: group,
      firewall_domain_list_id: "${aws_route53_resolver_firewall_domain_list.<dns/allowed-names>.id}",
      priority: 100,
      action: "ALLOW",
    },
    "<dns/other>": {
      name: `${name}-other`,
      firewall_rule_group_id: group,
      firewall_domain_list_id: "${aws_route53_resolver_firewall_domain_list.<dns/other-names>.id}",
      priority: 200,
      action: "BLOCK",
      block_response: "NXDOMAIN",
    },
  });
  expect(resource["aws_route53_resolver_firewall_rule_group"]).toEqual({ "<dns/rules>": { name } });
  expect(resource["aws_route53_resolver_firewall_rule_group_association"]).toEqual({
    "<dns/association>": { name, firewall_rule_group_id: group, vpc_id: "vpc-1", priority: 101 },
  });
  expect(resource["aws_route53_resolver_firewall_config"]).toEqual({
    "<dns/fail-closed>": { resource_id: "vpc-1", firewall_fail_open: "DISABLED" },
  });
});

test("hosts that the charter approves resolve, those abroad do not, below an approved wildcard neither", () => {
  const resource = firewall(endpoints);
  const domains = (id: string) => resource["aws_route53_resolver_firewall_domain_list"]![id]!["domains"];
  expect([domains("<dns/allowed-names>"), domains("<dns/excepted-names>")]).toEqual([
    [
      "*.eu-west-1.amazonaws.com",
      "*.eu-west-1.rds.amazonaws.com",
      "*.eu-west-1.compute.internal",
      "logs.example.ie",
      "*.example.no",
    ],
    ["cdn.example.no"],
  ]);
  expect(resource["aws_route53_resolver_firewall_rule"]!["<dns/excepted>"]).toMatchObject({
    priority: 50,
    action: "BLOCK",
  });
});

test("a host abroad resolves when it is named, and one that the charter does not place never", () => {
  const { domains } = firewall(endpoints, ["old.example.com"])["aws_route53_resolver_firewall_domain_list"]![
    "<dns/allowed-names>"
  ] as { domains: string[] };
  expect(domains).toContain("old.example.com");
  expect(() => firewall(endpoints, ["elsewhere.example.com"])).toThrow(
    'dublin/dns: the charter does not say where "elsewhere.example.com" stands. List it with its country under endpoints in charter.yaml.',
  );
});

test("every look-up is logged to an encrypted group in the site's region", () => {
  const resource = firewall(charter);
  expect(resource["aws_route53_resolver_query_log_config"]).toEqual({
    "<dns/query-log>": {
      name: "clover-dublin-dns",
      destination_arn: "${aws_cloudwatch_log_group.<dns/queries/log-group>.arn}",
    },
  });
  expect(resource["aws_route53_resolver_query_log_config_association"]).toEqual({
    "<dns/query-log-association>": {
      resolver_query_log_config_id: "${aws_route53_resolver_query_log_config.<dns/query-log>.id}",
      resource_id: "vpc-1",
    },
  });
  expect(resource["aws_cloudwatch_log_group"]).toEqual({
    "<dns/queries/log-group>": {
      name: "/aws/vendedlogs/clover/dublin/dns/queries",
      kms_key_id: "${aws_kms_key.<dns/queries/key/key>.arn}",
      retention_in_days: 400,
      tags: { "data-class": "audit" },
    },
  });
});
