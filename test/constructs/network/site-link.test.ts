import { AnchorNetwork } from "../../../constructs/outposts/anchor-network";
import { OutpostGateway } from "../../../constructs/outposts/outpost-gateway";
import { OutpostSubnet } from "../../../constructs/outposts/outpost-subnet";
import { type Line, SiteLink } from "../../../constructs/network/site-link";
import { SovereignNetwork } from "../../../constructs/network/sovereign-network";
import { charter, extendedCharter, synthesize } from "../synthesize";

const VPN: Line = { kind: "vpn", router: "203.0.113.10" };
const secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:directconnect!prod/eirl-AbCdEf";
const LEASED: Line = {
  kind: "direct-connect",
  bgpAsn: 65_010,
  ports: [
    { location: "EIRCL", vlan: 101, macsecSecretArn: secret },
    { location: "ITXD2", vlan: 102 },
  ],
};

const link = (over: Line, { to = "hamar", given = extendedCharter } = {}) =>
  synthesize(
    "dublin",
    (stack) => new SiteLink(stack, "link", { network: new SovereignNetwork(stack, "net"), to, over }),
    { charter: given },
  );

const gateway = "${aws_ec2_transit_gateway.<link/gateway>.id}";
const attachment = "${aws_ec2_transit_gateway_vpc_attachment.<link/attachment>.id}";
const table = (id: string) => `\${aws_ec2_transit_gateway_route_table.<link/${id}>.id}`;
const association = (id: string, of: string) => ({
  transit_gateway_route_table_id: table(id),
  transit_gateway_attachment_id: of,
});

test("a transit gateway accepts, associates and propagates nothing by itself", () => {
  const { resource } = link(VPN);
  expect(resource["aws_ec2_transit_gateway"]).toEqual({
    "<link/gateway>": {
      description: "dublin and hamar, nothing else",
      auto_accept_shared_attachments: "disable",
      default_route_table_association: "disable",
      default_route_table_propagation: "disable",
      multicast_support: "disable",
      tags: { Name: "clover-dublin-link" },
    },
  });
  expect(resource["aws_ec2_transit_gateway_vpc_attachment"]).toEqual({
    "<link/attachment>": {
      transit_gateway_id: gateway,
      vpc_id: "${aws_vpc.<net/vpc>.id}",
      subnet_ids: ["${aws_subnet.<net/subnet-dub1>.id}", "${aws_subnet.<net/subnet-dub2>.id}"],
      transit_gateway_default_route_table_association: false,
      transit_gateway_default_route_table_propagation: false,
      tags: { Name: "clover-dublin-link" },
    },
  });
});

test("over a VPN every route is between the two ranges of the charter", () => {
  const { resource } = link(VPN);
  const vpn = "${aws_vpn_connection.<link/line/vpn>.transit_gateway_attachment_id}";
  expect(resource["aws_ec2_transit_gateway_route_table_association"]).toEqual({
    "<link/outwards-association>": association("outwards", attachment),
    "<link/inwards-association>": association("inwards", vpn),
  });
  expect(resource["aws_ec2_transit_gateway_route"]).toEqual({
    "<link/to-site>": { destination_cidr_block: "10.20.0.0/16", ...association("inwards", attachment) },
    "<link/to-line>": { destination_cidr_block: "10.30.0.0/24", ...association("outwards", vpn) },
  });
  const route = (name: string) => ({
    route_table_id: `\${aws_route_table.<net/routes-${name}>.id}`,
    destination_cidr_block: "10.30.0.0/24",
    transit_gateway_id: gateway,
    depends_on: expect.any(Array),
  });
  expect(resource["aws_route"]).toEqual({
    "<link/from-dub1>": route("dub1"),
    "<link/from-dub2>": route("dub2"),
  });
  expect(resource).not.toHaveProperty("aws_ec2_transit_gateway_route_table_propagation");
});

test("a VPN speaks IKEv2 with authenticated encryption in both tunnels, and logs both", () => {
  const { resource } = link(VPN);
  const log = {
    cloudwatch_log_options: {
      log_enabled: true,
      log_group_arn: "${aws_cloudwatch_log_group.<link/line/log/log-group>.arn}",
      log_output_format: "json",
    },
  };
  const tunnel = (number: number) =>
    Object.fromEntries(
      Object.entries({
        ike_versions: ["ikev2"],
        phase1_encryption_algorithms: ["AES256-GCM-16"],
        phase2_encryption_algorithms: ["AES256-GCM-16"],
        phase1_integrity_algorithms: ["SHA2-384", "SHA2-512"],
        phase2_integrity_algorithms: ["SHA2-384", "SHA2-512"],
        phase1_dh_group_numbers: [20, 21],
        phase2_dh_group_numbers: [20, 21],
        dpd_timeout_action: "restart",
        enable_tunnel_lifecycle_control: true,
        log_options: log,
      }).map(([key, value]) => [`tunnel${number}_${key}`, value]),
    );
  expect(resource["aws_vpn_connection"]).toEqual({
    "<link/line/vpn>": {
      type: "ipsec.1",
      transit_gateway_id: gateway,
      customer_gateway_id: "${aws_customer_gateway.<link/line/router>.id}",
      static_routes_only: true,
      enable_acceleration: false,
      local_ipv4_network_cidr: "10.30.0.0/24",
      remote_ipv4_network_cidr: "10.20.0.0/16",
      tags: { Name: "clover-dublin-link-line" },
      ...tunnel(1),
      ...tunnel(2),
    },
  });
  expect(resource["aws_customer_gateway"]).toEqual({
    "<link/line/router>": {
      type: "ipsec.1",
      ip_address: "203.0.113.10",
      bgp_asn: "65000",
      tags: { Name: "clover-dublin-link-line" },
    },
  });
});

test("leased lines must encrypt, end in approved countries, and announce the site's range alone", () => {
  const { resource, data } = link(LEASED);
  const port = (number: number, location: string) => ({
    name: `clover-dublin-link-line-${number}`,
    location,
    bandwidth: "10Gbps",
    request_macsec: true,
    encryption_mode: "must_encrypt",
  });
  expect(resource["aws_dx_connection"]).toEqual({
    "<link/line/port-1>": port(1, "EIRCL"),
    "<link/line/port-2>": port(2, "ITXD2"),
  });
  expect(resource["aws_dx_macsec_key_association"]).toEqual({
    "<link/line/macsec-1>": { connection_id: "${aws_dx_connection.<link/line/port-1>.id}", secret_arn: secret },
  });
  const dx = "${aws_dx_gateway.<link/line/gateway>.id}";
  expect(resource["aws_dx_transit_virtual_interface"]!["<link/line/interface-2>"]).toEqual({
    name: "clover-dublin-link-line-2",
    connection_id: "${aws_dx_connection.<link/line/port-2>.id}",
    dx_gateway_id: dx,
    address_family: "ipv4",
    bgp_asn: 65_010,
    vlan: 102,
    mtu: 8500,
    sitelink_enabled: false,
  });
  expect(resource["aws_dx_gateway_association"]).toEqual({
    "<link/line/association>": {
      dx_gateway_id: dx,
      associated_gateway_id: gateway,
      allowed_prefixes: ["10.20.0.0/16"],
    },
  });
  expect(Object.keys(data)).toEqual(["aws_ec2_transit_gateway_dx_gateway_attachment"]);
  const far = "${data.aws_ec2_transit_gateway_dx_gateway_attachment.<link/line/attachment>.id}";
  expect(resource["aws_ec2_transit_gateway_route_table_propagation"]).toEqual({
    "<link/to-line>": association("outwards", far),
  });
  expect(resource["aws_ec2_transit_gateway_route"]).toEqual({
    "<link/to-site>": { destination_cidr_block: "10.20.0.0/16", ...association("inwards", attachment) },
  });
});

const leased = (port: object): Line => ({ ...LEASED, ports: [{ location: "EIRCL", vlan: 1, ...port }] });

test.each<[string, () => unknown, string]>([
  [
    "a line that ends in Frankfurt",
    () => link(leased({ location: "EQFA5" })),
    "dublin/link/line: the Direct Connect location EQFA5 stands in DE, which the charter does not approve. Give the code of a location in one of the charter's jurisdictions, for example EIRCL in Dublin.",
  ],
  [
    "a line that ends nobody knows where",
    () => link(leased({ location: "XXXX1" })),
    'dublin/link/line: nobody says in which country the Direct Connect location "XXXX1" stands. Give the code of a location in one of the charter\'s jurisdictions, for example EIRCL in Dublin.',
  ],
  [
    "a VLAN that there is not",
    () => link(leased({ vlan: 4095 })),
    "dublin/link/line: vlan is 4095. Give a whole number from 1 to 4094.",
  ],
  [
    "a MACsec key from another account",
    () => link(leased({ macsecSecretArn: secret.replace("111122223333", "999988887777") })),
    `dublin/link/line: "${secret.replace("111122223333", "999988887777")}" is no secret for MACsec: the ARN of a secret in this account and region (arn:aws:secretsmanager:eu-west-1:111122223333:secret:...). Give a literal secret for MACsec that obeys this, or a shorter construct id to derive it from.`,
  ],
  [
    "a VPN to a router abroad",
    () => link({ kind: "vpn", router: "198.51.100.7" }),
    "dublin/link: 198.51.100.7 stands in US, which the charter does not approve. Use a host in one of the charter's jurisdictions.",
  ],
  [
    "a VPN to a router that nobody placed",
    () => link({ kind: "vpn", router: "192.0.2.1" }),
    'dublin/link: the charter does not say where "192.0.2.1" stands. List it with its country under endpoints in charter.yaml.',
  ],
  [
    "a link to a site that hangs on none",
    () => link(VPN, { to: "oslo" }),
    'dublin/link: "oslo" is no Outpost that is anchored to site "dublin". Use one of "hamar", or declare it under sites in charter.yaml.',
  ],
  [
    "a link to a rack beside which nothing stands",
    () => link(VPN, { given: charter }),
    'dublin/link: the charter does not say which addresses stand beside the rack of site "hamar". Give their range as onSite of the site in charter.yaml, for example 10.30.0.0/24.',
  ],
  [
    "a local gateway with the id of something else",
    () => rack({ localGatewayId: "igw-0123456789abcdef0" }),
    'hamar/door: "igw-0123456789abcdef0" is no local gateway: lgw- and 17 hex digits. Give a literal local gateway that obeys this, or a shorter construct id to derive it from.',
  ],
])("%s is refused", (_, build, sentence) => {
  expect(build).toThrow(expect.objectContaining({ name: "ConstructError", message: sentence }));
});

function rack(ids: object) {
  return synthesize(
    "hamar",
    (stack) => {
      const network = new AnchorNetwork(stack, "anchor");
      const subnet = new OutpostSubnet(stack, "rack", { network });
      new OutpostGateway(stack, "door", {
        network,
        subnet,
        localGatewayId: "lgw-0123456789abcdef0",
        localGatewayRouteTableId: "lgw-rtb-0123456789abcdef0",
        ...ids,
      });
    },
    { charter: extendedCharter },
  ).resource;
}

test("the rack reaches the machines beside it by its local gateway, and nothing else", () => {
  const resource = rack({});
  expect(resource["aws_ec2_local_gateway_route_table_vpc_association"]).toEqual({
    "<door/association>": {
      local_gateway_route_table_id: "lgw-rtb-0123456789abcdef0",
      vpc_id: "${data.aws_vpc.<anchor/vpc>.id}",
    },
  });
  expect(resource["aws_route"]).toEqual({
    "<door/route>": {
      route_table_id: "${aws_route_table.<rack/routes>.id}",
      destination_cidr_block: "10.30.0.0/24",
      local_gateway_id: "lgw-0123456789abcdef0",
      depends_on: expect.any(Array),
    },
  });
});
