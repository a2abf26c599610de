import type { SiteStack } from "../../../constructs/foundation/site-stack";
import { SovereignDatabase } from "../../../constructs/data/sovereign-database";
import { SovereignNetwork } from "../../../constructs/network/sovereign-network";
import { compliant, judged } from "../judged";
import { charter, synthesize } from "../synthesize";

const sized = { dataClass: "restricted", instanceClass: "db.m6g.large", sizeGiB: 100 } as const;
const build = (stack: SiteStack, props: object = {}) =>
  new SovereignDatabase(stack, "people", {
    ...sized,
    network: new SovereignNetwork(stack, "net", { interfaceEndpoints: [] }),
    ...props,
  });

const key = "${aws_kms_key.<people/key/key>.arn}";

test("a database is encrypted with its password, logs and backups, has a standby, and no public address", () => {
  const { resource } = synthesize("dublin", (stack) => {
    const { arn, identifier, dataClass } = build(stack);
    expect([arn, identifier, dataClass]).toEqual([
      "arn:aws:rds:eu-west-1:111122223333:db:clover-dublin-people",
      "clover-dublin-people",
      "restricted",
    ]);
  });
  expect(resource["aws_db_instance"]).toEqual({
    "<people/instance>": {
      identifier: "clover-dublin-people",
      engine: "postgres",
      engine_version: "17",
      instance_class: "db.m6g.large",
      allocated_storage: 100,
      storage_type: "gp3",
      storage_encrypted: true,
      kms_key_id: key,
      username: "clover",
      manage_master_user_password: true,
      master_user_secret_kms_key_id: key,
      iam_database_authentication_enabled: true,
      db_subnet_group_name: "${aws_db_subnet_group.<people/subnets>.name}",
      parameter_group_name: "${aws_db_parameter_group.<people/parameters>.name}",
      vpc_security_group_ids: ["${aws_security_group.<people/door>.id}"],
      publicly_accessible: false,
      multi_az: true,
      backup_retention_period: 35,
      copy_tags_to_snapshot: true,
      delete_automated_backups: false,
      deletion_protection: true,
      skip_final_snapshot: false,
      final_snapshot_identifier: "clover-dublin-people-final",
      performance_insights_enabled: true,
      performance_insights_kms_key_id: key,
      enabled_cloudwatch_logs_exports: ["postgresql", "upgrade"],
      tags: { "data-class": "restricted" },
      depends_on: ["aws_cloudwatch_log_group.<people/log-postgresql>", "aws_cloudwatch_log_group.<people/log-upgrade>"],
    },
  });
});

test("it refuses connections in the clear, and those that do not come from the network", () => {
  const { resource } = synthesize("dublin", build);
  expect(resource["aws_db_parameter_group"]).toEqual({
    "<people/parameters>": {
      name: "clover-dublin-people-postgres17",
      family: "postgres17",
      parameter: [{ name: "rds.force_ssl", value: "1" }],
      lifecycle: { create_before_destroy: true },
    },
  });
  expect(resource["aws_db_subnet_group"]).toEqual({
    "<people/subnets>": {
      name: "clover-dublin-people",
      subnet_ids: ["${aws_subnet.<net/subnet-dub1>.id}", "${aws_subnet.<net/subnet-dub2>.id}"],
    },
  });
  expect(resource["aws_security_group"]).toEqual({
    "<people/door>": {
      name: "clover-dublin-people",
      description: "PostgreSQL from inside the network to database clover-dublin-people",
      vpc_id: "${aws_vpc.<net/vpc>.id}",
    },
  });
  expect(resource["aws_vpc_security_group_ingress_rule"]).toEqual({
    "<people/postgresql>": {
      security_group_id: "${aws_security_group.<people/door>.id}",
      description: "PostgreSQL from inside the network",
      cidr_ipv4: "10.20.0.0/16",
      ip_protocol: "tcp",
      from_port: 5432,
      to_port: 5432,
    },
  });
});

test("its logs are there before it, under a key of their own, and expire", () => {
  const { resource } = synthesize("dublin", (stack) => void build(stack, { logDays: 90 }));
  const log = (name: string) => ({
    name: `/aws/rds/instance/clover-dublin-people/${name}`,
    kms_key_id: "${aws_kms_key.<people/log-key/key>.arn}",
    retention_in_days: 90,
  });
  expect(resource["aws_cloudwatch_log_group"]).toMatchObject({
    "<people/log-postgresql>": log("postgresql"),
    "<people/log-upgrade>": log("upgrade"),
  });
});

test("the gate has nothing against it", async () => {
  await expect(judged("dublin", (stack) => void build(stack))).resolves.toEqual(compliant);
});

test.each<[string, object, string]>([
  ["an illegal name", { identifier: "a--b" }, 'dublin/people: "a--b" is no database identifier'],
  ["a version too old", { version: "9" }, 'dublin/people: "9" is no version: a major version from 14 on'],
  ["a minor version", { version: "17.2" }, 'dublin/people: "17.2" is no version'],
  ["a size too small", { sizeGiB: 19 }, "dublin/people: sizeGiB is 19. Give a whole number from 20 to 65536"],
  ["a retention that CloudWatch does not know", { logDays: 31 }, "dublin/people: the retention in days is 31"],
])("%s is refused", (_, props, sentence) => {
  expect(() => synthesize("dublin", (stack) => void build(stack, props))).toThrow(sentence);
});

test("an Outpost, a network of another site, and one in a single data centre are refused", () => {
  const { dublin } = charter.sites;
  const [[only, there]] = Object.entries((dublin as { dataCentres: object }).dataCentres) as [[string, object]];
  const small = { ...dublin!, dataCentres: { [only]: there } } as typeof dublin & object;
  const given = { ...charter, sites: { ...charter.sites, cork: dublin!, small } };
  synthesize("dublin", (stack) => {
    const network = new SovereignNetwork(stack, "net");
    const people = (other: SiteStack) => new SovereignDatabase(other, "people", { ...sized, network });
    expect(() => synthesize("hamar", people)).toThrow("hamar/people: SovereignDatabase is built in an AWS region");
    expect(() => synthesize("cork", people, { charter: given })).toThrow("cork/people: network is dublin/net");
  });
  expect(() => synthesize("small", build, { charter: given })).toThrow(
    "small/people: the number of the network's data centres is 1. Give a network with two or more",
  );
});
