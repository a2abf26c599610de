/** Blocks of which a configuration makes no instance: `count = 0`, a `for_each` over nothing, and `enabled = false` of OpenTofu. */
import { own, several, type JsonObject } from "../../core/json";
import { blockKey, formatModule, parseModule } from "../references/address";
import type { Resource } from "../document";
import type { ModuleScope, Scopes } from "../source/module-scope";
import { settle, writtenValue } from "../source/written";
import { isValues } from "../value";

/**
 * Resources of which at least one instance may be made.
 *
 * @param scopes scopes of their own: what is evaluated here has seen the resources that are left out
 */
export function leaveOutAbsent(resources: readonly Resource[], scopes: Scopes): readonly Resource[] {
  const modules = new Map<string, boolean>();
  const isModuleAbsent = (address: string): boolean => {
    const known = modules.get(address);
    if (known !== undefined) return known;
    const steps = parseModule(address) ?? [];
    const parent = formatModule(steps.slice(0, -1));
    const scope = scopes.of(parent);
    const call = scope?.source.calls.get(steps.at(-1)?.name ?? "");
    const absent =
      steps.length > 0 &&
      (isModuleAbsent(parent) || (scope !== undefined && call !== undefined && isNone(call, scope)));
    modules.set(address, absent);
    return absent;
  };
  return resources.filter(({ module, mode, type, name }) => {
    if (isModuleAbsent(module)) return false;
    const scope = scopes.of(module);
    const block = scope?.source.blocks.get(blockKey(mode, type, name));
    return !scope || !block || !isNone(block.body, scope);
  });
}

/** Whether a block has no instance, whatever the apply will tell. */
function isNone(body: JsonObject, scope: ModuleScope): boolean {
  const enabled = several(own(body, "lifecycle")).map((each) => own(each, "enabled"));
  if (enabled.some((each) => each !== undefined && settle(writtenValue(each, scope, new Map())) === false)) return true;
  const count = own(body, "count");
  if (count !== undefined) return Number(settle(writtenValue(count, scope, new Map())) ?? Number.NaN) === 0;
  const forEach = own(body, "for_each");
  if (forEach === undefined) return false;
  const all = settle(writtenValue(forEach, scope, new Map()));
  return Array.isArray(all) ? all.length === 0 : isValues(all) && Object.keys(all).length === 0;
}
