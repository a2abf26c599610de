import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeKeyPair } from "../../../gate/evidence/local-key";
import {
  readEvidenceOptions,
  type EvidenceOptions,
  type EvidenceContext,
} from "../../../gate/evidence/evidence-options";

const folder = mkdtempSync(join(tmpdir(), "clover-orders-"));
afterAll(() => rmSync(folder, { recursive: true }));
const ours = makeKeyPair(join(folder, "ours"), undefined);
const theirs = makeKeyPair(join(folder, "theirs"), undefined);

const order = (options: Partial<EvidenceOptions>, change: Partial<EvidenceContext> = {}) => {
  const { demand, ...rest } = readEvidenceOptions(
    { keys: [], ...options },
    { env: {}, cwd: "/cwd", folder, savedPlan: "p", ...change },
  );
  return {
    ...rest,
    ...(demand ? { demand: { target: demand.target, keys: demand.keys.map(({ keyid }) => keyid) } } : {}),
  };
};

test("nothing is ordered where nobody orders anything", () => {
  expect([
    order({}),
    order({}, { env: { CLOVER_EVIDENCE: "", CLOVER_SIGNING_KEY: "k", CLOVER_EVIDENCE_KEY: "none" } }),
  ]).toEqual([{}, {}]);
});

test("options start from Terraform's folder, the environment from where the caller stands, and options win", () => {
  const env = {
    CLOVER_EVIDENCE: "out/",
    CLOVER_SIGNING_KEY: "key",
    CLOVER_REQUIRE_EVIDENCE: "ci.json",
    CLOVER_EVIDENCE_KEY: `${ours.publicFile}:${theirs.publicFile}`,
  };
  expect(order({}, { env })).toEqual({
    leave: { target: "/cwd/out/", key: "/cwd/key" },
    demand: { target: "/cwd/ci.json", keys: [ours.keyid, theirs.keyid] },
  });
  const options = { leave: "e.json", signingKey: "awskms:///arn", require: "../r.json", keys: ["theirs.pub"] };
  expect(order(options, { env })).toEqual({
    leave: { target: join(folder, "e.json"), key: "awskms:///arn" },
    demand: { target: join(folder, "../r.json"), keys: [theirs.keyid] },
  });
});

test.each<[string, Partial<EvidenceOptions>, Partial<EvidenceContext>, string]>([
  [
    "evidence of a plan that is yet to be made",
    { require: "e", keys: ["ours.pub"] },
    { savedPlan: undefined as never },
    "only a saved plan can have it",
  ],
  [
    "the same by the environment",
    {},
    { savedPlan: undefined as never, env: { CLOVER_REQUIRE_EVIDENCE: "e" } },
    "only a saved plan can have it",
  ],
  ["evidence signed by nobody", { leave: "e" }, {}, "no key to sign it with is given"],
  ["evidence signed by anybody", { require: "e" }, {}, "the key of its signer is not given"],
  ["a key that is not there", { require: "e", keys: ["none.pub"] }, {}, "none.pub cannot be read (ENOENT)"],
])("%s cannot be ordered", (_, options, change, message) => {
  expect(() => order(options, change)).toThrow(message);
});
