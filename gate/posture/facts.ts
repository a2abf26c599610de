/** The facts of a posture, each with a key that identifies it on both sides. */
import type { Place } from "../../charter/places";
import type { Resource } from "../../model/document";
import { custodyOf, rankOf } from "../../placement/custody/custody";
import type { Flow, Located, Placement } from "../../placement/placement";
import type { Examination } from "../examination";
import type { FactSubject, Outcome, FactValue, Section } from "../report";

export interface Fact extends FactSubject {
  readonly section: Section;
  /** Identifies the fact within its section, on both sides. */
  readonly key: string;
  readonly says: FactValue;
  /** Badness; 0 is good. A higher value than before makes the posture worse. */
  readonly bad: number;
}

/** One document of a side, with the name used for pairing. */
export interface Named {
  readonly name: string;
  readonly located: Located;
}

/** Converts addresses of the old side to those of the new side. */
export type Rename = (text: string) => string;

const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts);

/** Removes the indices from a path. Terraform writes sets as lists in an arbitrary order, so an index has no meaning. */
const anyIndex = (path: string): string => path.replace(/\[\d+\]/g, "[]");

/** Places, flows, principals, keys and providers of a document. */
export function* factsOfDocument(side: Named, rename: Rename): Iterable<Fact> {
  for (const resource of side.located.document.resources) {
    yield* placeFacts(resource, side, rename);
    yield* flowFacts(resource, side, rename);
    yield* principalFacts(resource, side, rename);
    yield* keyFacts(resource, side, rename);
  }
  yield* providerFacts(side);
}

function* placeFacts(resource: Resource, { name: input, located }: Named, rename: Rename): Iterable<Fact> {
  if (!resource.stays || resource.mode !== "managed") return;
  const address = rename(resource.address);
  const placement = located.placementOf(resource);
  yield {
    section: "places",
    input,
    address,
    key: keyOf(input, address),
    says: whereOf(placement),
    bad: isProven(placement, located) ? 0 : 1,
  };
}

function* flowFacts(resource: Resource, { name: input, located }: Named, rename: Rename): Iterable<Fact> {
  const address = rename(resource.address);
  for (const { kind, direction, path, value, far } of located.flowsOf(resource)) {
    if (far && staysHere(far, resource, located)) continue;
    const what = `${kind} ${WAYS[direction]}`;
    const end = far ? `${far.id} ${far.country}` : rename(value);
    yield {
      section: "flows",
      input,
      address,
      path,
      what,
      key: keyOf(input, address, what, anyIndex(path), end),
      says: far ? placeOf(far) : `not proven: ${rename(value) || "known only after apply"}`,
      bad: far && located.jurisdiction.approves(far) ? 0 : 1,
    };
  }
}

function* principalFacts(resource: Resource, { name: input, located }: Named, rename: Rename): Iterable<Fact> {
  const address = rename(resource.address);
  for (const { path, principal, is } of located.accessOf(resource)) {
    const who = rename(principal) || "a principal that is not in the input";
    yield {
      section: "principals",
      input,
      address,
      path,
      what: who,
      key: keyOf(input, address, anyIndex(path), who),
      says: is === "foreign" ? "foreign" : "cannot be proven to be the enclave's own",
      bad: 1,
    };
  }
}

function* keyFacts(resource: Resource, { name: input, located }: Named, rename: Rename): Iterable<Fact> {
  const address = rename(resource.address);
  for (const { path, custody } of custodyOf(resource, located)) {
    const key = keyOf(input, address, anyIndex(path));
    yield { section: "keys", input, address, path, key, says: custody, bad: rankOf(custody) };
  }
}

function* providerFacts({ name: input, located: { document } }: Named): Iterable<Fact> {
  const sources = new Map<string, Set<string>>();
  const versionsOf = (source: string) => sources.get(source) ?? sources.set(source, new Set()).get(source)!;
  for (const { source, version } of document.providers) {
    const versions = versionsOf(source);
    if (version !== undefined) versions.add(version);
  }
  for (const { source } of document.resources) if (source !== "") versionsOf(source);
  for (const [source, versions] of sources) {
    const says = [...versions].toSorted().join(", ");
    yield { section: "providers", input, address: source, key: keyOf(input, source), says, bad: 0 };
  }
}

const WAYS: Readonly<Record<Flow["direction"], string>> = { out: "to", in: "from", both: "with" };

/** True if a flow stays in the resource's own region and so does not cross a border. */
function staysHere(far: Place, resource: Resource, { placementOf, jurisdiction }: Located): boolean {
  const { place } = placementOf(resource);
  return place !== undefined && far.id === (place.region ?? place.id) && jurisdiction.approves(far);
}

const placeOf = ({ id, country }: Place): FactValue => ({ id, country });

const whereOf = ({ status, place }: Placement): FactValue => {
  if (status === "placed" && place) return placeOf(place);
  return status === "global" || status === "nowhere" ? status : "no proven place";
};

const isProven = ({ status, place }: Placement, { jurisdiction }: Located): boolean =>
  status === "global" ||
  status === "nowhere" ||
  (status === "placed" && place !== undefined && jurisdiction.approves(place));

const WEIGHTS: Readonly<Record<Outcome, number>> = { waived: 1, advisory: 1, undetermined: 2, violation: 3 };

/** Facts of the findings of a side. @param nameOf returns the name of the input of a finding */
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
