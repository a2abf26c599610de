/** What keys and key stores say about custody that they cannot give. */
import { ConstructError } from "../foundation/errors";

/** Nobody's custody is no custody. */
export function unknownCustody(path: string): ConstructError {
  return new ConstructError(
    path,
    "custody names neither AWS nor a key store",
    'Give { kind: "provider" }, { kind: "provider-hsm", store: an HsmKeyStore } or { kind: "external", store: an ExternalKeyStore, keyId }',
  );
}

/** AWS makes no key in a store that it is not connected to. */
export function notConnected(path: string, store: string): ConstructError {
  return new ConstructError(
    path,
    `the key store ${store} is not connected, and AWS makes no key in such a store`,
    "Apply without the key, connect the store with `aws kms connect-custom-key-store`, and then write connected: true",
  );
}

/** Two plans would each show half of it. */
export function storeElsewhere(path: string, store: string, stack: string): ConstructError {
  return new ConstructError(
    path,
    `the key store ${store} belongs to another stack than "${stack}", so no plan would show who keeps the key`,
    "Make key and store in one stack",
  );
}

/** A KMS key takes an external key for itself alone. */
export function externalKeyTaken(path: string, keyId: string, by: string): ConstructError {
  return new ConstructError(
    path,
    `the external key ${JSON.stringify(keyId)} is already that of ${by}`,
    "Make another one in the key manager: KMS takes an external key for one KMS key only",
  );
}

/** A secret would lie where others than the site can read it. */
export function unsealedState(path: string, problem: string): ConstructError {
  return new ConstructError(
    path,
    `the state of this stack holds the key store's secret in the clear, and ${problem}`,
    "Keep the state in the site's bucket under a key of the site: state.bucket and state.kmsKey in charter.yaml, no localState (CLOVER_LOCAL_STATE)",
  );
}

/** Approved is not enough for who keeps the keys: the site's own law has to be the one that binds the keeper. */
export function proxyElsewhere(path: string, host: string, country: string, site: string, home: string) {
  return new ConstructError(
    path,
    `the key manager's proxy ${host} stands in ${country}, and site "${site}" in ${home}`,
    `Use a key manager in ${home}, and list its proxy under endpoints in charter.yaml`,
  );
}

/** A cluster of one module, or in one building, cannot hold keys for KMS. */
export function badModules(path: string, problem: string, known: readonly string[]): ConstructError {
  return new ConstructError(
    path,
    `${problem}, and a key store takes HSMs in two zones or more`,
    `Name data centres of the site in different zones, out of ${known.map((name) => `"${name}"`).join(", ")}`,
  );
}

/** Some regions have CloudHSM, or KMS, and no key store that joins them. */
export function noHsmStores(path: string, region: string): ConstructError {
  return new ConstructError(
    path,
    `AWS has no CloudHSM key stores in ${region}`,
    "Keep the keys in an ExternalKeyStore, or build in another site",
  );
}

/** What was given instead is not repeated: the file beside the certificate is the key that signed it. */
export function noCertificate(path: string): ConstructError {
  return new ConstructError(
    path,
    "trustAnchor is not one certificate in PEM of at most 5000 characters",
    "Give the text of customerCA.crt, which the cluster was initialised with",
  );
}

/** A store is connected to a cluster that somebody initialised, never before. */
export function notInitialised(path: string): ConstructError {
  return new ConstructError(
    path,
    "it cannot be connected before its cluster is initialised",
    "Initialise the cluster as docs/keys.md says, and give the certificate that signed it as trustAnchor",
  );
}
