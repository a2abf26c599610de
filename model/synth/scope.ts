/** What names mean in a configuration that is judged without a plan: variables have their defaults, resources their arguments. */
import { parseExpression } from "../expressions/parse";
import { evaluate } from "../expressions/evaluate";
import { blockKey } from "../references/address";
import type { Resource, Scope } from "../document";
import { targetsOf } from "../references/references";
import type { SourceTree } from "../source/module";
import { Scopes } from "../source/module-scope";
import { mayBeCalled, mayStand } from "./standing";
import type { Value } from "../value";

/** @param variables values that the root module is given */
export function synthScopes(
  tree: SourceTree,
  resources: readonly Resource[],
  variables: ReadonlyMap<string, Value> = new Map(),
): Scopes {
  let blocks: Map<string, Resource> | undefined;
  const scopes: Scopes = new Scopes(tree, {
    instances(module, key) {
      blocks ??= new Map(
        resources.map((each) => [`${each.module}\n${blockKey(each.mode, each.type, each.name)}`, each] as const),
      );
      const found = blocks.get(`${module}\n${key}`);
      return found && mayStand(scopes, module, key) ? [found] : [];
    },
    // Instances are not told apart: one stands for all.
    calls: (module, name) =>
      mayBeCalled(scopes, module, name) ? [`${module === "" ? "" : `${module}.`}module.${name}`] : [],
    variable: (name) => variables.get(name),
  });
  return scopes;
}

/** References as they are written in a module. */
export const scopeOf = (scopes: Scopes, module: string): Scope => ({
  module,
  follow(reference) {
    const scope = scopes.of(module);
    const expression = parseExpression(reference);
    const targets = scope && expression ? targetsOf(evaluate(expression, scope)) : [];
    return targets.length > 0 ? targets : [{ kind: "opaque", reference }];
  },
});
