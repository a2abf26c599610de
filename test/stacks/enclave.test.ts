import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Testing } from "cdktf";
import { parse } from "yaml";
import type { Charter } from "../../charter/schema";
import { buildEnclave } from "../../stacks/enclave";
import type { Settings } from "../../stacks/settings";
import { readable } from "../constructs/synthesize";

const root = join(__dirname, "..", "..");
const charter = parse(readFileSync(join(root, "charter.yaml"), "utf8")) as Charter;

/** Resources of every stack by construct path. */
function resourcesOf(given: Charter): Record<string, string[]> {
  const stacks = buildEnclave(new App({ outdir: Testing.app().outdir }), given, {});
  return Object.fromEntries(
    stacks.map((stack) => {
      const { resource, data } = readable(stack);
      const names = (kind: string, of: typeof resource) =>
        Object.entries(of).flatMap(([type, bodies]) => Object.keys(bodies).map((path) => `${kind}${type} ${path}`));
      return [stack.node.id, [...names("", resource), ...names("data.", data)].toSorted()];
    }),
  );
}

const bucket = (path: string) => [
  `aws_kms_alias <${path}/key/alias>`,
  `aws_kms_key <${path}/key/key>`,
  `aws_s3_bucket <${path}/bucket>`,
  `aws_s3_bucket_ownership_controls <${path}/ownership>`,
  `aws_s3_bucket_policy <${path}/policy>`,
  `aws_s3_bucket_public_access_block <${path}/public-access>`,
  `aws_s3_bucket_server_side_encryption_configuration <${path}/encryption>`,
  `aws_s3_bucket_versioning <${path}/versioning>`,
];

const key = (path: string) => [`aws_kms_alias <${path}/key/alias>`, `aws_kms_key <${path}/key/key>`];

const pseudonyms = [
  "aws_kinesis_stream <sign-ins/stream>",
  ...key("sign-ins"),
  "aws_kms_alias <pseudonyms/root/alias>",
  "aws_kms_key <pseudonyms/root/key>",
  "aws_lambda_event_source_mapping <pseudonyms/source>",
  ...["dropped", "failed", "transformed"].map((what) => `aws_cloudwatch_metric_alarm <pseudonyms/alarms/${what}>`),
  ...["lambda_function <function", "security_group <security-group", "cloudwatch_log_group <log"]
    .concat("kms_alias <log-key/alias", "kms_key <log-key/key", "iam_role <role", "iam_role_policy <role-policy")
    .concat(["dynamodb", "endpoints", "s3"].map((to) => `vpc_security_group_egress_rule <to-${to}`))
    .map((name) => `aws_${name.replace("<", "<pseudonyms/stream/")}>`),
];

const access = [
  ...["break-glass-alarm/rule", "break-glass-alarm/target"].map(
    (name) => `aws_cloudwatch_event_${name.split("/")[1]} <access/${name}>`,
  ),
  "aws_iam_role <access/break-glass-alarm/role>",
  "aws_iam_role_policy <access/break-glass-alarm/role-policy>",
  "aws_cloudwatch_log_group <access/sessions/log/log-group>",
  ...key("access/sessions/log"),
  ...["operations", "security"].flatMap((group) => [
    `aws_iam_group <access/group-${group}>`,
    `aws_iam_group_policy <access/group-${group}-policy>`,
  ]),
  ...["approve-support", "break-glass", "support"].flatMap((role) => [
    `aws_iam_role <access/${role}/role>`,
    `aws_iam_role_policy <access/${role}/policy>`,
  ]),
  "aws_iam_role <access/ask-support/runner>",
  "aws_iam_role_policy <access/ask-support/runner-policy>",
  "aws_ssm_document <access/ask-support/runbook>",
  "aws_ssm_document <access/sessions/preferences>",
];

const watch = [
  "aws_accessanalyzer_analyzer <analyzer/analyzer>",
  "aws_cloudtrail <trail/trail>",
  "aws_config_configuration_recorder <trail/configurations/recorder>",
  "aws_config_configuration_recorder_status <trail/configurations/status>",
  "aws_config_delivery_channel <trail/configurations/channel>",
  "aws_iam_policy <auditor/policy>",
  "aws_iam_role <auditor/role>",
  "aws_iam_role <trail/alarms/role>",
  "aws_iam_role_policy <trail/alarms/role-policy>",
  "aws_iam_role_policy_attachment <auditor/attachment>",
  "aws_iam_service_linked_role <trail/configurations/role>",
  ...["alarms", "auditor", "buckets", "findings", "keys", "recorder", "records", "trail"].flatMap((what) => [
    `aws_cloudwatch_event_rule <trail/alarms/${what}>`,
    `aws_cloudwatch_event_target <trail/alarms/${what}-target>`,
  ]),
];

test("Dublin and Hamar hold what they are there for, and every account is watched", () => {
  expect(resourcesOf(charter)).toEqual({
    dublin: [
      ...bucket("restricted"),
      ...bucket("allowable"),
      ...bucket("audit-log"),
      "aws_s3_bucket_object_lock_configuration <audit-log/object-lock>",
      "aws_kms_alias <application/alias>",
      "aws_kms_key <application/key>",
      "aws_vpc <network/vpc>",
      "aws_default_security_group <network/default-security-group>",
      "aws_default_network_acl <network/default-network-acl>",
      "aws_network_acl <network/acl/acl>",
      "aws_cloudwatch_log_group <network/dns/queries/log-group>",
      "aws_kms_alias <network/dns/queries/key/alias>",
      "aws_kms_key <network/dns/queries/key/key>",
      ...["firewall_config <fail-closed>", "query_log_config <query-log>", "firewall_rule_group <rules>"]
        .concat("query_log_config_association <query-log-association>", "firewall_rule_group_association <association>")
        .concat(
          ["allowed", "other"].flatMap((rule) => [`firewall_rule <${rule}>`, `firewall_domain_list <${rule}-names>`]),
        )
        .map((name) => `aws_route53_resolver_${name.replace("<", "<network/dns/")}`),
      ...["dub1", "dub2", "dub3"].flatMap((name) => [
        `aws_subnet <network/subnet-${name}>`,
        `aws_route_table <network/routes-${name}>`,
        `aws_route_table_association <network/route-${name}>`,
      ]),
      ...["s3", "dynamodb"]
        .concat(["kms", "logs", "ssm", "ssmmessages", "sts"].map((name) => `interface-${name}`))
        .map((name) => `aws_vpc_endpoint <network/endpoints/${name}>`),
      "aws_security_group <network/endpoints/door>",
      "aws_vpc_security_group_ingress_rule <network/endpoints/https>",
      "aws_kms_alias <network/flow-logs/key/alias>",
      "aws_kms_key <network/flow-logs/key/key>",
      "aws_cloudwatch_log_group <network/flow-logs/log-group>",
      "aws_flow_log <network/flow-logs/flow-log>",
      "aws_iam_role <network/flow-logs/role>",
      "aws_iam_role_policy <network/flow-logs/role-policy>",
      ...pseudonyms,
      ...access,
    ].toSorted(),
    hamar: [
      "aws_ebs_snapshot <restricted-copy/snapshot>",
      "aws_ebs_volume <restricted/volume>",
      "aws_kms_alias <restricted/key/alias>",
      "aws_kms_key <restricted/key/key>",
      "aws_network_acl <subnet/acl/acl>",
      "aws_route_table <subnet/routes>",
      "aws_route_table_association <subnet/route>",
      "aws_s3_access_point <allowable/access-point>",
      "aws_s3control_bucket <allowable/bucket>",
      "aws_s3control_bucket_policy <allowable/policy>",
      "aws_s3outposts_endpoint <endpoint/endpoint>",
      "aws_security_group <endpoint/door>",
      "aws_subnet <subnet/subnet>",
      "aws_vpc_security_group_ingress_rule <endpoint/https>",
      "data.aws_vpc <anchor/vpc>",
    ],
    "dublin-backups": ["restricted", "allowable"]
      .flatMap((dataClass) => [
        ...key(`${dataClass}-backups`),
        ...["plan", "selection", "vault", "vault_lock_configuration", "vault_policy"].map(
          (part) => `aws_backup_${part} <${dataClass}-backups/${part.split("_")[1] ?? part}>`,
        ),
        `aws_iam_role <${dataClass}-backups/role/role>`,
        ...["Backup", "S3Backup"].map(
          (what) => `aws_iam_role_policy_attachment <${dataClass}-backups/role/AWSBackupServiceRolePolicyFor${what}>`,
        ),
      ])
      .toSorted(),
    audit: [
      ...["archive/trails", "archive/configurations"].flatMap(bucket),
      "aws_s3_bucket_object_lock_configuration <archive/trails/object-lock>",
      "aws_kms_alias <archive/alarm-key/alias>",
      "aws_kms_key <archive/alarm-key/key>",
      "aws_sns_topic <archive/alarms>",
      "aws_sns_topic_policy <archive/alarms-policy>",
      ...bucket("access/sessions"),
      "aws_s3_bucket_object_lock_configuration <access/sessions/object-lock>",
      ...key("access"),
      "aws_sns_topic <access/topic>",
      "aws_sns_topic_policy <access/topic-policy>",
      ...watch,
    ].toSorted(),
    "audit-workload": [
      ...watch,
      ...["configurations", "trails"].flatMap((store) => [
        `data.aws_kms_key <trail/archive/${store}-key>`,
        `data.aws_s3_bucket <trail/archive/${store}>`,
      ]),
    ].toSorted(),
    guardrails: ["resources-0", "services-0"]
      .flatMap((name) => [
        `aws_organizations_policy <guardrails/${name}>`,
        `aws_organizations_policy_attachment <guardrails/${name}-111122223333>`,
        `aws_organizations_policy_attachment <guardrails/${name}-444455556666>`,
      ])
      .toSorted(),
  });
});

test("a site that is added to the charter gets its stack without new code", () => {
  const cork = { ...charter.sites["dublin"]!, network: "10.30.0.0/16" };
  const stacks = resourcesOf({ ...charter, sites: { ...charter.sites, cork } });
  expect(Object.keys(stacks)).toEqual([
    "dublin",
    "hamar",
    "cork",
    "dublin-backups",
    "cork-backups",
    "audit",
    "audit-workload",
    "audit-cork",
    "audit-workload-cork",
    "guardrails",
  ]);
  expect(stacks["cork"]).toEqual(stacks["dublin"]);
  const once = "aws_iam_service_linked_role <trail/configurations/role>";
  expect(stacks["audit-cork"]).toEqual(stacks["audit"]!.filter((name) => name !== once));
});

test("an Outpost's stack is deployed after its anchor's, wherever it stands in the charter", () => {
  const { dublin, hamar } = charter.sites;
  const given = { ...charter, sites: { hamar: hamar!, dublin: dublin! } };
  const stacks = buildEnclave(new App({ outdir: Testing.app().outdir }), given, {});
  expect(stacks.map(({ node, dependencies }) => [node.id, dependencies.map((before) => before.node.id)])).toEqual([
    ["hamar", ["dublin"]],
    ["dublin", []],
    ["dublin-backups", []],
    ["audit", []],
    ["audit-workload", ["audit"]],
    ["guardrails", []],
  ]);
});

test("an audit stack is deployed after its site's archive and after its account's first", () => {
  const cork = { ...charter.sites["dublin"]!, network: "10.30.0.0/16" };
  const given = { ...charter, sites: { ...charter.sites, cork } };
  const stacks = buildEnclave(new App({ outdir: Testing.app().outdir }), given, {});
  const before = stacks
    .filter(({ node }) => node.id.startsWith("audit"))
    .map(({ node, dependencies }) => [node.id, dependencies.map((each) => each.node.id)]);
  expect(before).toEqual([
    ["audit", []],
    ["audit-workload", ["audit"]],
    ["audit-cork", ["audit"]],
    ["audit-workload-cork", ["audit-cork", "audit-workload"]],
  ]);
});

test("a charter that names nobody who works there has no gateway, and no records of who came in", () => {
  const { dublin, audit } = resourcesOf({ ...charter, people: { groups: {} } });
  expect([...dublin!, ...audit!].filter((name) => name.includes("<access/"))).toEqual([]);
});

test("the gateway records into what the audit account keeps for it", () => {
  const stacks = buildEnclave(new App({ outdir: Testing.app().outdir }), charter, {});
  const [dublin, audit] = ["dublin", "audit"].map(
    (id) => readable(stacks.find(({ node }) => node.id === id)!).resource,
  );
  const { content } = dublin!["aws_ssm_document"]!["<access/sessions/preferences>"] as { content: string };
  const { inputs } = JSON.parse(content) as { inputs: { s3BucketName: string } };
  expect({
    recordings: inputs.s3BucketName,
    alarms: dublin!["aws_cloudwatch_event_target"]!["<access/break-glass-alarm/target>"]!["arn"],
  }).toEqual({
    recordings: audit!["aws_s3_bucket"]!["<access/sessions/bucket>"]!["bucket"],
    alarms: `arn:aws:sns:eu-west-1:444455556666:${audit!["aws_sns_topic"]!["<access/topic>"]!["name"] as string}`,
  });
});

test("a charter without an audit account has nobody else read the audit log, and nobody to hold the guardrails", () => {
  const { workload } = charter.accounts;
  const [dublin, ...others] = buildEnclave(
    new App({ outdir: Testing.app().outdir }),
    { ...charter, accounts: { workload: workload! } },
    {},
  );
  expect(Testing.synth(dublin!)).not.toContain('\\"Sid\\":\\"Readers\\"');
  expect(others.map(({ node }) => node.id)).toEqual(["hamar", "dublin-backups"]);
});

describe("the synthesized files", () => {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  const synthesizeFiles = (settings: Omit<Settings, "charterPath">) => {
    const outdir = mkdtempSync(join(tmpdir(), "clover-enclave-"));
    folders.push(outdir);
    const app = new App({ outdir, stackTraces: false });
    buildEnclave(app, charter, settings);
    app.synth();
    return [
      "manifest.json",
      ...["dublin", "dublin-backups", "hamar", "audit", "audit-workload", "guardrails"].map(
        (stack) => `stacks/${stack}/cdk.tf.json`,
      ),
    ].map((file) => readFileSync(join(outdir, file), "utf8"));
  };

  test.each<[string, Omit<Settings, "charterPath">]>([
    ["with the charter's state", {}],
    ["with local state", { localState: true, providerVersion: "5.100.0", maxRetries: 2 }],
  ])("are byte-identical between two runs and carry no absolute path, %s", (_, settings) => {
    const [first, second] = [synthesizeFiles(settings), synthesizeFiles(settings)];
    expect(second).toEqual(first);
    expect(first.join("")).not.toMatch(/"\/(?!(aws\/(vendedlogs|lambda)\/)?clover[/-]|["/])/);
    for (const place of [root, tmpdir(), process.cwd()]) expect(first.join("")).not.toContain(place);
  });

  test("say a region on the provider and the backend alone: provider 5 knows no other", () => {
    for (const text of synthesizeFiles({}).slice(1)) {
      const { resource, data } = JSON.parse(text) as { resource: object; data?: object };
      expect(JSON.stringify([resource, data ?? {}])).not.toContain('"region":');
    }
  });
});
