/** Walking an attribute path of the catalogue (`rule[].destination[].bucket`, `tags{}`) through a resource's values. */
import { segmentsOfPath } from "./carriers";
import { remember } from "../../core/memo";
import { isValues, Unknown, type Value, type Values } from "../../model/value";

/** A value found at a concrete path (`rule[0].destination[0].bucket`). An Unknown may stand for the whole subtree. */
export interface Found {
  readonly path: string;
  readonly value: Value;
}

/** The steps of a path that stands in our own code, read once. */
export const segmentsOf: (path: string) => readonly string[] = remember(segmentsOfPath);

/**
 * Every value at the path. Lists are descended whether or not the path says `[]`, and a block that Terraform JSON writes as
 * one object is read as a list of one: both shapes occur for the same attribute.
 */
export function expand(values: Values, segments: readonly string[]): readonly Found[] {
  const first = segments[0];
  // Most of what a type may say, a resource does not: this is asked some ten times for each.
  if (first === undefined || !Object.hasOwn(values, first)) return NOTHING;
  const top = values[first];
  if (top === null || top === undefined) return NOTHING;
  // Most attributes are one text: nothing to walk through, whatever the carrier expects inside.
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
    // A scalar where the catalogue expects more is still a value that somebody must look at.
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
