/** A charter's data, as far as each part of it has the right shape: what its keys say about each other can be asked of that. */
import { charterSchema, outpostSite, regionSite, type OutpostSite, type RegionSite } from "../schema";
import { siteSchemaOf } from "../shape-problems";

/** The parts of a charter whose own shape is right: a mistake in one site does not hide what is wrong between the others. */
export interface SoundParts {
  readonly jurisdictions: ReadonlySet<string> | undefined;
  readonly accounts: ReadonlySet<string> | undefined;
  readonly names: readonly string[];
  readonly regionSites: ReadonlyMap<string, RegionSite>;
  readonly outpostSites: ReadonlyMap<string, OutpostSite>;
}

/** The entries of an object; none for other values. */
export const entriesOf = (data: unknown): readonly (readonly [string, unknown])[] =>
  typeof data === "object" && data !== null && !Array.isArray(data) ? Object.entries(data) : [];

/** Takes them out. */
export function soundPartsOf(data: Record<string, unknown>): SoundParts {
  const { shape } = charterSchema;
  const jurisdictions = shape.jurisdictions.safeParse(data.jurisdictions).data;
  const accounts = shape.accounts.safeParse(data.accounts).data;
  const regionSites = new Map<string, RegionSite>();
  const outpostSites = new Map<string, OutpostSite>();
  for (const [name, site] of entriesOf(data.sites)) {
    const isOutpost = siteSchemaOf(site) === outpostSite;
    const asRegion = isOutpost ? undefined : regionSite.safeParse(site).data;
    const asOutpost = isOutpost ? outpostSite.safeParse(site).data : undefined;
    if (asRegion) regionSites.set(name, asRegion);
    if (asOutpost) outpostSites.set(name, asOutpost);
  }
  return {
    jurisdictions: jurisdictions && new Set(jurisdictions),
    accounts: accounts && new Set(Object.values(accounts)),
    names: entriesOf(data.sites).map(([name]) => name),
    regionSites,
    outpostSites,
  };
}
