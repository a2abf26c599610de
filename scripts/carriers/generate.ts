/**
 * Makes `placement/catalogue/carriers.json`: the schema of the AWS provider and the CDKTF bindings of a newer one, judged by the rules of
 * `carrier-rules/`. `--check` fails when the file is stale, `--list` prints what was decided for every attribute.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readBindings } from "./bindings";
import { digestRules, readRules, readScopes, reviewed, type Rules, type Scopes } from "./rules";
import { readSchema, type Leaf, type Mode, type Types } from "./schema";
import { dumpSchema } from "../terraform/provider-mirror";
import { isUnclassified, makeTexts } from "./texts";
import { findWrittenBlocks } from "./written-blocks";
import type { CarriersFile } from "../../placement/catalogue/carriers";

const root = resolve(__dirname, "..", "..");
const catalogue = join(root, "placement", "catalogue");
const schemaVersion = "5.100.0";
const modes = ["managed", "data"] as const;

/** One attribute with the code that the rules give it. */
export interface Decision {
  readonly mode: Mode;
  readonly type: string;
  readonly leaf: Leaf;
  readonly code: string;
  readonly rule: string;
  /** A rule says that it should name no place, although its name says so. */
  readonly silent?: boolean;
  /** The key that the rule means, where the leaf is a map. */
  readonly key?: string;
}

/** Both sources as one: a path that both know is taken from the schema, which tells lists from single blocks for certain. */
function mergeTypes(schema: Types, bindings: Types): Types {
  const merge = (mode: Mode): ReadonlyMap<string, readonly Leaf[]> => {
    const merged = new Map<string, readonly Leaf[]>();
    for (const type of new Set([...schema[mode].keys(), ...bindings[mode].keys()])) {
      const known = new Map((schema[mode].get(type) ?? []).map((leaf) => [plain(leaf.path), leaf]));
      for (const leaf of bindings[mode].get(type) ?? []) {
        const old = known.get(plain(leaf.path));
        // What only was computed may have become an argument: `aws_s3_bucket.region`.
        known.set(plain(leaf.path), old ? { ...old, configurable: old.configurable || leaf.configurable } : leaf);
      }
      merged.set(type, [...known.values()]);
    }
    return merged;
  };
  return { managed: merge("managed"), data: merge("data") };
}

const plain = (path: string): string => path.replace(/\[\]|\{\}/g, "");

function decide(types: Types, rules: Rules): readonly Decision[] {
  return modes.flatMap((mode) =>
    [...types[mode]].flatMap(([type, leaves]) =>
      leaves.map((leaf) => {
        const rule = rules.ruleOf(type, mode, leaf);
        // A number names no place; a boolean only where a rule says which value opens one.
        const names =
          rule &&
          rule.code !== "silent" &&
          (leaf.value === "string" || leaf.value === "other" || rule.code.startsWith("mode:"));
        return {
          mode,
          type,
          leaf,
          code: names ? rule.code : "-",
          rule: rule?.at ?? "",
          ...(rule?.code === "silent" && { silent: true }),
          ...(rule?.key && { key: rule.key }),
        };
      }),
    ),
  );
}

/** A whole document is one value, also where it is a map: region codes may be its keys. */
const pathOf = ({ leaf, code, key }: Decision): string => {
  if (key) return leaf.path.replace(/\{\}$/, `.${key}`);
  return /^(json|connection):/.test(code) ? leaf.path.replace(/(\{\})+$/, "") : leaf.path;
};

interface Branch {
  code?: string;
  /** A block that the provider never fills in. */
  written?: boolean;
  readonly members: Map<string, Branch>;
}

function writeTree(
  decisions: readonly Decision[],
  written: ReadonlySet<string>,
  indexOf: (code: string) => string,
): string {
  const top: Branch = { members: new Map() };
  for (const decision of decisions) {
    let branch = top;
    let path = "";
    for (const name of pathOf(decision).split(".")) {
      path = `${path && `${path}.`}${plain(name)}`;
      const next: Branch = branch.members.get(name) ?? { members: new Map(), written: written.has(path) };
      branch.members.set(name, next);
      branch = next;
    }
    branch.code = decision.code;
  }
  const write = (branch: Branch): string =>
    [...branch.members]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([name, { code, members, written: mark }]) =>
          `${name}${mark ? "!" : ""}${code ? `:${indexOf(code)}` : ""}${members.size ? `(${write({ members })})` : ""}`,
      )
      .join(",");
  return write(top);
}

function makeFile(
  types: Types,
  decisions: readonly Decision[],
  written: ReadonlyMap<string, ReadonlySet<string>>,
  scopes: Scopes,
  bindings: string,
  texts: string,
): CarriersFile {
  const counts = new Map<string, number>();
  const carriers = decisions
    .filter(({ code }) => code !== "-")
    .map((decision) => (decision.leaf.computed ? { ...decision, code: `${decision.code}~` } : decision));
  for (const { code } of carriers) counts.set(code, (counts.get(code) ?? 0) + 1);
  // The commonest code gets the shortest number.
  const codes = [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([code]) => code);
  const numbers = new Map(codes.map((code, index) => [code, index.toString(36)]));
  const byType = new Map<string, Decision[]>();
  for (const decision of carriers) {
    const key = `${decision.mode}.${decision.type}`;
    const sameType = byType.get(key);
    if (sameType) sameType.push(decision);
    else byType.set(key, [decision]);
  }
  const write = (mode: Mode) =>
    Object.fromEntries(
      [...types[mode].keys()].toSorted().map((type) => {
        const blocks = (mode === "managed" && written.get(type)) || new Set<string>();
        const tree = writeTree(byType.get(`${mode}.${type}`) ?? [], blocks, (code) => numbers.get(code) ?? "");
        return [type, scopes.letterOf(type, mode) + tree];
      }),
    );
  return {
    version: { schema: schemaVersion, bindings, date: reviewed },
    rules: digestRules(),
    texts: createHash("sha256").update(texts).digest("hex"),
    codes,
    managed: write("managed"),
    data: write("data"),
  };
}

/** Paths of the carriers whose value is judged, by type. */
function judgedPaths(decisions: readonly Decision[]): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, string[]>();
  for (const { mode, type, leaf, code } of decisions) {
    if (mode !== "managed" || code === "-" || /^[^:]+:(mention|self|link)/.test(code)) continue;
    const known = paths.get(type);
    if (known) known.push(plain(leaf.path));
    else paths.set(type, [plain(leaf.path)]);
  }
  return paths;
}

/** What the generator decides, and the text of each file. */
export interface Generated {
  readonly decisions: readonly Decision[];
  readonly carriers: string;
  readonly texts: string;
}

/** Everything that the generator decides, and the file that follows from it. Asks the provider itself. */
export async function generate(): Promise<Generated> {
  const dump = dumpSchema(schemaVersion, join(root, ".cache"));
  const schema = readSchema(dump);
  const bindings = readBindings(join(root, "node_modules", "@cdktf", "provider-aws", "lib"));
  const types = mergeTypes(schema, bindings.types);
  const rules = readRules();
  const decisions = decide(types, rules);
  const used = new Set(decisions.map(({ rule }) => rule));
  const idle = rules.all.filter(({ at }) => !used.has(at)).map(({ at }) => at);
  if (idle.length > 0) throw new Error(`rules that decide nothing:\n  ${idle.join("\n  ")}`);
  const open = decisions.filter(isUnclassified).map(({ type, leaf }) => `${type} ${leaf.path}`);
  if (open.length > 0) throw new Error(`texts that say place and that no rule speaks of:\n  ${open.join("\n  ")}`);
  const written = await findWrittenBlocks(schemaVersion, dump, judgedPaths(decisions));
  const print = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;
  const texts = print(makeTexts(decisions));
  const file = makeFile(types, decisions, written, readScopes(schema, bindings.types), bindings.version, texts);
  return { decisions, carriers: print(file), texts };
}

async function main(): Promise<number> {
  const { decisions, carriers, texts } = await generate();
  const files = [
    ["carriers.json", carriers],
    ["texts.json", texts],
  ] as const;
  if (process.argv.includes("--list")) {
    for (const { mode, type, leaf, code, rule } of decisions) {
      process.stdout.write(
        `${[mode, type, leaf.path, leaf.value, leaf.configurable ? "argument" : "computed", code, rule].join("\t")}\n`,
      );
    }
    return 0;
  }
  if (process.argv.includes("--check")) {
    const stale = files.filter(([name, text]) => readFileSync(join(catalogue, name), "utf8") !== text);
    for (const [name] of stale)
      process.stderr.write(`placement/catalogue/${name} is stale: run npm run generate:carriers\n`);
    return stale.length > 0 ? 1 : 0;
  }
  for (const [name, text] of files) writeFileSync(join(catalogue, name), text);
  return 0;
}

if (require.main === module) {
  main().then(
    (code) => void (process.exitCode = code),
    (error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      process.stderr.write(`THE CATALOGUE OF CARRIERS COULD NOT BE MADE: ${why}\n`);
      process.exitCode = 2;
    },
  );
}
