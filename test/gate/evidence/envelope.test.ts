import { openEnvelope, PAYLOAD_TYPE, preAuthEncode, seal } from "../../../gate/evidence/envelope";
import type { Signer } from "../../../gate/evidence/signer";
import { sign } from "node:crypto";
import { bytesOf, envelope, makePair, statement } from "./statements";

const ours = makePair("ours.pub");
const signer: Signer = {
  name: "ours",
  publicKey: ours.key,
  keyid: ours.keyid,
  sign: async (message) => sign(null, message, ours.secret),
};

test("what is signed is the encoding of the DSSE protocol, with lengths in bytes", () => {
  // The example of https://github.com/secure-systems-lab/dsse/blob/master/protocol.md
  expect(preAuthEncode("http://example.com/HelloWorld", Buffer.from("hello world")).toString()).toBe(
    "DSSEv1 29 http://example.com/HelloWorld 11 hello world",
  );
  expect(preAuthEncode("\u00e9", Buffer.from("\u20ac")).toString()).toBe("DSSEv1 2 \u00e9 3 \u20ac");
});

test("a statement is sealed in the same bytes every time, and comes out as it went in", async () => {
  const text = await seal(statement(), signer);
  expect(await seal(statement(), signer)).toBe(text);
  expect(JSON.parse(text)).toEqual(envelope(statement(), ours));
  expect(text).toMatch(/^\{"payload":"[\w+/=]+","payloadType":"application\/vnd.in-toto\+json","signatures":\[/);
  const { payload, signatures } = openEnvelope(Buffer.from(text), "s");
  expect(JSON.parse(payload.toString())).toEqual(statement());
  expect(signatures.map(({ keyid }) => keyid)).toEqual([ours.keyid]);
});

test("a signature that does not hold under the signer's own key is never written", async () => {
  const odd: Signer = { ...signer, sign: async () => Buffer.alloc(64) };
  await expect(seal(statement(), odd)).rejects.toThrow("is not valid for its own public key");
});

const good = envelope(statement(), ours);
const [one] = good.signatures;

test.each<[string, unknown, string]>([
  ["nothing", "", "s is empty"],
  ["half of an envelope", JSON.stringify(good).slice(0, 300), "s is not JSON: line 1, column"],
  ["a list", [good], "it does not hold a JSON object"],
  ["a bare statement", statement(), "payload or payloadType is missing"],
  ["another type of payload", { ...good, payloadType: "application/json" }, "carries application/json, not"],
  ["a payload that is no text", { ...good, payload: {} }, "payload or payloadType is missing"],
  ["a payload of spoiled base64", { ...good, payload: `${good.payload}\n` }, "a payload that is not base64"],
  ["no signature", { ...good, signatures: [] }, "it does not hold a signature"],
  ["no list of signatures", { ...good, signatures: one }, "it does not hold a signature"],
  ["too many signatures", { ...good, signatures: Array.from({ length: 17 }, () => one) }, "more than 16 signatures"],
  ["a signature that is none", { ...good, signatures: [null] }, "a signature without sig"],
  ["an odd name of a key", { ...good, signatures: [{ ...one, keyid: 7 }] }, "or with an invalid keyid"],
  ["a signature of spoiled base64", { ...good, signatures: [{ sig: "*" }] }, "a signature that is not base64"],
  [
    "a payload that stands twice",
    JSON.stringify(good).replace("{", `{"payload":"e30=",`),
    's, line 1, column 19: the key "payload" stands twice in one object',
  ],
  ["members of a prototype", `{"__proto__":${JSON.stringify(good)}}`, "payload or payloadType is missing"],
  ["brackets without end", "[".repeat(100_000), "s is not JSON"],
  ["nesting without sense", `${"[".repeat(5000)}${"]".repeat(5000)}`, "nested more than 500 levels deep"],
])("%s is refused", (_, content, message) => {
  expect(() => openEnvelope(bytesOf(content), "s")).toThrow(message);
});

test("bytes that are no text are refused, and members that are not known are passed over", () => {
  expect(() => openEnvelope(Buffer.from([0xff, 0xfe, 0x7b]), "s")).toThrow("s is not UTF-8 text");
  const more = { ...good, note: 1, signatures: [{ sig: one!.sig, extension: { kind: "x" } }] };
  expect(openEnvelope(bytesOf(more), "s").signatures).toEqual([{ keyid: "", sig: Buffer.from(one!.sig, "base64") }]);
  expect(PAYLOAD_TYPE).toBe("application/vnd.in-toto+json");
});
