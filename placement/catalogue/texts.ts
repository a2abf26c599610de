/**
 * The closed world of attributes: which texts of a type are expected to name no place. The data is generated (`npm run
 * generate:carriers`) and read when the first text asks for it: most texts hold nothing that could name a place.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * - `catalogued`: a carrier whose value is judged. - `mention`: reviewed, names no place whatever it says. - `program`: only a machine
 * reads it. - `answer`: the provider alone fills it in. - `silent`: it should name no place, and is looked through.
 */
export type TextClass = "catalogued" | "mention" | "program" | "answer" | "silent";

/** By type, `*` where no text is silent, else a tree of the names under which none is: `tags,rule(filter,id)`. */
export interface TextsFile {
  /** How many texts of resource types each class has. */
  readonly counts: Readonly<Record<TextClass, number>>;
  readonly managed: Readonly<Record<string, string>>;
}

/** A name under which no text is silent has no members. */
interface Names {
  readonly members?: Map<string, Names>;
}

let file: TextsFile | undefined;
const read = new Map<string, Names>();

function load(): TextsFile {
  file ??= JSON.parse(readFileSync(join(__dirname, "texts.json"), "utf8")) as TextsFile;
  return file;
}

/** How many texts of resource types each class has. */
export const textCounts = (): TextsFile["counts"] => load().counts;

/** The tree of a type, with its `aws_` prefix. A type that the catalogue does not know is a finding by itself. */
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

/** Mentions of every type: a newer provider may give them to types that had none. */
const MENTIONED = /^(tags|tags_all|timeouts|description|comment|name|name_prefix)$/;

/**
 * Whether a text at this path is silent, or one further inside may be.
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
