/** Bounds on evaluated values: sixty doublings of a list fit into a page of configuration, and into no memory. */
import { isValues, Unknown, type Value } from "../value";

/** Values of more members than this, all levels counted, are not kept. */
export const MOST_MEMBERS = 100_000;

/** Texts of more characters than this are not kept. */
export const LONGEST_TEXT = 8 * 1024 * 1024;

const sizes = new WeakMap<object, number>();

/** True if a value has more than {@link MOST_MEMBERS} members, or is a text of more than {@link LONGEST_TEXT} characters. */
export const isTooLarge = (value: Value): boolean =>
  typeof value === "string" ? value.length > LONGEST_TEXT : membersIn(value) > MOST_MEMBERS;

/** Members of a value on all levels. A part that occurs several times counts each time, and is counted once. */
function membersIn(value: Value): number {
  if (typeof value !== "object" || value === null) return 1;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  const parts = partsOf(value);
  let size = 1;
  for (const part of parts) {
    size += membersIn(part);
    if (size > MOST_MEMBERS) break;
  }
  sizes.set(value, size);
  return size;
}

function partsOf(value: object): readonly Value[] {
  if (value instanceof Unknown) {
    const { origin } = value;
    if (origin?.kind === "choice") return origin.among;
    if (origin?.kind === "several") return [origin.item];
    return origin?.kind === "text" ? origin.parts : [];
  }
  if (Array.isArray(value)) return value as readonly Value[];
  return isValues(value as Value) ? Object.values(value) : [];
}
