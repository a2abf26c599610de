/** Hosts outside of AWS, as far as the charter says in which country they stand. */
import type { Construct } from "constructs";
import { jurisdictionOf } from "../../charter/jurisdiction";
import type { Charter } from "../../charter/schema";
import { hostAbroad, unplacedHost } from "./perimeter-errors";

/** Hosts of the charter, wildcards as they are written there. */
export interface CharteredHosts {
  /** Those in one of its jurisdictions. */
  readonly approved: readonly string[];
  /** Those abroad below a wildcard that is approved: whoever lets the wildcard through has to stop them. */
  readonly excepted: readonly string[];
}

/** Reads them from `endpoints`. */
export function charteredHosts(charter: Charter): CharteredHosts {
  const entries = Object.entries(charter.endpoints ?? {});
  const isApproved = (country: string) => charter.jurisdictions.includes(country);
  const approved = entries.filter(([, country]) => isApproved(country)).map(([host]) => host);
  const wildcards = approved.filter((host) => host.startsWith("*")).map((host) => host.slice(1));
  const excepted = entries
    .filter(([host, country]) => !isApproved(country) && wildcards.some((domain) => host.endsWith(domain)))
    .map(([host]) => host);
  return { approved, excepted };
}

/** An address is no name that could be looked up. */
export const isAddress = (host: string): boolean => /^[\d.]+$/.test(host);

/**
 * The country of a host.
 *
 * @throws ConstructError when the charter does not place it
 */
export function requireKnownHost(construct: Construct, charter: Charter, host: string): string {
  const country = jurisdictionOf(charter).hostPlace(host)?.country;
  if (!country) throw unplacedHost(construct.node.path, host);
  return country;
}

/** @throws ConstructError when the charter does not place the host in one of its jurisdictions */
export function requireApprovedHost(construct: Construct, charter: Charter, host: string): string {
  const country = requireKnownHost(construct, charter, host);
  if (!charter.jurisdictions.includes(country)) throw hostAbroad(construct.node.path, host, country);
  return host;
}
