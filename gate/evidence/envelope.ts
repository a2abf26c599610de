/**
 * DSSE, the envelope around a statement (https://github.com/secure-systems-lab/dsse): the signed payload and its signatures. The
 * payload is read only after a signature was verified.
 */
import { InputError } from "../../core/user-error";
import { isObject, listAt, own, textAt } from "../../core/json";
import { parseJson, refuseDoubleKeys } from "../../core/json-text";
import { printable } from "../../core/printable";
import { decodeBase64 } from "./base64";
import { canonicalize, type Json } from "./canonical";
import { holds } from "./keys";
import type { Signer } from "./signer";
import type { Statement } from "./statement";

export const PAYLOAD_TYPE = "application/vnd.in-toto+json";

/** One signature; `keyid` is a hint of the writer and may be empty. */
export interface Signature {
  readonly keyid: string;
  readonly sig: Uint8Array;
}

/** An envelope, decoded. */
export interface Envelope {
  readonly payload: Buffer;
  readonly signatures: readonly Signature[];
}

/** The bytes that are signed: type and body with their lengths, so that they cannot be confused. */
export function preAuthEncode(type: string, body: Uint8Array): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${body.length} `;
  return Buffer.concat([Buffer.from(head), body]);
}

/** Signs a statement. With an Ed25519 key, the same statement always gives the same text. */
export async function seal(statement: Statement, signer: Signer): Promise<string> {
  const payload = Buffer.from(canonicalize(statement as unknown as Json));
  const message = preAuthEncode(PAYLOAD_TYPE, payload);
  const sig = await signer.sign(message);
  if (!holds(signer.publicKey, message, sig)) {
    throw new InputError(
      `The signature by ${signer.name} is not valid for its own public key.`,
      "Nothing was written. Check that a proxy, an endpoint or a replaced file did not answer in place of that key.",
    );
  }
  const envelope = {
    payload: payload.toString("base64"),
    payloadType: PAYLOAD_TYPE,
    signatures: [{ keyid: signer.keyid, sig: Buffer.from(sig).toString("base64") }],
  };
  return `${canonicalize(envelope)}\n`;
}

/** Maximum number of signatures, far more than a statement needs. */
const MOST = 16;

const REMEDY = "Give a DSSE envelope around an in-toto statement, as `clover check --evidence FILE` writes it.";

/**
 * Decodes an envelope.
 *
 * @param name the envelope's name in messages
 * @throws InputError if the bytes are not a valid envelope
 */
export function openEnvelope(bytes: Uint8Array, name: string): Envelope {
  const refuse = (what: string): never => {
    throw new InputError(`${printable(name)} ${what}.`, REMEDY);
  };
  if (bytes.length === 0) return refuse("is empty");
  const envelope = parseSoundJson(bytes, name, REMEDY);
  if (!isObject(envelope)) return refuse("is not an envelope: it does not hold a JSON object");
  const type = textAt(envelope, "payloadType");
  const payload = textAt(envelope, "payload");
  const signatures = listAt(envelope, "signatures");
  if (type === undefined || payload === undefined)
    return refuse("is not an envelope: payload or payloadType is missing");
  if (type !== PAYLOAD_TYPE) return refuse(`carries ${printable(type).slice(0, 100)}, not ${PAYLOAD_TYPE}`);
  if (signatures.length === 0) return refuse("is not signed: it does not hold a signature");
  if (signatures.length > MOST) return refuse(`holds more than ${MOST} signatures`);
  return {
    payload: decodeBase64(payload) ?? refuse("has a payload that is not base64"),
    signatures: signatures.map((signature) => {
      const sig = textAt(signature, "sig");
      const keyid = own(signature, "keyid") ?? "";
      if (sig === undefined || typeof keyid !== "string")
        return refuse("has a signature without sig, or with an invalid keyid");
      return { keyid, sig: decodeBase64(sig) ?? refuse("has a signature that is not base64") };
    }),
  };
}

/** Parses UTF-8 JSON that all readers read in the same way: without duplicate keys and with limited nesting. */
export function parseSoundJson(bytes: Uint8Array, name: string, remedy: string): unknown {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${printable(name)} is not UTF-8 text.`, remedy);
  }
  const value = parseJson(text, name, remedy);
  refuseDoubleKeys(
    text,
    name,
    "A duplicate key can be read in two ways: do not trust this file, and make a new statement.",
  );
  return value;
}
