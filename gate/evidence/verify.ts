/** Verifies a statement: its signer, its subject and its verdict, and that they are still valid. */
import { InputError } from "../../core/user-error";
import { printable } from "../../core/printable";
import { canonicalize, type Json } from "./canonical";
import { openEnvelope, PAYLOAD_TYPE, preAuthEncode, type Envelope } from "./envelope";
import { holds, type TrustedKey } from "./keys";
import { readStatement } from "./read-statement";
import type { RecordedEnvironment, Statement } from "./statement";

/** A file that the statement must be about. */
export interface Digested {
  readonly name: string;
  readonly sha256: string;
}

/** Requirements that a statement is verified against. */
export interface Demands {
  /** Trusted keys. One of them must have signed. */
  readonly keys: readonly TrustedKey[];
  readonly plan?: Digested;
  readonly charter?: Digested;
  /** Settings that affect the apply but are not in the plan: they must be as they were when the plan was judged. */
  readonly conditions?: RecordedEnvironment;
  /** The time at which it must be valid. */
  readonly at: Date;
}

/** One check, with its result in a sentence. */
export interface Check {
  readonly check: "signature" | "verdict" | "plan" | "charter" | "conditions" | "time" | "waivers" | "transfers";
  readonly holds: boolean;
  readonly says: string;
}

/** The outcome. Without a valid signature nothing else was checked, and there is no statement. */
export interface Verification {
  readonly verified: boolean;
  readonly checks: readonly Check[];
  /** Ids of the keys whose signature is valid. */
  readonly keys: readonly string[];
  readonly statement?: Statement;
}

/**
 * Verifies the bytes of a statement's file. Throws {@link InputError} if it is not a statement, or one of a version that this Clover does not read.
 *
 * @param name the statement's name in messages
 */
export function verifyStatement(bytes: Uint8Array, name: string, demands: Demands): Verification {
  if (demands.keys.length === 0) {
    throw new InputError(
      "No key was given, so the signer of the statement cannot be verified.",
      "Name the signer's public key: --key FILE.pub, or CLOVER_EVIDENCE_KEY.",
    );
  }
  const envelope = openEnvelope(bytes, name);
  const { check, keys } = checkSignatures(envelope, demands.keys);
  if (!check.holds) return { verified: false, checks: [check], keys };
  const statement = readStatement(envelope.payload, name);
  const checks = [check, ...checksOf(statement, demands)];
  return { verified: checks.every(({ holds }) => holds), checks, keys, statement };
}

const good = (check: Check["check"], says: string): Check => ({ check, holds: true, says });
const bad = (check: Check["check"], says: string): Check => ({ check, holds: false, says });

const short = (keyid: string): string => printable(keyid).slice(0, 16) || "without a name";

/**
 * Checks the signatures. One valid signature of a trusted key is enough, and signatures of other keys are ignored. An invalid
 * signature with the id of a trusted key fails the check, because the statement was changed after it was signed.
 */
function checkSignatures({ payload, signatures }: Envelope, trusted: readonly TrustedKey[]) {
  const message = preAuthEncode(PAYLOAD_TYPE, payload);
  const tried = signatures.flatMap(({ keyid, sig }) =>
    trusted.map((key) => ({ key, named: key.keyid === keyid, holds: holds(key.key, message, sig) })),
  );
  const broken = tried.find(({ named, holds }) => named && !holds);
  if (broken) {
    const says = `The signature of the key ${short(broken.key.keyid)} is not valid: the statement or the signature was changed after it was signed.`;
    return { check: bad("signature", says), keys: [] };
  }
  const signers = trusted.filter((key) => tried.some((one) => one.key === key && one.holds));
  if (signers.length === 0) {
    const by = signatures.map(({ keyid }) => short(keyid)).join(", ");
    const wanted = trusted.map(({ keyid, name }) => `${short(keyid)} (${name})`).join(", ");
    return { check: bad("signature", `It is signed by the key ${by}, and not by ${wanted}.`), keys: [] };
  }
  const names = signers.map(({ keyid, name }) => `${short(keyid)} (${name})`).join(", ");
  return { check: good("signature", `Signed by the key ${names}.`), keys: signers.map(({ keyid }) => keyid) };
}

function checksOf(statement: Statement, { plan, charter, conditions, at }: Demands): readonly Check[] {
  return [
    checkVerdict(statement),
    ...(plan ? [checkPlan(statement, plan)] : []),
    ...(charter ? [checkCharter(statement, charter)] : []),
    ...(conditions ? [checkConditions(statement, conditions)] : []),
    checkTime(statement, at),
    checkWaivers(statement, at),
    checkTransfers(statement, at),
  ];
}

function checkVerdict({ predicate: { verdict, findings, inputs } }: Statement): Check {
  const rejecting = findings.filter(({ outcome }) => outcome === "violation" || outcome === "undetermined").length;
  const reasons = `${rejecting} reason${rejecting === 1 ? "" : "s"}`;
  if (verdict === "rejected") return bad("verdict", `The verdict is rejected, for ${reasons}.`);
  if (rejecting > 0) {
    return bad("verdict", `It contradicts itself: the verdict is compliant, and it names ${reasons} to reject.`);
  }
  const resources = inputs.reduce((sum, input) => sum + input.resources, 0);
  return good("verdict", `The verdict is compliant, on ${resources} resource${resources === 1 ? "" : "s"}.`);
}

function checkPlan({ subject }: Statement, { name, sha256 }: Digested): Check {
  if (subject.some(({ digest }) => digest.sha256 === sha256)) {
    return good("plan", `It is about exactly the bytes of ${printable(name)}.`);
  }
  const names = subject
    .slice(0, 5)
    .map((one) => `${printable(one.name)} (sha256 ${one.digest.sha256.slice(0, 16)})`)
    .join(", ");
  return bad("plan", `It is about ${names}, and not about ${printable(name)} (sha256 ${sha256.slice(0, 16)}).`);
}

function checkCharter({ predicate }: Statement, { name, sha256 }: Digested): Check {
  if (predicate.charter.sha256 === sha256) return good("charter", `It was judged against ${printable(name)}.`);
  return bad(
    "charter",
    `It was judged against another charter (sha256 ${predicate.charter.sha256.slice(0, 16)}) than ${printable(name)} (sha256 ${sha256.slice(0, 16)}).`,
  );
}

function checkConditions({ predicate: { environment } }: Statement, conditions: RecordedEnvironment): Check {
  const changed = differences(environment, conditions);
  if (changed.length === 0)
    return good("conditions", "The settings that are not in the plan have not changed since it was judged.");
  return bad("conditions", `It was judged under other settings: ${changed.join("; ")}.`);
}

/** Descriptions of the differences between two recorded environments. */
export function differences(before: RecordedEnvironment, after: RecordedEnvironment): readonly string[] {
  const say = (value: Json | undefined): string =>
    value === undefined ? "not set" : printable(typeof value === "string" ? value : canonicalize(value));
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .toSorted()
    .filter((name) => say(before[name]) !== say(after[name]))
    .map((name) => `${printable(name)} was ${say(before[name])} and is ${say(after[name])}`);
}

/** Maximum difference between the clocks of two machines, in milliseconds. */
const SKEW = 5 * 60_000;

function checkTime({ predicate: { judgedAt } }: Statement, at: Date): Check {
  if (Date.parse(judgedAt) <= at.getTime() + SKEW) return good("time", `It was judged at ${judgedAt}.`);
  return bad("time", `It was judged at ${judgedAt}, which is after ${at.toISOString()}: one of the clocks is wrong.`);
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

function checkWaivers({ predicate: { waivers } }: Statement, at: Date): Check {
  const expired = waivers.filter(({ expires }) => dayOf(at) > expires);
  if (expired.length > 0) {
    const list = expired.map(({ policy, address, expires }) => `for ${policy} at ${address} on ${expires}`).join("; ");
    return bad("waivers", `By ${dayOf(at)} a waiver that it depends on has expired: ${printable(list)}.`);
  }
  return good("waivers", countUses(waivers, "waiver", at));
}

function checkTransfers({ predicate: { transfers } }: Statement, at: Date): Check {
  const expired = transfers.filter(({ expires }) => dayOf(at) > expires);
  if (expired.length > 0) {
    const list = [...new Set(expired.map(({ id, expires }) => `${id} on ${expires}`))].join("; ");
    return bad("transfers", `By ${dayOf(at)} a declared transfer that it depends on has expired: ${printable(list)}.`);
  }
  return good("transfers", countUses(transfers, "declared transfer", at));
}

const countUses = (used: readonly unknown[], what: string, at: Date): string =>
  used.length === 0
    ? `It does not depend on a ${what}.`
    : `It depends on ${used.length} use${used.length === 1 ? "" : "s"} of a ${what}, none of which has expired by ${dayOf(at)}.`;
