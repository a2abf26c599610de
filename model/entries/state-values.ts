/** The resources of a state as `terraform show -json` writes it: in states, and in a plan's `prior_state` and `planned_values`. */
import { isObject, listAt, objectAt } from "../../core/json";

/** Visits every entry, with its key path in the input. Entries that are not objects are visited too, so that the reader refuses them. */
export function visitState(values: unknown, path: string, visit: (entry: unknown, path: () => string) => void): void {
  const root = objectAt(values, "root_module");
  if (root) visitModule(root, `${path}.root_module`, visit);
}

function visitModule(module: unknown, path: string, visit: (entry: unknown, path: () => string) => void): void {
  const entries = listAt(module, "resources");
  for (let index = 0; index < entries.length; index++) visit(entries[index], () => `${path}.resources[${index}]`);
  for (const [index, child] of listAt(module, "child_modules").entries()) {
    const inner = `${path}.child_modules[${index}]`;
    if (isObject(child)) visitModule(child, inner, visit);
    else visit(child, () => inner);
  }
}
