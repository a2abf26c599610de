/** A synthesized stack (or any Terraform JSON configuration) -> Document. Blocks that hide what they do are defects. */
import { blockKey, parseAddress } from "./address";
import { programDefects } from "./entries";
import type { Source } from "./from-plan";
import type { Action, Backend, Defect, Document, Resource } from "./graph";
import { isEmpty, isObject, objectAt, own, several, textAt, type JsonObject } from "./json";
import type { Scope, Target } from "./references";
import { indexBlocks } from "./scope";
import { blocksOf, type Block } from "./synth-blocks";
import { readSynthProviders, type SynthProviders } from "./synth-providers";
import { synthScope, type SynthScope } from "./synth-scope";
import { isValues, Unknown, type Value, type Values } from "./value";

const SECTIONS = new Set([
  "//",
  "terraform",
  "provider",
  "resource",
  "data",
  "ephemeral",
  "variable",
  "output",
  "locals",
  "module",
  "moved",
  "import",
  "removed",
  "check",
  "action",
]);

interface Reading {
  readonly resources: Resource[];
  readonly defects: Defect[];
  readonly scope: SynthScope;
  readonly providers: SynthProviders;
  readonly imports: ReadonlyMap<string, Import>;
}

interface Import {
  readonly to: string;
  readonly id?: string;
  readonly provider: unknown;
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
  const reading: Reading = { resources, defects, scope, providers, imports: readImports(stack) };

  for (const mode of ["resource", "data", "ephemeral"] as const) {
    for (const block of blocksOf(own(stack, mode), 2, mode))
      readBlock(mode === "resource" ? "managed" : mode, block, reading);
  }
  for (const check of blocksOf(own(stack, "check"), 1, "check")) {
    for (const block of blocksOf(own(check.body, "data"), 2, `${check.path}.data`)) readBlock("data", block, reading);
  }
  readRemoved(stack, reading);
  readGenerated(reading);
  noteDuplicates(reading);
  for (const found of programDefects(resources)) defects.push(found);
  const backend = readBackend(stack, scope);
  return { path, kind: "synth", sha256, resources, providers: providers.all, ...(backend && { backend }), defects };
}

const defect = (code: Defect["code"], address: string, path: string, message: string): Defect => ({
  code,
  address,
  path,
  message,
});

function* judgeSections(stack: JsonObject): Iterable<Defect> {
  for (const name of Object.keys(stack)) {
    if (!SECTIONS.has(name) && !isEmpty(stack[name])) {
      yield defect("unknown-section", "", name, `The stack has a block ${name} that Clover does not know.`);
    }
  }
  for (const { labels, path } of blocksOf(own(stack, "module"), 1, "module")) {
    const address = `module.${labels[0] ?? ""}`;
    yield defect(
      "module-not-shown",
      address,
      path,
      `${address} is not part of the synthesized stack: judge its plan instead.`,
    );
  }
  for (const { labels, path } of blocksOf(own(stack, "action"), 2, "action")) {
    const address = `action.${labels.join(".")}`;
    yield defect("action-invocation", address, path, `The effect of ${address} is not part of the synthesized stack.`);
  }
  for (const terraform of several(own(stack, "terraform"))) {
    for (const { path } of blocksOf(
      own(own(terraform, "encryption"), "key_provider"),
      2,
      "terraform.encryption.key_provider",
    )) {
      if (path.includes(".external."))
        yield defect("external-program", "", path, "State encryption runs a program of this machine.");
    }
  }
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

function readImports(stack: JsonObject): ReadonlyMap<string, Import> {
  const imports = new Map<string, Import>();
  for (const { body } of blocksOf(own(stack, "import"), 0, "import")) {
    const to = bare(textAt(body, "to")) ?? "";
    const named = parseAddress(to);
    const id = textAt(body, "id");
    // A block stands for all its instances: of their import ids the one that names a region counts.
    const block = named ? blockKey(named.mode, named.type, named.name) : to;
    const known = imports.get(block);
    if (!known || (id !== undefined && id.includes("@"))) {
      imports.set(block, { to, ...(id !== undefined && { id }), provider: own(body, "provider") });
    }
  }
  return imports;
}

/** Traversals may be written as a template of nothing else. */
const bare = (text: string | undefined): string | undefined => text?.replace(/^\$\{(.*)\}$/, "$1").trim();

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
  const { defects, resources, scope, providers, imports } = reading;
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

function* judgeMeta(body: JsonObject, address: string): Iterable<Defect> {
  for (const { labels } of blocksOf(own(body, "provisioner"), 1, "provisioner")) {
    yield defect(
      "provisioner",
      address,
      "provisioner",
      `${address} runs the provisioner ${labels[0] ?? "(not named)"}: what it does is not in the stack.`,
    );
  }
  for (const lifecycle of several(own(body, "lifecycle"))) {
    if (!isEmpty(own(lifecycle, "action_trigger"))) {
      yield defect(
        "action-invocation",
        address,
        "lifecycle.action_trigger",
        `${address} triggers an action, whose effect is not in the stack.`,
      );
    }
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

/** `removed` takes a resource out of the configuration: destroyed if it says so, else forgotten where it is. */
function readRemoved(stack: JsonObject, { resources, defects, scope, providers }: Reading): void {
  for (const { body } of blocksOf(own(stack, "removed"), 0, "removed")) {
    const from = bare(textAt(body, "from")) ?? "";
    const named = parseAddress(from);
    defects.push(...(isObject(body) ? judgeMeta(body, from) : []));
    if (!named) {
      defects.push(
        defect(
          "module-not-shown",
          from,
          "removed",
          `What is removed with ${from || "a block that names nothing"} is not in the stack.`,
        ),
      );
      continue;
    }
    const destroys = several(own(body, "lifecycle")).some((lifecycle) => own(lifecycle, "destroy") === true);
    const provider = providers.only(named.type);
    resources.push({
      address: from,
      ...named,
      source: providers.sourceOf(named.type, undefined),
      ...(provider && { provider }),
      actions: [destroys ? "delete" : "forget"],
      stays: !destroys,
      values: {},
      scope,
    });
  }
}

/** Imports into blocks that are not there: Terraform would generate them. */
function readGenerated({ resources, defects, scope, providers, imports }: Reading): void {
  const known = new Set(resources.map(({ address }) => address));
  for (const [block, { to, id, provider: written }] of imports) {
    if (known.has(block)) continue;
    const named = parseAddress(to);
    if (!named) {
      defects.push(defect("unreadable-resource", to, "import", `An import names no resource: ${to}.`));
      continue;
    }
    const provider = providers.serving(named.type, written);
    resources.push({
      address: to,
      ...named,
      source: providers.sourceOf(named.type, written),
      ...(provider && { provider }),
      actions: ["no-op"] satisfies Action[],
      stays: true,
      values: {},
      scope,
      ...(id !== undefined && { importId: id }),
    });
  }
}

function noteDuplicates({ resources, defects }: Reading): void {
  const seen = new Set<string>();
  for (const { address } of resources) {
    if (seen.has(address)) defects.push(defect("duplicate-address", address, "", `${address} occurs more than once.`));
    seen.add(address);
  }
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
