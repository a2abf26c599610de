/** The resources of a state as `terraform show -json` writes it: in states, and in a plan's `prior_state` and `planned_values`. */
import { isObject, listAt, objectAt } from "./json";

/** Every entry with its key path in the input; what is no object comes along, for the reader to refuse. */
export function* stateEntries(values: unknown, path: string): Iterable<{ entry: unknown; path: string }> {
  const root = objectAt(values, "root_module");
  if (root) yield* moduleEntries(root, `${path}.root_module`);
}

function* moduleEntries(module: unknown, path: string): Iterable<{ entry: unknown; path: string }> {
  for (const [index, entry] of listAt(module, "resources").entries())
    yield { entry, path: `${path}.resources[${index}]` };
  for (const [index, child] of listAt(module, "child_modules").entries()) {
    const inner = `${path}.child_modules[${index}]`;
    if (isObject(child)) yield* moduleEntries(child, inner);
    else yield { entry: child, path: inner };
  }
}
