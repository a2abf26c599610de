/** Arguments of functions, converted as Terraform converts them. */
import { Unknown, isValues, type Value, type Values } from "../../value";
import { numberOf } from "../operators";
import { Fault, scalarText } from "../partial";

/** A known text. */
export function textAt(args: readonly Value[], index: number): string {
  const value = args[index];
  if (value === undefined) throw new Fault("an argument is missing");
  return scalarText(value);
}

/** A known number. */
export const numberAt = (args: readonly Value[], index: number): number => numberOf(args[index] ?? null);

/** A known whole number. */
export function wholeAt(args: readonly Value[], index: number): number {
  const value = numberAt(args, index);
  if (!Number.isInteger(value)) throw new Fault("a number that is not whole");
  return value;
}

/** A list or set whose length is known; undefined where it is not. */
export function listAt(args: readonly Value[], index: number): readonly Value[] | undefined {
  const value = args[index];
  if (Array.isArray(value)) return value as readonly Value[];
  if (value instanceof Unknown) return undefined;
  throw new Fault("an argument that is not a list");
}

/** A map or object whose keys are known; undefined where they are not. */
export function mapAt(args: readonly Value[], index: number): Values | undefined {
  const value = args[index];
  if (isValues(value)) return value;
  if (value instanceof Unknown) return undefined;
  throw new Fault("an argument that is not a map");
}

/** Members as Terraform makes them alike in one list: a number beside a text becomes a text. */
export function alike(items: readonly Value[]): readonly Value[] {
  if (!items.some((item) => typeof item === "string")) return items;
  return items.map((item) => (typeof item === "number" || typeof item === "boolean" ? scalarText(item) : item));
}
