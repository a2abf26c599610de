/** Where keys lie that KMS uses and does not hold itself: what HsmKeyStore and ExternalKeyStore have in common. */
import { Construct } from "constructs";
import { notConnected, storeElsewhere, unsealedState } from "./key-errors";
import { SiteStack } from "../foundation/site-stack";

/** What every key store is made from. */
export interface KeyStoreProps {
  /**
   * Whether KMS is connected to it. The provider cannot do that, so it takes two applies: the store with `false`; then
   * `aws kms connect-custom-key-store --custom-key-store-id <id>`; then `true`, and the keys.
   */
  readonly connected: boolean;
}

/**
 * A custom key store of KMS. Its credential is marked as sensitive by no version of the provider, and there is no write-only
 * argument for it: it comes from a sensitive variable, and the state that it ends in has to be encrypted under a key of the site.
 *
 * @throws ConstructError where the state is not
 */
export abstract class KeyStore<Kind extends "provider-hsm" | "external"> extends Construct {
  readonly #connected: boolean;

  constructor(
    scope: Construct,
    id: string,
    /** Whose custody a key in it is in. */
    readonly kind: Kind,
    { connected }: KeyStoreProps,
  ) {
    super(scope, id);
    this.#connected = connected;
    requireSealedState(this);
  }

  /** Id of the store in KMS, after apply; undefined while there is only what it will be made from. */
  abstract readonly storeId: string | undefined;

  /**
   * The store's id, for a key that is made in it.
   *
   * @throws ConstructError when the key is made in another stack, or the store is not connected
   */
  idFor(key: Construct): string {
    const stack = SiteStack.of(key);
    if (SiteStack.of(this) !== stack) throw storeElsewhere(key.node.path, this.node.path, stack.node.path);
    if (!this.#connected || this.storeId === undefined) throw notConnected(key.node.path, this.node.path);
    return this.storeId;
  }
}

/** `alias/aws/...` is AWS's, and `mrk-...` a key whose material is in other regions too. */
const OWN_KEY = /^(?:alias\/(?!aws\/)[\w/-]+|(?:key\/)?[0-9a-f-]{36})$/;

function requireSealedState(construct: Construct): void {
  const stack = SiteStack.of(construct);
  const { path } = construct.node;
  if (!stack.state) throw unsealedState(path, "it is kept in a file");
  const { kmsKey } = stack.state;
  if (kmsKey === undefined) throw unsealedState(path, "no key of the site encrypts it");
  // Without an ARN it is looked up in the account and region of the state.
  const whose = ["", ...stack.enclaveAccounts.map((account) => stack.arn("kms", "", account))];
  const isOwn = whose.some((prefix) => kmsKey.startsWith(prefix) && OWN_KEY.test(kmsKey.slice(prefix.length)));
  if (!isOwn)
    throw unsealedState(path, `${JSON.stringify(kmsKey)} is no key of the enclave's in ${stack.region} alone`);
}
