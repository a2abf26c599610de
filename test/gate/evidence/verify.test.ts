import * as fc from "fast-check";
import { verifyStatement, type Demands, type Verification } from "../../../gate/evidence/verify";
import type { RecordedEnvironment } from "../../../gate/evidence/statement";
import { put } from "../../../core/json";
import {
  bytesOf,
  CHARTER,
  envelope,
  makePair,
  PLAN,
  signature,
  statement,
  transfer,
  waiver,
  type Loose,
} from "./statements";

const ours = makePair("ours.pub");
const kms = makePair("kms.pub", "ec");
const theirs = makePair("theirs.pub");

const demands: Demands = {
  keys: [ours],
  plan: { name: "tfplan", sha256: PLAN },
  charter: { name: "charter.yaml", sha256: CHARTER },
  at: new Date("2026-11-25T13:00:00Z"),
};
const verify = (content: unknown, change: Partial<Demands> = {}): Verification =>
  verifyStatement(bytesOf(content), "s.json", { ...demands, ...change });

const failures = ({ checks }: Verification) => checks.filter(({ holds }) => !holds).map(({ says }) => says);

test("a statement in which everything holds is verified, and every check says what it found", () => {
  expect(verify(envelope(statement(), ours))).toEqual({
    verified: true,
    keys: [ours.keyid],
    checks: [
      { check: "signature", holds: true, says: `Signed by the key ${ours.keyid.slice(0, 16)} (ours.pub).` },
      { check: "verdict", holds: true, says: "The verdict is compliant, on 2 resources." },
      { check: "plan", holds: true, says: "It is about exactly the bytes of tfplan." },
      { check: "charter", holds: true, says: "It was judged against charter.yaml." },
      { check: "time", holds: true, says: "It was judged at 2026-11-25T12:00:00.000Z." },
      {
        check: "waivers",
        holds: true,
        says: "It depends on 1 use of a waiver, none of which has expired by 2026-11-25.",
      },
      {
        check: "transfers",
        holds: true,
        says: "It depends on 1 use of a declared transfer, none of which has expired by 2026-11-25.",
      },
    ],
    statement: statement(),
  });
});

const edited = (change: (loose: Loose) => void): Loose => {
  const loose = envelope(statement(), ours);
  change(loose);
  return loose;
};
const rejected = statement({ verdict: "rejected" });

/** Everything that somebody may try, what it is told, and nothing else. */
test.each<[string, unknown, Partial<Demands>, string]>([
  [
    "the plan swapped",
    envelope(statement(), ours),
    { plan: { name: "tfplan", sha256: "f".repeat(64) } },
    "It is about plan (sha256 aaaaaaaaaaaaaaaa), plan (JSON) (sha256 bbbbbbbbbbbbbbbb), and not about tfplan (sha256 ffffffffffffffff).",
  ],
  [
    "the charter changed",
    envelope(statement(), ours),
    { charter: { name: "charter.yaml", sha256: "f".repeat(64) } },
    "It was judged against another charter (sha256 cccccccccccccccc) than charter.yaml (sha256 ffffffffffffffff).",
  ],
  [
    "the statement edited",
    edited((loose) => void (loose.payload = envelope(statement({ findings: [] })).payload)),
    {},
    `The signature of the key ${ours.keyid.slice(0, 16)} is not valid: the statement or the signature was changed after it was signed.`,
  ],
  [
    "the signature edited",
    edited((loose) => void (loose.signatures[0]!.sig = Buffer.alloc(64).toString("base64"))),
    {},
    `The signature of the key ${ours.keyid.slice(0, 16)} is not valid: the statement or the signature was changed after it was signed.`,
  ],
  [
    "the wrong key",
    envelope(statement(), theirs),
    {},
    `It is signed by the key ${theirs.keyid.slice(0, 16)}, and not by ${ours.keyid.slice(0, 16)} (ours.pub).`,
  ],
  [
    "the wrong key under the name of the right one",
    edited(
      (loose) => void (loose.signatures = [{ ...envelope(statement(), theirs).signatures[0]!, keyid: ours.keyid }]),
    ),
    {},
    `The signature of the key ${ours.keyid.slice(0, 16)} is not valid: the statement or the signature was changed after it was signed.`,
  ],
  [
    "two signatures of which one is broken",
    edited((loose) => void loose.signatures.push({ keyid: kms.keyid, sig: loose.signatures[0]!.sig })),
    { keys: [ours, kms] },
    `The signature of the key ${kms.keyid.slice(0, 16)} is not valid: the statement or the signature was changed after it was signed.`,
  ],
  [
    "a day on which a waiver has expired",
    envelope(statement(), ours),
    { at: new Date("2026-12-01T00:00:00Z") },
    "By 2026-12-01 a waiver that it depends on has expired: for residency/placement at aws_s3_bucket.b on 2026-11-30.",
  ],
  [
    "a day on which a transfer has expired",
    envelope(statement({ waivers: [] }), ours),
    { at: new Date("2027-01-01T00:00:00Z") },
    "By 2027-01-01 a declared transfer that it depends on has expired: exports on 2026-12-31.",
  ],
  [
    "a clock that runs behind",
    envelope(statement(), ours),
    { at: new Date("2026-11-25T11:54:59Z") },
    "It was judged at 2026-11-25T12:00:00.000Z, which is after 2026-11-25T11:54:59.000Z: one of the clocks is wrong.",
  ],
  ["a verdict that rejects", envelope(rejected, ours), {}, "The verdict is rejected, for 0 reasons."],
  [
    "a verdict that its findings contradict",
    envelope(statement({ findings: [{ ...statement().predicate.findings[0]!, outcome: "undetermined" }] }), ours),
    {},
    "It contradicts itself: the verdict is compliant, and it names 1 reason to reject.",
  ],
])("%s is told as such", (_, content, change, sentence) => {
  const verification = verify(content, change);
  expect({ verified: verification.verified, says: failures(verification) }).toEqual({
    verified: false,
    says: [sentence],
  });
});

test("without a signature that holds nothing else is looked at", () => {
  const { checks, keys, statement: read } = verify(envelope("no statement at all", theirs));
  expect([checks.map(({ check }) => check), keys, read]).toEqual([["signature"], [], undefined]);
});

test.each<[string, Loose, Partial<Demands>]>([
  ["signed with ECDSA", envelope(statement(), kms), { keys: [kms] }],
  ["signed by one of several trusted keys", envelope(statement(), ours), { keys: [kms, ours] }],
  ["signed by somebody else too", envelope(statement(), theirs, ours), {}],
  ["whose signature bears no name", edited((loose) => void delete loose.signatures[0]!.keyid), {}],
  [
    "whose signature bears another tool's name for the key",
    edited((loose) => void (loose.signatures[0]!.keyid = "SHA256:x")),
    {},
  ],
  [
    "in the URL-safe alphabet",
    edited((loose) => void (loose.payload = Buffer.from(loose.payload, "base64").toString("base64url"))),
    {},
  ],
  ["on the last day of its waiver", envelope(statement(), ours), { at: new Date("2026-11-30T23:59:59.999Z") }],
  ["from a clock that is a little ahead", envelope(statement(), ours), { at: new Date("2026-11-25T11:56:00Z") }],
  ["about the JSON of a plan", envelope(statement(), ours), { plan: { name: "plan.json", sha256: "b".repeat(64) } }],
  [
    "with members that this Clover does not know",
    envelope(JSON.stringify({ ...statement(), more: { __proto__: 1 } }), ours),
    {},
  ],
])("a statement %s holds", (_, content, change) => {
  expect(failures(verify(content, change))).toEqual([]);
});

const text = JSON.stringify(statement());

test.each<[string, string, string]>([
  [
    "of another predicate",
    text.replace("urn:clover:verdict:v1", "https://slsa.dev/provenance/v1"),
    "attests https://slsa.dev/provenance/v1, and this version of Clover reads only urn:clover:verdict:v1",
  ],
  [
    "of a later version",
    text.replace("urn:clover:verdict:v1", "urn:clover:verdict:v2"),
    "attests urn:clover:verdict:v2, and",
  ],
  [
    "of another statement version",
    text.replace("Statement/v1", "Statement/v0.1"),
    "does not hold an in-toto statement of version 1",
  ],
  ["that is no JSON", "verdict: compliant", "is not JSON"],
  ["that is cut off", text.slice(0, -1), "is not JSON"],
  [
    "with a verdict that stands twice",
    text.replace('"verdict":"compliant"', '"verdict":"rejected","verdict":"compliant"'),
    'the key "verdict" stands twice',
  ],
  [
    "with a verdict from a prototype",
    text.replace('"verdict":"compliant"', '"__proto__":{"verdict":"compliant"}'),
    "predicate.verdict",
  ],
  [
    "with a predicate from a prototype",
    text.replace('"predicate":', '"__proto__":'),
    "is not a valid statement: predicate",
  ],
  ["without a subject", JSON.stringify({ ...statement(), subject: [] }), "subject: names nothing"],
  ["with a digest that is none", text.replaceAll(PLAN, "A".repeat(64)), "subject.0.digest.sha256: is not a SHA-256"],
  ["with an expiry that is no day", text.replaceAll(waiver.expires, "never"), "is not a day"],
  ["with another word for the verdict", text.replace('"compliant"', '"Compliant"'), "predicate.verdict"],
  ["without policies", text.replace(/"judged":\[[^\]]*\]/, '"judged":[]'), "predicate.policies.judged"],
])("a statement %s is refused, whoever signed it", (_, content, message) => {
  expect(() => verify(envelope(content, ours))).toThrow(message);
});

test.each<[string, RecordedEnvironment, RecordedEnvironment, readonly string[]]>([
  ["a text", { AWS_REGION: "eu-west-1" }, { AWS_REGION: "us-east-1" }, ["AWS_REGION was eu-west-1 and is us-east-1"]],
  ["what was not there", {}, { replaced: ["a"] }, ['replaced was not set and is ["a"]']],
  ["what is gone", { a: null }, {}, ["a was null and is not set"]],
  ["a member of a member", { a: { b: 1 } }, { a: { b: 2 } }, ['a was {"b":1} and is {"b":2}']],
  ["nothing, in another order", { a: { b: 1, c: 2 }, d: 3 }, { d: 3, a: { c: 2, b: 1 } }, []],
])("conditions that differ in %s: every difference is named, and nothing else", (_, environment, conditions, said) => {
  const verification = verify(envelope(statement({ environment }), ours), { conditions });
  expect(failures(verification)).toEqual(
    said.length === 0 ? [] : [`It was judged under other settings: ${said.join("; ")}.`],
  );
});

test("without a key there is nothing to verify by", () => {
  expect(() => verify(envelope(statement(), ours), { keys: [] })).toThrow("No key was given");
});

test("nothing hidden gets from a statement into a sentence", () => {
  const hostile = statement({
    waivers: [{ ...waiver, address: "\u001b[2J\u202e", expires: "2026-01-01" }],
    transfers: [{ ...transfer, id: "\u001b]0;x", expires: "2026-01-01" }],
  });
  const said = failures(
    verify(envelope({ ...hostile, subject: [{ name: "\u001b[2J", digest: { sha256: "9".repeat(64) } }] }, ours)),
  ).join("");
  expect(said).toContain("\\u001b[2J\\u202e");
  // eslint-disable-next-line no-control-regex
  expect(said).not.toMatch(/[\u0000-\u001f\u202e]/);
});

describe("whatever is done to an envelope that a key signed", () => {
  const sound = envelope(statement(), ours);
  const whole = JSON.stringify(sound);
  const always = { seed: 20261125, numRuns: 1000 };

  /** Verified, or not, or told what is wrong with the input: never anything else. */
  const outcome = (content: unknown): boolean => {
    try {
      return verify(content).verified;
    } catch (error) {
      expect((error as Error).name).toBe("InputError");
      return false;
    }
  };

  test("a byte that is changed in its payload or signature never verifies", () => {
    const sealed = Buffer.from(sound.payload, "base64");
    const mark = Buffer.from(sound.signatures[0]!.sig, "base64");
    fc.assert(
      fc.property(fc.boolean(), fc.nat(), fc.integer({ min: 1, max: 255 }), (inPayload, at, flip) => {
        const bytes = Buffer.from(inPayload ? sealed : mark);
        bytes[at % bytes.length]! ^= flip;
        const spoiled = bytes.toString("base64");
        const signatures = [{ ...sound.signatures[0]!, ...(inPayload ? {} : { sig: spoiled }) }];
        expect(outcome({ ...sound, signatures, ...(inPayload ? { payload: spoiled } : {}) })).toBe(false);
      }),
      always,
    );
  });

  const mark = sound.signatures[0]!.sig.replace(/=+$/, "");

  test("text that is cut, doubled or spoiled verifies only if it says the very same", () => {
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(40), fc.string({ maxLength: 8 }), (at, gone, more) => {
        const mutant = whole.slice(0, at) + more + whole.slice(at + gone);
        // Base64 may be padded or not: what counts is what it says.
        const same = () => {
          const { payload, signatures } = JSON.parse(mutant) as Loose;
          const [now, then] = [payload, sound.payload].map((base64) => Buffer.from(base64, "base64"));
          return now!.equals(then!) && signatures.some(({ sig }) => sig.startsWith(mark));
        };
        expect(outcome(mutant) && !same()).toBe(false);
      }),
      always,
    );
  });

  test("members of any shape never verify, unless payload and signature are the signed ones", () => {
    const shape = fc.record(
      {
        payload: fc.oneof(fc.constant(sound.payload), fc.base64String(), fc.jsonValue()),
        payloadType: fc.oneof(fc.constant(sound.payloadType), fc.string()),
        signatures: fc.oneof(
          fc.constant(sound.signatures),
          fc.jsonValue(),
          fc.array(fc.record({ keyid: fc.oneof(fc.constant(ours.keyid), fc.string()), sig: fc.base64String() })),
        ),
        more: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(shape, fc.constantFrom("__proto__", "constructor", "toString"), (loose, key) => {
        const mutant = { ...loose };
        put(mutant, key, sound);
        const signed = loose.payload === sound.payload && loose.payloadType === sound.payloadType;
        expect(outcome(mutant)).toBe(signed && loose.signatures === sound.signatures);
      }),
      always,
    );
  });

  test("a statement of any shape, though signed, is verified only if it is sound and compliant", () => {
    const spoil = fc.tuple(fc.constantFrom(...Object.keys(statement().predicate)), fc.jsonValue());
    fc.assert(
      fc.property(spoil, ([key, value]) => {
        const mutant = statement({ [key]: value } as never);
        const payload = Buffer.from(JSON.stringify(mutant));
        const verified = outcome({
          ...sound,
          payload: payload.toString("base64"),
          signatures: [signature(payload, ours)],
        });
        const { verdict, charter } = mutant.predicate;
        expect(verified && (verdict !== "compliant" || charter.sha256 !== CHARTER)).toBe(false);
      }),
      { ...always, numRuns: 500 },
    );
  });
});
