import { SovereignCluster } from "../../../constructs/data/sovereign-cluster";
import type { SiteStack } from "../../../constructs/foundation/site-stack";
import { SovereignNetwork } from "../../../constructs/network/sovereign-network";
import { compliant, judged } from "../judged";
import { charter, synthesize } from "../synthesize";

const sized = { dataClass: "restricted", instanceClass: "db.r6g.large" } as const;
const build = (stack: SiteStack, props: object = {}) =>
  new SovereignCluster(stack, "people", {
    ...sized,
    network: new SovereignNetwork(stack, "net", { interfaceEndpoints: [] }),
    ...props,
  });

const key = "${aws_kms_key.<people/key/key>.arn}";

test("a cluster is encrypted with its password, logs and backups, and nothing joins it with another region", () => {
  const { resource } = synthesize("dublin", (stack) => {
    const { arn, identifier, dataClass } = build(stack);
    expect([arn, identifier, dataClass]).toEqual([
      "arn:aws:rds:eu-west-1:111122223333:cluster:clover-dublin-people",
      "clover-dublin-people",
      "restricted",
    ]);
  });
  expect(resource["aws_rds_cluster"]).toEqual({
    "<people/cluster>": {
      cluster_identifier: "clover-dublin-people",
      engine: "aurora-postgresql",
      engine_version: "17",
      storage_encrypted: true,
      kms_key_id: key,
      master_username: "clover",
      manage_master_user_password: true,
      master_user_secret_kms_key_id: key,
      iam_database_authentication_enabled: true,
      db_subnet_group_name: "${aws_db_subnet_group.<people/subnets>.name}",
      db_cluster_parameter_group_name: "${aws_rds_cluster_parameter_group.<people/parameters>.name}",
      vpc_security_group_ids: ["${aws_security_group.<people/door>.id}"],
      backup_retention_period: 35,
      copy_tags_to_snapshot: true,
      delete_automated_backups: false,
      deletion_protection: true,
      skip_final_snapshot: false,
      final_snapshot_identifier: "clover-dublin-people-final",
      enabled_cloudwatch_logs_exports: ["postgresql"],
      tags: { "data-class": "restricted" },
      depends_on: ["aws_cloudwatch_log_group.<people/log-postgresql>"],
    },
  });
});

test("each data centre has an instance, without a public address", () => {
  const { resource } = synthesize("dublin", build);
  const instance = (dataCentre: string) => ({
    identifier: `clover-dublin-people-${dataCentre}`,
    cluster_identifier: "${aws_rds_cluster.<people/cluster>.id}",
    engine: "aurora-postgresql",
    instance_class: "db.r6g.large",
    availability_zone: `\${aws_subnet.<net/subnet-${dataCentre}>.availability_zone}`,
    publicly_accessible: false,
    performance_insights_enabled: true,
    performance_insights_kms_key_id: key,
  });
  expect(resource["aws_rds_cluster_instance"]).toEqual({
    "<people/instance-dub1>": instance("dub1"),
    "<people/instance-dub2>": instance("dub2"),
  });
});

test("it refuses connections in the clear, and those that do not come from the network", () => {
  const { resource } = synthesize("dublin", (stack) => void build(stack, { version: "16" }));
  expect(resource["aws_rds_cluster_parameter_group"]).toEqual({
    "<people/parameters>": {
      name: "clover-dublin-people-aurora-postgresql16",
      family: "aurora-postgresql16",
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
  expect(resource).not.toHaveProperty("aws_vpc_security_group_egress_rule");
});

test("its log is there before it, under a key of its own, and expires", () => {
  const { resource } = synthesize("dublin", (stack) => void build(stack, { logDays: 90 }));
  expect(resource["aws_cloudwatch_log_group"]).toMatchObject({
    "<people/log-postgresql>": {
      name: "/aws/rds/cluster/clover-dublin-people/postgresql",
      kms_key_id: "${aws_kms_key.<people/log-key/key>.arn}",
      retention_in_days: 90,
    },
  });
});

test("the gate has nothing against it", async () => {
  await expect(judged("dublin", (stack) => void build(stack))).resolves.toEqual(compliant);
});

test("whoever bypasses the types to join it with another region is not heard", () => {
  const abroad = "arn:aws:rds:us-east-1:111122223333:cluster:people";
  const joined = { replicationSourceIdentifier: abroad, globalClusterIdentifier: "world", snapshotIdentifier: abroad };
  const [plain, given] = [{}, joined].map(
    (props) => synthesize("dublin", (stack) => void build(stack, props)).resource,
  );
  expect(given).toEqual(plain);
});

test.each<[string, object, string]>([
  ["an illegal name", { identifier: "a--b" }, 'dublin/people: "a--b" is no database identifier'],
  [
    "a name that leaves no room for the data centre's",
    { identifier: "a".repeat(60) },
    `dublin/people: "${"a".repeat(60)}-dub1" is no name of an instance`,
  ],
  ["a version too old", { version: "9" }, 'dublin/people: "9" is no version: a major version from 14 on'],
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
    const people = (other: SiteStack) => new SovereignCluster(other, "people", { ...sized, network });
    expect(() => synthesize("hamar", people)).toThrow("hamar/people: SovereignCluster is built in an AWS region");
    expect(() => synthesize("cork", people, { charter: given })).toThrow("cork/people: network is dublin/net");
  });
  expect(() => synthesize("small", build, { charter: given })).toThrow(
    "small/people: the number of the network's data centres is 1. Give a network with two or more",
  );
});
