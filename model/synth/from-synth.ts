/** A synthesized stack (or any Terraform JSON configuration) -> Document. Blocks that hide what they do are defects. */
import { blockKey } from "../references/address";
import { noteDuplicate, programDefects } from "../entries/entries";
import type {
  Source,
  Backend,
  Defect,
  Document,
  Outputs,
  Provider,
  Resource,
  Target,
  WrittenConfiguration,
} from "../document";
import { isObject, objectAt, own, put, several, textAt, type JsonObject } from "../../core/json";
import { blocksOf, type Block } from "./blocks";
import { readGenerated, readImports, readMoves, readRemoved, type Changing } from "./changes";
import { defect, judgeMeta, judgeSections } from "./defects";
import { readSynthProviders, type Converted, type SynthProviders } from "./providers";
import { scopeOf, synthScopes } from "./scope";
import { readTree } from "../source/module";
import { standing } from "./standing";
import type { Scopes } from "../source/module-scope";
import { settle, writtenValue } from "../source/written";
import { isValues, type Value, type Values } from "../value";

interface SynthReading extends Changing {
  readonly scopes: Scopes;
  /** Address of the module, "" for the root. */
  readonly module: string;
}

/** Reads Terraform JSON. */
export const readSynth = (stack: JsonObject, source: Source): Document =>
  readModules({ modules: new Map([["", [stack]]]), unread: [], missing: [] }, source);

/**
 * Reads a configuration with the modules that it calls.
 * @param variables values that the root module is given
 */
export function readModules(
  { modules, unread, missing }: WrittenConfiguration,
  { path, sha256 }: Source,
  variables: ReadonlyMap<string, Value> = new Map(),
): Document {
  const read: Resource[] = [];
  const found: Defect[] = [];
  const tree = readTree(modules);
  const scopes = synthScopes(tree, read, variables);
  const providers = new Map<string, SynthProviders>();
  const [root = {}] = modules.get("") ?? [];
  for (const path of tree.paths)
    readModule(path, mergeDocuments(modules.get(path.join(".")) ?? []), {
      scopes,
      providers,
      resources: read,
      defects: found,
    });
  const { resources, defects } = standing(scopes, read, found);
  for (const resource of resources) fillIn(resource, scopes);
  for (const address of missing)
    defects.push(
      defect(
        "module-not-shown",
        address,
        "module",
        `${address} is not on disk: run \`terraform init\`, or judge a plan.`,
      ),
    );
  for (const { file, why } of unread)
    defects.push(defect("unknown-shape", "", file, `The configuration's file ${file} cannot be read: ${why}`));
  const seen = new Set<string>();
  for (const { address } of resources) noteDuplicate(seen, address, () => "", defects);
  defects.push(...programDefects(resources));
  const backend = readBackend(mergeDocuments(modules.get("") ?? [root]), scopes);
  const outputs: Outputs = (name, rest) => {
    const scope = scopes.of("");
    if (!scope?.source.outputs.has(name)) return undefined;
    const sensitive = own(scope.source.outputs.get(name), "sensitive") === true;
    const ends = scope.endsOfOutput(name, rest);
    return sensitive ? ends.map(hide) : ends;
  };
  return {
    path,
    kind: "synth",
    sha256,
    resources,
    providers: [...providers.values()].flatMap((each) => each.all),
    ...(backend && { backend }),
    outputs,
    defects,
  };
}

const hide = (end: Target): Target => (end.kind === "value" ? { ...end, sensitive: true } : end);

/** The sections of several files as one: each may be an object or a list of them. */
function mergeDocuments(documents: readonly JsonObject[]): JsonObject {
  const [only, ...others] = documents;
  if (only && others.length === 0) return only;
  const merged: Record<string, unknown> = {};
  for (const document of documents)
    for (const [section, body] of Object.entries(document))
      put(merged, section, [...several(own(merged, section)), ...several(body)]);
  return merged;
}

interface Shared {
  readonly scopes: Scopes;
  readonly providers: Map<string, SynthProviders>;
  readonly resources: Resource[];
  readonly defects: Defect[];
}

function readModule(
  path: readonly string[],
  stack: JsonObject,
  { scopes, providers: all, resources, defects }: Shared,
): void {
  const module = path.map((name) => `module.${name}`).join(".");
  defects.push(...judgeSections(stack, (name) => scopes.tree.at([...path, name]) !== undefined));
  const convert = (body: JsonObject): Converted => {
    const scope = scopes.of(module);
    const secret = new Set<string>();
    const values: Record<string, Value> = {};
    if (scope) {
      const made = scopes.watch(secret, "settings", () => settle(writtenValue(body, scope, new Map())));
      if (isValues(made)) Object.assign(values, made);
      for (const name of Object.keys(body))
        scopes.watch(secret, name, () => writtenValue(body[name], scope, new Map()));
    }
    return { values, isSecret: (at) => scopes.isSecret(secret, at.replace(/[.[].*$/s, "")) };
  };
  const last = path.at(-1);
  const parent = all.get(path.slice(0, -1).join("."));
  const call = last === undefined ? undefined : scopes.tree.at(path.slice(0, -1))?.calls.get(last);
  const passed = (key: string): Provider | undefined =>
    parent?.named(
      textAt(objectAt(call, "providers"), key)
        ?.replace(/^\$\{(.*)\}$/, "$1")
        .trim() ?? key,
    );
  const providers = readSynthProviders(stack, module, convert, defects, parent && passed);
  all.set(path.join("."), providers);
  const reading: SynthReading = {
    module,
    resources,
    defects,
    scopes,
    scope: scopeOf(scopes, module),
    providers,
    imports: readImports(stack),
    moves: readMoves(stack),
  };
  for (const section of ["variable", "output"]) checkLabelled(stack, section, defects);
  for (const mode of ["resource", "data", "ephemeral"] as const) {
    for (const block of blocksOf(own(stack, mode), 2, mode))
      readBlock(mode === "resource" ? "managed" : mode, block, reading);
  }
  for (const check of blocksOf(own(stack, "check"), 1, "check")) {
    for (const block of blocksOf(own(check.body, "data"), 2, `${check.path}.data`)) readBlock("data", block, reading);
  }
  readRemoved(stack, reading);
  readGenerated(reading);
}

function checkLabelled(stack: JsonObject, section: string, defects: Defect[]): void {
  for (const { labels, body, path } of blocksOf(own(stack, section), 1, section))
    if (labels[0] === undefined || !isObject(body))
      defects.push(defect("unknown-shape", "", path, `A ${section} block is no object.`));
}

/** Arguments that speak to Terraform, not to the provider. */
const META = new Set([
  "//",
  "provider",
  "count",
  "for_each",
  "depends_on",
  "lifecycle",
  "provisioner",
  "connection",
  "dynamic",
]);

function readBlock(mode: Resource["mode"], { labels, body, path }: Block, reading: SynthReading): void {
  const { defects, resources, scope, scopes, providers, imports, moves } = reading;
  const [type, name] = labels;
  if (type === undefined || name === undefined || !isObject(body)) {
    defects.push(defect("unreadable-resource", labels.join("."), path, `The block ${path} is no resource.`));
    return;
  }
  const address = `${reading.module === "" ? "" : `${reading.module}.`}${blockKey(mode, type, name)}`;
  defects.push(...judgeMeta(body, address));

  const written = own(body, "provider");
  const provider = providers.serving(type, written);
  if (!provider) {
    defects.push(
      defect(
        "unknown-shape",
        address,
        "provider",
        `${address} names a provider that is not configured: ${String(written)}.`,
      ),
    );
  }
  const origin = textAt(objectAt(objectAt(body, "//"), "metadata"), "path");
  const imported = imports.get(address);
  const previous = mode === "managed" ? moves.get(address) : undefined;
  const resource: Resource = {
    address,
    mode,
    type,
    name,
    module: reading.module,
    source: providers.sourceOf(type, written),
    ...(provider && { provider }),
    // A stack says what shall be, not what is.
    actions: [mode === "managed" ? "create" : mode === "data" ? "read" : "open"],
    stays: mode !== "data",
    values: {},
    scope,
    written: (name) => scopes.written(resource, name),
    ...(imported?.id !== undefined && { importId: imported.id }),
    ...(previous !== undefined && { previousAddress: previous }),
    ...(origin !== undefined && { origin }),
    sensitive: (at) =>
      at === "" ? scopes.secretsOf(resource).size > 0 : scopes.isSecret(resource, at.replace(/[.[].*$/s, "")),
  };
  resources.push(resource);
}

/** Fills in what was written, once every resource is there to be referred to. */
function fillIn(resource: Resource, scopes: Scopes): void {
  const { module, mode, type, name } = resource;
  const body = scopes.of(module)?.source.blocks.get(blockKey(mode, type, name))?.body;
  const dynamic = several(own(body, "dynamic")).flatMap((group) => (isObject(group) ? Object.keys(group) : []));
  for (const argument of new Set([...Object.keys(body ?? {}).filter((key) => !META.has(key)), ...dynamic])) {
    const value = scopes.written(resource, argument);
    if (value !== undefined) put(resource.values, argument, value);
  }
}

function readBackend(stack: JsonObject, scopes: Scopes): Backend | undefined {
  const scope = scopes.of("");
  const convert = (body: unknown): Value => (scope ? settle(writtenValue(body, scope, new Map())) : null);
  for (const terraform of several(own(stack, "terraform"))) {
    for (const { labels, body } of blocksOf(own(terraform, "backend"), 1, "backend")) {
      const settings = convert(body ?? {});
      return { type: labels[0] ?? "", settings: isValues(settings) ? settings : ({} satisfies Values) };
    }
    for (const { body } of blocksOf(own(terraform, "cloud"), 0, "cloud")) {
      const settings = convert(body ?? {});
      return { type: "cloud", settings: isValues(settings) ? settings : {} };
    }
  }
  return undefined;
}
