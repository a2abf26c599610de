/** What a posture consists of: single facts, each with a key by which it is found again on the other side. */
import type { Place } from "../../charter/places";
import type { Resource } from "../../model/document";
import { custodyOf, rankOf } from "../../placement/custody/custody";
import type { Flow, Located, Placement } from "../../placement/placement";
import type { Examination } from "../examination";
import type { About, Outcome, Said, Section } from "../report";

export interface Fact extends About {
  readonly section: Section;
  /** What it is found again by, within its section. */
  readonly key: string;
  readonly says: Said;
  /** How bad it is, 0 being good: what is worse than before counts against the new side. */
  readonly bad: number;
}

/** One document of a side, with the name that it is paired by. */
export interface Named {
  readonly name: string;
  readonly located: Located;
}

/** Turns addresses of the old side into those that the new side gives them. */
export type Rename = (text: string) => string;

const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts);

/** Terraform writes sets as lists in an order of its own: which element it is says nothing. */
const anyIndex = (path: string): string => path.replace(/\[\d+\]/g, "[]");

/** Places, flows, principals, keys and providers of a document. */
export function* factsOfDocument({ name: input, located }: Named, rename: Rename): Iterable<Fact> {
  const sources = new Map<string, Set<string>>();
  for (const { source, version } of located.document.providers) {
    const versions = sources.get(source) ?? sources.set(source, new Set()).get(source)!;
    if (version !== undefined) versions.add(version);
  }
  for (const resource of located.document.resources) {
    if (resource.source !== "" && !sources.has(resource.source)) sources.set(resource.source, new Set());
    const address = rename(resource.address);
    const about = { input, address };
    if (resource.stays && resource.mode === "managed") {
      const placement = located.placementOf(resource);
      yield {
        section: "places",
        ...about,
        key: keyOf(input, address),
        says: whereOf(placement),
        bad: isProven(placement, located) ? 0 : 1,
      };
    }
    for (const { kind, direction, path, value, far } of located.flowsOf(resource)) {
      if (far && staysHere(far, resource, located)) continue;
      const what = `${kind} ${WAYS[direction]}`;
      const end = far ? `${far.id} ${far.country}` : rename(value);
      yield {
        section: "flows",
        ...about,
        path,
        what,
        key: keyOf(input, address, what, anyIndex(path), end),
        says: far ? placeOf(far) : `what cannot be proven: ${rename(value) || "known only after apply"}`,
        bad: far && located.jurisdiction.approves(far) ? 0 : 1,
      };
    }
    for (const { path, principal, is } of located.accessOf(resource)) {
      const who = rename(principal) || "a principal that the input does not tell";
      yield {
        section: "principals",
        ...about,
        path,
        what: who,
        key: keyOf(input, address, anyIndex(path), who),
        says: is === "foreign" ? "foreign" : "cannot be proven to be the enclave's own",
        bad: 1,
      };
    }
    for (const { path, custody } of custodyOf(resource, located)) {
      yield {
        section: "keys",
        ...about,
        path,
        key: keyOf(input, address, anyIndex(path)),
        says: custody,
        bad: rankOf(custody),
      };
    }
  }
  for (const [source, versions] of sources)
    yield {
      section: "providers",
      input,
      address: source,
      key: keyOf(input, source),
      says: [...versions].toSorted().join(", "),
      bad: 0,
    };
}

const WAYS: Readonly<Record<Flow["direction"], string>> = { out: "to", in: "from", both: "with" };

/** What names its own place, by its region, crosses nothing. */
function staysHere(far: Place, resource: Resource, { placementOf, jurisdiction }: Located): boolean {
  const { place } = placementOf(resource);
  return place !== undefined && far.id === (place.region ?? place.id) && jurisdiction.approves(far);
}

const placeOf = ({ id, country }: Place): Said => ({ id, country });

const whereOf = ({ status, place }: Placement): Said => {
  if (status === "placed" && place) return placeOf(place);
  return status === "global" || status === "nowhere" ? status : "no proven place";
};

const isProven = ({ status, place }: Placement, { jurisdiction }: Located): boolean =>
  status === "global" ||
  status === "nowhere" ||
  (status === "placed" && place !== undefined && jurisdiction.approves(place));

const WEIGHTS: Readonly<Record<Outcome, number>> = { waived: 1, advisory: 1, undetermined: 2, violation: 3 };

/** Findings of a side. @param nameOf the name of the input that a finding was made in */
export function* factsOfFindings(
  { report }: Examination,
  nameOf: (input: string) => string,
  renameIn: (name: string) => Rename,
): Iterable<Fact> {
  for (const { policy, outcome, address: found, path, input: at } of report.findings) {
    const input = nameOf(at);
    const address = renameIn(input)(found);
    yield {
      section: "findings",
      input,
      address,
      ...(path === "" ? {} : { path }),
      what: policy,
      key: keyOf(input, address, policy, anyIndex(path)),
      says: outcome,
      bad: WEIGHTS[outcome],
    };
  }
}
