/** Where a site stands and whose partition it is: the charter's words turned into what resources need. */
import type { Charter, OutpostSite, RegionSite, Site } from "../../charter/schema";
import { anchorElsewhere, badAnchor, badSiteName, unapprovedJurisdiction, unknownSite } from "./errors";
import { noOnSite } from "./perimeter-errors";

/** A site of the charter with the region that its API calls go to. */
export interface ResolvedSite {
  readonly name: string;
  readonly site: Site;
  /** The site's own region, or the anchor's for an Outpost: there its control plane is. */
  readonly region: string;
  /** First part of every ARN after "arn:". */
  readonly partition: string;
  /** Leading part of VPC endpoint service names. */
  readonly reverseDns: string;
}

/**
 * Partitions by the prefix of their region codes (botocore's partitions.json; the European Sovereign Cloud is `aws-eusc`
 * with service names under `eu.amazonaws`). Without it every ARN in a policy of that cloud would match nothing.
 */
const PARTITIONS = [
  { prefix: "eusc-", partition: "aws-eusc", reverseDns: "eu.amazonaws" },
  { prefix: "", partition: "aws", reverseDns: "com.amazonaws" },
] as const;

/** Tells an Outpost from a region; the charter's schema has no third kind. */
export function isOutpost(site: Site): site is OutpostSite {
  return "outpost" in site;
}

/** Names of the charter's sites of one kind, for error messages and look-ups. */
export function sitesOf(charter: Charter, kind: "region" | "outpost"): string[] {
  return Object.keys(charter.sites).filter((name) => isOutpost(charter.sites[name]!) === (kind === "outpost"));
}

/**
 * Finds a site and proves what every resource in it will rely on: its country and that of its control plane are approved,
 * and an Outpost's parent region is its anchor's.
 *
 * @throws ConstructError naming `path` when the charter does not support it
 */
export function resolveSite(path: string, charter: Charter, name: string): ResolvedSite {
  const site = Object.hasOwn(charter.sites, name) ? charter.sites[name] : undefined;
  if (!site) throw unknownSite(path, name, Object.keys(charter.sites));
  if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(name)) throw badSiteName(path, name);
  requireApproved(path, charter, name, site);
  const region = isOutpost(site) ? anchorOf(path, charter, name, site).region : site.region;
  const { partition, reverseDns } = PARTITIONS.find(({ prefix }) => region.startsWith(prefix))!;
  return { name, site, region, partition, reverseDns };
}

/** The region site that holds an Outpost's control plane. */
export function anchorOf(path: string, charter: Charter, name: string, site: OutpostSite): RegionSite {
  const anchor = Object.hasOwn(charter.sites, site.anchor) ? charter.sites[site.anchor] : undefined;
  if (!anchor || isOutpost(anchor)) throw badAnchor(path, name, site.anchor, sitesOf(charter, "region"));
  requireApproved(path, charter, site.anchor, anchor);
  if (site.outpost.split(":")[3] !== anchor.region) {
    throw anchorElsewhere(path, site.outpost, site.anchor, anchor.region);
  }
  return anchor;
}

function requireApproved(path: string, charter: Charter, name: string, site: Site): void {
  if (!charter.jurisdictions.includes(site.jurisdiction)) {
    throw unapprovedJurisdiction(path, name, site.jurisdiction);
  }
}

/** Names of the Outposts whose control plane a site holds. */
export function anchoredTo(charter: Charter, name: string): string[] {
  return sitesOf(charter, "outpost").filter((other) => (charter.sites[other] as OutpostSite).anchor === name);
}

/**
 * Ranges that a region site serves: its own network, and what stands beside the racks that are anchored to it. The racks' own
 * subnets are part of the first.
 */
export function rangesAround(charter: Charter, name: string): string[] {
  const beside = anchoredTo(charter, name).map((other) => (charter.sites[other] as OutpostSite).onSite);
  return [charter.sites[name]!.network, ...beside.filter((range) => range !== undefined)];
}

/**
 * The range of the machines beside a rack.
 *
 * @throws ConstructError when the charter says nothing of it, or does not approve of where the rack stands
 */
export function requireOnSite(path: string, charter: Charter, name: string): string {
  const { site } = resolveSite(path, charter, name);
  const range = isOutpost(site) ? site.onSite : undefined;
  if (range === undefined) throw noOnSite(path, name);
  return range;
}
