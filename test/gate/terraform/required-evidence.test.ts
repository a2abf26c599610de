/**
 * One machine judges and signs, another applies: what somebody may do in between, and what the gate says to it. Terraform is a
 * script that shows a plan and notes what it applies; test/long/evidence.test.ts does the same with the real one.
 */
import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { judgePlan, readJurisdiction } from "../../../cli/judge-plan";
import { run } from "../../../cli/run";
import { standIn } from "../../../gate/terraform/terraform-stand-in";
import type { Host } from "../../../gate/terraform/stand-in-host";
import { recordTerminal } from "../../cli/workbench";

const root = join(__dirname, "../../..");
const before = process.cwd();
let folder: string;

const EXCEPTIONS = `
waivers:
  - policy: residency/placement
    address: aws_sqs_queue.away
    reason: moved home by the end of the year
    owner: ada
    approver: grace
    expires: 2026-12-31
`;

/** A plan of a queue abroad that a waiver covers; `name` makes it another plan. */
const planOf = (name: string, region = "us-east-1") => {
  const provider_name = "registry.terraform.io/hashicorp/aws";
  const after = { name, region, sqs_managed_sse_enabled: true };
  const change = { actions: ["create"], before: null, after, after_unknown: {}, after_sensitive: {} };
  const entry = { address: "aws_sqs_queue.away", mode: "managed", type: "aws_sqs_queue", name: "away", provider_name };
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    complete: true,
    errored: false,
    resource_changes: [{ ...entry, change }],
    configuration: { root_module: {} },
  });
};

/** `plan` writes a plan, `show` says what is in it, `apply` notes what it was given. */
const TERRAFORM = `#!/bin/sh
for last; do :; done
case "$1" in
  plan) for word; do case $word in -out=*) cat fresh > "\${word#-out=}";; esac; done; exit 2;;
  show) cat "$last";;
  apply) echo "$@" >> applied; cat "$last" >> applied;;
esac
`;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "clover-required-"));
  process.chdir(folder);
  writeFileSync("charter.yaml", readFileSync(join(root, "charter.yaml"), "utf8") + EXCEPTIONS);
  writeFileSync("terraform", TERRAFORM);
  chmodSync("terraform", 0o755);
  writeFileSync("tfplan", planOf("a"));
  writeFileSync("other", planOf("b"));
  writeFileSync("fresh", planOf("c"));
  for (const argv of [
    ["keygen", "ci"],
    ["keygen", "eve"],
    ["check", "tfplan", "--evidence", "s.json", "--sign", "ci"],
    ["check", "other", "--evidence", "other.json", "--sign", "ci"],
    ["check", "tfplan", "--evidence", "eve.json", "--sign", "eve"],
  ]) {
    const terminal = recordTerminal();
    if ((await run(argv, terminal)) !== 0) throw new Error(terminal.err());
  }
});
afterEach(() => {
  jest.useRealTimers();
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

/** Runs the gate, and tells what it said and what was applied. */
async function gate(argv: string[], env: Record<string, string> = {}, answer = () => "yes") {
  let said = "";
  const host: Host = {
    program: join(folder, "terraform"),
    env: { PATH: process.env.PATH, ...env },
    interactive: false,
    judge: (plan) => judgePlan(plan, { cwd: folder, env }),
    jurisdictionFor: async (at) => readJurisdiction(at, { cwd: folder, env }),
    print: async (text) => void (said += text),
    complain: (text) => void (said += text),
    readLine: async () => answer(),
    onSignal: () => () => {},
    onExit: () => () => {},
    privately: (work) => work(),
  };
  const code = await standIn(host, folder, argv).then(
    (ended) => ended.code,
    (error: Error) => {
      said += error.message;
      return 2;
    },
  );
  return {
    code,
    said: stripVTControlCharacters(said),
    applied: existsSync("applied") ? readFileSync("applied", "utf8") : "",
  };
}

const REQUIRED = ["-require-evidence=s.json", "-evidence-key=ci.pub"];
const sha256 = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");

test("a plan with evidence is applied, exactly it, and Terraform hears nothing of the evidence", async () => {
  const { code, said, applied } = await gate(["apply", ...REQUIRED, "-no-color", "tfplan"]);
  expect([code, applied]).toEqual([0, expect.stringMatching(/^apply -no-color \S+\/plan\n/)]);
  expect(applied).toContain(planOf("a"));
  expect(said).toContain(`The evidence ${folder}/s.json holds:\n  Signed by the key `);
});

test.each<[string, Record<string, string>, string]>([
  ["region", { AWS_REGION: "us-east-1" }, "AWS_REGION was not set and is us-east-1"],
  ["profile", { AWS_PROFILE: "other" }, "AWS_PROFILE was not set and is other"],
  ["endpoint", { AWS_ENDPOINT_URL: "http://127.0.0.1:1" }, "AWS_ENDPOINT_URL was not set and is http://127.0.0.1:1"],
])("evidence that was given under another %s does not hold", async (_, env, sentence) => {
  const { code, said, applied } = await gate(["apply", ...REQUIRED, "tfplan"], env);
  expect({ code, applied }).toEqual({ code: 1, applied: "" });
  expect(said).toContain(`It was judged under other settings: ${sentence}.`);
});

test("the environment can demand it too, of a folder of evidence", async () => {
  const terminal = recordTerminal();
  await run(["check", "tfplan", "--evidence", "all/", "--sign", "ci"], terminal);
  const env = { CLOVER_REQUIRE_EVIDENCE: "all", CLOVER_EVIDENCE_KEY: "eve.pub:ci.pub" };
  expect((await gate(["apply", "tfplan"], env)).code).toBe(0);
  expect(await gate(["apply", "other"], env)).toEqual({
    code: 2,
    said: expect.stringContaining(`The statement ${folder}/all/${sha256("other")}.dsse.json cannot be read (ENOENT).`),
    applied: readFileSync("applied", "utf8"),
  });
});

const edit = (change: (envelope: { payload: string; signatures: { keyid: string; sig: string }[] }) => void) => {
  const envelope = JSON.parse(readFileSync("s.json", "utf8"));
  change(envelope);
  writeFileSync("s.json", JSON.stringify(envelope));
};
const recode = (payload: string, change: (text: string) => string) =>
  Buffer.from(change(Buffer.from(payload, "base64").toString())).toString("base64");

/** What is done after the plan was judged and signed; what the gate then says; and how it ends. */
test.each<[string, () => void, string | RegExp, number]>([
  [
    "the plan file swapped",
    () => copyFileSync("other", "tfplan"),
    /It is about tfplan \(sha256 \w{16}\), and not about tfplan/,
    1,
  ],
  [
    "the statement of another plan",
    () => copyFileSync("other.json", "s.json"),
    /It is about other \(sha256 \w{16}\), and not about tfplan/,
    1,
  ],
  [
    "the charter changed",
    () => writeFileSync("charter.yaml", "\n", { flag: "a" }),
    /It was judged against another charter \(sha256 \w{16}\) than charter\.yaml/,
    1,
  ],
  [
    "the statement edited",
    () =>
      edit(
        (envelope) =>
          void (envelope.payload = recode(envelope.payload, (text) => text.replaceAll("2026-12-31", "2036-12-31"))),
      ),
    "is not valid: the statement or the signature was changed after it was signed.",
    1,
  ],
  [
    "the statement of another key",
    () => copyFileSync("eve.json", "s.json"),
    /It is signed by the key \w{16}, and not by \w{16} \(.*\/ci\.pub\)\./,
    1,
  ],
  [
    "the statement of another key, under the name of the right one",
    () =>
      edit(
        (envelope) =>
          void (envelope.signatures[0]!.sig = JSON.parse(readFileSync("eve.json", "utf8")).signatures[0].sig),
      ),
    "is not valid: the statement or the signature was changed",
    1,
  ],
  [
    "a second signature that is broken",
    () =>
      edit(
        (envelope) =>
          void envelope.signatures.push({ ...envelope.signatures[0]!, sig: Buffer.alloc(64).toString("base64") }),
      ),
    "is not valid: the statement or the signature was changed",
    1,
  ],
  [
    "the clock moved past the waiver's expiry",
    () => jest.useFakeTimers({ now: new Date("2027-01-01T00:00:00Z"), advanceTimers: true }),
    "By 2027-01-01 a waiver that it depends on has expired: for residency/placement at aws_sqs_queue.away on 2026-12-31.",
    1,
  ],
  [
    "the clock moved back",
    () => jest.useFakeTimers({ now: new Date("2026-11-01T00:00:00Z"), advanceTimers: true }),
    "one of the clocks is wrong",
    1,
  ],
  ["the statement gone", () => rmSync("s.json"), "s.json cannot be read (ENOENT)", 2],
  [
    "the statement cut off",
    () => writeFileSync("s.json", readFileSync("s.json").subarray(0, 400)),
    "s.json is not JSON",
    2,
  ],
  [
    "the statement blown up",
    () => writeFileSync("s.json", Buffer.alloc(65 * 1024 * 1024, " ")),
    "s.json is larger than 64 MiB",
    2,
  ],
  [
    "a payload that stands twice",
    () => writeFileSync("s.json", readFileSync("s.json", "utf8").replace("{", '{"payload":"e30=",')),
    'the key "payload" stands twice',
    2,
  ],
  [
    "the envelope hidden in a prototype",
    () => writeFileSync("s.json", `{"__proto__":${readFileSync("s.json", "utf8")}}`),
    "payload or payloadType is missing",
    2,
  ],
  ["the key gone", () => rmSync("ci.pub"), "ci.pub cannot be read (ENOENT)", 2],
])("%s: stopped, and nothing is applied", async (_, tamper, message, expected) => {
  tamper();
  const { code, said, applied } = await gate(["apply", ...REQUIRED, "tfplan"]);
  expect({ code, applied }).toEqual({ code: expected, applied: "" });
  expect(said).toMatch(message);
});

test("evidence does not stand in for judging: a plan that is rejected here is not applied, whoever signed what", async () => {
  writeFileSync("lax.yaml", readFileSync("charter.yaml", "utf8").replace('[IE, "NO"]', '[IE, "NO", US]'));
  writeFileSync("strict.yaml", readFileSync(join(root, "charter.yaml")));
  await run(["check", "tfplan", "--charter", "lax.yaml", "--evidence", "s.json", "--sign", "ci"], recordTerminal());
  const { code, said, applied } = await gate(["apply", ...REQUIRED, "tfplan"], { CLOVER_CHARTER: "strict.yaml" });
  expect({ code, applied }).toEqual({ code: 1, applied: "" });
  expect(said).toContain("REJECTED: ");
  expect(said).toContain("It was judged against another charter");
});

test.each([
  ["apply", ["apply", ...REQUIRED]],
  ["destroy", ["destroy", ...REQUIRED, "-auto-approve"]],
  ["refresh", ["refresh", ...REQUIRED]],
])("%s without a saved plan is refused where evidence is demanded", async (_, argv) => {
  const { code, said, applied } = await gate(argv);
  expect({ code, applied }).toEqual({ code: 2, applied: "" });
  expect(said).toBe("Evidence is required, and only a saved plan can have it. Nothing was applied.");
});

test("every judged plan leaves evidence where that is asked for, and is not applied where it cannot", async () => {
  const env = { CLOVER_EVIDENCE: "left/", CLOVER_SIGNING_KEY: "ci" };
  const file = `left/${sha256("fresh")}.dsse.json`;
  const fine = await gate(["apply", "-auto-approve"], env);
  expect([fine.code, fine.said]).toEqual([0, expect.stringContaining(`\nEvidence of this: ${folder}/${file}\n`)]);
  const terminal = recordTerminal();
  expect(await run(["verify", file, "--key", "ci.pub", "--plan", "fresh", "--charter", "charter.yaml"], terminal)).toBe(
    0,
  );
  const applied = readFileSync("applied", "utf8");

  writeFileSync("fresh", planOf("d", "moon-1"));
  const rejected = await gate(["apply", "-auto-approve", "-evidence=rejected.json"], env);
  expect([rejected.code, rejected.applied]).toEqual([1, applied]);
  const failed = recordTerminal();
  expect(await run(["verify", "rejected.json", "--key", "ci.pub", "--plan", "fresh"], failed)).toBe(1);
  expect(failed.out()).toContain("The verdict is rejected, for ");

  writeFileSync("fresh", planOf("e"));
  chmodSync("ci", 0o644);
  expect(await gate(["apply", "-auto-approve"], env)).toEqual({
    code: 2,
    said: expect.stringContaining("can be accessed by other users than its owner (mode 644)"),
    applied,
  });
});

test("a charter that is changed while somebody is asked stops the apply", async () => {
  const asked = await gate(["apply"], {}, () => {
    writeFileSync("charter.yaml", "\n", { flag: "a" });
    return "yes";
  });
  expect(asked).toEqual({
    code: 1,
    said: expect.stringContaining(
      "clover: Stopped: the charter charter.yaml was changed after the plan was judged. Nothing was applied.",
    ),
    applied: "",
  });
  const gone = await gate(["apply"], {}, () => {
    rmSync("charter.yaml");
    return "yes";
  });
  expect([gone.code, gone.said, gone.applied]).toEqual([
    1,
    expect.stringContaining("Stopped: the charter charter.yaml cannot be read any more. Nothing was applied."),
    "",
  ]);
});
