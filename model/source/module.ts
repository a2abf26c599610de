/** The blocks of a module as written, in Terraform's JSON syntax, by what they are called. */
import { isMode } from "../references/address";
import { blockKey, type Mode } from "../references/address";
import { isObject, own, several, textAt, type JsonObject } from "../../core/json";

export interface ModuleSource {
  readonly variables: ReadonlyMap<string, JsonObject>;
  readonly locals: ReadonlyMap<string, unknown>;
  readonly outputs: ReadonlyMap<string, JsonObject>;
  readonly calls: ReadonlyMap<string, JsonObject>;
  /** Resources, data sources and ephemeral resources by `data.aws_vpc.v`. */
  readonly blocks: ReadonlyMap<string, Block>;
  /** By local name and alias: `aws`, `aws.us`. */
  readonly providers: ReadonlyMap<string, JsonObject>;
  readonly removed: readonly JsonObject[];
}

export interface Block {
  readonly mode: Mode;
  readonly type: string;
  readonly name: string;
  readonly body: JsonObject;
}

/** Every module by the names of the calls that lead to it. */
export interface SourceTree {
  at(path: readonly string[]): ModuleSource | undefined;
  /** Paths of every module, root first. */
  readonly paths: readonly (readonly string[])[];
}

/** @param modules what the files of each module say, by `net.subnets` */
export function readTree(modules: ReadonlyMap<string, readonly JsonObject[]>): SourceTree {
  const read = new Map<string, ModuleSource>();
  return {
    at(path) {
      const key = path.join(".");
      const known = read.get(key);
      const documents = modules.get(key);
      if (known || !documents) return known;
      const module = readModule(documents);
      read.set(key, module);
      return module;
    },
    paths: [...modules.keys()].toSorted((a, b) => a.length - b.length).map((key) => (key === "" ? [] : key.split("."))),
  };
}

function readModule(documents: readonly JsonObject[]): ModuleSource {
  const blocks = new Map<string, Block>();
  for (const section of ["resource", "data", "ephemeral"] as const) {
    const mode: unknown = section === "resource" ? "managed" : section;
    if (!isMode(mode)) continue;
    for (const [[type = "", name = ""], body] of labelled(documents, section, 2)) {
      const key = blockKey(mode, type, name);
      blocks.set(key, { mode, type, name, body: { ...blocks.get(key)?.body, ...body } });
    }
  }
  for (const [, check] of labelled(documents, "check", 1))
    for (const [[type = "", name = ""], body] of labelled([check], "data", 2))
      blocks.set(blockKey("data", type, name), { mode: "data", type, name, body });
  const locals = new Map<string, unknown>();
  for (const group of documents.flatMap((each) => several(own(each, "locals"))))
    if (isObject(group)) for (const name of Object.keys(group)) locals.set(name, group[name]);
  const providers = new Map<string, JsonObject>();
  for (const [[name = ""], body] of labelled(documents, "provider", 1)) {
    const alias = textAt(body, "alias");
    providers.set(alias === undefined ? name : `${name}.${alias}`, body);
  }
  return {
    variables: byName(documents, "variable"),
    locals,
    outputs: byName(documents, "output"),
    calls: byName(documents, "module"),
    blocks,
    providers,
    removed: documents.flatMap((each) => several(own(each, "removed"))).filter(isObject),
  };
}

/** Blocks of one label; a later one overrides what it says. */
function byName(documents: readonly JsonObject[], section: string): ReadonlyMap<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const [[name = ""], body] of labelled(documents, section, 1)) found.set(name, { ...found.get(name), ...body });
  return found;
}

function* labelled(
  documents: readonly JsonObject[],
  section: string,
  labels: number,
): Iterable<readonly [labels: readonly string[], body: JsonObject]> {
  for (const document of documents) yield* within(own(document, section), labels, []);
}

function* within(
  node: unknown,
  labels: number,
  above: readonly string[],
): Iterable<readonly [readonly string[], JsonObject]> {
  for (const each of several(node)) {
    if (!isObject(each)) continue;
    if (labels === 0) yield [above, each];
    else
      for (const label of Object.keys(each))
        if (label !== "//") yield* within(each[label], labels - 1, [...above, label]);
  }
}
