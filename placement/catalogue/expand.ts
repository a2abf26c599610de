/** Finds the values of a resource at an attribute path of the catalogue (`rule[].destination[].bucket`, `tags{}`). */
import { segmentsOfPath } from "./carriers";
import { remember } from "../../core/memo";
import { isValues, Unknown, type Value, type Values } from "../../model/value";

/** A value found at a concrete path (`rule[0].destination[0].bucket`). An Unknown may stand for the whole subtree. */
export interface Found {
  readonly path: string;
  readonly value: Value;
}

/** The steps of a path that is written in Clover's own code. Each path is parsed once. */
export const segmentsOf: (path: string) => readonly string[] = remember(segmentsOfPath);

/**
 * Every value at the path. Lists are entered even if the path has no `[]`. A block that Terraform JSON writes as one object is
 * read as a list of one. Both shapes occur for the same attribute.
 */
export function expand(values: Values, segments: readonly string[]): readonly Found[] {
  const first = segments[0];
  // A fast path: this runs some ten times for each resource, and most attributes are not set.
  if (first === undefined || !Object.hasOwn(values, first)) return NOTHING;
  const top = values[first];
  if (top === null || top === undefined) return NOTHING;
  // Most attributes are one text, which has no members, even if the carrier expects some.
  if (typeof top !== "object" || top instanceof Unknown) return [{ path: first, value: top }];
  const found: Found[] = [];
  descend(top, segments, 1, first, found);
  return found;
}

const NOTHING: readonly Found[] = [];

function descend(
  value: Value | undefined,
  segments: readonly string[],
  at: number,
  path: string,
  found: Found[],
): void {
  if (value === undefined || value === null) return;
  if (value instanceof Unknown) {
    found.push({ path, value });
    return;
  }
  const segment = segments[at];
  if (Array.isArray(value)) {
    const next = segment === "[]" ? at + 1 : at;
    for (let index = 0; index < value.length; index++)
      descend(value[index], segments, next, `${path}[${index}]`, found);
    return;
  }
  if (segment === undefined) {
    found.push({ path, value });
    return;
  }
  if (segment === "[]") {
    descend(value, segments, at + 1, path, found);
    return;
  }
  if (!isValues(value)) {
    // A scalar in place of an expected block is still returned, so that the caller judges it.
    found.push({ path, value });
    return;
  }
  if (segment === "{}") {
    for (const [key, item] of Object.entries(value))
      descend(item, segments, at + 1, `${path}[${JSON.stringify(key)}]`, found);
    return;
  }
  if (Object.hasOwn(value, segment)) {
    descend(value[segment], segments, at + 1, path ? `${path}.${segment}` : segment, found);
  }
}
