/** A plan's `configuration`: modules, their resources and calls, looked up by name. Instance keys play no part in it. */
import { isMode, parseModule, type ModuleStep } from "../references/address";
import type { Resource } from "../document";
import { listAt, objectAt, own, textAt, type JsonObject } from "../../core/json";

/** One module as configured (not one instance of it). */
export interface ModuleConfig {
  /** Names of the module calls that lead to it; empty for the root. */
  readonly path: readonly string[];
  readonly body: JsonObject;
  /** The `module` block that calls it; the root has none. */
  readonly call?: JsonObject;
  /** The block of a resource. */
  resource(mode: Resource["mode"], type: string, name: string): JsonObject | undefined;
  child(name: string): ModuleConfig | undefined;
}

export interface Configuration {
  readonly root: ModuleConfig;
  /** The module that an instance belongs to. */
  at(modules: readonly ModuleStep[]): ModuleConfig | undefined;
  /** Every module, root first. */
  all(): Iterable<ModuleConfig>;
}

/** Reads it lazily: a module's resources are indexed when the first one is asked for. */
export function readConfiguration(plan: JsonObject): Configuration {
  const root = moduleConfig(objectAt(objectAt(plan, "configuration"), "root_module") ?? {}, []);
  return {
    root,
    at: (modules) => modules.reduce<ModuleConfig | undefined>((module, { name }) => module?.child(name), root),
    all: () => walk(root),
  };
}

function* walk(module: ModuleConfig): Iterable<ModuleConfig> {
  yield module;
  for (const name of Object.keys(objectAt(module.body, "module_calls") ?? {})) {
    const child = module.child(name);
    if (child) yield* walk(child);
  }
}

function moduleConfig(body: JsonObject, path: readonly string[], call?: JsonObject): ModuleConfig {
  let blocks: Blocks | undefined;
  const children = new Map<string, ModuleConfig>();
  return {
    path,
    body,
    ...(call && { call }),
    resource(mode, type, name) {
      blocks ??= indexResources(body);
      return blocks[mode]?.get(type)?.get(name);
    },
    child(name) {
      const known = children.get(name);
      if (known) return known;
      const block = objectAt(objectAt(body, "module_calls"), name);
      const inner = block && objectAt(block, "module");
      if (!block || !inner) return undefined;
      const child = moduleConfig(inner, [...path, name], block);
      children.set(name, child);
      return child;
    },
  };
}

/** Maps in maps: a joint key would be ten thousand strings more. */
type Blocks = Partial<Record<Resource["mode"], Map<string, Map<string, JsonObject>>>>;

function indexResources(body: JsonObject): Blocks {
  const blocks: Blocks = {};
  for (const block of listAt(body, "resources")) {
    const mode = own(block, "mode");
    const type = textAt(block, "type");
    const name = textAt(block, "name");
    if (!isMode(mode) || type === undefined || name === undefined) continue;
    const types = (blocks[mode] ??= new Map());
    const names = types.get(type) ?? new Map<string, JsonObject>();
    types.set(type, names.set(name, block as JsonObject));
  }
  return blocks;
}

/** `module.a.module.b`: how configurations name a module. */
export const configAddress = (path: readonly string[]): string => path.map((name) => `module.${name}`).join(".");

/** The address of the block that an instance comes from: every key left out. */
export const blockAddress = ({
  module,
  mode,
  type,
  name,
}: Pick<Resource, "module" | "mode" | "type" | "name">): string => {
  const path = configAddress((parseModule(module) ?? []).map((call) => call.name));
  return `${path && `${path}.`}${mode === "managed" ? "" : `${mode}.`}${type}.${name}`;
};
