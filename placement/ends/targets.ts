/** What stands behind an attribute that is known only after apply. */
import { findPlace } from "../../charter/places";
import type { Resource, Target } from "../../model/document";
import { follow } from "../../model/references/references";
import { valueOf } from "../../model/references/scope";
import type { Unknown } from "../../model/value";
import { namesOf, type Carrier } from "../catalogue/carriers";

/**
 * What stands behind an unknown value. A plan's configuration leaves dynamic blocks out: an argument of one that the provider
 * may fill in counts as filled in, any other was written by somebody. So was a block that is unknown as a whole, unless the
 * provider may fill it in.
 */
export function targetsBehind(
  value: Unknown,
  path: string,
  carrier: Pick<Carrier, "computed" | "path" | "written">,
  resource: Resource,
): readonly Target[] {
  const targets = follow(resource, path, value);
  const whole = depthOf(path) < depthOf(carrier.path);
  if (carrier.computed) {
    // Only an unknown makes an unknown: an expression of nothing but known values has come to null, and the provider fills it in.
    if (targets.every(isKnown) && !targets.some(namesPlace)) return [];
    return targets.some(isDynamic) ? targets.filter((target) => !isDynamic(target)) : targets;
  }
  if (targets.length > 0) return targets;
  if (!whole) return [{ kind: "opaque", reference: "known only after apply" }];
  return carrier.written?.includes(namesOf(path)) ? [HIDDEN] : [];
}

const HIDDEN: Target = { kind: "opaque", reference: "a dynamic block whose number is known only after apply" };

/** How many names a path has, give or take a dot inside a map key. */
function depthOf(path: string): number {
  let depth = 1;
  for (let at = path.indexOf("."); at >= 0; at = path.indexOf(".", at + 1)) depth += 1;
  return depth;
}

/** Whether the plan shows what a reference comes to. */
const isKnown = (target: Target): boolean =>
  target.kind === "opaque" ? target.known === true || SELECTORS.has(target.reference) : valueOf(target) !== undefined;

/** A known text that is a place counts, whatever the expression makes of it. */
const namesPlace = (target: Target): boolean => {
  const value = valueOf(target);
  return typeof value === "string" && findPlace(value) !== undefined;
};

/** How the model names what a dynamic block hides. */
const isDynamic = ({ reference }: Target): boolean => reference.startsWith("dynamic block ");

/** References that say which instance it is, or where Terraform runs: known to Terraform, and no place. */
export const SELECTORS: ReadonlySet<string> = new Set([
  "each.key",
  "count.index",
  "path.module",
  "path.root",
  "terraform.workspace",
]);
