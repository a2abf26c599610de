/** Opens a signing key by its name. */
import type { Charter } from "../../charter/schema";
import { openLocalKey } from "./local-key";
import type { Signer } from "./signer";

type Environment = Readonly<Record<string, string | undefined>>;

const KMS = "awskms:///";

/**
 * Opens a key by name: a file, or `awskms:///ARN`.
 *
 * @param charter gives the places and accounts in which a KMS key may be
 * @throws InputError if the key cannot or must not be used
 */
export async function openSigner(name: string, charter: Charter, env: Environment): Promise<Signer> {
  if (!name.startsWith("awskms:")) return openLocalKey(name, env["CLOVER_SIGNING_KEY_PASSPHRASE"]);
  const { openKmsKey } = await import("./kms-key");
  return openKmsKey(name.startsWith(KMS) ? name.slice(KMS.length) : name, charter, env);
}
