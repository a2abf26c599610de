/** What rows come in by, and that nothing goes back. */
import type { Charter } from "../../../charter/schema";
import {
  DatabaseIntake,
  type DatabaseIntakeProps,
  type OutsideDatabase,
} from "../../../constructs/transfer/database-intake";
import { DatabaseMigrationRoles } from "../../../constructs/transfer/database-migration-roles";
import type { SiteStack } from "../../../constructs/foundation/site-stack";
import { SovereignCluster } from "../../../constructs/data/sovereign-cluster";
import { SovereignDatabase } from "../../../constructs/data/sovereign-database";
import { SovereignNetwork } from "../../../constructs/network/sovereign-network";
import { SovereignSecret } from "../../../constructs/data/sovereign-secret";
import { simulate } from "../../tools/simulate";
import { compliant, judged } from "../judged";
import { charter, extendedCharter, synthesize } from "../synthesize";

type Changed = Omit<Partial<DatabaseIntakeProps>, "from"> & { readonly from?: Partial<OutsideDatabase> };

const restricted = { dataClass: "restricted" } as const;
const build =
  ({ from, ...props }: Changed = {}, interfaceEndpoints = ["secretsmanager"]) =>
  (stack: SiteStack): void => {
    const network = new SovereignNetwork(stack, "net", { interfaceEndpoints });
    const secret = (id: string) => new SovereignSecret(stack, id, { ...restricted, description: id });
    const store = new SovereignDatabase(stack, "people", {
      ...restricted,
      network,
      instanceClass: "db.m6g.large",
      sizeGiB: 100,
    });
    new DatabaseIntake(stack, "in", {
      network,
      from: {
        router: "198.51.100.7",
        address: "10.60.0.5",
        port: 5433,
        engine: "postgres",
        database: "users",
        schemas: ["public", "billing"],
        credentials: secret("old"),
        ...from,
      },
      to: { store, database: "people", credentials: secret("new") },
      range: "10.20.241.0/27",
      instanceClass: "dms.r6i.large",
      open: true,
      closes: "2026-12-31",
      ...props,
    });
  };
const intake = (props: Changed = {}, given: Charter = extendedCharter) =>
  synthesize("dublin", build(props), { charter: given }).resource;

/** What of a type belongs to the intake. */
const own = (resource: ReturnType<typeof intake>, type: string) =>
  Object.fromEntries(Object.entries(resource[type] ?? {}).filter(([path]) => path.startsWith("<in/")));

beforeAll(() => jest.useFakeTimers({ now: new Date("2026-12-31T12:00:00Z"), doNotFake: ["nextTick", "setImmediate"] }));
afterAll(() => jest.useRealTimers());

test("both ends are opened by their secrets alone, which DMS reads by a role for each", () => {
  const resource = intake();
  const end = (type: "source" | "target", secret: string, database: string) => ({
    endpoint_id: `clover-dublin-in-${type}`,
    endpoint_type: type,
    engine_name: "postgres",
    database_name: database,
    kms_key_arn: "${aws_kms_key.<in/key/key>.arn}",
    ssl_mode: "require",
    secrets_manager_arn: `\${aws_secretsmanager_secret.<${secret}/secret>.arn}`,
    secrets_manager_access_role_arn: `\${aws_iam_role.<in/${type}-reader/role>.arn}`,
    depends_on: [`aws_iam_role_policy.<in/${type}-reader/policy>`],
  });
  expect(resource["aws_dms_endpoint"]).toEqual({
    "<in/source>": end("source", "old", "users"),
    "<in/target>": end("target", "new", "people"),
  });
});

test("the task compares every row, overwrites none, leaves none out, and nothing starts it", () => {
  const resource = intake();
  const {
    table_mappings: mappings,
    replication_task_settings: settings,
    ...task
  } = resource["aws_dms_replication_task"]!["<in/task>"]!;
  expect(task).toEqual({
    replication_task_id: "clover-dublin-in",
    migration_type: "full-load-and-cdc",
    replication_instance_arn: "${aws_dms_replication_instance.<in/instance>.replication_instance_arn}",
    source_endpoint_arn: "${aws_dms_endpoint.<in/source>.endpoint_arn}",
    target_endpoint_arn: "${aws_dms_endpoint.<in/target>.endpoint_arn}",
  });
  const include = (id: string, schema: string) => ({
    "rule-type": "selection",
    "rule-id": id,
    "rule-name": id,
    "object-locator": { "schema-name": schema, "table-name": "%" },
    "rule-action": "include",
  });
  expect(JSON.parse(mappings as string)).toEqual({ rules: [include("1", "public"), include("2", "billing")] });
  expect(JSON.parse(settings as string)).toEqual({
    TargetMetadata: { SupportLobs: true, FullLobMode: true, LimitedSizeLobMode: false, LobChunkSize: 64 },
    FullLoadSettings: { TargetTablePrepMode: "DO_NOTHING" },
    Logging: { EnableLogging: true },
    ValidationSettings: { EnableValidation: true },
    ErrorBehavior: {
      DataErrorPolicy: "SUSPEND_TABLE",
      DataTruncationErrorPolicy: "SUSPEND_TABLE",
      TableErrorPolicy: "SUSPEND_TABLE",
      ApplyErrorInsertPolicy: "SUSPEND_TABLE",
      ApplyErrorUpdatePolicy: "SUSPEND_TABLE",
      ApplyErrorDeletePolicy: "SUSPEND_TABLE",
      FullLoadIgnoreConflicts: false,
    },
    ControlTablesSettings: { ControlSchema: "awsdms_control" },
  });
  const once = intake({ follows: false })["aws_dms_replication_task"]!["<in/task>"]!;
  expect(once["migration_type"]).toBe("full-load");
});

test("the instance is private, encrypted, in subnets of its own, and its log is there before it", () => {
  const resource = intake();
  expect(resource["aws_dms_replication_instance"]).toEqual({
    "<in/instance>": {
      replication_instance_id: "clover-dublin-in",
      replication_instance_class: "dms.r6i.large",
      kms_key_arn: "${aws_kms_key.<in/key/key>.arn}",
      multi_az: false,
      publicly_accessible: false,
      replication_subnet_group_id: "${aws_dms_replication_subnet_group.<in/subnets>.replication_subnet_group_id}",
      vpc_security_group_ids: ["${aws_security_group.<in/caller>.id}"],
      depends_on: ["aws_cloudwatch_log_group.<in/log-task>"],
    },
  });
  expect(resource["aws_dms_replication_subnet_group"]).toEqual({
    "<in/subnets>": {
      replication_subnet_group_id: "clover-dublin-in",
      replication_subnet_group_description: "From 198.51.100.7 into clover-dublin-people",
      subnet_ids: ["${aws_subnet.<in/subnet-dub1>.id}", "${aws_subnet.<in/subnet-dub2>.id}"],
    },
  });
  expect(own(resource, "aws_cloudwatch_log_group")).toMatchObject({
    "<in/log-task>": {
      name: "dms-tasks-clover-dublin-in",
      kms_key_id: "${aws_kms_key.<in/log-key/key>.arn}",
      retention_in_days: 400,
    },
  });
});

test("it calls the source, the store and the site's endpoints, and nobody calls it", () => {
  const resource = intake();
  const rule = (to: object, port: number, name: string) => ({
    security_group_id: "${aws_security_group.<in/caller>.id}",
    description: `To the ${name}`,
    ip_protocol: "tcp",
    from_port: port,
    to_port: port,
    ...to,
  });
  const store = { referenced_security_group_id: "${aws_security_group.<people/door>.id}" };
  expect(resource["aws_vpc_security_group_egress_rule"]).toEqual({
    "<in/to-source>": rule({ cidr_ipv4: "10.60.0.5/32" }, 5433, "source"),
    "<in/to-store>": rule(store, 5432, "store"),
    "<in/to-endpoints>": rule({ cidr_ipv4: "10.20.0.0/16" }, 443, "endpoints"),
  });
  expect(own(resource, "aws_vpc_security_group_ingress_rule")).toEqual({});
});

test("the only road out of its subnets is a VPN to the declared router, for the source's address alone", () => {
  const resource = intake();
  expect(own(resource, "aws_route")).toEqual(
    Object.fromEntries(
      ["dub1", "dub2"].map((dataCentre) => [
        `<in/from-${dataCentre}>`,
        {
          route_table_id: `\${aws_route_table.<in/routes-${dataCentre}>.id}`,
          destination_cidr_block: "10.60.0.5/32",
          transit_gateway_id: "${aws_ec2_transit_gateway.<in/gateway>.id}",
          depends_on: ["aws_ec2_transit_gateway_vpc_attachment.<in/attachment>"],
        },
      ]),
    ),
  );
  expect(Object.values(resource["aws_route"]!)).toHaveLength(2);
  expect(resource["aws_ec2_transit_gateway_route"]).toMatchObject({
    "<in/to-site>": { destination_cidr_block: "10.20.241.0/27" },
    "<in/to-line>": { destination_cidr_block: "10.60.0.5/32" },
  });
  expect(resource["aws_customer_gateway"]!["<in/line/router>"]).toMatchObject({ ip_address: "198.51.100.7" });
  expect(resource["aws_vpn_connection"]!["<in/line/vpn>"]).toMatchObject({
    local_ipv4_network_cidr: "10.60.0.5/32",
    remote_ipv4_network_cidr: "10.20.241.0/27",
  });
  expect(own(resource, "aws_subnet")).toMatchObject({
    "<in/subnet-dub1>": { cidr_block: "10.20.241.0/28", availability_zone_id: "euw1-az1" },
    "<in/subnet-dub2>": { cidr_block: "10.20.241.16/28", availability_zone_id: "euw1-az2" },
  });
});

test("closed, nothing is left of the way but its log", () => {
  const left = (open: boolean) =>
    Object.values(intake({ open }))
      .flatMap((bodies) => Object.keys(bodies))
      .filter((path) => path.startsWith("<in/"))
      .toSorted();
  expect(left(true).length).toBeGreaterThan(30);
  expect(left(false)).toEqual(["<in/log-key/alias>", "<in/log-key/key>", "<in/log-task>"]);
});

test("who reads one end's secret reads no other, changes none, and only DMS of this account can be the reader", async () => {
  const resource = intake();
  const identity = [resource["aws_iam_role_policy"]!["<in/source-reader/policy>"]!["policy"] as object];
  const known = { "${aws_kms_key.<old/key/key>.arn}": "arn:aws:kms:eu-west-1:111122223333:key/1" };
  const ask = (action: string, secret: string) =>
    simulate(
      {
        principal: "arn:aws:sts::111122223333:assumed-role/clover-dublin-in-source-reader/one",
        action: `secretsmanager:${action}`,
        resource: `arn:aws:secretsmanager:eu-west-1:111122223333:secret:${secret}-AbCdEf`,
        resourceAccount: "111122223333",
      },
      { identity, known },
    );
  const old = "clover/dublin/old";
  expect(
    await Promise.all([
      ask("GetSecretValue", old),
      ask("PutSecretValue", old),
      ask("GetSecretValue", "clover/dublin/new"),
    ]),
  ).toEqual(["Allowed", "ImplicitlyDenied", "ImplicitlyDenied"]);
  const trust = resource["aws_iam_role"]!["<in/source-reader/role>"]!["assume_role_policy"] as object;
  const assume = (account: string) => ({
    principal: "dms.eu-west-1.amazonaws.com",
    action: "sts:AssumeRole",
    resource: "arn:aws:iam::111122223333:role/clover-dublin-in-source-reader",
    context: { "aws:SourceAccount": account, "aws:SourceArn": `arn:aws:dms:eu-west-1:${account}:endpoint:one` },
  });
  expect(await simulate(assume("111122223333"), { resource: trust })).toBe("Allowed");
  expect(await simulate(assume("999988887777"), { resource: trust })).toBe("ImplicitlyDenied");
});

const forFiles: Charter = {
  ...extendedCharter,
  transfers: extendedCharter.transfers!.map((each) => ({ ...each, resources: ["aws_datasync_location_nfs.*"] })),
};

test("the gate has nothing against a declared source, and refuses the same without a transfer for its router", async () => {
  await expect(judged("dublin", build({ closes: "2099-12-31" }), { charter: extendedCharter })).resolves.toEqual(
    compliant,
  );
  const others = await judged("dublin", build({ closes: "2099-12-31" }), { charter: forFiles });
  expect(others).toEqual({
    verdict: "rejected",
    findings: [
      expect.stringMatching(/^egress\/peering violation aws_customer_gateway\.in_line_router_\w+ ip_address$/),
    ],
    undetermined: 0,
  });
});

test("the roles that DMS looks for by name serve this account alone, and the gate has nothing against them", async () => {
  const roles = (stack: SiteStack) => void new DatabaseMigrationRoles(stack, "roles");
  const { resource } = synthesize("dublin", roles);
  const role = (name: string) => expect.objectContaining({ name });
  expect(resource["aws_iam_role"]).toEqual({
    "<roles/dms-vpc-role/role>": role("dms-vpc-role"),
    "<roles/dms-cloudwatch-logs-role/role>": role("dms-cloudwatch-logs-role"),
  });
  const policies = Object.values(resource["aws_iam_role_policy_attachment"]!).map((body) => body["policy_arn"]);
  expect(policies.toSorted()).toEqual([
    "arn:aws:iam::aws:policy/service-role/AmazonDMSCloudWatchLogsRole",
    "arn:aws:iam::aws:policy/service-role/AmazonDMSVPCManagementRole",
  ]);
  await expect(judged("dublin", roles)).resolves.toEqual(compliant);
});

const { transfers: _, ...undeclared } = extendedCharter;

test.each<[string, () => unknown, string]>([
  [
    "a way that is open after its last day",
    () => intake({ closes: "2026-12-30" }),
    "dublin/in: the migration closed on 2026-12-30. Write open: false, or have a later day approved.",
  ],
  [
    "a source abroad that no transfer declares",
    () => intake({}, undeclared),
    "dublin/in: 198.51.100.7 stands in US, and no transfer of the charter is declared between there and IE. Declare one from IE to US under transfers in charter.yaml, for the resources of this construct.",
  ],
  [
    "a source that nobody placed",
    () => intake({}, charter),
    'dublin/in: the charter does not say where "198.51.100.7" stands. List it with its country under endpoints in charter.yaml.',
  ],
  [
    "a source inside the network",
    () => intake({ from: { address: "10.20.1.1" } }),
    'dublin/in: "10.20.1.1" is no IPv4 address outside of the network 10.20.0.0/16. Give the address that the database has behind its router, for example 10.60.0.5.',
  ],
  [
    "a source by its name",
    () => intake({ from: { address: "db.example.com" } }),
    'dublin/in: "db.example.com" is no IPv4 address outside of the network 10.20.0.0/16. Give the address that the database has behind its router, for example 10.60.0.5.',
  ],
  [
    "a port that the network's ACL does not let through",
    () => intake({ from: { port: 22 } }),
    "dublin/in: from.port is 22. Give a whole number from 1024 to 65535.",
  ],
  [
    "every schema at once",
    () => intake({ from: { schemas: ["%"] } }),
    'dublin/in: "%" is no name of a database or schema: letters, digits and _ $ - up to 63. Give a literal name of a database or schema that obeys this, or a shorter construct id to derive it from.',
  ],
  [
    "a range that is taken",
    () => intake({ range: "10.20.0.0/27" }),
    'dublin/in: "10.20.0.0/27" is no free part of the network 10.20.0.0/16 with room for 2 subnets of /28. Give a range inside the site\'s network, apart from its data centres and racks, for example 10.20.240.0/24.',
  ],
  [
    "a network in which nobody can ask for secrets",
    () => synthesize("dublin", build({}, []), { charter: extendedCharter }),
    'dublin/in: the network has no interface endpoint for secretsmanager. Add "secretsmanager" to interfaceEndpoints of the SovereignNetwork.',
  ],
])("%s is refused", (_name, attempt, sentence) => {
  expect(attempt).toThrow(expect.objectContaining({ name: "ConstructError", message: sentence }));
});

test("a store or a secret of another site is refused", () => {
  const given = { ...extendedCharter, sites: { ...extendedCharter.sites, cork: extendedCharter.sites["dublin"]! } };
  const far = (cork: SiteStack): void => {
    const network = new SovereignNetwork(cork, "net");
    const store = new SovereignCluster(cork, "far", { ...restricted, network, instanceClass: "db.r6g.large" });
    const credentials = new SovereignSecret(cork, "secret", { ...restricted, description: "far" });
    expect(() => intake({ to: { store, database: "people", credentials } }, given)).toThrow(
      'dublin/in: to.store is cork/far, which stands in site "cork"',
    );
    expect(() => intake({ from: { credentials } }, given)).toThrow(
      'dublin/in: from.credentials is cork/secret, which stands in site "cork"',
    );
  };
  synthesize("cork", far, { charter: given });
});

test("a store of the enclave as the source is a type error, and so are a password and a description as the destination", () => {
  const wrong = (store: SovereignDatabase, outside: OutsideDatabase) => {
    // @ts-expect-error what is inside is no source
    const from: OutsideDatabase = store;
    // @ts-expect-error what is outside is no destination
    const to: DatabaseIntakeProps["to"]["store"] = outside;
    // @ts-expect-error nobody writes down a password
    const password: OutsideDatabase = { ...outside, password: "secret" };
    return [from, to, password];
  };
  expect(wrong).toBeInstanceOf(Function);
});
