/**
 * The hand-reviewed rules of the catalogue of carriers. They stand in tables (`carrier-rules/*.txt`), one a line:
 *
 *     types  path  code   # why
 *
 * - types: names without `aws_`, `*` as a wildcard, several with `|`.
 * - path: without `[]` and `{}`, several with `|`. From the end (`destination.bucket`), or from the top with a leading `/`; `*`
 *   is any part of one name, `**` any number of names. A trailing `?` matches arguments only, a trailing `!` what only the
 *   provider fills in. `permissions{account_ids}` means one key of a map alone.
 * - code: `class:role[:flow][=values]`, or `-` for an attribute that names no place: a mention, whatever it says. `silent` is
 *   one that should name none and is looked through all the same, like every attribute that no rule speaks of.
 *
 * The first rule that matches decides. Tables are read in the order below: what is known of one attribute before what a name
 * usually means. A rule that decides nothing is an error, so that a provider's renaming does not silently switch one off.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Leaf, Mode, Types } from "./schema";

/** Day on which a person last went through the tables. */
export const reviewed = "2026-11-25";

interface Table {
  readonly name: string;
  readonly modes: readonly Mode[];
}

const tables: readonly Table[] = [
  { name: "data-sources", modes: ["data"] },
  { name: "programs", modes: ["managed"] },
  { name: "regions", modes: ["managed"] },
  { name: "features", modes: ["managed"] },
  { name: "services", modes: ["managed"] },
  { name: "names", modes: ["managed"] },
  { name: "mentions", modes: ["managed"] },
  { name: "silent", modes: ["managed"] },
];

export interface Rule {
  /** Table, line and path, for people. */
  readonly at: string;
  readonly code: string;
  readonly modes: readonly Mode[];
  readonly type: RegExp;
  readonly path: RegExp;
  readonly written?: boolean;
  /** The key that is meant, where the path is that of a map. */
  readonly key?: string;
  /** Last name of the path when it has no wildcard: what rules are looked up by. */
  readonly last?: string;
}

export const codePattern =
  /^(region|zone|zone-id|outpost|arn|kms-arn|s3-arn|bucket|near-bucket|s3-uri|account|principal|policy|host|url|image|service|id|subnet|mode|json|connection|text|program|geo|ip|contact):((place|self|link|control|key|mention)|(out|in|peer):(replica|copy|peer|destination|source|endpoint|edge|share|aggregate|inference))(=\S+)?$/;

const glob = (text: string): string => text.replace(/[.+^$()[\]{}\\]/g, "\\$&").replace(/\*/g, "[^.]*");

function pathPattern(text: string): RegExp {
  const anchored = text.startsWith("/");
  const body = glob(anchored ? text.slice(1) : text).replace(/\[\^\.\]\*\[\^\.\]\*\\\./g, "(?:[^.]+\\.)*");
  return new RegExp(`${anchored ? "^" : "(?:^|\\.)"}${body}$`);
}

/** One rule for each alternative of its path. */
function parseRule(text: string, { name: table, modes }: Table, line: number): readonly Rule[] {
  const [types = "", paths = "", code = "", ...more] = text.split(/\s+/);
  if (!code || more.length > 0 || (code !== "-" && code !== "silent" && !codePattern.test(code))) {
    throw new Error(`${table}.txt:${line}: not a rule: ${text}`);
  }
  const type = new RegExp(`^(?:${types.split("|").map(glob).join("|")})$`);
  return paths.split("|").map((written) => {
    const mark = /[?!]$/.exec(written)?.[0];
    const [, path = "", key] = /^([^{]*)(?:\{(\w+)\})?$/.exec(mark ? written.slice(0, -1) : written) ?? [];
    const last = path.split(/[./]/).at(-1) ?? "";
    return {
      at: `${table}.txt:${line} ${written}`,
      code,
      modes,
      type,
      path: pathPattern(path),
      ...(mark && { written: mark === "?" }),
      ...(key && { key }),
      ...(!last.includes("*") && { last }),
    };
  });
}

function readLines(table: string): readonly (readonly [string, number])[] {
  return readFileSync(join(__dirname, "rules", `${table}.txt`), "utf8")
    .split("\n")
    .map((text, index) => [text.replace(/(^|\s+)#.*$/, "").trim(), index + 1] as const)
    .filter(([text]) => text !== "");
}

/** All rules, and the one that decides for a leaf. */
export interface Rules {
  readonly all: readonly Rule[];
  ruleOf(type: string, mode: Mode, leaf: Leaf): Rule | undefined;
}

export function readRules(): Rules {
  const all = tables.flatMap((table) => readLines(table.name).flatMap(([text, line]) => parseRule(text, table, line)));
  const byLast = new Map<string, readonly (readonly [number, Rule])[]>();
  const numbered = all.map((rule, index) => [index, rule] as const);
  const open = numbered.filter(([, rule]) => rule.last === undefined);
  return {
    all,
    ruleOf(type, mode, leaf) {
      const path = leaf.path.replace(/\[\]|\{\}/g, "");
      const last = path.slice(path.lastIndexOf(".") + 1);
      let candidates = byLast.get(last);
      if (!candidates) {
        candidates = [...numbered.filter(([, rule]) => rule.last === last), ...open].toSorted(([a], [b]) => a - b);
        byLast.set(last, candidates);
      }
      return candidates.find(
        ([, rule]) =>
          rule.modes.includes(mode) &&
          (rule.written === undefined || rule.written === leaf.configurable) &&
          rule.path.test(path) &&
          rule.type.test(type),
      )?.[1];
    },
  };
}

/** Fingerprint of all tables: tells a catalogue that is older than its rules without the provider at hand. */
export function digestRules(): string {
  const hash = createHash("sha256");
  for (const name of [...tables.map((table) => table.name), "scopes"])
    hash.update(JSON.stringify(readLines(name).map(([text]) => text)));
  return hash.digest("hex").slice(0, 16);
}

/** Scope of each type: `r` regional, `m` global metadata, `c` global content. */
export interface Scopes {
  letterOf(type: string, mode: Mode): string;
}

const letters: Readonly<Record<string, string>> = { regional: "r", "global-metadata": "m", "global-content": "c" };

/**
 * A type with a `region` argument is regional unless `scopes.txt` knows better; a resource type without one must be listed
 * there, so that a new global service is looked at by somebody. Data sources without one only read names and numbers.
 */
export function readScopes(schema: Types, bindings: Types): Scopes {
  const listed = readLines("scopes").map(([text, line]) => {
    const [scope = "", types = "", ...more] = text.split(/\s+/);
    const letter = letters[scope];
    if (!letter || !types || more.length > 0) throw new Error(`scopes.txt:${line}: not a scope: ${text}`);
    return { letter, type: new RegExp(`^(?:${types.split("|").map(glob).join("|")})$`) };
  });
  const missing: string[] = [];
  const isRegional = (type: string, mode: Mode): boolean => {
    const leaves = bindings[mode].get(type);
    return leaves ? leaves.some(({ path, configurable }) => path === "region" && configurable) : schema[mode].has(type);
  };
  const letterOf = (type: string, mode: Mode): string => {
    if (mode === "data") return isRegional(type, mode) ? "r" : "m";
    const letter = listed.find((entry) => entry.type.test(type))?.letter;
    if (letter) return letter;
    if (!isRegional(type, mode)) missing.push(type);
    return "r";
  };
  for (const type of new Set([...schema.managed.keys(), ...bindings.managed.keys()])) letterOf(type, "managed");
  if (missing.length > 0)
    throw new Error(`types without a region that scopes.txt does not list: ${missing.join(", ")}`);
  return { letterOf };
}
