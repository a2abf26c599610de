import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadCharter } from "../../../charter/load";
import { driftOf } from "../../../gate/posture/drift";
import { readInputs } from "../../../model/input/read";
import { locate } from "../../../placement/locate";
import { PLANS, run } from "../plans";

const { charter } = loadCharter("charter.yaml");
const planOf = (name: string) => readFileSync(join(__dirname, "../../plans/lifecycle", name, "plan.json"), "utf8");

/** A plan in which a volume stands at `to` and was recorded at `from`; an action other than no-op plans it anew. */
function volume(from: string, to: string, action?: string) {
  const entry = {
    address: "aws_ebs_volume.v",
    mode: "managed",
    type: "aws_ebs_volume",
    name: "v",
    provider_name: "registry.terraform.io/hashicorp/aws",
  };
  const [before, after] = [
    { region: from, size: 1 },
    { region: to, size: 2 },
  ];
  const change = { actions: ["update"], before, after, after_unknown: {} };
  return JSON.stringify({
    format_version: "1.2",
    planned_values: { root_module: {} },
    resource_drift: [{ ...entry, change }],
    prior_state: {
      format_version: "1.0",
      values: { root_module: { resources: [{ ...entry, values: after, sensitive_values: {} }] } },
    },
    ...(action === undefined ? {} : { resource_changes: [{ ...entry, change: { ...change, actions: [action] } }] }),
  });
}

const IE = { id: "eu-west-1", country: "IE" };
const US = { id: "us-east-1", country: "US" };
const MOVED = { section: "places", input: "-", address: "aws_ebs_volume.v", change: "moved" };

test.each<[string, string | undefined]>([
  ["a refresh-only plan", undefined],
  ["a plan that leaves it so", "no-op"],
])("what moved abroad is told of %s, and so does the finding", async (_, action) => {
  const { report } = await run(volume("eu-west-1", "us-east-1", action));
  expect(report.drift).toEqual([{ ...MOVED, from: IE, to: US, worse: true }]);
  expect(report.findings.find(({ policy }) => policy === "residency/placement")?.message).toBe(
    "aws_ebs_volume.v would be in us-east-1 (US); the charter approves IE, NO. " +
      "It moved from eu-west-1 (IE) to us-east-1 (US) outside Terraform since the last apply.",
  );
});

test("what came home is told too, and nothing is found", async () => {
  const { report } = await run(volume("us-east-1", "eu-west-1"));
  expect(report.drift).toEqual([{ ...MOVED, from: US, to: IE, worse: false }]);
  expect(report.findings.filter(({ outcome }) => outcome === "violation")).toEqual([]);
});

test("where it moves by the plan itself, nobody else did it", async () => {
  const { report } = await run(volume("eu-west-1", "us-east-1", "update"));
  expect(report.drift).toEqual([]);
  expect(report.findings.find(({ policy }) => policy === "residency/placement")?.message).toMatch(/approves IE, NO\.$/);
});

test("a violation that stood there before is not blamed on what was changed since", async () => {
  const { report } = await run(volume("us-east-1", "us-east-1"));
  expect(report.drift).toEqual([]);
  expect(report.findings.map(({ message }) => message.includes("outside Terraform"))).not.toContain(true);
});

test("nor is one on what was made better since", async () => {
  const [stranger, own] = ["999999999999", "111122223333"].map((account) => `arn:aws:kms:us-east-1:${account}:key/1`);
  const plan = JSON.parse(volume("eu-west-1", "eu-west-1"));
  const { before, after } = plan.resource_drift[0].change;
  before.kms_key_id = stranger;
  after.kms_key_id = own;
  plan.prior_state.values.root_module.resources[0].values = after;
  const { drift, findings } = (await run(plan)).report;
  expect(drift.map(({ section, from, to, worse }) => [section, from, to, worse])).toEqual([
    ["keys", "outside", "own-account", false],
  ]);
  expect(findings.find(({ policy }) => policy === "egress/key")?.message).toMatch(/\(kms_key_id\)\.$/);
});

test("a real plan tells who was let in and which key was exchanged since the last apply", async () => {
  const { report } = await run(planOf("refresh-only-opened"));
  expect(report.drift).toEqual([
    {
      section: "flows",
      input: "-",
      address: "aws_sqs_queue.inbox",
      path: "kms_master_key_id",
      what: "key with",
      change: "new",
      to: US,
      worse: true,
    },
    {
      section: "principals",
      input: "-",
      address: "aws_sns_topic.news",
      path: "policy.Statement[0].Principal.AWS",
      what: "arn:aws:iam::999999999999:root",
      change: "new",
      to: "foreign",
      worse: true,
    },
    {
      section: "keys",
      input: "-",
      address: "aws_sqs_queue.inbox",
      path: "kms_master_key_id",
      change: "changed",
      from: "aws-owned",
      to: "own-account",
      worse: false,
    },
  ]);
  const blamed = report.findings.filter(({ message }) => message.includes("was changed outside Terraform"));
  expect(blamed.map(({ policy }) => policy)).toEqual(["access/foreign-principal", "egress/key"]);
});

test.each(["refresh-only-slowed", "refresh-only-home", "refresh-only-abroad", "unchanged-at-home"])(
  "%s drifted in nothing that says where data is",
  async (name) => {
    expect((await run(planOf(name))).report.drift).toEqual([]);
  },
);

test("every plan of the corpus can be asked", async () => {
  const told: string[] = [];
  for (const [name, text] of PLANS) {
    const documents = await readInputs(["-"], { stdin: text });
    const drift = driftOf(
      documents.map((document) => locate(document, charter)),
      charter,
    );
    if (drift.length > 0) told.push(name);
  }
  expect(told).toEqual(["lifecycle/refresh-only-opened"]);
});

describe("a part that Terraform made of what it found changed", () => {
  const KEY = "arn:aws:kms:eu-west-1:111122223333:key/1";
  const FOREIGN_KEY = "arn:aws:kms:eu-west-1:999999999999:key/1";
  const encrypted = (key: string) => [
    { apply_server_side_encryption_by_default: [{ kms_master_key_id: key, sse_algorithm: "aws:kms" }] },
  ];
  const PATH =
    "server_side_encryption_configuration[0].rule[0].apply_server_side_encryption_by_default[0].kms_master_key_id";

  interface Changes {
    /** The key that was found on the bucket, and the one that its part names. */
    readonly found?: string;
    readonly declared?: string;
    /** The part was changed outside Terraform too. */
    readonly partDrifted?: boolean;
    readonly action?: string;
    readonly type?: string;
    /** The bucket that the part names. */
    readonly of?: string;
    /** The bucket's own block says it. */
    readonly written?: boolean;
  }

  /** A plan after the first apply of a bucket and of the resource that encrypts it. */
  function bucket({ found = KEY, declared = KEY, partDrifted, action = "no-op", type, of, written }: Changes) {
    const common = { mode: "managed", provider_name: "registry.terraform.io/hashicorp/aws" };
    const whole = { ...common, address: "aws_s3_bucket.b", type: "aws_s3_bucket", name: "b" };
    const kind = type ?? "aws_s3_bucket_server_side_encryption_configuration";
    const part = { ...common, address: `${kind}.b`, type: kind, name: "b" };
    const before = { id: "b", region: "eu-west-1", server_side_encryption_configuration: [] as unknown[] };
    const after = { ...before, server_side_encryption_configuration: [{ rule: encrypted(found) }] };
    const values = { id: of ?? "b", bucket: of ?? "b", region: "eu-west-1", rule: encrypted(declared) };
    const change = (actions: string, from: object, to: object) => ({
      actions: [actions],
      before: from,
      after: to,
      after_unknown: {},
    });
    const drifted = { ...values, rule: encrypted("") };
    return {
      format_version: "1.2",
      planned_values: {
        root_module: {
          resources: [
            { ...whole, values: after },
            { ...part, values },
          ],
        },
      },
      resource_drift: [
        { ...whole, change: change("update", before, after) },
        ...(partDrifted ? [{ ...part, change: change("update", drifted, values) }] : []),
      ],
      resource_changes: [
        { ...whole, change: change("no-op", after, after) },
        { ...part, change: change(action, action === "no-op" ? values : drifted, values) },
      ],
      configuration: {
        provider_config: {
          aws: {
            name: "aws",
            full_name: common.provider_name,
            expressions: { region: { constant_value: "eu-west-1" } },
          },
        },
        root_module: {
          resources: [
            {
              ...whole,
              provider_config_key: "aws",
              expressions: written ? { server_side_encryption_configuration: [{}] } : {},
            },
            { ...part, provider_config_key: "aws", expressions: {} },
          ],
        },
      },
    };
  }
  const keysOf = async (changes: Changes) =>
    (await run(bucket(changes))).report.drift.map(({ section, address, path, to }) => [section, address, path, to]);
  const told = (custody: string) => [["keys", "aws_s3_bucket.b", PATH, custody]];

  test("is no change outside of Terraform: the first plan after the first apply tells of none", async () => {
    expect(await keysOf({})).toEqual([]);
  });

  test.each<[string, Changes, string]>([
    ["that was changed outside Terraform as well", { partDrifted: true }, "own-account"],
    ["that this plan is to change back", { action: "update" }, "own-account"],
    ["that names another bucket", { of: "other" }, "own-account"],
    ["that is no part by its type", { type: "aws_s3_object" }, "own-account"],
    ["beside what the bucket's own block says", { written: true }, "own-account"],
    ["that says something else than what was found", { found: FOREIGN_KEY }, "outside"],
  ])("explains nothing if it is one %s", async (_, changes, custody) => {
    expect(await keysOf(changes)).toContainEqual(told(custody)[0]);
  });
});
