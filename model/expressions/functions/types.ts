/** Terraform's functions that convert between types. */
import { Unknown, type Value } from "../../value";
import { booleanOf, numberOf } from "../operators";
import { scalarText, sortedEntries } from "../partial";
import { alike, listAt, mapAt } from "./arguments";
import { partial, type Functions } from "./function";

/** Conversions leave what is unknown as it is. */
const through = (convert: (value: Value) => Value) =>
  partial(([value = null]) => (value instanceof Unknown || value === null ? value : convert(value)));

export const TYPES: Functions = {
  ephemeralasnull: partial(([value = null]) => (value instanceof Unknown ? undefined : value)),
  issensitive: partial(() => undefined),
  nonsensitive: partial(([value = null]) => value),
  sensitive: partial(([value = null]) => value),
  tobool: through((value) => booleanOf(value)),
  tolist: partial((args) => {
    const [value] = args;
    return value === null || value instanceof Unknown ? value : alike(listAt(args, 0) ?? []);
  }),
  tomap: partial((args) => {
    const [value] = args;
    if (value === null || value instanceof Unknown) return value;
    const entries = sortedEntries(mapAt(args, 0) ?? {});
    const values = alike(entries.map(([, item]) => item));
    return Object.fromEntries(entries.map(([key], index) => [key, values[index] as Value]));
  }),
  tonumber: through((value) => numberOf(value)),
  tostring: through((value) => scalarText(value)),
};
