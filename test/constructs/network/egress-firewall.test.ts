import { EgressFirewall, type EgressFirewallProps } from "../../../constructs/network/egress-firewall";
import { SovereignNetwork } from "../../../constructs/network/sovereign-network";
import { extendedCharter, synthesize } from "../synthesize";

const egress = (props: Partial<EgressFirewallProps> = {}) =>
  synthesize(
    "dublin",
    (stack) =>
      new EgressFirewall(stack, "egress", {
        network: new SovereignNetwork(stack, "net"),
        hosts: ["logs.example.ie", "203.0.113.10"],
        range: "10.20.240.0/24",
        ...props,
      }),
    { charter: extendedCharter },
  ).resource;

test("what is not passed is dropped, in strict order, and nothing goes round the rules", () => {
  const resource = egress();
  const group = (id: string) => `\${aws_networkfirewall_rule_group.<egress/${id}>.arn}`;
  expect(resource["aws_networkfirewall_firewall_policy"]).toEqual({
    "<egress/policy>": {
      name: "clover-dublin-egress",
      firewall_policy: {
        stateless_default_actions: ["aws:forward_to_sfe"],
        stateless_fragment_default_actions: ["aws:drop"],
        stateful_default_actions: ["aws:drop_established", "aws:alert_established"],
        stateful_engine_options: { rule_order: "STRICT_ORDER", stream_exception_policy: "DROP" },
        stateful_rule_group_reference: [
          { priority: 1, resource_arn: group("addresses") },
          { priority: 2, resource_arn: group("names") },
        ],
      },
    },
  });
  const sources = Object.entries(resource["aws_networkfirewall_rule_group"]!).map(([id, body]) => [
    id,
    (body["rule_group"] as { rules_source: object }).rules_source,
  ]);
  expect(Object.fromEntries(sources)).toEqual({
    "<egress/addresses>": {
      stateful_rule: [
        {
          action: "PASS",
          header: {
            protocol: "TCP",
            source: "10.20.0.0/16",
            source_port: "ANY",
            direction: "FORWARD",
            destination: "203.0.113.10/32",
            destination_port: "443",
          },
          rule_option: [{ keyword: "sid", settings: ["1"] }],
        },
      ],
    },
    "<egress/names>": {
      rules_source_list: {
        generated_rules_type: "ALLOWLIST",
        target_types: ["TLS_SNI"],
        targets: ["logs.example.ie"],
      },
    },
  });
});

test("every data centre leaves by its own firewall endpoint, and answers come back by it", () => {
  const resource = egress();
  const routes = Object.entries(resource["aws_route"]!).map(
    ([id, { destination_cidr_block: to, vpc_endpoint_id, nat_gateway_id, gateway_id }]) => [
      id,
      [to, vpc_endpoint_id ?? nat_gateway_id ?? gateway_id],
    ],
  );
  const endpoint = expect.stringMatching(/firewall_status\[0\]\.sync_states : .*subnet_id == aws_subnet\./);
  const expected = ["dub1", "dub2"].flatMap((name, index) => [
    [`<egress/through-firewall-${name}>`, ["0.0.0.0/0", endpoint]],
    [`<egress/to-nat-${name}>`, ["0.0.0.0/0", `\${aws_nat_gateway.<egress/nat-${name}>.id}`]],
    [`<egress/to-internet-${name}>`, ["0.0.0.0/0", "${aws_internet_gateway.<egress/internet>.id}"]],
    [`<egress/back-through-firewall-${name}>`, [`10.20.${16 * index}.0/20`, endpoint]],
  ]);
  expect(Object.fromEntries(routes)).toEqual(Object.fromEntries(expected));
  const cidrs = Object.entries(resource["aws_subnet"]!).map(([id, { cidr_block }]) => [id, cidr_block]);
  expect(Object.fromEntries(cidrs)).toMatchObject({
    "<egress/firewall-dub1>": "10.20.240.0/28",
    "<egress/exit-dub1>": "10.20.240.16/28",
    "<egress/firewall-dub2>": "10.20.240.32/28",
    "<egress/exit-dub2>": "10.20.240.48/28",
  });
});

const noRoom = (range: string) =>
  `dublin/egress: "${range}" is no free part of the network 10.20.0.0/16 with room for 4 subnets of /28. Give a range inside the site's network, apart from its data centres and racks, for example 10.20.240.0/24.`;

test.each<[string, Partial<EgressFirewallProps>, string]>([
  [
    "a host abroad",
    { hosts: ["old.example.com"] },
    "dublin/egress: old.example.com stands in US, which the charter does not approve. Use a host in one of the charter's jurisdictions.",
  ],
  [
    "a host that nobody placed",
    { hosts: ["anywhere.example.com"] },
    'dublin/egress: the charter does not say where "anywhere.example.com" stands. List it with its country under endpoints in charter.yaml.',
  ],
  ["a range of a data centre", { range: "10.20.0.0/24" }, noRoom("10.20.0.0/24")],
  ["a range of the rack", { range: "10.20.128.0/24" }, noRoom("10.20.128.0/24")],
  ["a range outside of the network", { range: "10.99.0.0/24" }, noRoom("10.99.0.0/24")],
  ["a range that is too small", { range: "10.20.240.0/27" }, noRoom("10.20.240.0/27")],
  ["a range that is none", { range: "everything" }, noRoom("everything")],
])("%s is refused", (_, props, sentence) => {
  expect(() => egress(props)).toThrow(expect.objectContaining({ name: "ConstructError", message: sentence }));
});
