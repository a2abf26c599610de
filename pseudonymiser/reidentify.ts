/**
 * Re-identification: the identifier behind a pseudonym is returned only for an approval that another person has
 * signed, once, and never without a line in the log.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import { metricLine } from "./counts";

const text = z.string().min(1).max(200);

const approval = z.strictObject({
  version: z.literal(1),
  domain: text,
  epoch: text,
  kind: text,
  pseudonyms: z
    .array(z.string().regex(/^[\w-]{22}$/))
    .min(1)
    .max(100),
  purpose: text,
  ticket: text,
  approver: text,
  notAfter: z.iso.datetime({ offset: false }),
});

/** The document that the approver signs: the pseudonyms, the purpose and the end. */
export type Approval = z.infer<typeof approval>;

/** A request: the approval's JSON text, exactly as it was signed, and the signature (DER, ECDSA over SHA-256) in base64. */
export interface ReidentifyEvent {
  readonly approval: string;
  readonly signature: string;
}

/** The services that re-identification uses. */
export interface Vault {
  readonly domain: string;
  /** Tells whether the approvers' key made this signature over this SHA-256 digest. */
  verify(digest: Uint8Array, signature: Uint8Array): Promise<boolean>;
  /** Marks an approval as used. False if it was already. */
  take(digest: string): Promise<boolean>;
  /** The identifier behind a pseudonym; undefined if none is recorded. */
  recall(epoch: string, kind: string, pseudonym: string): Promise<string | undefined>;
  log(line: string): void;
  now(): Date;
}

/** The longest that an approval may be good for, in milliseconds: a day. */
const LONGEST = 86_400_000;

/**
 * Handles one request.
 *
 * @returns the identifier of each pseudonym, null if none is recorded
 * @throws if the approval is not valid, not signed by the approvers, too old, valid for too long, for another domain, or used already
 */
export function createReidentifier(vault: Vault): (event: unknown) => Promise<Record<string, string | null>> {
  return async (event) => {
    const { statement, signed, digest } = readEvent(event);
    const refuse = (reason: string): never => {
      vault.log(JSON.stringify({ level: "error", reidentification: "refused", reason }));
      vault.log(metricLine(vault.domain, { refused: 1 }, vault.now()));
      throw new Error(`Re-identification is refused: ${reason}.`);
    };
    if (!(await vault.verify(Buffer.from(digest, "hex"), signed))) refuse("the approvers did not sign this approval");
    const { domain, epoch, kind, pseudonyms, ticket, approver, purpose, notAfter } = statement;
    const left = Date.parse(notAfter) - vault.now().getTime();
    if (domain !== vault.domain) refuse("the approval is for another domain");
    if (left <= 0) refuse("the approval has expired");
    if (left > LONGEST) refuse("the approval is good for more than a day");
    if (!(await vault.take(digest))) refuse("the approval was used before");
    // Before the answer: what is not in the log was not told.
    vault.log(
      JSON.stringify({ level: "info", reidentification: "granted", digest, ticket, approver, purpose, pseudonyms }),
    );
    vault.log(metricLine(vault.domain, { reidentified: pseudonyms.length }, vault.now()));
    const answers = await Promise.all(
      pseudonyms.map(async (pseudonym) => [pseudonym, (await vault.recall(epoch, kind, pseudonym)) ?? null] as const),
    );
    return Object.fromEntries(answers);
  };
}

function readEvent(event: unknown): { statement: Approval; signed: Buffer; digest: string } {
  const { approval: json, signature } = (event ?? {}) as Partial<Record<keyof ReidentifyEvent, unknown>>;
  if (typeof json !== "string" || typeof signature !== "string" || json.length > 20_000) {
    throw new Error('The request is none. Send { "approval": "<the signed JSON text>", "signature": "<base64>" }.');
  }
  const parsed = approval.safeParse(parse(json));
  if (!parsed.success) {
    const [{ path, message } = { path: [], message: "" }] = parsed.error.issues;
    throw new Error(`The approval is none: ${path.join(" > ") || "its text"}: ${message}.`);
  }
  const digest = createHash("sha256").update(json, "utf8").digest("hex");
  return { statement: parsed.data, signed: Buffer.from(signature, "base64"), digest };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
