/** What has to be declared before data comes in from outside, and until when. */
import type { Construct } from "constructs";
import { requireKnownHost } from "../foundation/hosts";
import { migrationOver, undeclaredSource } from "../foundation/perimeter-errors";
import { SiteStack } from "../foundation/site-stack";

/** For how long a way in is open. */
export interface Opening {
  /** Whether the way is open. Closed, nothing is left of it but what it reported. */
  readonly open: boolean;
  /** Last day on which it may be open, YYYY-MM-DD. */
  readonly closes: string;
}

/**
 * Accepts a source that the charter places, and abroad only where a transfer to there is declared: an open way is a flow over the
 * border whichever way its first byte goes. A closed one needs no transfer any more.
 *
 * @param host of the source, or of the router before it, as in the charter's `endpoints`
 * @throws ConstructError for a source that the charter does not place, one abroad that no transfer declares, and a way that is open
 * after its last day
 */
export function requireDeclaredSource(construct: Construct, host: string, { open, closes }: Opening): void {
  const { charter, site } = SiteStack.of(construct);
  const { path } = construct.node;
  const country = requireKnownHost(construct, charter, host);
  const isDeclared = (charter.transfers ?? []).some((each) => each.from === site.jurisdiction && each.to === country);
  if (open && !charter.jurisdictions.includes(country) && !isDeclared) {
    throw undeclaredSource(path, host, country, site.jurisdiction);
  }
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(closes) && !Number.isNaN(Date.parse(closes));
  const today = new Date().toISOString().slice(0, 10);
  if (!isDay || (open && today > closes)) throw migrationOver(path, closes, isDay);
}
