/** Puts what was written where a plan shows no more than "known after apply". */
import type { Resource } from "../document";
import { isEqual } from "../expressions/operators";
import { choiceOf } from "../expressions/partial";
import { isValues, Unknown, type Value } from "../value";
import type { Scopes } from "./module-scope";

/** Refines the values of a plan's resources in place: the parsed plan is ours. What nobody wrote stays as it is. */
export function refine(resources: readonly Resource[], scopes: Scopes): void {
  for (const resource of resources) {
    const values = resource.values as Record<string, Value>;
    for (const name of Object.keys(values)) {
      const shown = values[name] as Value;
      if (!holdsUnknown(shown)) continue;
      const written = scopes.written(resource, name);
      if (written !== undefined) values[name] = overlay(shown, written);
    }
  }
}

function holdsUnknown(value: Value): boolean {
  if (value instanceof Unknown) return true;
  if (typeof value !== "object" || value === null) return false;
  for (const item of Array.isArray(value) ? (value as readonly Value[]) : Object.values(value))
    if (holdsUnknown(item)) return true;
  return false;
}

/** What is shown, with what was written in the places that are not known. Null was left to the provider. */
function overlay(shown: Value, written: Value): Value {
  if (shown instanceof Unknown) return written === null ? shown : orProvider(written, shown);
  if (typeof shown !== "object" || shown === null || !holdsUnknown(shown)) return shown;
  if (Array.isArray(shown)) return overlayList(shown as readonly Value[], written);
  if (!isValues(shown)) return shown;
  const inner = Array.isArray(written) && written.length > 0 ? choiceOf(written as readonly Value[]) : written;
  return Object.fromEntries(
    Object.entries(shown).map(([key, item]) => {
      const behind = memberBehind(inner, key);
      return [key, behind === undefined ? item : overlay(item, behind)];
    }),
  );
}

/** A choice that may leave the argument out leaves it to the provider then. */
function orProvider(written: Value, shown: Unknown): Value {
  if (!(written instanceof Unknown) || written.origin?.kind !== "choice" || !written.origin.among.includes(null))
    return written;
  const held = written.origin.among.filter((each) => each !== null);
  return held.length === 0 ? shown : choiceOf(held);
}

/** What was written under a key; undefined where nothing was, and so the provider fills it in. */
function memberBehind(written: Value, key: string): Value | undefined {
  if (isValues(written)) return Object.hasOwn(written, key) ? written[key] : undefined;
  if (!(written instanceof Unknown)) return undefined;
  if (written.origin?.kind !== "choice") return written;
  const behind = written.origin.among.map((each) => memberBehind(each, key)).filter((each) => each !== undefined);
  return behind.length === 0 ? undefined : choiceOf(behind);
}

function overlayList(shown: readonly Value[], written: Value): Value {
  if (isValues(written)) return shown.map((item) => overlay(item, written));
  if (!Array.isArray(written)) return written instanceof Unknown ? shown.map((item) => overlay(item, written)) : shown;
  const blocks = written as readonly Value[];
  return shown.map((item, index) => {
    if (!holdsUnknown(item)) return item;
    // The order of a set is not that in which it was written.
    const fitting = blocks.filter((block) => couldBe(block, item));
    const same = blocks.length === shown.length ? blocks[index] : undefined;
    if (same !== undefined && fitting.length > 1 && fitting.includes(same) && !isValues(item))
      return overlay(item, choiceOf(fitting));
    return fitting.length === 0
      ? overlay(item, choiceOf(blocks.length > 0 ? blocks : [null]))
      : overlay(item, choiceOf(fitting));
  });
}

/** Whether a block as written can have become this element: nothing that is known of both says otherwise. */
function couldBe(block: Value, item: Value): boolean {
  if (!isValues(block) || !isValues(item))
    return block instanceof Unknown || item instanceof Unknown || isEqual(block, item) !== false;
  return Object.entries(block).every(([key, written]) => {
    const value = Object.hasOwn(item, key) ? item[key] : undefined;
    if (value === undefined || value instanceof Unknown || written instanceof Unknown || written === null) return true;
    if (typeof written === "object" || typeof value === "object") return true;
    return String(written) === String(value);
  });
}
