import { chmodSync, copyFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../cli/run";
import { queueIn, recordTerminal, setUpFolder } from "./workbench";

const folder = setUpFolder();
const before = process.cwd();
beforeAll(async () => {
  process.chdir(folder);
  await runHere(["keygen", "ci"]);
  await runHere(["keygen", "eve"]);
});
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

async function runHere(argv: string[], env: Record<string, string> = {}) {
  const terminal = recordTerminal({ env });
  const code = await run(argv, terminal);
  return { code, out: terminal.out(), err: terminal.err() };
}

const HOME = "home/cdk.tf.json";
const ABROAD = "abroad/cdk.tf.json";
const judge = (input: string, to: string, ...more: string[]) =>
  runHere(["check", input, "--evidence", to, "--sign", "ci", ...more]);
const verify = (...argv: string[]) => runHere(["verify", ...argv, "--format", "json"]);
const failures = (out: string) =>
  (JSON.parse(out).checks as { check: string; holds: boolean }[])
    .filter(({ holds }) => !holds)
    .map(({ check }) => check);

test("a pair of keys is made, with a passphrase from the environment where there is one", async () => {
  const { code, out } = await runHere(["keygen", "locked"], { CLOVER_SIGNING_KEY_PASSPHRASE: "correct horse" });
  expect(code).toBe(0);
  expect(out).toMatch(
    /^private key {2}locked \(encrypted; .*\npublic key {3}locked\.pub .*\nkey id {7}[0-9a-f]{64}\n$/,
  );
  expect([statSync("locked").mode & 0o777, readFileSync("locked", "utf8").split("\n")[0]]).toEqual([
    0o600,
    "-----BEGIN ENCRYPTED PRIVATE KEY-----",
  ]);
  const signed = ["check", HOME, "--evidence", "locked.json", "--sign", "locked"];
  const codes = [
    (await runHere(signed)).code,
    (await runHere(signed, { CLOVER_SIGNING_KEY_PASSPHRASE: "wrong horse" })).code,
    (await runHere(signed, { CLOVER_SIGNING_KEY_PASSPHRASE: "correct horse" })).code,
    (await verify("locked.json", "--key", "locked.pub")).code,
  ];
  expect(codes).toEqual([2, 2, 0, 0]);
});

test("the public half of a signing key is printed", async () => {
  expect(await runHere(["public-key", "ci"])).toEqual({ code: 0, out: readFileSync("ci.pub", "utf8"), err: "" });
});

test("a judgement leaves evidence, which verifies against the plan and the charter that were judged", async () => {
  const plain = await runHere(["check", HOME]);
  expect(await judge(HOME, "home.json")).toEqual(plain);
  const { code, out } = await verify("home.json", "--key", "ci.pub", "--plan", HOME, "--charter", "charter.yaml");
  expect([code, failures(out)]).toEqual([0, []]);
  expect(JSON.parse(out)).toEqual({
    verified: true,
    checks: expect.any(Array),
    keys: [expect.stringMatching(/^[0-9a-f]{64}$/)],
    statement: {
      subject: [{ name: HOME, digest: { sha256: expect.any(String) } }],
      predicateType: "urn:clover:verdict:v1",
      verdict: "compliant",
      judgedAt: expect.any(String),
      charter: { path: "charter.yaml", sha256: expect.any(String) },
      tools: { clover: expect.any(String), node: process.version, terraform: [] },
    },
  });
  const text = await runHere(["verify", "home.json"], { CLOVER_EVIDENCE_KEY: "eve.pub:ci.pub" });
  expect([text.code, text.err]).toEqual([0, ""]);
  expect(text.out).toMatch(
    /^holds {3}signature {2}Signed by the key [0-9a-f]{16} \(ci\.pub\)\.\n[^]*\n\nVERIFIED: home\.json\n$/,
  );
});

test("a rejected plan leaves evidence too, which does not verify", async () => {
  expect((await judge(ABROAD, "abroad.json")).code).toBe(1);
  const { code, out } = await verify("abroad.json", "--key", "ci.pub");
  expect([code, failures(out)]).toEqual([1, ["verdict"]]);
  const text = await runHere(["verify", "abroad.json", "--key", "ci.pub"]);
  expect(text.out).toMatch(/\nFAILED {2}verdict {4}The verdict is rejected, for \d+ reasons?\.\n/);
  expect(text.out).toMatch(/\nNOT VERIFIED: abroad\.json: 1 of 5 checks failed\n$/);
});

test("in a folder, evidence is named after what it is about, and the key may come from the environment", async () => {
  const { code } = await runHere(["check", HOME, "--evidence", "all/"], { CLOVER_SIGNING_KEY: "ci" });
  const { statement } = JSON.parse((await verify("home.json", "--key", "ci.pub")).out);
  const file = join("all", `${statement.subject[0].digest.sha256}.dsse.json`);
  expect([code, existsSync(file), (await verify(file, "--key", "ci.pub")).code]).toEqual([0, true, 0]);
});

describe("what was changed since", () => {
  beforeAll(async () => {
    await judge(HOME, "s.json");
    writeFileSync("plan-2.json", queueIn({ region: "eu-west-1", profile: "other" }));
    writeFileSync("charter-2.yaml", `${readFileSync("charter.yaml", "utf8")}\n`);
    const edited = JSON.parse(readFileSync("s.json", "utf8"));
    const payload = Buffer.from(edited.payload, "base64").toString().replaceAll("eu-west-1", "us-east-1");
    writeFileSync("edited.json", JSON.stringify({ ...edited, payload: Buffer.from(payload).toString("base64") }));
    writeFileSync("cut.json", readFileSync("s.json").subarray(0, 500));
  });

  test.each<[number, string, string[], string[]]>([
    [0, "nothing", ["s.json", "--key", "ci.pub", "--plan", HOME, "--charter", "charter.yaml"], []],
    [1, "the plan", ["s.json", "--key", "ci.pub", "--plan", "plan-2.json"], ["plan"]],
    [1, "the charter", ["s.json", "--key", "ci.pub", "--charter", "charter-2.yaml"], ["charter"]],
    [1, "both", ["s.json", "--key", "ci.pub", "--charter", "charter-2.yaml", "--plan", "ci.pub"], ["plan", "charter"]],
    [1, "the statement", ["edited.json", "--key", "ci.pub"], ["signature"]],
    [1, "the key", ["s.json", "--key", "eve.pub"], ["signature"]],
    [1, "the time, to a day before it was judged", ["s.json", "--key", "ci.pub", "--at", "2026-01-01"], ["time"]],
    [0, "the time, to a day long after", ["s.json", "--key", "ci.pub", "--at", "2046-01-01"], []],
    [0, "the time, to a moment long after", ["s.json", "--key", "ci.pub", "--at", "2046-01-01T12:00:00+01:00"], []],
  ])("exit code %i: %s", async (expected, _, argv, failed) => {
    const { code, out, err } = await verify(...argv);
    expect({ code, failed: failures(out), err }).toEqual({ code: expected, failed, err: "" });
  });

  test.each<[string, string[], string]>([
    ["a statement that is cut off", ["cut.json", "--key", "ci.pub"], "cut.json is not JSON"],
    ["a statement that is none", [HOME, "--key", "ci.pub"], "is not an envelope"],
    [
      "a statement that is not there",
      ["none.json", "--key", "ci.pub"],
      "The statement none.json cannot be read (ENOENT)",
    ],
    ["no key", ["s.json"], "No key was given, so the signer of the statement cannot be verified."],
    ["a key that is not there", ["s.json", "--key", "none.pub"], "none.pub cannot be read (ENOENT)"],
    ["a private key", ["s.json", "--key", "ci"], "ci holds a private key"],
    [
      "a plan that is not there",
      ["s.json", "--key", "ci.pub", "--plan", "none"],
      "The plan none cannot be read (ENOENT)",
    ],
    ["a charter that is not there", ["s.json", "--key", "ci.pub", "--charter", "none"], "no such file"],
    ["a charter with errors", ["s.json", "--key", "ci.pub", "--charter", "broken.yaml"], "broken.yaml"],
    [
      "a day that no calendar has",
      ["s.json", "--key", "ci.pub", "--at", "2026-02-30"],
      '"2026-02-30" is not a valid time',
    ],
    [
      "a day that only a browser understands",
      ["s.json", "--key", "ci.pub", "--at", "1 May 2027"],
      "is not a valid time",
    ],
    [
      "an unknown format",
      ["s.json", "--key", "ci.pub", "--format", "sarif"],
      '"sarif" is not a format of this command',
    ],
  ])("exit code 2: %s", async (_, argv, message) => {
    const { code, out, err } = await runHere(["verify", ...argv]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
  });
});

test.each<[string, string[], string]>([
  ["that nobody signs", ["--evidence", "x.json"], "--evidence requires a key to sign with."],
  ["that is not to be written", ["--sign", "ci"], "--sign requires --evidence."],
  [
    "of some policies",
    ["--evidence", "x.json", "--sign", "ci", "--policy", "keys/*"],
    "--evidence cannot be combined with --policy",
  ],
  ["that cannot be written", ["--evidence", "none/x.json", "--sign", "ci"], "The evidence cannot be written"],
  [
    "signed by a key that others may read",
    ["--evidence", "x.json", "--sign", "open"],
    "can be accessed by other users than its owner",
  ],
  [
    "signed by no ARN",
    ["--evidence", "x.json", "--sign", "awskms:///alias/ci"],
    "alias/ci is not the ARN of a KMS key",
  ],
  [
    "signed by a key abroad",
    ["--evidence", "x.json", "--sign", "awskms:///arn:aws:kms:us-east-1:111122223333:key/1"],
    "is in us-east-1 (US), which the charter does not approve",
  ],
  [
    "signed by a key nowhere",
    ["--evidence", "x.json", "--sign", "awskms:///arn:aws:kms:moon-1:111122223333:key/1"],
    "is in moon-1, which the charter does not approve",
  ],
  [
    "signed by somebody else's key",
    ["--evidence", "x.json", "--sign", "awskms:///arn:aws:kms:eu-west-1:999999999999:key/1"],
    "belongs to the account 999999999999, which is not in the charter",
  ],
  [
    "signed by another service",
    ["--evidence", "x.json", "--sign", "awskms:///arn:aws:s3:eu-west-1:111122223333:key/1"],
    "is not the ARN of a KMS key",
  ],
])("evidence %s is an error, and no verdict is shown", async (_, options, message) => {
  copyFileSync("ci", "open");
  chmodSync("open", 0o644);
  const { code, out, err } = await runHere(["check", HOME, ...options]);
  expect({ code, out, written: existsSync("x.json") }).toEqual({ code: 2, out: "", written: false });
  expect(err).toContain(message);
});

test.each([
  ["https://kms.us-east-1.amazonaws.com", "is in us-east-1 (US), which the charter does not approve"],
  ["https://kms.example.com", "is kms.example.com, whose place neither Clover nor the charter knows"],
])("a digest to sign is not sent to %s", async (AWS_ENDPOINT_URL_KMS, message) => {
  const sign = ["--sign", "awskms:///arn:aws:kms:eu-west-1:111122223333:key/1"];
  const { code, err } = await runHere(["check", HOME, "--evidence", "x.json", ...sign], { AWS_ENDPOINT_URL_KMS });
  expect(code).toBe(2);
  expect(err).toContain(`The endpoint of KMS in the environment ${message}`);
});
