/** Whoever signs evidence: a key in a file, or one that AWS KMS keeps. */
import type { KeyObject } from "node:crypto";
import type { Charter } from "../../charter/schema";
import { openLocalKey } from "./local-key";

/** A key at work. */
export interface Signer {
  /** What people call it. */
  readonly name: string;
  readonly publicKey: KeyObject;
  /** Id of its public key. */
  readonly keyid: string;
  /** Signs the bytes: Ed25519, or ECDSA over their SHA-256 in DER. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

type Environment = Readonly<Record<string, string | undefined>>;

const KMS = "awskms:///";

/**
 * Opens a key by name: a file, or `awskms:///ARN`. Throws {@link InputError} for a key that cannot or must not be used.
 *
 * @param charter says where a KMS key may stand
 */
export async function openSigner(name: string, charter: Charter, env: Environment): Promise<Signer> {
  if (!name.startsWith("awskms:")) return openLocalKey(name, env["CLOVER_SIGNING_KEY_PASSPHRASE"]);
  const { openKmsKey } = await import("./kms-key");
  return openKmsKey(name.startsWith(KMS) ? name.slice(KMS.length) : name, charter, env);
}
