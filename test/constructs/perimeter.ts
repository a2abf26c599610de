/** Everything at the enclave's border in its stacks: what the gate judges whole, and the end-to-end test plans and applies. */
import type { Construct } from "constructs";
import type { Charter } from "../../charter/schema";
import { AccessGateway } from "../../constructs/access/access-gateway";
import { AccessRecords } from "../../constructs/access/access-records";
import { AnchorNetwork } from "../../constructs/outposts/anchor-network";
import { OutpostDatabase } from "../../constructs/outposts/outpost-database";
import { OutpostGateway } from "../../constructs/outposts/outpost-gateway";
import { OutpostSubnet } from "../../constructs/outposts/outpost-subnet";
import { EgressFirewall } from "../../constructs/network/egress-firewall";
import { MigrationIntake } from "../../constructs/transfer/migration-intake";
import { PermissionSet } from "../../constructs/access/permission-set";
import { type Line, SiteLink } from "../../constructs/network/site-link";
import { SiteStack, type SiteStackProps } from "../../constructs/foundation/site-stack";
import { SovereignBucket } from "../../constructs/data/sovereign-bucket";
import { SovereignNetwork } from "../../constructs/network/sovereign-network";
import { TransmissionGateway } from "../../constructs/transfer/transmission-gateway";

type Settings = Omit<SiteStackProps, "charter" | "site">;

const secret = (name: string) => `arn:aws:secretsmanager:eu-west-1:111122223333:secret:${name}`;
const LEASED: Line = {
  kind: "direct-connect",
  bgpAsn: 65_010,
  ports: [
    { location: "EIRCL", vlan: 101, macsecSecretArn: secret("directconnect!prod/one-AbCdEf") },
    { location: "ITXD2", vlan: 102 },
  ],
};

/** What people come in by, and the network that they come in through. */
export function buildGateways(app: Construct, charter: Charter, settings: Settings): void {
  const stack = new SiteStack(app, "gateways", { ...settings, charter, site: "dublin" });
  const network = new SovereignNetwork(stack, "net", { interfaceEndpoints: ["ssm", "ssmmessages", "sts"] });
  const may = [
    {
      Sid: "Read",
      Effect: "Allow" as const,
      Action: "dynamodb:GetItem",
      Resource: stack.arn("dynamodb", "table/accounts"),
    },
  ];
  new AccessGateway(stack, "gate", {
    network,
    duties: { support: { group: "operations", approvedBy: "security", may, shell: true } },
    breakGlass: { group: "security", may },
    recordings: "clover-444455556666-dublin-access-sessions",
    alarms: "clover-dublin-access",
  });
}

/** People who are signed in by Identity Center. */
export function buildPeople(app: Construct, charter: Charter, settings: Settings): void {
  const stack = new SiteStack(app, "people", { ...settings, charter, site: "dublin" });
  const Resource = stack.arn("dynamodb", "table/accounts");
  new PermissionSet(stack, "support", {
    group: "operations",
    may: [{ Sid: "Read", Effect: "Allow", Action: "dynamodb:GetItem", Resource }],
  });
}

/** What the audit account keeps of it. */
export function buildRecords(app: Construct, charter: Charter, settings: Settings): void {
  const stack = new SiteStack(app, "records", { ...settings, charter, site: "dublin", account: "audit" });
  new AccessRecords(stack, "access");
}

/** Links to the rack and what is on it, the way out, the way in. */
export function buildBorder(app: Construct, charter: Charter, settings: Settings): void {
  const stack = new SiteStack(app, "border", { ...settings, charter, site: "dublin" });
  const network = new SovereignNetwork(stack, "net", { interfaceEndpoints: ["sts"] });
  new SiteLink(stack, "vpn", { network, to: "hamar", over: { kind: "vpn", router: "203.0.113.10" } });
  const second = new SiteStack(app, "leased", { ...settings, charter, site: "dublin" });
  new SiteLink(second, "leased", { network: new SovereignNetwork(second, "net"), to: "hamar", over: LEASED });
  const egress = new SiteStack(app, "egress", { ...settings, charter, site: "dublin" });
  new EgressFirewall(egress, "egress", {
    network: new SovereignNetwork(egress, "net"),
    hosts: ["logs.example.ie", "203.0.113.10"],
    range: "10.20.240.0/24",
  });
  const rack = new SiteStack(app, "rack", { ...settings, charter, site: "hamar" });
  const anchor = new AnchorNetwork(rack, "anchor");
  const subnet = new OutpostSubnet(rack, "subnet", { network: anchor });
  new OutpostDatabase(rack, "people", {
    dataClass: "restricted",
    network: anchor,
    subnet,
    instanceClass: "db.m5.large",
    sizeGiB: 100,
  });
  new OutpostGateway(rack, "door", {
    network: anchor,
    subnet,
    localGatewayId: "lgw-0123456789abcdef0",
    localGatewayRouteTableId: "lgw-rtb-0123456789abcdef0",
  });
  new TransmissionGateway(stack, "out", {
    transfer: "statistics",
    contents: {
      dataClass: "restricted",
      pseudonymiser: { account: "workload", role: "clover-dublin-statistics-stream" },
    },
    host: "sftp.example.com",
    hostKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ3PqHyPYvQb3kYvVvKkLr5YcLz7yZ5C4xS8Ww2mFJ9a"],
    secretArn: secret("partner-AbCdEf"),
  });
  new MigrationIntake(stack, "in", {
    from: { host: "old.example.com", folder: "/videos" },
    to: new SovereignBucket(stack, "videos", { dataClass: "allowable" }),
    open: true,
    closes: "2099-12-31",
  });
}
