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
    "aws_ebs_volume.v would stand in us-east-1 (US); the charter approves IE, NO. " +
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
