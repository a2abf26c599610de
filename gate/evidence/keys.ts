/** Public keys of trusted signers. */
import { createHash, createPublicKey, verify, type KeyObject } from "node:crypto";
import { readAtMost } from "../../core/bounded-read";
import { InputError } from "../../core/user-error";
import { printable } from "../../core/printable";

/** A public key that the user trusts. */
export interface TrustedKey {
  /** SHA-256 of the key's SubjectPublicKeyInfo in DER, lower-case hex. */
  readonly keyid: string;
  /** File name as the user gave it. */
  readonly name: string;
  readonly key: KeyObject;
}

const LARGEST_KEY_FILE = 64 * 1024;

/** The id of a public key. */
export const keyIdOf = (key: KeyObject): string =>
  createHash("sha256")
    .update(key.export({ type: "spki", format: "der" }))
    .digest("hex");

/** Signature algorithm of a key; undefined for a kind of key that Clover does not accept. */
export function algorithmOf(key: KeyObject): "Ed25519" | "ECDSA P-256" | undefined {
  if (key.asymmetricKeyType === "ed25519") return "Ed25519";
  return key.asymmetricKeyType === "ec" && key.asymmetricKeyDetails?.namedCurve === "prime256v1"
    ? "ECDSA P-256"
    : undefined;
}

/** Verifies a signature over exactly these bytes. ECDSA signatures are in DER, over SHA-256. */
export function holds(key: KeyObject, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verify(algorithmOf(key) === "ECDSA P-256" ? "sha256" : null, message, key, signature);
  } catch {
    return false;
  }
}

const REMEDY = "Give a public key in PEM: the FILE.pub of `clover keygen FILE`, or what `clover public-key` prints.";

/** Reads a public key in PEM. @throws InputError for any other content, in particular a private key */
export function readPublicKey(file: string): TrustedKey {
  const name = printable(file);
  const refuse = (what: string): never => {
    throw new InputError(`${name} ${what}.`, REMEDY);
  };
  const pem = readText(file, name);
  const labels = [...pem.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----/g)].map(([, label]) => label!);
  if (labels.some((label) => label.includes("PRIVATE"))) return refuse("holds a private key, not a public one");
  if (labels.length !== 1 || labels[0] !== "PUBLIC KEY") return refuse("is not one public key in PEM");
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    return refuse("is not a public key that can be read");
  }
  if (!algorithmOf(key)) return refuse(`is a key of the type ${key.asymmetricKeyType}, not Ed25519 or ECDSA P-256`);
  return { keyid: keyIdOf(key), name, key };
}

function readText(file: string, name: string): string {
  try {
    return readAtMost(file, LARGEST_KEY_FILE).toString("latin1");
  } catch (error) {
    throw new InputError(`The key ${name} cannot be read (${(error as NodeJS.ErrnoException).code}).`, REMEDY);
  }
}
