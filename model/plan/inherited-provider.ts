/** The provider configuration that a module of a plan inherits from the modules above it. */
import { listAt, objectAt, textAt, type JsonObject } from "../../core/json";
import { parseModule } from "../references/address";
import type { Configuration, ModuleConfig } from "./configuration";

/**
 * The configuration that a module inherits. Terraform names the caller's configuration, unless the calling module neither uses
 * nor requires the provider itself: then it writes a block without arguments for the module, and not what was passed to the
 * caller. Only one thing settles it: that no more than one configuration of that provider stands above the module.
 */
export function inheritedFrom(
  key: string,
  block: JsonObject,
  blocks: ReadonlyMap<string, JsonObject>,
  configuration: Configuration,
): string | undefined {
  if (objectAt(block, "expressions") !== undefined) return undefined;
  const [path, local] = splitKey(key);
  const modules = parseModule(path) ?? [];
  // Below a caller that has the provider, a block without arguments is one that a person wrote: its region is not in the plan.
  if (modules.length < 2 || uses(configuration.at(modules.slice(0, -1)), local)) return undefined;
  const source = textAt(block, "full_name");
  const [only, ...others] = [...blocks.keys()].filter((other) => {
    const [above] = splitKey(other);
    const isAbove = above === "" || path.startsWith(`${above}.`);
    const configured = blocks.get(other);
    return isAbove && configured !== block && textAt(configured, "full_name") === source;
  });
  return others.length === 0 ? only : undefined;
}

/** A key's module and local name: `module.a:aws.us`. */
export function splitKey(key: string): readonly [path: string, local: string] {
  const at = key.lastIndexOf(":");
  return [key.slice(0, Math.max(at, 0)), key.slice(at + 1)];
}

const uses = (module: ModuleConfig | undefined, local: string): boolean =>
  listAt(module?.body, "resources").some((resource) => {
    const [, used] = splitKey(textAt(resource, "provider_config_key") ?? "");
    return used.split(".", 1)[0] === local.split(".", 1)[0];
  });
