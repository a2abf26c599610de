/** A plan's `after` leaves out what only the apply will tell; `after_unknown` says where. Here the two become one. */
import { isObject, own, put } from "../../core/json";
import { UNKNOWN } from "../value";

/**
 * Writes {@link UNKNOWN} into `after` wherever `unknown` is true, in place: the parsed plan is ours, and a copy of ten
 * thousand resources would cost as much as parsing them.
 */
export function mergeUnknown(after: unknown, unknown: unknown): unknown {
  if (unknown === true) return UNKNOWN;
  if (Array.isArray(unknown)) {
    if (unknown.length === 0 || (after !== null && after !== undefined && !Array.isArray(after))) return after;
    let list = after as unknown[] | null | undefined;
    for (let index = 0; index < unknown.length; index++) {
      const mark: unknown = unknown[index];
      if (!holdsUnknown(mark)) continue;
      list ??= [];
      while (list.length < index) list.push(null);
      list[index] = mergeUnknown(list[index], mark);
    }
    return list;
  }
  if (isObject(unknown)) {
    if (after !== null && after !== undefined && !isObject(after)) return after;
    let object = after as object | null | undefined;
    for (const key in unknown) {
      const mark = unknown[key];
      if (mark === true) put((object ??= {}), key, UNKNOWN);
      else if (holdsUnknown(mark)) put((object ??= {}), key, mergeUnknown(own(object, key), mark));
    }
    return object;
  }
  return after;
}

function holdsUnknown(mark: unknown): boolean {
  if (mark === true) return true;
  if (Array.isArray(mark)) return mark.some(holdsUnknown);
  if (!isObject(mark)) return false;
  for (const key in mark) if (holdsUnknown(mark[key])) return true;
  return false;
}
