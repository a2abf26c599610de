/** What the constructs at the enclave's border say: links, gateways, firewalls and the way in. */
import { ConstructError } from "./errors";

const list = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ") || "none";

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

/** A leased line ends where the charter does not approve, or where nobody knows. */
export function lineAbroad(path: string, location: string, country: string | undefined): ConstructError {
  return new ConstructError(
    path,
    country
      ? `the Direct Connect location ${location} stands in ${country}, which the charter does not approve`
      : `nobody says in which country the Direct Connect location ${JSON.stringify(location)} stands`,
    "Give the code of a location in one of the charter's jurisdictions, for example EIRCL in Dublin",
  );
}

/** A link leads to a site that does not belong to this one. */
export function notAnchoredHere(path: string, to: string, site: string, known: readonly string[]): ConstructError {
  return new ConstructError(
    path,
    `"${to}" is no Outpost that is anchored to site "${site}"`,
    `Use one of ${list(known)}, or declare it under sites in charter.yaml`,
  );
}

/** Nobody says which addresses stand beside a rack. */
export function noOnSite(path: string, site: string): ConstructError {
  return new ConstructError(
    path,
    `the charter does not say which addresses stand beside the rack of site "${site}"`,
    "Give their range as onSite of the site in charter.yaml, for example 10.30.0.0/24",
  );
}

/** The charter has no such group of people. */
export function unknownGroup(path: string, group: string, known: readonly string[]): ConstructError {
  return new ConstructError(
    path,
    `the charter names no group of people "${group}"`,
    `Use one of ${list(known)}, or add "${group}" under people.groups in charter.yaml`,
  );
}

/** A group works from a country that the charter does not approve: to let it in would be a transfer. */
export function groupAbroad(path: string, group: string, country: string): ConstructError {
  return new ConstructError(
    path,
    `the group "${group}" works from ${country}, which the charter does not approve: what its members read would be transferred there`,
    "Give the role to a group in one of the charter's jurisdictions, and pseudonymised data by a TransmissionGateway to the others",
  );
}

/** Whoever approves their own request needs nobody. */
export function ownApproval(path: string, group: string): ConstructError {
  return new ConstructError(
    path,
    `the group "${group}" would approve its own requests`,
    "Name another group under approvedBy",
  );
}

/** A permission that would let its holder widen it. */
export function tooMuchPower(path: string, action: string): ConstructError {
  return new ConstructError(
    path,
    `the action ${JSON.stringify(action)} would let people reach everything, or change who may`,
    "Name the actions of one service each, none of iam, sts or organizations",
  );
}

/** A network lacks an endpoint without which the construct does not work. */
export function missingEndpoints(path: string, missing: readonly string[]): ConstructError {
  return new ConstructError(
    path,
    `the network has no interface endpoint for ${missing.join(", ")}`,
    `Add ${list(missing)} to interfaceEndpoints of the SovereignNetwork`,
  );
}

/** The charter declares no such transfer. */
export function unknownTransfer(path: string, id: string, known: readonly string[]): ConstructError {
  return new ConstructError(
    path,
    `the charter declares no transfer "${id}"`,
    `Use one of ${list(known)}, or declare "${id}" under transfers in charter.yaml`,
  );
}

/** The charter declares the transfer for something else. */
export function otherTransfer(path: string, id: string, differences: readonly string[]): ConstructError {
  return new ConstructError(
    path,
    `the charter declares the transfer "${id}" for ${differences.join(" and ")}`,
    "Have the transfer declared for what is built, or build what is declared",
  );
}

/** Data would leave as it is. */
export function notPseudonymised(path: string, dataClass: string, id: string): ConstructError {
  return new ConstructError(
    path,
    `${dataClass} data would leave as it is`,
    `Give the role of the pseudonymiser that puts it in, and declare the safeguard of the transfer "${id}" as pseudonymised`,
  );
}

/** Data would come from abroad, and nobody has declared it. */
export function undeclaredSource(path: string, host: string, country: string, home: string): ConstructError {
  return new ConstructError(
    path,
    `${host} stands in ${country}, and no transfer of the charter is declared between there and ${home}`,
    `Declare one from ${home} to ${country} under transfers in charter.yaml, for the resources of this construct`,
  );
}

/** What comes from outside has an address outside. */
export function badSourceAddress(path: string, address: string, network: string): ConstructError {
  return new ConstructError(
    path,
    `${JSON.stringify(address)} is no IPv4 address outside of the network ${network}`,
    "Give the address that the database has behind its router, for example 10.60.0.5",
  );
}

/** A migration is over, or nobody says when it will be. */
export function migrationOver(path: string, closes: string, isDay: boolean): ConstructError {
  return isDay
    ? new ConstructError(path, `the migration closed on ${closes}`, "Write open: false, or have a later day approved")
    : new ConstructError(path, `${JSON.stringify(closes)} is no day`, "Give closes as YYYY-MM-DD");
}

/** No room for the subnets of what joins a network with the world. */
export function badFreeRange(path: string, range: string, network: string, subnets: number): ConstructError {
  return new ConstructError(
    path,
    `${JSON.stringify(range)} is no free part of the network ${network} with room for ${subnets} subnets of /28`,
    "Give a range inside the site's network, apart from its data centres and racks, for example 10.20.240.0/24",
  );
}
