/** Blocks of a configuration that have an instance. A block whose `count` is 0 or whose `for_each` is empty makes nothing. */
import { blockKey, formatModule, parseModule } from "../references/address";
import type { Defect, Resource } from "../document";
import type { Scopes } from "../source/module-scope";

/** Whether a block of a module may have an instance. What only a plan can count may have one. */
export function mayStand(scopes: Scopes, module: string, key: string): boolean {
  const scope = scopes.of(module);
  const block = scope?.source.blocks.get(key);
  return block === undefined || scope?.hasNone(key, block.body) !== true;
}

/** Whether a call in a module may have an instance. */
export function mayBeCalled(scopes: Scopes, module: string, name: string): boolean {
  const scope = scopes.of(module);
  const call = scope?.source.calls.get(name);
  return call === undefined || scope?.hasNone(`module.${name}`, call) !== true;
}

/** Whether a module may have an instance: it and every module that leads to it are called. */
export function mayExist(scopes: Scopes, module: string): boolean {
  const steps = parseModule(module) ?? [];
  return steps.every(({ name }, at) => mayBeCalled(scopes, formatModule(steps.slice(0, at)), name));
}

/** Tells resources that have an instance, and defects of such resources, from the others. */
export function standing(
  scopes: Scopes,
  resources: readonly Resource[],
  defects: readonly Defect[],
): { readonly resources: Resource[]; readonly defects: Defect[] } {
  const modules = new Map<string, boolean>();
  const exists = (module: string): boolean => {
    const known = modules.get(module) ?? mayExist(scopes, module);
    modules.set(module, known);
    return known;
  };
  const stands = ({ module, mode, type, name }: Resource): boolean =>
    exists(module) && mayStand(scopes, module, blockKey(mode, type, name));
  const kept = resources.filter(stands);
  const left = new Set(kept.map(({ address }) => address));
  const gone = new Set(resources.map(({ address }) => address).filter((address) => !left.has(address)));
  return { resources: kept, defects: defects.filter(({ address }) => !gone.has(address)) };
}
