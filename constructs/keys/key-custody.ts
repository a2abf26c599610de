/** In whose custody a key is: a choice that the types show, and what each asks of the key. */
import type { KmsKeyConfig } from "@cdktf/provider-aws/lib/kms-key";
import type { Construct } from "constructs";
import type { ExternalKeyStore } from "./external-key-store";
import type { HsmKeyStore } from "./hsm-key-store";
import { unknownCustody } from "./key-errors";
import { KeyStore } from "./key-store";

/**
 * - `provider`: in KMS. AWS operates the modules that hold it.
 * - `provider-hsm`: in HSMs of the enclave's own in an AWS data centre. Nobody else has them; AWS operates the building.
 * - `external`: in a key manager outside of AWS, which stands in the site's jurisdiction and can refuse. `keyId` is what its proxy
 *   calls the key: one for each KMS key.
 *
 * docs/keys.md says what each promises, and does not.
 */
export type KeyCustody =
  | { readonly kind: "provider" }
  | { readonly kind: "provider-hsm"; readonly store: HsmKeyStore }
  | { readonly kind: "external"; readonly store: ExternalKeyStore; readonly keyId: string };

/** What keeps data under a key of its own. */
export interface Kept {
  /** In whose custody its key is. Logs beside it stay under keys in KMS. @default provider */
  readonly custody?: KeyCustody | undefined;
}

/**
 * What a symmetric key in this custody is made with. KMS rotates no key in a store: a new external key, or a new KMS key, is the
 * way (https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html).
 *
 * @throws ConstructError for what is no custody, and for what the store refuses
 */
export function keepKey(
  key: Construct,
  custody: KeyCustody = { kind: "provider" },
): Pick<KmsKeyConfig, "enableKeyRotation" | "customKeyStoreId" | "xksKeyId"> {
  // What comes around the types says nothing, or names a store that would not be used: the key would be in AWS's custody.
  const { kind, store } = { store: undefined, ...custody };
  const isKnown = store === undefined ? kind === "provider" : store instanceof KeyStore && store.kind === kind;
  if (!isKnown) throw unknownCustody(key.node.path);
  if (custody.kind === "provider") return { enableKeyRotation: true };
  const customKeyStoreId = custody.store.idFor(key);
  if (custody.kind === "provider-hsm") return { enableKeyRotation: false, customKeyStoreId };
  return { enableKeyRotation: false, customKeyStoreId, xksKeyId: custody.store.claim(key, custody.keyId) };
}
