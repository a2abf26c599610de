/** JSON as Terraform writes it: keys sorted, no blanks, HTML's special characters escaped. */
import { Unknown, isValues, type Value } from "../../value";
import { isNeverNull } from "../operators";
import { numberText, scalarText, sortedEntries, textOf } from "../partial";

/** The text of a value that is known as a whole. */
export const encodeJson = (value: Value): string =>
  pieces(value)
    .map((piece) => scalarText(piece))
    .join("");

/** The text of a value with unknown parts; the value itself stays with it as its document. */
export const encodePartialJson = (value: Value): Value => textOf(pieces(value), value);

const ESCAPES: Readonly<Record<string, string>> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "&": "\\u0026",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

const quote = (text: string): string =>
  JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, (found) => ESCAPES[found] ?? found);

function pieces(value: Value): readonly Value[] {
  if (value === null) return ["null"];
  if (value instanceof Unknown) return quoted(value);
  if (Array.isArray(value)) return ["[", ...between((value as readonly Value[]).map((item) => pieces(item))), "]"];
  if (isValues(value))
    return ["{", ...between(sortedEntries(value).map(([key, item]) => [`${quote(key)}:`, ...pieces(item)])), "}"];
  return [typeof value === "string" ? quote(value) : typeof value === "number" ? numberText(value) : String(value)];
}

const between = (items: readonly (readonly Value[])[]): readonly Value[] =>
  items.flatMap((item, index) => (index === 0 ? item : [",", ...item]));

/** What is certainly a text stands in quotes; anything else may be a whole object. */
function quoted(value: Unknown): readonly Value[] {
  const { origin } = value;
  if (origin?.kind === "text")
    return ['"', ...origin.parts.map((part) => (typeof part === "string" ? quote(part).slice(1, -1) : part)), '"'];
  return origin?.kind === "attribute" && isNeverNull(value) && origin.attribute !== "" ? ['"', value, '"'] : [value];
}
