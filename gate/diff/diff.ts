/** What changed in posture between two sides: two plans, states or synthesized stacks, each under its charter. */
import { findPlace, type Place } from "../../charter/places";
import type { Document } from "../../model/graph";
import type { Examination } from "../judge";
import type { Report } from "../report";
import { factsOfCharter } from "./charter-facts";
import {
  factsOfDocument,
  factsOfFindings,
  SECTIONS,
  type About,
  type Fact,
  type Named,
  type Rename,
  type Said,
  type Section,
} from "./facts";
import { renameBetween } from "./renames";

/** One fact that is not what it was. */
export interface Change extends About {
  /** `moved` is said of places. */
  readonly change: "new" | "gone" | "changed" | "moved";
  readonly from?: Said;
  readonly to?: Said;
  /** Whether it makes the posture worse: something foreign, unproven or found that was not there before. */
  readonly worse: boolean;
}

/** The outcome of `clover diff`. */
export interface PostureDiff {
  readonly change: "none" | "changed" | "worse";
  readonly old: Pick<Report, "inputs" | "charter" | "verdict">;
  readonly new: Pick<Report, "inputs" | "charter" | "verdict">;
  readonly changes: Readonly<Record<Section, readonly Change[]>>;
  readonly version: string;
}

/** A side, and the path by which people named it. */
export interface Side {
  readonly examination: Examination;
  readonly path: string;
}

/** @param policies ids of every policy there is */
export function diffPostures(before: Side, after: Side, policies: readonly string[]): PostureDiff {
  const alone = before.examination.located.length === 1 && after.examination.located.length === 1;
  const olds = nameDocuments(before, alone);
  const news = nameDocuments(after, alone);
  const documentIn = (side: readonly Named[], name: string): Document | undefined =>
    side.find((one) => one.name === name)?.located.document;
  const renames = new Map<string, Rename>(
    olds.map(({ name }) => [name, renameBetween(documentIn(olds, name), documentIn(news, name))]),
  );
  const asIs: Rename = (text) => text;
  const changes = compare(
    factsOf(before, olds, (name) => renames.get(name) ?? asIs, policies),
    factsOf(after, news, () => asIs, policies),
  );
  const all = Object.values(changes).flat();
  return {
    change: all.length === 0 ? "none" : all.some(({ worse }) => worse) ? "worse" : "changed",
    old: summaryOf(before),
    new: summaryOf(after),
    changes,
    version: after.examination.report.version,
  };
}

const summaryOf = ({ examination: { report } }: Side) => ({
  verdict: report.verdict,
  inputs: report.inputs,
  charter: report.charter,
});

/** Documents of two folders are paired by their path inside; where each side has one, the two are the pair. */
const nameDocuments = ({ examination, path }: Side, alone: boolean): readonly Named[] =>
  examination.located.map((located) => ({ name: nameIn(path, located.document.path, alone), located }));

function nameIn(path: string, document: string, alone: boolean): string {
  if (alone) return "";
  const folder = path.replace(/[\\/]+$/, "");
  return document.startsWith(folder) ? document.slice(folder.length).replace(/^[\\/]+/, "") : document;
}

function* factsOf(
  { examination, path }: Side,
  named: readonly Named[],
  renameIn: (name: string) => Rename,
  policies: readonly string[],
): Iterable<Fact> {
  for (const one of named) yield* factsOfDocument(one, renameIn(one.name));
  yield* factsOfFindings(
    examination,
    (input) =>
      nameIn(
        path,
        input,
        named.every(({ name }) => name === ""),
      ),
    renameIn,
  );
  yield* factsOfCharter(examination, policies);
}

/** @returns by section, what is new, gone or another; in an order that depends on nothing but the facts */
export function compare(olds: Iterable<Fact>, news: Iterable<Fact>): Readonly<Record<Section, readonly Change[]>> {
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
  // A key comes and goes with its resource; of keys only another custody is news.
  changes.keys = changes.keys.filter(({ change }) => change === "changed");
  for (const section of SECTIONS) changes[section].sort(byWeight);
  return changes;
}

/** Of two facts with one key the worse stands. */
function index(facts: Iterable<Fact>): ReadonlyMap<string, Fact> {
  const found = new Map<string, Fact>();
  for (const fact of facts) {
    const key = `${fact.section} ${fact.key}`;
    const known = found.get(key);
    if (!known || known.bad < fact.bad) found.set(key, fact);
  }
  return found;
}

const aboutOf = ({ input, address, path, what }: Fact): About => ({
  input,
  address,
  ...(path === undefined || path === "" ? {} : { path }),
  ...(what === undefined ? {} : { what }),
});

/** Another foreign place is as bad as the first one, and yet it is new; another approval too. */
const isWorse = ({ section, bad }: Fact, old?: Fact): boolean =>
  section === "places" || section === "charter" ? bad > 0 : bad > (old?.bad ?? 0);

function isSame(old: Fact, now: Fact): boolean {
  // A state does not tell which version of a provider was asked for.
  if (now.section === "providers" && (old.says === "" || now.says === "")) return true;
  if (typeof old.says === "string" || typeof now.says === "string") return old.says === now.says;
  return old.says.id === now.says.id ? old.says.country === now.says.country : isRefined(old.says.id, now.says.id);
}

/** A region and a zone of it: one side only knows more. */
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
