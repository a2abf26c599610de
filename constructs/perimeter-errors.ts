/** What the constructs at the enclave's border say: links, gateways, firewalls and the way in. */
import { ConstructError } from "./errors";

/** Nobody says in which country a host stands. */
export function unplacedHost(path: string, host: string): ConstructError {
  return new ConstructError(
    path,
    `the charter does not say where ${JSON.stringify(host)} stands`,
    "List it with its country under endpoints in charter.yaml",
  );
}

/** A host stands in a country that the charter does not approve. */
export function hostAbroad(path: string, host: string, country: string): ConstructError {
  return new ConstructError(
    path,
    `${host} stands in ${country}, which the charter does not approve`,
    "Use a host in one of the charter's jurisdictions",
  );
}
