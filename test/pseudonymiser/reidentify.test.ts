import { createHash, generateKeyPairSync, sign, verify } from "node:crypto";
import { type Approval, createReidentifier } from "../../pseudonymiser/reidentify";

const approvers = generateKeyPairSync("ec", { namedCurve: "P-256" });
const strangers = generateKeyPairSync("ec", { namedCurve: "P-256" });
const pseudonym = "AAAAAAAAAAAAAAAAAAAAAA";

const approval: Approval = {
  version: 1,
  domain: "advertising",
  epoch: "2026-11",
  kind: "user",
  pseudonyms: [pseudonym, "BBBBBBBBBBBBBBBBBBBBBB"],
  purpose: "warning a person whose account was taken over",
  ticket: "SEC-17",
  approver: "data protection officer",
  notAfter: "2026-11-25T12:00:00Z",
};

const signed = (text: string, key = approvers.privateKey) => ({
  approval: text,
  signature: sign("sha256", Buffer.from(text), key).toString("base64"),
});
const approve = (changes: Partial<Approval> = {}) => signed(JSON.stringify({ ...approval, ...changes }));

function vault() {
  const log: string[] = [];
  const taken = new Set<string>();
  const recalled: string[] = [];
  const handler = createReidentifier({
    domain: "advertising",
    async verify(digest, signature) {
      // As KMS does it: the digest of the text, checked by the public key.
      const texts = [...texts_];
      const text = texts.find((one) => createHash("sha256").update(one).digest().equals(digest));
      return text !== undefined && verify("sha256", Buffer.from(text), approvers.publicKey, signature);
    },
    async take(digest) {
      if (taken.has(digest)) return false;
      taken.add(digest);
      return true;
    },
    async recall(epoch, kind, one) {
      recalled.push(`${epoch}/${kind}/${one}`);
      return one === pseudonym ? "ingrid@example.no" : undefined;
    },
    log: (line) => void log.push(line),
    now: () => new Date("2026-11-25T10:00:00Z"),
  });
  const texts_ = new Set<string>();
  const ask = (event: unknown) => {
    const text = (event as { approval?: unknown } | undefined)?.approval;
    if (typeof text === "string") texts_.add(text);
    return handler(event);
  };
  return { ask, log, recalled };
}

test("an approval that others signed names who is behind its pseudonyms, and the log says for what, not who", async () => {
  const { ask, log } = vault();
  await expect(ask(approve())).resolves.toEqual({ [pseudonym]: "ingrid@example.no", BBBBBBBBBBBBBBBBBBBBBB: null });
  expect(JSON.parse(log[0]!)).toMatchObject({
    reidentification: "granted",
    ticket: "SEC-17",
    pseudonyms: approval.pseudonyms,
  });
  expect(JSON.parse(log[1]!)).toMatchObject({ reidentified: 2 });
  expect(log.join()).not.toContain("ingrid");
});

test("it does so once", async () => {
  const { ask } = vault();
  const once = approve();
  await ask(once);
  await expect(ask(once)).rejects.toThrow("Re-identification is refused: the approval was used before.");
});

test.each<[string, unknown, string]>([
  ["nothing", undefined, "The request is none"],
  ["no signature", { approval: JSON.stringify(approval) }, "The request is none"],
  ["no JSON", signed("{"), "The approval is none: its text"],
  ["another version", approve({ version: 2 as 1 }), "The approval is none: version"],
  ["a key too many", signed(JSON.stringify({ ...approval, all: true })), "The approval is none: its text"],
  ["a wildcard", approve({ pseudonyms: ["*"] }), "The approval is none: pseudonyms > 0"],
  [
    "whole domains",
    approve({ pseudonyms: Array.from({ length: 101 }, () => pseudonym) }),
    "The approval is none: pseudonyms",
  ],
  ["a stranger's signature", signed(JSON.stringify(approval), strangers.privateKey), "the approvers did not sign"],
  [
    "an approval that was changed",
    { ...approve(), approval: JSON.stringify({ ...approval, kind: "device" }) },
    "did not sign",
  ],
  ["another domain", approve({ domain: "research" }), "the approval is for another domain"],
  ["an approval of yesterday", approve({ notAfter: "2026-11-25T09:59:59Z" }), "the approval has expired"],
  ["an approval for ever", approve({ notAfter: "2027-11-25T09:59:59Z" }), "good for more than a day"],
])("%s is refused, and nobody is looked up", async (_, event, sentence) => {
  const { ask, recalled } = vault();
  await expect(ask(event)).rejects.toThrow(sentence);
  expect(recalled).toEqual([]);
});
