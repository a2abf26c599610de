/** The places that a plan's JSON tells by a reference alone: no expression is in it, so the reference is taken at its word. */
import type { Resource } from "../../model/document";
import { Unknown } from "../../model/value";
import { carriersOf, pickCarriers } from "../catalogue/carriers";
import { expand } from "../catalogue/expand";
import { isAws } from "../catalogue/providers";
import type { Context } from "../ends/context";
import { endsOf } from "../ends/ends";

/** Carriers that say where a resource is or where its data goes. */
const placing = pickCarriers(
  ({ role, class: kind }) =>
    (role === "place" || role === "out" || role === "in" || role === "peer" || role === "key") &&
    kind !== "mode" &&
    kind !== "account" &&
    kind !== "principal",
);

/**
 * The attributes of a resource whose place is that of what they refer to, and the region of its provider.
 *
 * @returns addresses with attribute paths; none where the expression itself was read
 */
export function takenAtWord(resource: Resource, context: Context): readonly string[] {
  const { provider, values, mode, stays, type } = resource;
  if (context.document.kind !== "plan" || resource.written || !isAws(resource.source)) return [];
  const taken: string[] = [];
  if (provider?.regionReferences && typeof values["region"] !== "string") taken.push(`${provider.address}.region`);
  if (mode !== "managed" || !stays) return taken;
  for (const carrier of placing(carriersOf(type, "managed") ?? NONE)) {
    for (const { value, path } of expand(values, carrier.segments)) {
      if (!(value instanceof Unknown) || value.origin) continue;
      const ends = endsOf(value, path, carrier, resource, context);
      if (ends.length > 0 && ends.every(({ at }) => at !== "unknown")) taken.push(`${resource.address}.${path}`);
    }
  }
  return taken;
}

const NONE = { scope: "regional", carriers: [] } as const;
