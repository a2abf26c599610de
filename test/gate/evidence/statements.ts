/** A statement in which everything holds, keys to sign it with, and envelopes of every sort around it. */
import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { canonicalize, type Json } from "../../../gate/evidence/canonical";
import { PAYLOAD_TYPE, preAuthEncode } from "../../../gate/evidence/envelope";
import { keyIdOf, type TrustedKey } from "../../../gate/evidence/keys";
import type { Statement, Verdict } from "../../../gate/evidence/statement";
import { accepted, finding } from "../builders";

export const PLAN = "a".repeat(64);
export const CHARTER = "c".repeat(64);

/** A pair in memory. */
export interface Pair extends TrustedKey {
  readonly secret: KeyObject;
}

export function makePair(name: string, type: "ed25519" | "ec" = "ed25519"): Pair {
  const { privateKey, publicKey } =
    type === "ec" ? generateKeyPairSync("ec", { namedCurve: "prime256v1" }) : generateKeyPairSync("ed25519");
  return { keyid: keyIdOf(publicKey), name, key: publicKey, secret: privateKey };
}

/** Who answers for a waiver at work until the end of November. */
const answerable = {
  reason: "moved by the end of the month",
  owner: "ada",
  approver: "grace",
  expires: "2026-11-30",
};

export const waiver = { policy: "residency/placement", address: "aws_s3_bucket.b", path: "region", ...answerable };

export const transfer = accepted();

const { fix: _, ...waived } = finding({ outcome: "waived", waiver: answerable });

export function statement(change: Partial<Verdict> = {}): Statement {
  return {
    _type: "https://in-toto.io/Statement/v1",
    subject: [
      { name: "plan", digest: { sha256: PLAN } },
      { name: "plan (JSON)", digest: { sha256: "b".repeat(64) } },
    ],
    predicateType: "urn:clover:verdict:v1",
    predicate: {
      verdict: "compliant",
      judgedAt: "2026-11-25T12:00:00.000Z",
      inputs: [{ name: "plan", kind: "plan", sha256: PLAN, resources: 2 }],
      findings: [waived],
      placements: [
        {
          input: "plan",
          address: "aws_s3_bucket.b",
          status: "placed",
          place: { id: "eu-west-1", country: "IE" },
          witnesses: ["provider: ... -> eu-west-1 (IE)"],
        },
      ],
      flows: [],
      waivers: [waiver],
      transfers: [transfer],
      charter: { path: "charter.yaml", sha256: CHARTER },
      policies: { pack: "0.1.0", judged: [{ name: "residency/placement", enforcementLevel: "mandatory" }] },
      catalogue: {
        date: "2026-08",
        places: { sha256: "d".repeat(64) },
        carriers: { sha256: "e".repeat(64), schema: "5.100.0", bindings: "6.25.0" },
      },
      tools: { clover: "0.1.0", node: "v20.9.0", terraform: ["1.11.4"] },
      environment: {},
      ...change,
    },
  };
}

/** An envelope as JSON, to be spoiled. */
export interface Loose {
  payload: string;
  payloadType: string;
  signatures: { keyid?: string; sig: string }[];
}

/** Signs any bytes, or a statement as Clover writes it. */
export function envelope(content: Statement | string, ...signers: readonly Pair[]): Loose {
  const payload = Buffer.from(typeof content === "string" ? content : canonicalize(content as unknown as Json));
  return {
    payload: payload.toString("base64"),
    payloadType: PAYLOAD_TYPE,
    signatures: signers.map((pair) => signature(payload, pair)),
  };
}

export function signature(payload: Uint8Array, { secret, keyid }: Pair) {
  const message = preAuthEncode(PAYLOAD_TYPE, payload);
  const sig = sign(secret.asymmetricKeyType === "ec" ? "sha256" : null, message, secret);
  return { keyid, sig: sig.toString("base64") };
}

export const bytesOf = (value: unknown): Buffer =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
