/** What the charter says about places, accounts and hosts: the questions that placement and policies ask of it. */
import { findPlace, type Place } from "./places";
import type { Charter, OutpostSite, Partner } from "./schema";

/** A charter, made ready to be asked. */
export interface Jurisdiction {
  readonly charter: Charter;
  /** Calendar day of the judgement, YYYY-MM-DD. */
  readonly today?: string | undefined;
  /** Whether the place and the region that it hangs on both stand in approved countries. Never for what is global or unknown. */
  approves(place: Place): boolean;
  /** The place that the whole text names: what {@link findPlace} knows, or an Outpost by its ARN. */
  locate(text: string): Place | undefined;
  /** The same for a bare Outpost id (`op-...`). One that no site declares has no country. */
  locateOutpostId(id: string): Place | undefined;
  /** The outpost site that declares exactly this ARN. */
  siteOfOutpost(arn: string): { readonly name: string; readonly site: OutpostSite } | undefined;
  /** Whether the account is one of the enclave's own. */
  accountApproved(id: string): boolean;
  /** The partner who has the account, and whether the entry still holds on the day of the judgement. */
  partnerOf(id: string): { readonly partner: Partner; readonly holds: boolean } | undefined;
  /** Where a host of `endpoints` stands, from its own entry or the closest `*.` entry above it. */
  hostPlace(host: string): Place | undefined;
}

const OUTPOST_ARN = /^arn:aws[a-z-]*:outposts:([a-z0-9-]*):\d*:outpost\/(op-[0-9a-f]+)$/;
const OUTPOST_ID = /^op-[0-9a-f]{8,17}$/;

/** The ARN says which region an Outpost hangs on; where the rack stands is known only from the charter. */
function outpostPlace(id: string, country: string | null, region: string | undefined): Place {
  return { id, country, kind: "outpost", cloud: "aws", ...(region ? { region } : {}) };
}

/** Exact host, then `*.` of each parent domain: the closest entry wins. */
function endpointCountry(endpoints: ReadonlyMap<string, string>, host: string): string | undefined {
  const exact = endpoints.get(host);
  if (exact) return exact;
  for (let dot = host.indexOf("."); dot >= 0; dot = host.indexOf(".", dot + 1)) {
    const country = endpoints.get(`*${host.slice(dot)}`);
    if (country) return country;
  }
  return undefined;
}

/**
 * Prepares a charter's answers once; every question after that is a look-up.
 *
 * @param today calendar day of the judgement, YYYY-MM-DD. Without one no partner's entry holds
 */
export function jurisdictionOf(charter: Charter, today?: string): Jurisdiction {
  const countries = new Set(charter.jurisdictions);
  const accounts = new Set(Object.values(charter.accounts));
  const partners = new Map((charter.partners ?? []).map((partner) => [partner.account, partner]));
  const endpoints = new Map(Object.entries(charter.endpoints ?? {}));
  const outposts = new Map<string, { name: string; site: OutpostSite }>();
  for (const [name, site] of Object.entries(charter.sites))
    if ("outpost" in site) outposts.set(site.outpost, { name, site });
  const arnsById = new Map([...outposts.keys()].map((arn) => [arn.slice(arn.lastIndexOf("/") + 1), arn]));

  const inside = (country: string | null | undefined): boolean => typeof country === "string" && countries.has(country);

  const locateArn = (arn: string, id = arn): Place | undefined => {
    const region = OUTPOST_ARN.exec(arn)?.[1];
    return region === undefined ? undefined : outpostPlace(id, outposts.get(arn)?.site.jurisdiction ?? null, region);
  };

  return {
    charter,
    today,
    approves: (place) => {
      if (place.kind === "global" || place.kind === "edge" || !inside(place.country)) return false;
      if (place.region === undefined) return place.kind === "host" || place.kind === "region";
      const parent = place.region === place.id ? place : findPlace(place.region, place.cloud);
      return parent?.kind === "region" && inside(parent.country);
    },
    locate: (text) => findPlace(text) ?? locateArn(text),
    locateOutpostId: (id) => {
      const arn = arnsById.get(id);
      if (arn) return locateArn(arn, id);
      return OUTPOST_ID.test(id) ? outpostPlace(id, null, undefined) : undefined;
    },
    siteOfOutpost: (arn) => outposts.get(arn),
    accountApproved: (id) => accounts.has(id),
    partnerOf: (id) => {
      const partner = partners.get(id);
      return partner && { partner, holds: today !== undefined && today <= partner.until };
    },
    hostPlace: (text) => {
      const host = text.toLowerCase().replace(/\.$/, "");
      const country = endpointCountry(endpoints, host);
      return country === undefined ? undefined : { id: host, country, kind: "host", cloud: "" };
    },
  };
}
