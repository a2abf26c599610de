import { SovereignNetwork } from "../../../constructs/network/sovereign-network";
import { charter, extendedCharter, synthesize } from "../synthesize";

interface Rule {
  readonly rule_no: number;
  readonly action: string;
  readonly protocol: string;
  readonly cidr_block: string;
  readonly from_port: number;
  readonly to_port: number;
}

function rules(given = charter) {
  const { resource } = synthesize("dublin", (stack) => new SovereignNetwork(stack, "net"), { charter: given });
  return resource["aws_network_acl"]!["<net/acl/acl>"] as unknown as {
    subnet_ids: string[];
    ingress: Rule[];
    egress: Rule[];
  };
}

/** What an ACL decides: the first rule that matches, else deny. */
function decide(list: readonly Rule[], protocol: string, port: number, address: string): string {
  const inRange = (range: string) =>
    range === "0.0.0.0/0" || address.startsWith(range.split(".").slice(0, 2).join("."));
  const first = list
    .toSorted((one, other) => one.rule_no - other.rule_no)
    .find(
      (rule) =>
        rule.protocol === protocol && rule.from_port <= port && port <= rule.to_port && inRange(rule.cidr_block),
    );
  return first?.action ?? "deny";
}

test("every isolated subnet is under it", () => {
  expect(rules().subnet_ids).toEqual(["${aws_subnet.<net/subnet-dub1>.id}", "${aws_subnet.<net/subnet-dub2>.id}"]);
});

test.each([
  ["HTTPS from the next data centre", "ingress", "tcp", 443, "10.20.16.9", "allow"],
  ["a database's port from the next data centre", "ingress", "tcp", 5432, "10.20.16.9", "allow"],
  ["an answer of S3 from its public address", "ingress", "tcp", 40_000, "52.218.0.1", "allow"],
  ["HTTPS from outside", "ingress", "tcp", 443, "203.0.113.1", "deny"],
  ["a shell from the next data centre", "ingress", "tcp", 22, "10.20.16.9", "deny"],
  ["a remote desktop from the next data centre", "ingress", "tcp", 3389, "10.20.16.9", "deny"],
  ["anything but TCP", "ingress", "udp", 443, "10.20.16.9", "deny"],
  ["HTTPS to S3's public address", "egress", "tcp", 443, "52.218.0.1", "allow"],
  ["an answer to the next data centre", "egress", "tcp", 40_000, "10.20.16.9", "allow"],
  ["plain HTTP to anywhere", "egress", "tcp", 80, "203.0.113.1", "deny"],
  ["mail to anywhere", "egress", "tcp", 25, "203.0.113.1", "deny"],
  ["a port of somebody's choice to anywhere", "egress", "tcp", 4444, "203.0.113.1", "deny"],
  ["a name server of somebody's choice", "egress", "udp", 53, "203.0.113.1", "deny"],
] as const)("%s (%s)", (_, direction, protocol, port, address, decision) => {
  expect(decide(rules()[direction], protocol, port, address)).toBe(decision);
});

test("what stands beside a rack that is anchored here may connect, once the charter says where that is", () => {
  expect(decide(rules().ingress, "tcp", 443, "10.30.0.9")).toBe("deny");
  expect(decide(rules(extendedCharter).ingress, "tcp", 443, "10.30.0.9")).toBe("allow");
});
