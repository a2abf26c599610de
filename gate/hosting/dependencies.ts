/** Resources that a resource refers to, by attribute. CrossGuard calls this `propertyDependencies`. */
import type { Resource } from "../../model/document";
import { Unknown } from "../../model/value";

/** @returns the resources that references reach, by top-level attribute. Attributes without references are left out. */
export function dependenciesOf(resource: Resource): Record<string, Resource[]> {
  const found: Record<string, Resource[]> = {};
  for (const side of [resource.values, resource.expressions]) {
    for (const [attribute, value] of Object.entries(side ?? {})) {
      const reached = new Set(found[attribute] ?? []);
      for (const reference of referencesIn(value)) {
        for (const target of resource.scope.follow(reference))
          if (target.kind === "resource") reached.add(target.resource);
      }
      if (reached.size > 0) found[attribute] = [...reached];
    }
  }
  return found;
}

/** The references in unknown values (synthesized JSON) and in a plan's expressions (`{ "references": [...] }`). */
function* referencesIn(value: unknown): Generator<string> {
  if (value instanceof Unknown) yield* value.references;
  else if (Array.isArray(value)) for (const item of value) yield* referencesIn(item);
  else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (key === "references" && Array.isArray(item)) yield* item.filter((text) => typeof text === "string");
      else yield* referencesIn(item);
    }
  }
}
