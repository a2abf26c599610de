import { AnchorNetwork } from "../../../constructs/outposts/anchor-network";
import { OutpostDatabase } from "../../../constructs/outposts/outpost-database";
import { OutpostSubnet } from "../../../constructs/outposts/outpost-subnet";
import type { SiteStack } from "../../../constructs/foundation/site-stack";
import { compliant, judged } from "../judged";
import { charter, synthesize } from "../synthesize";

const sized = { dataClass: "restricted", instanceClass: "db.m5.large", sizeGiB: 100 } as const;
const placeOn = (stack: SiteStack) => {
  const network = new AnchorNetwork(stack, "anchor");
  return { network, subnet: new OutpostSubnet(stack, "rack", { network }) };
};
const build = (stack: SiteStack, props: object = {}) =>
  new OutpostDatabase(stack, "people", { ...sized, ...placeOn(stack), ...props });

const key = "${aws_kms_key.<people/key/key>.arn}";

test("a database on the rack keeps its backups there, and exports neither log nor queries to the parent region", () => {
  const { resource } = synthesize("hamar", (stack) => {
    const { arn, identifier, dataClass } = build(stack);
    expect([arn, identifier, dataClass]).toEqual([
      "arn:aws:rds:eu-west-1:111122223333:db:clover-hamar-people",
      "clover-hamar-people",
      "restricted",
    ]);
  });
  expect(resource["aws_db_instance"]).toEqual({
    "<people/instance>": {
      identifier: "clover-hamar-people",
      engine: "postgres",
      engine_version: "17",
      instance_class: "db.m5.large",
      allocated_storage: 100,
      storage_type: "gp2",
      storage_encrypted: true,
      kms_key_id: key,
      username: "clover",
      manage_master_user_password: true,
      master_user_secret_kms_key_id: key,
      db_subnet_group_name: "${aws_db_subnet_group.<people/subnets>.name}",
      parameter_group_name: "${aws_db_parameter_group.<people/parameters>.name}",
      vpc_security_group_ids: ["${aws_security_group.<people/door>.id}"],
      publicly_accessible: false,
      multi_az: false,
      customer_owned_ip_enabled: false,
      backup_target: "outposts",
      backup_retention_period: 35,
      copy_tags_to_snapshot: true,
      delete_automated_backups: false,
      deletion_protection: true,
      skip_final_snapshot: false,
      final_snapshot_identifier: "clover-hamar-people-final",
      tags: { "data-class": "restricted" },
    },
  });
  expect(resource["aws_db_subnet_group"]).toEqual({
    "<people/subnets>": { name: "clover-hamar-people", subnet_ids: ["${aws_subnet.<rack/subnet>.id}"] },
  });
  expect(resource["aws_vpc_security_group_ingress_rule"]).toEqual({
    "<people/postgresql>": {
      security_group_id: "${aws_security_group.<people/door>.id}",
      description: "PostgreSQL from inside the network",
      cidr_ipv4: "10.20.128.0/20",
      ip_protocol: "tcp",
      from_port: 5432,
      to_port: 5432,
    },
  });
});

test("the gate has nothing against it", async () => {
  await expect(judged("hamar", (stack) => void build(stack))).resolves.toEqual(compliant);
});

test("a region, and a subnet of another rack, are refused", () => {
  synthesize("hamar", (stack) => {
    const place = placeOn(stack);
    const people = (other: SiteStack) => new OutpostDatabase(other, "people", { ...sized, ...place });
    expect(() => synthesize("dublin", people)).toThrow("dublin/people: OutpostDatabase is built on an Outpost");
    const given = { ...charter, sites: { ...charter.sites, oslo: charter.sites["hamar"]! } };
    expect(() => synthesize("oslo", people, { charter: given })).toThrow("oslo/people: network is hamar/anchor");
  });
});
