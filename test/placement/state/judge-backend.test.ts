import * as fc from "fast-check";
import { jurisdictionOf } from "../../../charter/jurisdiction";
import { Unknown, type Values } from "../../../model/value";
import { BACKENDS, type Arguments } from "../../../placement/state/backends";
import { judgeBackend } from "../../../placement/state/judge-backend";
import { ACCOUNT, charter, OUTPOST, STRANGER } from "../documents";

const jurisdiction = jurisdictionOf({ ...charter, endpoints: { "*.example.ie": "IE", "*.example.us": "US" } });

const against = (type: string, settings: Values | Unknown, filesRead = false): string[] =>
  [...judgeBackend({ type, settings, name: `the ${type} backend`, filesRead }, jurisdiction)].map(
    ({ path, outcome, place, message }) => `${outcome} ${path}${place ? ` at ${place.id}` : ""}: ${message}`,
  );

const s3 = (more: Values): Values => ({ bucket: "state", key: "k", region: "eu-west-1", ...more });
const key = (region: string, account = ACCOUNT) => `arn:aws:kms:${region}:${account}:key/0`;
const role = (account: string) => `arn:aws:iam::${account}:role/state`;

describe("the s3 backend", () => {
  test.each<Values>([
    {},
    { region: "eu-west-1", encrypt: true, use_lockfile: true, acl: "private", max_retries: 3 },
    { dynamodb_table: "locks", workspace_key_prefix: "us-east-1", token: "t" },
    { kms_key_id: key("eu-west-1") },
    { kms_key_id: "alias/state" },
    { kms_key_id: "1234abcd-12ab-34cd-56ef-1234567890ab" },
    { role_arn: role(ACCOUNT) },
    { assume_role: { role_arn: role(ACCOUNT), session_name: "us-east-1", duration: "1h" } },
    { assume_role: [{ role_arn: role("444455556666") }] },
    { assume_role_with_web_identity: { role_arn: role(ACCOUNT), web_identity_token_file: "/token" } },
    { allowed_account_ids: [ACCOUNT], profile: "deploy", shared_credentials_files: ["./credentials"] },
    { allowed_account_ids: [111122223333] },
    { forbidden_account_ids: [STRANGER] },
    { endpoints: { s3: "https://s3.eu-west-1.amazonaws.com", sts: "https://sts.eu-west-1.amazonaws.com" } },
    { endpoints: { s3: "https://s3.dualstack.eu-west-1.amazonaws.com", sso: null, iam: "" } },
    { endpoints: { iam: "https://iam.amazonaws.com", sts: "https://sts.amazonaws.com" } },
    { endpoint: "https://store.example.ie", region: "us-east-1", skip_region_validation: true },
    { endpoints: { s3: "https://store.example.ie" }, region: "auto" },
    { endpoints: { s3: "http://127.0.0.1:9000" }, region: "us-east-1" },
    { sts_region: "eu-west-1", use_fips_endpoint: true, use_dualstack_endpoint: true },
    { bucket: `arn:aws:s3:eu-west-1:${ACCOUNT}:accesspoint/state` },
    { bucket: `arn:aws:s3-outposts:eu-west-1:${ACCOUNT}:outpost/${OUTPOST.split("/")[1]}/accesspoint/state` },
    { bucket: "arn:aws:s3:::state" },
    { bucket: "state-ab12cd34ef56gh78ij90kl12mn34op56-s3alias" },
    { bucket: "state--euw1-az1--x-s3" },
    { http_proxy: "http://proxy.example.ie:3128", no_proxy: "*" },
    { region: "eu-west-1", endpoint: null, profile: "", "//": "a comment of us-east-1" },
  ])("%j is approved", (more) => {
    expect(against("s3", s3(more))).toEqual([]);
  });

  test.each<[Values, string[]]>([
    [
      { region: "us-east-1" },
      [
        "violation region at us-east-1: region of the s3 backend is us-east-1 (US), which the charter does not approve.",
      ],
    ],
    [
      { region: "eu-mars-1" },
      ["undetermined region: region of the s3 backend is eu-mars-1, which the catalogue does not know."],
    ],
    [
      { region: null },
      [
        "undetermined region: Where the s3 backend keeps the state is not in the input: region is not set, and a value from the environment is not proof.",
      ],
    ],
    [
      { region: new Unknown(["var.region"]) },
      ["undetermined region: region of the s3 backend is var.region, which the input does not resolve."],
    ],
    [
      { sts_region: "us-east-1" },
      [
        "violation sts_region at us-east-1: sts_region of the s3 backend is us-east-1 (US), which the charter does not approve.",
      ],
    ],
    [
      { bucket: `arn:aws:s3:us-east-1:${ACCOUNT}:accesspoint/state` },
      [
        "violation bucket at us-east-1: bucket of the s3 backend is us-east-1 (US), which the charter does not approve.",
      ],
    ],
    [
      { bucket: `arn:aws:s3:eu-west-1:${STRANGER}:accesspoint/state` },
      [`violation bucket: bucket of the s3 backend is account ${STRANGER}, which is not in the charter.`],
    ],
    [
      { bucket: `arn:aws:s3::${ACCOUNT}:accesspoint/mfzwi23gnjvgw.mrap` },
      [
        "violation bucket at global: bucket of the s3 backend sends the state through edge locations around the world, which the charter does not approve.",
      ],
    ],
    [
      { bucket: "state--use1-az4--x-s3" },
      ["violation bucket at use1-az4: bucket of the s3 backend is use1-az4 (US), which the charter does not approve."],
    ],
    [
      { kms_key_id: key("us-east-1") },
      [
        "violation kms_key_id at us-east-1: kms_key_id of the s3 backend is us-east-1 (US), which the charter does not approve.",
      ],
    ],
    [
      { kms_key_id: key("eu-west-1", STRANGER) },
      [`violation kms_key_id: kms_key_id of the s3 backend is account ${STRANGER}, which is not in the charter.`],
    ],
    [
      { profile: "us-partner" },
      [
        "undetermined profile: profile of the s3 backend is not in the input, so neither is its account: pin allowed_account_ids to the charter's accounts.",
      ],
    ],
    [
      { shared_config_files: ["./config"], allowed_account_ids: [ACCOUNT] },
      [
        "undetermined shared_config_files: shared_config_files of the s3 backend names files that are not in the input, and they may name other endpoints.",
      ],
    ],
    [{ colour: "blue" }, ["undetermined colour: colour of the s3 backend is an argument that Clover does not know."]],
    [
      { endpoints: new Unknown(["local.hosts"]) },
      ["undetermined endpoints: endpoints of the s3 backend is local.hosts, which the input does not resolve."],
    ],
    // The lock table is still at AWS, in the region that the store takes for a part of the signature.
    [
      { endpoint: "https://store.example.ie", region: "us-east-1", dynamodb_table: "locks" },
      [
        "violation region at us-east-1: region of the s3 backend is us-east-1 (US), which the charter does not approve.",
      ],
    ],
    [
      { endpoints: { s3: "https://s3-accelerate.amazonaws.com" } },
      [
        "violation endpoints.s3 at global: endpoints.s3 of the s3 backend is in global (country unknown), which the charter does not approve.",
      ],
    ],
  ])("%j is refused", (more, problems) => {
    expect(against("s3", s3(more))).toEqual(problems);
  });

  const hosts =
    "endpoint dynamodb_endpoint iam_endpoint sts_endpoint ec2_metadata_service_endpoint http_proxy https_proxy";
  const paths = [...hosts.split(" "), ..."s3 dynamodb iam sso sts".split(" ").map((service) => `endpoints.${service}`)];
  test.each(paths)("%s decides where calls go", (path) => {
    const [outer = "", inner] = path.split(".");
    const at = (host: string) => against("s3", s3({ [outer]: inner ? { [inner]: host } : host }));
    expect(at("https://h.eu-west-1.amazonaws.com")).toEqual([]);
    expect(at("https://h.example.ie")).toEqual([]);
    expect(at("https://h.us-east-1.amazonaws.com")).toEqual([
      `violation ${path} at us-east-1: ${path} of the s3 backend is in us-east-1 (US), which the charter does not approve.`,
    ]);
    expect(at("https://u:secret@h.example.us/x")).toEqual([
      `violation ${path} at h.example.us: ${path} of the s3 backend is in h.example.us (US), which the charter does not approve.`,
    ]);
    expect(at("https://h.example.com")).toEqual([
      `undetermined ${path}: ${path} of the s3 backend is h.example.com, whose place neither Clover nor the charter knows.`,
    ]);
  });

  test.each(["role_arn", "assume_role.role_arn", "assume_role_with_web_identity.role_arn"])(
    "%s decides in whose account the state is written",
    (path) => {
      const [outer = "", inner] = path.split(".");
      const at = (arn: string) => against("s3", s3({ [outer]: inner ? { [inner]: arn } : arn }));
      expect(at(role(ACCOUNT))).toEqual([]);
      expect(at(role(STRANGER))).toEqual([
        `violation ${path}: ${path} of the s3 backend is account ${STRANGER}, which is not in the charter.`,
      ]);
    },
  );

  test("files that have been read name no other endpoints, but whose account they lead to is not proven", () => {
    const files = { profile: "p", shared_config_files: ["c"], shared_credentials_file: "d" };
    expect(against("s3", s3(files))).toHaveLength(3);
    expect(against("s3", s3(files), true)).toHaveLength(3);
    expect(against("s3", s3({ ...files, allowed_account_ids: [ACCOUNT] }))).toHaveLength(1);
    expect(against("s3", s3({ ...files, allowed_account_ids: [ACCOUNT] }), true)).toEqual([]);
  });
});

test.each<[string, Values]>([
  ["local", { path: "/us-east-1/terraform.tfstate", workspace_dir: "w" }],
  ["inmem", { lock_id: "l" }],
  ["http", { address: "https://state.example.ie/x", lock_address: "https://state.example.ie/lock", username: "u" }],
  ["http", { address: "http://127.0.0.1:8080/x", headers: { "X-Region": "us-east-1" } }],
  ["remote", { hostname: "tfe.example.ie", organization: "us", workspaces: [{ prefix: "us-" }] }],
  ["cloud", { hostname: "tfe.example.ie", organization: "o", workspaces: { tags: ["us"], project: "p" } }],
  ["gcs", { bucket: "b", storage_custom_endpoint: "https://storage.example.ie" }],
  ["oss", { bucket: "b", endpoint: "https://oss.example.ie", region: "cn-hangzhou" }],
  ["cos", { bucket: "b", endpoint: "https://cos.example.ie", region: "ap-guangzhou", accelerate: false }],
  ["consul", { address: "consul.example.ie:8500", path: "us" }],
  ["kubernetes", { host: "https://k8s.example.ie", secret_suffix: "state", config_path: "~/.kube/config" }],
  ["pg", { conn_str: "postgres://u:p@db.example.ie,db2.example.ie:5432/us?sslmode=require" }],
  ["pg", { conn_str: "host=db.example.ie dbname=us-east-1" }],
  ["swift", { auth_url: "https://keystone.example.ie/v3", container: "us" }],
  ["etcd", { endpoints: "https://one.example.ie:2379 https://two.example.ie:2379", path: "p" }],
  ["etcdv3", { endpoints: ["one.example.ie:2379", "two.example.ie:2379"], prefix: "p" }],
  ["artifactory", { url: "https://artifactory.example.ie", repo: "us" }],
  ["manta", { url: "https://manta.example.ie", account: "a" }],
  ["atlas", { address: "https://atlas.example.ie", name: "o/e" }],
])("%s with %j is approved", (type, settings) => {
  expect(against(type, settings)).toEqual([]);
});

test.each<[string, Values | Unknown, string[]]>([
  ["http", { address: "https://state.example.us/x" }, ["violation address at state.example.us"]],
  [
    "http",
    { address: "https://state.example.ie/x", lock_address: "https://l.example.us" },
    ["violation lock_address at l.example.us"],
  ],
  [
    "http",
    { address: "https://state.example.ie/x", unlock_address: "https://l.example.us" },
    ["violation unlock_address at l.example.us"],
  ],
  ["http", {}, ["undetermined address"]],
  ["remote", { organization: "o", workspaces: { name: "w" } }, ["violation hostname at app.terraform.io"]],
  ["cloud", { organization: "o" }, ["violation hostname at app.terraform.io"]],
  ["cloud", { hostname: "app.eu.terraform.io" }, ["undetermined hostname"]],
  ["gcs", { bucket: "eu-states" }, ["undetermined bucket"]],
  [
    "gcs",
    { bucket: "b", kms_encryption_key: "projects/p/locations/us-east1/keyRings/r/cryptoKeys/k" },
    ["undetermined bucket", "violation kms_encryption_key at us-east1"],
  ],
  ["azurerm", { storage_account_name: "a", container_name: "c", key: "k" }, ["undetermined storage_account_name"]],
  [
    "azurerm",
    { storage_account_name: "a", environment: "usgovernment" },
    ["undetermined storage_account_name", "violation environment at usgovernment"],
  ],
  [
    "azurerm",
    { storage_account_name: "a", environment: "public", metadata_host: "m.example.us" },
    ["undetermined storage_account_name", "violation metadata_host at m.example.us"],
  ],
  ["oss", { bucket: "b", region: "eu-central-1" }, ["undetermined region"]],
  [
    "oss",
    { bucket: "b", endpoint: "https://oss.example.ie", tablestore_endpoint: "https://t.example.us" },
    ["violation tablestore_endpoint at t.example.us"],
  ],
  ["cos", { bucket: "b", region: "ap-guangzhou" }, ["undetermined region"]],
  ["cos", { bucket: "b", endpoint: "https://cos.example.ie", accelerate: true }, ["violation accelerate at global"]],
  ["oci", { bucket: "b", namespace: "n", region: "us-ashburn-1" }, ["violation region at us-ashburn-1"]],
  ["oci", { bucket: "b", namespace: "n" }, ["undetermined region"]],
  ["consul", { path: "p" }, ["undetermined address"]],
  ["consul", { address: "consul.example.ie", datacenter: "east" }, ["undetermined datacenter"]],
  ["kubernetes", { secret_suffix: "s", config_path: "~/.kube/config" }, ["undetermined host"]],
  ["kubernetes", { host: "https://k8s.example.ie", exec: { command: "aws" } }, ["undetermined exec"]],
  [
    "kubernetes",
    { host: "https://k8s.example.ie", proxy_url: "http://p.example.us" },
    ["violation proxy_url at p.example.us"],
  ],
  ["pg", { conn_str: "postgres://u:p@db.example.us/state" }, ["violation conn_str at db.example.us"]],
  ["pg", { conn_str: "postgres://db.example.ie,db.example.us/state" }, ["violation conn_str at db.example.us"]],
  ["pg", { conn_str: "postgres:///state?host=db.example.us" }, ["violation conn_str at db.example.us"]],
  ["pg", { conn_str: "dbname=state host='db.example.us'" }, ["violation conn_str at db.example.us"]],
  [
    "pg",
    { conn_str: "postgres://db.example.ie/state?hostaddr=db.example.us" },
    ["violation conn_str at db.example.us"],
  ],
  ["pg", { conn_str: "dbname=state" }, ["undetermined conn_str"]],
  ["swift", { auth_url: "https://keystone.example.ie", region_name: "BHS" }, ["undetermined region_name"]],
  ["etcd", { endpoints: "https://one.example.ie https://two.example.us" }, ["violation endpoints at two.example.us"]],
  ["etcdv3", { endpoints: ["one.example.ie", "two.example.us"] }, ["violation endpoints at two.example.us"]],
  ["artifactory", { url: "https://acme.jfrog.io" }, ["undetermined url"]],
  ["manta", { account: "a" }, ["violation url at us-east.manta.joyent.com"]],
  ["atlas", { name: "o/e" }, ["violation address at atlas.hashicorp.com"]],
  ["floppy", { drive: "a" }, ["undetermined "]],
  ["s3", new Unknown(["local.config"]), ["undetermined "]],
])("%s with %j is refused", (type, settings, problems) => {
  expect(against(type, settings).map((problem) => problem.split(":")[0])).toEqual(problems);
});

test("the charter may approve HCP Terraform's host", () => {
  const approving = jurisdictionOf({ ...charter, endpoints: { "app.terraform.io": "IE" } });
  const settings = { organization: "o" };
  expect([...judgeBackend({ type: "cloud", settings, name: "the cloud backend" }, approving)]).toEqual([]);
});

/** Every argument of every backend that is not silent, by its path. */
function* tellingOf(table: Arguments, prefix = ""): Iterable<[string, string]> {
  for (const [name, says] of Object.entries(table)) {
    if (typeof says === "object") yield* tellingOf(says, `${prefix}${name}.`);
    else if (says !== "silent") yield [`${prefix}${name}`, says];
  }
}

const FOREIGN: Readonly<Record<string, string | boolean>> = {
  region: "us-east-1",
  signing: "us-east-1",
  host: "https://h.example.us",
  database: "host=h.example.us",
  bucket: "b--use1-az4--x-s3",
  key: key("us-east-1"),
  role: role(STRANGER),
  accounts: STRANGER,
  files: "./files",
  profile: "p",
  "google-key": "projects/p/locations/us-east1/keyRings/r/cryptoKeys/k",
  "azure-cloud": "china",
  edge: true,
  elsewhere: "away",
};

test.each(
  [...BACKENDS].flatMap(([type, { arguments: table }]) =>
    [...tellingOf(table)].map(([path, says]) => [type, path, says]),
  ),
)("%s: %s, a %s, is judged when it is foreign and when it is unknown", (type = "", path = "", says = "") => {
  const [outer = "", inner] = path.split(".");
  const at = (value: Values[string]) =>
    against(type, { [outer]: inner === undefined ? value : { [inner]: value } }).filter(
      (problem) => problem.split(/[: ]/)[1] === path,
    );
  expect(at(FOREIGN[says] as string)).toHaveLength(1);
  expect(at(new Unknown(["var.x"]))).toHaveLength(1);
});

test("no settings make it fail, and what is not known is never approved", () => {
  const anything = fc.letrec<{ value: Values[string] }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.string(),
      fc.constantFrom("us-east-1", "arn:aws:kms:::", "https://", "arn:", "postgres://@", null, true, 0),
      fc.constant(new Unknown()),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("s3", "role_arn", "name", "x"), tie("value"), { maxKeys: 3 }),
    ),
  })).value;
  const settings = fc.dictionary(
    fc.constantFrom("bucket", "region", "endpoints", "assume_role", "address", "conn_str", "hostname"),
    anything,
  );
  fc.assert(
    fc.property(fc.constantFrom(...BACKENDS.keys(), "other"), settings, (type, given) => {
      const found = against(type, given);
      const local = BACKENDS.get(type)?.local === true;
      expect(
        local
          ? found
          : found.filter((problem) => problem.startsWith("violation") || problem.startsWith("undetermined")),
      ).toEqual(found);
      expect(local || Object.keys(given).length > 0 || found.length > 0).toBe(true);
    }),
  );
});
