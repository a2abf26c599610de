/** Compares two sets of facts: what is new, gone or changed, and if the change makes the posture worse. */
import { findPlace, type Place } from "../../charter/places";
import { SECTIONS, type FactSubject, type Change, type Section } from "../report";
import type { Fact } from "./facts";

/** Changes by section. */
export type Changes = Readonly<Record<Section, readonly Change[]>>;

/** @returns the new, gone and changed facts by section, in an order that depends only on the facts */
export function compare(olds: Iterable<Fact>, news: Iterable<Fact>): Changes {
  const before = index(olds);
  const after = index(news);
  const changes = Object.fromEntries(SECTIONS.map((section) => [section, [] as Change[]])) as Record<Section, Change[]>;
  for (const [key, fact] of after) {
    const old = before.get(key);
    if (!old) changes[fact.section].push({ ...aboutOf(fact), change: "new", to: fact.says, worse: isWorse(fact) });
    else if (!isSame(old, fact)) {
      const change = fact.section === "places" ? "moved" : "changed";
      changes[fact.section].push({
        ...aboutOf(fact),
        change,
        from: old.says,
        to: fact.says,
        worse: isWorse(fact, old),
      });
    }
  }
  for (const [key, fact] of before)
    if (!after.has(key))
      changes[fact.section].push({ ...aboutOf(fact), change: "gone", from: fact.says, worse: false });
  // A key appears and disappears with its resource, so only a change of its custody is reported.
  changes.keys = changes.keys.filter(({ change }) => change === "changed");
  for (const section of SECTIONS) changes[section].sort(byWeight);
  return changes;
}

/** Facts by key. Of two facts with the same key, the worse one is kept. */
function index(facts: Iterable<Fact>): ReadonlyMap<string, Fact> {
  const found = new Map<string, Fact>();
  for (const fact of facts) {
    const key = `${fact.section} ${fact.key}`;
    const known = found.get(key);
    if (!known || known.bad < fact.bad) found.set(key, fact);
  }
  return found;
}

const aboutOf = ({ input, address, path, what }: Fact): FactSubject => ({
  input,
  address,
  ...(path === undefined || path === "" ? {} : { path }),
  ...(what === undefined ? {} : { what }),
});

/** True if a change makes the posture worse. A change from one foreign place or approval to another one does, too. */
const isWorse = ({ section, bad }: Fact, old?: Fact): boolean =>
  section === "places" || section === "charter" ? bad > 0 : bad > (old?.bad ?? 0);

function isSame(old: Fact, now: Fact): boolean {
  // A state does not contain the version constraint of a provider.
  if (now.section === "providers" && (old.says === "" || now.says === "")) return true;
  if (typeof old.says === "string" || typeof now.says === "string") return old.says === now.says;
  return old.says.id === now.says.id ? old.says.country === now.says.country : isRefined(old.says.id, now.says.id);
}

/** True for a region and one of its zones: one side only has more detail. */
function isRefined(one: string, other: string): boolean {
  const places = [findPlace(one), findPlace(other)].filter((place): place is Place => place !== undefined);
  const [a, b] = places;
  return (
    a !== undefined &&
    b !== undefined &&
    a.region === b.region &&
    a.country === b.country &&
    places.some(({ kind }) => kind === "region") &&
    places.some(({ kind }) => kind === "zone")
  );
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function byWeight(a: Change, b: Change): number {
  return (
    Number(b.worse) - Number(a.worse) ||
    order(a.input, b.input) ||
    order(a.address, b.address) ||
    order(a.path ?? "", b.path ?? "") ||
    order(a.what ?? "", b.what ?? "") ||
    order(a.change, b.change) ||
    order(JSON.stringify([a.from, a.to]), JSON.stringify([b.from, b.to]))
  );
}
