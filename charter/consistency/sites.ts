/** Checks of the sites of a charter against each other, its jurisdictions and accounts, and the catalogue of places. */
import { containsCidr, overlapsCidr, parseCidr, type Cidr } from "../cidr";
import { findClosest } from "../../core/closest";
import { findPlace, regionsOf } from "../places";
import type { OutpostSite, RegionSite } from "../schema";
import type { DataProblem } from "../shape-problems";
import type { SoundParts } from "./sound-parts";

type Path = readonly (string | number)[];

const rangeOf = (text: string): Cidr | undefined => {
  const range = parseCidr(text);
  return typeof range === "string" ? undefined : range;
};

/** AWS takes networks and subnets from /16 to /28. */
function* checkSize(text: string, path: Path): Generator<DataProblem> {
  const bits = rangeOf(text)?.bits ?? 16;
  if (bits < 16 || bits > 28)
    yield { path, message: `AWS takes networks from /16 to /28: write another prefix than /${bits}` };
}

function* checkZone(zone: string, region: string, path: Path): Generator<DataProblem> {
  const place = findPlace(zone);
  if (!place) yield { path, message: `no region that we know has a zone ${zone}` };
  else if (place.region !== region)
    yield { path, message: `${zone} is a zone of ${place.region}: write one of ${region}` };
}

/** Checks that a country is one that the charter approves. */
export function* checkJurisdiction(
  jurisdiction: string,
  parts: SoundParts,
  path: Path,
  remedy = "move the site",
): Generator<DataProblem> {
  if (parts.jurisdictions?.has(jurisdiction) === false)
    yield { path, message: `${jurisdiction} is not in jurisdictions: approve it there or ${remedy}` };
}

function* checkRegion(site: RegionSite, path: Path): Generator<DataProblem> {
  const place = findPlace(site.region);
  if (!place) {
    const closest = findClosest(site.region, regionsOf());
    yield { path: [...path, "region"], message: `no such AWS region${closest ? `: did you mean ${closest}?` : ""}` };
  } else if (place.country === null) {
    yield { path: [...path, "region"], message: `the country of ${site.region} is not known: choose another region` };
  } else if (place.country !== site.jurisdiction) {
    const message = `${site.region} is in ${place.country}, not in ${site.jurisdiction}`;
    yield { path: [...path, "jurisdiction"], message };
  }
}

function* checkDataCentres(site: RegionSite, path: Path): Generator<DataProblem> {
  const network = rangeOf(site.network);
  const others: [string, Cidr][] = [];
  for (const [name, { zone, cidr }] of Object.entries(site.dataCentres)) {
    const at = [...path, "dataCentres", name, "cidr"];
    if (findPlace(site.region)) yield* checkZone(zone, site.region, [...path, "dataCentres", name, "zone"]);
    yield* checkSize(cidr, at);
    const range = rangeOf(cidr);
    if (!range) continue;
    if (network && !containsCidr(network, range))
      yield { path: at, message: `${cidr} is outside the site's network ${site.network}` };
    const clash = others.find(([, taken]) => overlapsCidr(range, taken));
    if (clash) yield { path: at, message: `${cidr} overlaps ${clash[0]}` };
    else others.push([name, range]);
  }
}

function* checkRegionSite(name: string, site: RegionSite, parts: SoundParts): Generator<DataProblem> {
  const path = ["sites", name];
  yield* checkJurisdiction(site.jurisdiction, parts, [...path, "jurisdiction"]);
  yield* checkRegion(site, path);
  yield* checkSize(site.network, [...path, "network"]);
  yield* checkDataCentres(site, path);
}

function* checkAnchor(name: string, site: OutpostSite, parts: SoundParts): Generator<DataProblem> {
  const path = ["sites", name, "anchor"];
  const anchor = parts.regionSites.get(site.anchor);
  const [, , , region = "", account = ""] = site.outpost.split(":");
  if (parts.accounts?.has(account) === false)
    yield { path: ["sites", name, "outpost"], message: `account ${account} of the Outpost is not in accounts` };
  if (!parts.names.includes(site.anchor)) {
    const closest = findClosest(site.anchor, parts.regionSites.keys());
    yield { path, message: `no site has this name${closest ? `: did you mean ${closest}?` : ": name a region site"}` };
  } else if (parts.outpostSites.has(site.anchor))
    yield { path, message: `${site.anchor} is an Outpost itself: name a region site` };
  if (!anchor) return;
  if (parts.jurisdictions?.has(anchor.jurisdiction) === false)
    yield {
      path,
      message: `the control plane would be in ${anchor.jurisdiction}, which is not in jurisdictions: name another site`,
    };
  if (anchor.region !== region)
    yield {
      path,
      message: `the Outpost hangs on ${region} and ${site.anchor} is in ${anchor.region}: name the site in ${region}`,
    };
  if (site.zone) yield* checkZone(site.zone, anchor.region, ["sites", name, "zone"]);
  yield* checkOutpostNetwork(["sites", name, "network"], site, anchor);
}

/** Beside the rack nothing may have an address of a site's network: the link could not tell them apart. */
function* checkOnSite(name: string, site: OutpostSite, parts: SoundParts): Generator<DataProblem> {
  const range = site.onSite === undefined ? undefined : rangeOf(site.onSite);
  if (!range) return;
  for (const [other, { network }] of parts.regionSites) {
    const taken = rangeOf(network);
    if (taken && overlapsCidr(range, taken))
      yield { path: ["sites", name, "onSite"], message: `${site.onSite} overlaps the network ${network} of ${other}` };
  }
  for (const [other, { onSite }] of parts.outpostSites) {
    const taken = other === name || onSite === undefined ? undefined : rangeOf(onSite);
    if (taken && overlapsCidr(range, taken))
      yield { path: ["sites", name, "onSite"], message: `${site.onSite} overlaps what stands beside ${other}` };
  }
}

/** A subnet on an Outpost is cut from the anchor's network, besides its data centres. */
function* checkOutpostNetwork(path: Path, site: OutpostSite, anchor: RegionSite): Generator<DataProblem> {
  const range = rangeOf(site.network);
  const network = rangeOf(anchor.network);
  if (!range || !network) return;
  if (!containsCidr(network, range))
    yield { path, message: `${site.network} is outside the network ${anchor.network} of ${site.anchor}` };
  for (const [centre, { cidr }] of Object.entries(anchor.dataCentres)) {
    const taken = rangeOf(cidr);
    if (taken && overlapsCidr(range, taken))
      yield { path, message: `${site.network} overlaps ${centre} of ${site.anchor}` };
  }
}

function* checkOutposts(parts: SoundParts): Generator<DataProblem> {
  const known = new Map<string, { name: string; site: OutpostSite }>();
  for (const [name, site] of parts.outpostSites) {
    yield* checkJurisdiction(site.jurisdiction, parts, ["sites", name, "jurisdiction"]);
    yield* checkSize(site.network, ["sites", name, "network"]);
    yield* checkAnchor(name, site, parts);
    yield* checkOnSite(name, site, parts);
    const id = site.outpost.slice(site.outpost.lastIndexOf("/") + 1);
    const twin = known.get(id);
    if (twin)
      yield {
        path: ["sites", name, "outpost"],
        message: `this is the Outpost of ${twin.name}: a rack stands in one place`,
      };
    else known.set(id, { name, site });
  }
}

/** Contradictions of all sites. */
export function* checkSites(parts: SoundParts): Generator<DataProblem> {
  for (const [name, site] of parts.regionSites) yield* checkRegionSite(name, site, parts);
  yield* checkOutposts(parts);
}
