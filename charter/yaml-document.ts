/** YAML text -> plain data, and the line and column of every key. Of YAML it takes what a charter needs, nothing clever. */
import {
  LineCounter,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseAllDocuments,
  visit,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
} from "yaml";
import { quote, type CharterProblem } from "./charter-error";

/** Key path into the data: names of keys, positions in lists. */
export type KeyPath = readonly PropertyKey[];

/** A YAML document that was read: its data, and where in the text it has what. */
export interface YamlDocument {
  /** Undefined when the text is not whole enough to be looked at any further. */
  readonly data: unknown;
  readonly problems: readonly CharterProblem[];
  /** A problem at the value under the path (or at its key), else at the closest thing above it that the text has. */
  problemAt(path: KeyPath, message: string, at?: "value" | "key"): CharterProblem;
}

type Report = (offset: number, path: KeyPath, message: string) => void;

const UNQUOTED = /^[A-Za-z_$][\w$-]*$/;

/** `sites.dublin.region`, `waivers[0].reason`, `endpoints["*.example.ie"]`. */
export function printPath(path: KeyPath): string {
  const steps = path.map((key) => {
    if (typeof key === "number") return `[${key}]`;
    const text = quote(String(key));
    return UNQUOTED.test(text) ? `.${text}` : `["${text}"]`;
  });
  return steps.join("").replace(/^\./, "");
}

// Beyond tabs and line ends, which YAML itself judges, nothing in a charter needs a character that cannot be seen.
// oxlint-disable-next-line no-control-regex -- these are the characters to refuse
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

/** The parser recurses per level, and a file of a million brackets would end the whole process. */
const DEEPEST = 64;
/** More faults of YAML than this are not a charter with mistakes in it. */
const MOST = 100;
const COMPACT_NESTING = new RegExp(String.raw`^[ \t]*(?:[-?:][ \t]+){${DEEPEST}}`, "m");

function findTooDeep(text: string): number | undefined {
  let depth = 0;
  for (const { index, 0: bracket } of text.matchAll(/[[{\]}]/g)) {
    depth = bracket === "[" || bracket === "{" ? depth + 1 : Math.max(0, depth - 1);
    if (depth > DEEPEST) return index;
  }
  return COMPACT_NESTING.exec(text)?.index;
}

/** Keys must be texts, say things once, and not be names that JavaScript objects give a meaning of their own. */
function checkKeys(map: YAMLMap, pathOfMap: () => KeyPath, report: Report): boolean {
  let texts = true;
  const seen = new Set<string>();
  for (const { key } of map.items) {
    const offset = (key as Node | null)?.range?.[0] ?? map.range?.[0] ?? 0;
    if (!isScalar(key) || typeof key.value !== "string") {
      report(offset, pathOfMap(), "a key has to be a text: put it in quotes");
      texts = false;
    } else if (seen.has(key.value))
      report(offset, [...pathOfMap(), key.value], "this key stands here twice: keep one of them");
    else if (key.value === "__proto__")
      report(offset, [...pathOfMap(), key.value], "this cannot be a name: write another");
    else seen.add(key.value);
  }
  return texts;
}

/** Path of the node that `visit` stands at, below its ancestors. */
function pathOf(ancestors: readonly unknown[], node: unknown): KeyPath {
  return [...ancestors, node].flatMap((step, i, all): KeyPath => {
    if (isPair(step)) return isScalar(step.key) ? [String(step.key.value)] : [];
    const parent = all[i - 1];
    return isSeq(parent) ? [parent.items.indexOf(step)] : [];
  });
}

/** Reports what YAML allows and a charter does not. False when the data cannot be looked at any further. */
function checkNodes(document: Document.Parsed, report: Report): boolean {
  let whole = true;
  visit(document, {
    Node: (_, node, ancestors) => {
      const offset = node.range?.[0] ?? 0;
      if ("tag" in node && node.tag !== undefined)
        report(offset, pathOf(ancestors, node), "write the value without a tag (!)");
      if (isScalar(node) && typeof node.value === "string" && UNSEEN.test(node.value))
        report(offset, pathOf(ancestors, node), "remove the control or invisible character from this text");
      if (isMap(node)) whole = checkKeys(node, () => pathOf(ancestors, node), report) && whole;
    },
    Alias: (_, node, ancestors) => {
      report(node.range?.[0] ?? 0, pathOf(ancestors, node), "write the value itself: a charter takes no aliases (*)");
      whole = false;
    },
  });
  return whole;
}

const REWORDED: Partial<Record<string, string>> = {
  TAB_AS_INDENT: "indent with spaces, not with tabs",
  RESOURCE_EXHAUSTION: "this is nested too deep: a charter needs six levels",
};

/** What is wrong with the text as YAML, so that its data cannot be relied on at all. */
function checkText(text: string, documents: readonly Document.Parsed[], report: Report): void {
  const [first, second] = documents;
  if (!first || (documents.length === 1 && first.contents === null && first.errors.length === 0))
    report(0, [], "the file is empty: write a charter, or make one with `clover init`");
  if (second) report(second.range[0], [], "a second document starts here: a charter is one document");
  if (first?.directives.yaml.explicit) report(text.indexOf("%"), [], "remove the %YAML line: a charter is YAML 1.2");
  const faults = documents.flatMap((document) => [...document.errors, ...document.warnings]);
  const tabs = faults.filter(({ code }) => code === "TAB_AS_INDENT");
  // after a tab the parser has lost its place, and what else it says is noise; a missing tag is told with its path
  const told = tabs.length > 0 ? tabs : faults.filter(({ code }) => code !== "TAG_RESOLVE_FAILED");
  for (const { pos, message, code } of told.slice(0, MOST)) report(pos[0], [], REWORDED[code] ?? quote(message));
}

/** Finds children of maps by key and of lists by position; a map is indexed the first time that it is asked. */
function indexChildren(): (parent: unknown, step: PropertyKey) => { key?: Node; value: unknown } | undefined {
  const indexes = new WeakMap<YAMLMap, Map<unknown, Pair>>();
  return (parent, step) => {
    if (isSeq(parent)) return typeof step === "number" ? { value: parent.items[step] } : undefined;
    if (!isMap(parent)) return undefined;
    const index =
      indexes.get(parent) ??
      new Map(parent.items.map((pair) => [isScalar(pair.key) ? pair.key.value : pair.key, pair]));
    indexes.set(parent, index);
    const pair = index.get(step);
    return pair && { key: pair.key as Node, value: pair.value };
  };
}

/** The function that says where a path stands; for one that the document does not have, the closest thing above it. */
function locator(contents: Node | null | undefined): (path: KeyPath, at: "value" | "key") => number {
  const childOf = indexChildren();
  return (path, at) => {
    let node: unknown = contents;
    let offset = contents?.range?.[0] ?? 0;
    for (const [i, step] of path.entries()) {
      const child = childOf(node, step);
      if (!child) break;
      node = child.value;
      const empty = node === null || (isScalar(node) && node.value === null);
      const key = child.key?.range?.[0];
      const value = empty ? undefined : (node as Node).range?.[0];
      offset = (i === path.length - 1 && at === "value" ? (value ?? key) : (key ?? value)) ?? offset;
    }
    return offset;
  };
}

/** Reads the text. Never throws: what is wrong is in `problems`. */
export function readYaml(text: string): YamlDocument {
  const lines = new LineCounter();
  const problems: CharterProblem[] = [];
  const problemFrom = (offset: number, path: KeyPath, message: string): CharterProblem => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col), path: printPath(path), message };
  };
  const report: Report = (offset, path, message) => problems.push(problemFrom(offset, path, message));

  const tooDeep = findTooDeep(text);
  if (tooDeep !== undefined) {
    for (let start = 0; start >= 0 && start <= tooDeep; start = text.indexOf("\n", start) + 1 || -1)
      lines.addNewLine(start);
    report(tooDeep, [], `this is nested more than ${DEEPEST} levels deep: a charter needs six`);
    return { data: undefined, problems, problemAt: (path, message) => problemFrom(0, path, message) };
  }
  const parsed = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const documents = Array.isArray(parsed) ? parsed : [];
  const document = documents[0];
  checkText(text, documents, report);
  const offsetOf = locator(document?.contents);
  let whole = problems.length === 0;
  if (document) whole = checkNodes(document, report) && whole;
  return {
    data: whole ? document?.toJS() : undefined,
    problems,
    problemAt: (path, message, at = "value") => problemFrom(offsetOf(path, at), path, message),
  };
}
