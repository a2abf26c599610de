/** A signer of evidence: a key in a file, or a key in AWS KMS. */
import type { KeyObject } from "node:crypto";

/** A key that signs. */
export interface Signer {
  /** Name of the key in messages. */
  readonly name: string;
  readonly publicKey: KeyObject;
  /** Id of its public key. */
  readonly keyid: string;
  /** Signs the bytes: Ed25519, or ECDSA over their SHA-256 in DER. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}
