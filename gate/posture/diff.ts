/** Compares the posture of two sides: two plans, states or synthesized stacks, each under its charter. */
import type { Document } from "../../model/document";
import type { Examination } from "../examination";
import type { Report } from "../report";
import { factsOfCharter } from "./charter-facts";
import { compare, type Changes } from "./compare";
import { factsOfDocument, factsOfFindings, type Fact, type Named, type Rename } from "./facts";
import { renameBetween } from "./renames";

/** The outcome of `clover diff`. */
export interface PostureDiff {
  readonly change: "none" | "changed" | "worse";
  readonly old: Pick<Report, "inputs" | "charter" | "verdict">;
  readonly new: Pick<Report, "inputs" | "charter" | "verdict">;
  readonly changes: Changes;
  readonly version: string;
}

/** A side, and its path as the user gave it. */
export interface Side {
  readonly examination: Examination;
  readonly path: string;
}

/** @param policies ids of all policies */
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

/** Names by which documents are paired: the path inside the folder, or "" if each side has one document. */
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
