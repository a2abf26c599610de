/**
 * The attributes of each type that are expected to name no place ("silent" texts). An attribute that is not listed is not trusted.
 * The data is generated (`npm run generate:carriers`). It is read on first use, because most texts need no look-up.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * - `catalogued`: a carrier, whose value is judged. - `mention`: reviewed, and never treated as a place. - `program`: code that Clover
 * does not interpret. - `answer`: only the provider sets it. - `silent`: it should name no place, and is searched for places.
 */
export type TextClass = "catalogued" | "mention" | "program" | "answer" | "silent";

/** By type: `*` if it has no silent text, else a tree of the names that hold no silent text, `tags,rule(filter,id)`. */
export interface TextsFile {
  /** Number of texts of resource types in each class. */
  readonly counts: Readonly<Record<TextClass, number>>;
  readonly managed: Readonly<Record<string, string>>;
}

/** Tree of names. A name that holds no silent text has no members. */
interface Names {
  readonly members?: Map<string, Names>;
}

let file: TextsFile | undefined;
const read = new Map<string, Names>();

function load(): TextsFile {
  file ??= JSON.parse(readFileSync(join(__dirname, "texts.json"), "utf8")) as TextsFile;
  return file;
}

/** Number of texts of resource types in each class. */
export const textCounts = (): TextsFile["counts"] => load().counts;

/** The tree of a type, given with its `aws_` prefix. A type that the catalogue does not know is reported separately. */
function namesOf(type: string): Names {
  let names = read.get(type);
  if (!names) {
    const { managed } = load();
    const name = type.slice("aws_".length);
    const text = Object.hasOwn(managed, name) ? managed[name]! : "*";
    read.set(type, (names = text === "*" ? {} : readNames(text)));
  }
  return names;
}

function readNames(text: string): Names {
  const top = new Map<string, Names>();
  const outer: Map<string, Names>[] = [];
  let members = top;
  let last = "";
  for (const [token] of text.matchAll(/[^,()]+|[()]/g)) {
    if (token === "(") {
      outer.push(members);
      const inner = new Map<string, Names>();
      members.set(last, { members: inner });
      members = inner;
    } else if (token === ")") members = outer.pop() ?? top;
    else members.set((last = token), {});
  }
  return { members: top };
}

/** Names that are mentions in every type. A newer provider may add them to types that did not have them. */
const MENTIONED = /^(tags|tags_all|timeouts|description|comment|name|name_prefix)$/;

/**
 * True if the text at this path is silent, or one further inside may be.
 *
 * @param names steps of the path without the indices of lists; the keys of maps may follow
 */
export function isSilent(type: string, names: readonly string[]): boolean {
  let at = namesOf(type);
  for (const name of names) {
    if (!at.members) return false;
    const next = at.members.get(name);
    if (!next) return !MENTIONED.test(name);
    at = next;
  }
  return at.members !== undefined;
}
