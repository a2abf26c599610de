/**
 * The catalogue of places: every cloud region and zone that we know, and the country it stands in. The data, its sources
 * and how to refresh it are in places.json. What is not in there is unknown, and unknown is never approved.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Anything that a resource can be put in, or that data can be sent to. */
export interface Place {
  /** Region code, zone name, zone id, zone group, Outpost ARN or id, "global", or a host name. */
  readonly id: string;
  /** ISO 3166-1 alpha-2, or null when nobody can say. */
  readonly country: string | null;
  readonly kind: "region" | "zone" | "local-zone" | "wavelength-zone" | "outpost" | "edge" | "global" | "host";
  /** The region that holds its control plane; the place itself for a region. */
  readonly region?: string;
  /** "aws", "azure", "gcp", ...; "" for a host that belongs to no cloud we know. */
  readonly cloud: string;
}

interface Row {
  readonly id: string;
  readonly country: string | null;
  readonly region?: string;
  readonly zoneIds?: string;
  readonly zoneId?: string;
  readonly groups?: readonly string[];
  readonly pair?: string;
}

type Table = Map<string, Place>;

/** Rows of one cloud, by family. */
type Families = Readonly<Partial<Record<keyof typeof KINDS, readonly Row[]>>>;

interface Catalogue {
  readonly date: string;
  readonly clouds: Readonly<Record<string, Families>>;
}

const bytes = readFileSync(join(__dirname, "places.json"));
const catalogue = JSON.parse(bytes.toString("utf8")) as Catalogue;

/** SHA-256 of places.json as it was read, lower-case hex: with the date it says which catalogue a verdict rests on. */
export const placesDigest = (): string => createHash("sha256").update(bytes).digest("hex");

/** Month in which the catalogue's sources were last read. A region that is younger is not in it, and so not approved. */
export const CATALOGUE_DATE = catalogue.date;

const KINDS = { regions: "region", "local-zones": "local-zone", "wavelength-zones": "wavelength-zone" } as const;

/** A zone group may span cities: it has a country only when all its zones share it. */
function addGroup(table: Table, group: string, zone: Place): void {
  const country = (table.get(group) ?? zone).country === zone.country ? zone.country : null;
  table.set(group, { ...zone, id: group, country });
}

function tabulate(cloud: string, rows: readonly Row[], kind: Place["kind"], table: Table): void {
  for (const row of rows) {
    const place: Place = { id: row.id, country: row.country, kind, region: row.region ?? row.id, cloud };
    table.set(row.id, place);
    if (row.zoneIds) table.set(`${row.zoneIds}-az`, place);
    if (row.zoneId) table.set(row.zoneId, { ...place, id: row.zoneId });
    for (const group of row.groups ?? []) addGroup(table, group, place);
  }
}

const tables = new Map<string, Table>();

function tableOf(cloud: string): Table | undefined {
  const known = tables.get(cloud);
  if (known || !Object.hasOwn(catalogue.clouds, cloud)) return known;
  const families = catalogue.clouds[cloud]!;
  const table: Table = new Map();
  for (const [family, kind] of Object.entries(KINDS))
    tabulate(cloud, families[family as keyof typeof KINDS] ?? [], kind, table);
  tables.set(cloud, table);
  return table;
}

/** Per cloud: what stands between a region and the rest of a zone's name. The groups are the region's key in the table. */
const ZONE_FORMS: Record<string, readonly RegExp[]> = {
  // eu-west-1a; euw1-az1; us-east-2-zg-1, the zone group of availability zones
  aws: [/^([a-z-]+-\d)[a-z]$/, /^([a-z]+\d-az)[1-9]\d?$/, /^([a-z-]+-\d)-zg-[1-9]\d?$/],
  gcp: [/^([a-z]+-[a-z]+\d+)-[a-z]$/],
  scaleway: [/^([a-z]{2}-[a-z]{3})-[1-9]$/],
  // nbg1-dc3: a data centre park's hall
  hetzner: [/^([a-z]{3}\d?)-dc\d{1,2}$/],
  // GRA11: the eleventh public cloud region of Gravelines
  ovh: [/^([A-Z]{3})\d{1,2}$/],
  // eu-frankfurt-1-ad-2
  oci: [/^([a-z]{2}(?:-[a-z]+)+-\d)-ad-[1-9]$/],
};

/** Zones within a region share its country: they are derived, so that a new zone of a known region is known. */
function findZone(id: string, cloud: string, table: Table): Place | undefined {
  for (const form of ZONE_FORMS[cloud] ?? []) {
    const region = table.get(form.exec(id)?.[1] ?? "");
    if (region?.kind === "region") return { ...region, id, kind: "zone" };
  }
  return undefined;
}

/** As the providers of these clouds do before they compare: `North Europe`, `EUROPE-WEST1`. AWS's takes no other spelling. */
const NORMALISERS: Record<string, (id: string) => string> = {
  azure: (id) => id.replaceAll(" ", "").toLowerCase(),
  gcp: (id) => id.toLowerCase(),
  // The letters before the colon are a tenancy's own: uocm:EU-FRANKFURT-1-AD-1
  oci: (id) => id.replace(/^[A-Za-z]{4}:/, "").toLowerCase(),
};

/**
 * The place that a region code, a zone name, a zone id or a zone group names. The whole text has to be the name: a name
 * that merely contains a region is a mention. Undefined when the catalogue does not know it.
 */
export function findPlace(id: string, cloud = "aws"): Place | undefined {
  const table = tableOf(cloud);
  if (!table) return undefined;
  const key = NORMALISERS[cloud]?.(id) ?? id;
  const place = table.get(key);
  // "euw1-az" is a key of ours, not a name of AWS's
  if (place) return key.endsWith("-az") ? undefined : place;
  return findZone(key, cloud, table);
}

/** The region that a region's geo-redundant copies go to; undefined where the catalogue knows of none. */
export function pairOf({ region, cloud }: Place): Place | undefined {
  const rows: readonly Row[] = cloud === "azure" ? (catalogue.clouds["azure"]?.regions ?? []) : [];
  const pair = rows.find(({ id }) => id === region)?.pair;
  return pair === undefined ? undefined : findPlace(pair, cloud);
}

/** Codes of all regions of a cloud, for suggestions and for checks that must meet every one. */
export const regionsOf = (cloud = "aws"): readonly string[] =>
  [...(tableOf(cloud)?.values() ?? [])]
    .filter((place, i, all) => place.kind === "region" && all.indexOf(place) === i)
    .map((place) => place.id);

/** A place in words, with its country: `us-east-1 (US)`. */
export const describePlace = (place: Place): string => `${place.id} (${place.country ?? "country unknown"})`;
