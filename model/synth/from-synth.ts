/** A synthesized stack (or any Terraform JSON configuration) -> Document. Blocks that hide what they do are defects. */
import { blockKey } from "../references/address";
import { noteDuplicate, programDefects } from "../entries/entries";
import type { Source } from "../document";
import type { Backend, Defect, Document, Resource } from "../document";
import { isObject, objectAt, own, several, textAt, type JsonObject } from "../../core/json";
import type { Scope, Target } from "../document";
import { indexBlocks } from "../references/scope";
import { blocksOf, type Block } from "./blocks";
import { readGenerated, readImports, readMoves, readRemoved, type Changing } from "./changes";
import { defect, judgeMeta, judgeSections } from "./defects";
import { readSynthProviders } from "./providers";
import { synthScope, type SynthScope } from "./scope";
import { isValues, Unknown, type Value, type Values } from "../value";

interface Reading extends Changing {
  readonly scope: SynthScope;
}

/** Reads Terraform JSON. */
export function readSynth(stack: JsonObject, { path, sha256 }: Source): Document {
  const resources: Resource[] = [];
  const defects: Defect[] = [...judgeSections(stack)];
  const scope = synthScope(
    labelled(stack, "variable", defects),
    readLocals(stack),
    indexBlocks(() => resources),
  );
  const providers = readSynthProviders(stack, scope, defects);
  const reading: Reading = {
    resources,
    defects,
    scope,
    providers,
    imports: readImports(stack),
    moves: readMoves(stack),
  };

  for (const mode of ["resource", "data", "ephemeral"] as const) {
    for (const block of blocksOf(own(stack, mode), 2, mode))
      readBlock(mode === "resource" ? "managed" : mode, block, reading);
  }
  for (const check of blocksOf(own(stack, "check"), 1, "check")) {
    for (const block of blocksOf(own(check.body, "data"), 2, `${check.path}.data`)) readBlock("data", block, reading);
  }
  readRemoved(stack, reading);
  readGenerated(reading);
  const seen = new Set<string>();
  for (const { address } of resources) noteDuplicate(seen, address, () => "", defects);
  for (const found of programDefects(resources)) defects.push(found);
  const backend = readBackend(stack, scope);
  return { path, kind: "synth", sha256, resources, providers: providers.all, ...(backend && { backend }), defects };
}

function labelled(stack: JsonObject, section: string, defects: Defect[]): ReadonlyMap<string, unknown> {
  const blocks = new Map<string, unknown>();
  for (const { labels, body, path } of blocksOf(own(stack, section), 1, section)) {
    if (labels[0] === undefined || !isObject(body)) {
      defects.push(defect("unknown-shape", "", path, `A ${section} block is no object.`));
    } else blocks.set(labels[0], body);
  }
  return blocks;
}

function readLocals(stack: JsonObject): ReadonlyMap<string, unknown> {
  const locals = new Map<string, unknown>();
  for (const group of several(own(stack, "locals"))) {
    if (isObject(group)) for (const name of Object.keys(group)) locals.set(name, group[name]);
  }
  return locals;
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

function readBlock(mode: Resource["mode"], { labels, body, path }: Block, reading: Reading): void {
  const { defects, resources, scope, providers, imports, moves } = reading;
  const [type, name] = labels;
  if (type === undefined || name === undefined || !isObject(body)) {
    defects.push(defect("unreadable-resource", labels.join("."), path, `The block ${path} is no resource.`));
    return;
  }
  const address = blockKey(mode, type, name);
  const secret = new Set<string>();
  const arguments_ = Object.fromEntries(Object.entries(body).filter(([key]) => !META.has(key)));
  const values = scope.convert(arguments_, "", (at) => secret.add(at)) as Record<string, Value>;
  addDynamic(body, values, scope, (at) => secret.add(at));
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
  resources.push({
    address,
    mode,
    type,
    name,
    module: "",
    source: providers.sourceOf(type, written),
    ...(provider && { provider }),
    // A stack says what shall be, not what is.
    actions: [mode === "managed" ? "create" : mode === "data" ? "read" : "open"],
    stays: mode !== "data",
    values,
    scope: eachScope(scope, own(body, "for_each")),
    ...(imported?.id !== undefined && { importId: imported.id }),
    ...(previous !== undefined && { previousAddress: previous }),
    ...(origin !== undefined && { origin }),
    sensitive: (at) =>
      at === "" ? secret.size > 0 : [...secret].some((marked) => covers(marked, at) || covers(at, marked)),
  });
}

const covers = (outer: string, inner: string): boolean =>
  inner === outer || (inner.startsWith(outer) && /^[.[]/.test(inner.slice(outer.length)));

/** Blocks that `dynamic` makes: their literal content is as good as written out, their number is not known. */
function addDynamic(
  body: JsonObject,
  values: Record<string, Value>,
  scope: SynthScope,
  onSensitive: (path: string) => void,
): void {
  for (const { labels, body: dynamic, path } of blocksOf(own(body, "dynamic"), 1, "dynamic")) {
    const [name] = labels;
    if (name === undefined) continue;
    const written = Object.hasOwn(values, name) ? values[name] : undefined;
    const before = several(written) as readonly Value[];
    const content = several(own(dynamic, "content"));
    const made = content.map((block, index) => scope.convert(block, `${name}[${before.length + index}]`, onSensitive));
    values[name] = [...before, ...(made.length > 0 ? made : [new Unknown([], path)])];
  }
}

/** Where `for_each` is literal, `each.value` and `each.key` can only be what stands there. */
function eachScope(scope: Scope, forEach: unknown): Scope {
  if (!isObject(forEach) && !Array.isArray(forEach)) return scope;
  const ends = (items: readonly unknown[], reference: string): readonly Target[] =>
    items.map((value) =>
      typeof value === "string" && !value.includes("${") && !value.includes("%{")
        ? { kind: "value", value, reference }
        : { kind: "opaque", reference },
    );
  return {
    module: scope.module,
    follow(reference) {
      const items =
        reference === "each.value" ? Object.values(forEach) : reference === "each.key" ? Object.keys(forEach) : [];
      return items.length > 0 ? ends(items, reference) : scope.follow(reference);
    },
  };
}

function readBackend(stack: JsonObject, scope: SynthScope): Backend | undefined {
  for (const terraform of several(own(stack, "terraform"))) {
    for (const { labels, body } of blocksOf(own(terraform, "backend"), 1, "backend")) {
      const settings = scope.convert(body ?? {}, "", () => undefined);
      return { type: labels[0] ?? "", settings: isValues(settings) ? settings : ({} satisfies Values) };
    }
    for (const { body } of blocksOf(own(terraform, "cloud"), 0, "cloud")) {
      const settings = scope.convert(body ?? {}, "", () => undefined);
      return { type: "cloud", settings: isValues(settings) ? settings : {} };
    }
  }
  return undefined;
}
