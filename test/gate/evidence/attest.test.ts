import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { attest } from "../../../gate/evidence/attest";
import { canonicalize, type Json } from "../../../gate/evidence/canonical";
import { readStatement } from "../../../gate/evidence/read-statement";
import { examine, type JudgeOptions } from "../../../gate/judge/judge";
import type { Provider } from "../../../model/document";
import { readInputs } from "../../../model/input/read";
import { policies } from "../../../policies/catalogue";
import { version } from "../../../package.json";
import { document, resource } from "../builders";
import { parse, PLANS } from "../plans";

const root = join(__dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "clover-attest-"));
afterAll(() => rmSync(folder, { recursive: true }));
const charterPath = join(folder, "charter.yaml");
const text = readFileSync(join(root, "charter.yaml"), "utf8");
const now = new Date("2026-11-25T12:00:00Z");
const occasion = { now, node: "v20.9.0" };
const sha256 = (content: string | Buffer) => createHash("sha256").update(content).digest("hex");
const digestOf = (file: string) => sha256(readFileSync(join(root, file)));

/** A queue at home, a bucket abroad that a waiver covers, and a key that a declared transfer takes abroad. */
const plan = JSON.stringify({
  format_version: "1.2",
  terraform_version: "1.11.4",
  complete: true,
  errored: false,
  resource_changes: [
    change("aws_sqs_queue", "home", { region: "eu-west-1", name: "home", sqs_managed_sse_enabled: true }),
    change("aws_s3_bucket", "away", { region: "us-east-1", bucket: "away" }),
    change("aws_cloudwatch_log_subscription_filter", "out", {
      region: "eu-west-1",
      name: "out",
      log_group_name: "g",
      filter_pattern: "",
      destination_arn: "arn:aws:kinesis:eu-central-1:111122223333:stream/s",
    }),
  ],
  configuration: { root_module: {} },
});

function change(type: string, name: string, after: Record<string, unknown>) {
  const provider_name = "registry.terraform.io/hashicorp/aws";
  const entry = { address: `${type}.${name}`, mode: "managed", type, name, provider_name };
  return { ...entry, change: { actions: ["create"], before: null, after, after_unknown: {}, after_sensitive: {} } };
}

const exceptions = `
waivers:
  - policy: residency/placement
    address: aws_s3_bucket.away
    reason: moved home by the end of the year
    owner: ada
    approver: grace
    expires: 2026-12-31
transfers:
  - id: logs
    from: IE
    to: DE
    resources: [aws_cloudwatch_log_subscription_filter.out]
    data: { class: allowable, what: access logs without addresses }
    basis: GDPR 1.3
    safeguard: pseudonymised
    owner: ada
    approver: grace
    expires: 2026-12-31
`;

async function attestThis(stdin: string, options: Partial<JudgeOptions> = {}) {
  writeFileSync(charterPath, text + exceptions);
  const [document] = await readInputs(["-"], { stdin });
  return attest(await examine({ documents: [{ ...document!, path: "plan" }], charterPath, now, ...options }), occasion);
}

test("a statement says what was judged, by what, against what, and what came of it", async () => {
  const { predicate, ...head } = await attestThis(plan);
  expect(head).toEqual({
    _type: "https://in-toto.io/Statement/v1",
    subject: [{ name: "plan", digest: { sha256: sha256(plan) } }],
    predicateType: "urn:clover:verdict:v1",
  });
  const waiver = {
    reason: "moved home by the end of the year",
    owner: "ada",
    approver: "grace",
    expires: "2026-12-31",
  };
  const address = "aws_cloudwatch_log_subscription_filter.out";
  const { findings, policies: judges, ...rest } = predicate;
  const ireland = { id: "eu-west-1", country: "IE" };
  expect(rest).toEqual({
    verdict: "compliant",
    judgedAt: "2026-11-25T12:00:00.000Z",
    inputs: [{ name: "plan", kind: "plan", sha256: sha256(plan), resources: 3 }],
    placements: [
      {
        input: "plan",
        address: "aws_sqs_queue.home",
        status: "placed",
        place: ireland,
        witnesses: ["region: region = eu-west-1 -> eu-west-1 (IE)"],
      },
      {
        input: "plan",
        address: "aws_s3_bucket.away",
        status: "placed",
        place: { id: "us-east-1", country: "US" },
        witnesses: ["region: region = us-east-1 -> us-east-1 (US)"],
      },
      {
        input: "plan",
        address,
        status: "placed",
        place: ireland,
        witnesses: ["region: region = eu-west-1 -> eu-west-1 (IE)"],
      },
    ],
    flows: [
      {
        input: "plan",
        address,
        carrier: "destination_arn",
        kind: "destination",
        from: ireland,
        to: { id: "eu-central-1", country: "DE" },
        transfer: "logs",
      },
    ],
    waivers: [
      expect.objectContaining({
        policy: "residency/placement",
        address: "aws_s3_bucket.away",
        path: "region",
        ...waiver,
      }),
    ],
    transfers: [expect.objectContaining({ id: "logs", address, expires: "2026-12-31" })],
    charter: { path: charterPath, sha256: sha256(text + exceptions) },
    catalogue: {
      date: JSON.parse(readFileSync(join(root, "charter/places.json"), "utf8")).date,
      places: { sha256: digestOf("charter/places.json") },
      carriers: { sha256: digestOf("placement/catalogue/carriers.json"), schema: "5.100.0", bindings: "6.25.0" },
    },
    tools: { clover: version, node: "v20.9.0", terraform: ["1.11.4"] },
    environment: {},
  });
  expect(judges.pack).toBe(version);
  expect(judges.judged.map(({ name }) => name)).toEqual(policies.map(({ name }) => name).toSorted());
  expect(judges.judged.find(({ name }) => name === "residency/placement")?.enforcementLevel).toBe("mandatory");
  expect(findings.find(({ policy }) => policy === "residency/placement")).toMatchObject({ outcome: "waived", waiver });
  expect(findings.some((finding) => "fix" in finding)).toBe(false);
});

test("of a plan that a program showed, both the file and what was shown are the subject", async () => {
  const [document] = await readInputs(["-"], { stdin: plan });
  const documents = [{ ...document!, path: "tfplan", sha256: "1".repeat(64), shownSha256: "2".repeat(64) }];
  const { subject } = await attestThis(plan, { documents });
  expect(subject).toEqual([
    { name: "tfplan", digest: { sha256: "1".repeat(64) } },
    { name: "tfplan (JSON)", digest: { sha256: "2".repeat(64) } },
  ]);
});

test("what the plan does not carry is put in as it was found", async () => {
  const [document] = await readInputs(["-"], { stdin: plan });
  const examination = await examine({ documents: [document!], charterPath, now });
  const conditions = { AWS_REGION: "eu-west-1", providers: [{ sha256: "3".repeat(64) }] };
  expect(attest(examination, { ...occasion, conditions }).predicate.environment).toEqual(conditions);
});

test("a witness does not say what is marked sensitive, and still says where it points", async () => {
  const marked = parse(plan);
  for (const { change } of marked["resource_changes"] as { change: Record<string, unknown> }[]) {
    change["after_sensitive"] = { region: true };
  }
  const { predicate } = await attestThis(JSON.stringify(marked));
  expect(predicate.placements.map(({ witnesses }) => witnesses)).toEqual([
    ["region: region = (sensitive value) -> eu-west-1 (IE)"],
    ["region: region = (sensitive value) -> us-east-1 (US)"],
    ["region: region = (sensitive value) -> eu-west-1 (IE)"],
  ]);
});

test("nor does a provider whose region came out of a sensitive variable", async () => {
  const provider: Provider = {
    address: "provider.aws",
    source: "registry.terraform.io/hashicorp/aws",
    name: "aws",
    module: "",
    settings: { region: "eu-west-1" },
    sensitive: () => true,
  };
  const { predicate } = await attestThis(plan, {
    documents: [document([resource("aws_sqs_queue.home", { provider, values: { name: "home" } })])],
  });
  expect(predicate.placements.map(({ place, witnesses }) => [place?.id, witnesses])).toEqual([
    ["eu-west-1", ["provider: provider.aws.region = (sensitive value) -> eu-west-1 (IE)"]],
  ]);
});

/** Every text that a plan marks sensitive and does not say anywhere else in the open. */
function secretsOf(whole: ReturnType<typeof parse>): readonly string[] {
  const found = new Set<string>();
  const open = new Set<string>();
  const visit = (value: unknown, marks: unknown): void => {
    if (typeof value === "string" && value.length > 5) (marks === true ? found : open).add(value);
    if (typeof value !== "object" || value === null) return;
    for (const [key, item] of Object.entries(value)) {
      visit(item, marks === true ? true : (marks as Record<string, unknown> | undefined)?.[key]);
    }
  };
  for (const { change } of (whole["resource_changes"] ?? []) as { change: Record<string, unknown> }[]) {
    visit(change["after"], change["after_sensitive"]);
  }
  visit(whole["configuration"], {});
  return [...found].filter((secret) => ![...open].some((said) => said.includes(secret)));
}

test("no text that a plan marks sensitive gets into a statement, and every statement can be read again", async () => {
  let secrets = 0;
  for (const [, plan] of PLANS) {
    const [document] = await readInputs(["-"], { stdin: plan });
    const made = attest(
      await examine({ documents: [document!], charterPath: join(root, "charter.yaml"), now }),
      occasion,
    );
    const statement = canonicalize(made as unknown as Json);
    const found = secretsOf(parse(plan));
    secrets += found.length;
    expect(found.filter((secret) => statement.includes(JSON.stringify(secret).slice(1, -1)))).toEqual([]);
    expect(readStatement(Buffer.from(statement), "s")).toEqual(JSON.parse(statement));
  }
  expect(secrets).toBeGreaterThanOrEqual(3);
});
