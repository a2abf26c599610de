/** JSON texts with references inside, as synthesized stacks carry policy documents: `{"Resource":"${aws_s3_bucket.b.arn}/*"}`. */
import { put } from "../../core/json";
import { parseUnambiguous } from "../../core/scan-json";
import { parseTemplate, soleReference } from "./template";
import { isValues, Unknown, type Value } from "../value";

/**
 * What a reference puts into the text: the text itself where it is known, null where only the apply tells but no quote or
 * backslash can be in it. Undefined where anything may come: it could end the string that it stands in.
 */
export type Fill = (reference: string) => string | null | undefined;

/** Around the number of a reference that only the apply tells; Unicode gives these characters no meaning. */
const [OPEN, CLOSE] = ["\uE000", "\uE001"];
const MARK = /\uE000(\d+)\uE001/;
const FORGED = /[\uE000\uE001]|\\ue00[01]/i;

/**
 * The value that the text will have. A string with a late reference is an Unknown; so is a whole object that has one among its
 * keys. Undefined where it is no JSON that can be read in one way only, whatever the references bring.
 */
export function parseTemplateJson(template: string, fill: Fill): Value | undefined {
  const pieces = parseTemplate(template);
  if (!pieces) return undefined;
  const late: string[] = [];
  let [text, known] = ["", ""];
  for (const piece of pieces) {
    let part: string | null | undefined;
    if ("text" in piece) part = piece.text;
    else {
      const reference = piece.directive ? undefined : soleReference(piece.code);
      part = reference === undefined ? undefined : fill(reference);
      if (part === null && reference !== undefined) text += `${OPEN}${late.push(reference) - 1}${CLOSE}`;
    }
    if (part === undefined) return undefined;
    text += part ?? "";
    known += part ?? "";
  }
  if (FORGED.test(known)) return undefined;
  const parsed = parseUnambiguous(text) as Value | undefined;
  return parsed === undefined ? undefined : restore(parsed, late);
}

function restore(value: Value, late: readonly string[]): Value {
  if (typeof value === "string") return MARK.test(value) ? unknownOf(value, late) : value;
  if (Array.isArray(value)) return value.map((item: Value) => restore(item, late));
  if (!isValues(value)) return value;
  // Nobody can say which key it will be, nor whether that one stands there already.
  const hidden = Object.keys(value).find((key) => MARK.test(key));
  if (hidden !== undefined) return new Unknown([], unknownOf(hidden, late).template);
  const restored: Record<string, Value> = {};
  for (const [key, item] of Object.entries(value)) put(restored, key, restore(item, late));
  return restored;
}

function unknownOf(text: string, late: readonly string[]): Unknown {
  const references: string[] = [];
  const template = text.split(MARK).map((part, at) => {
    if (at % 2 === 0) return part.replace(/[$%](?=\{)/g, "$&$&");
    const reference = late[Number(part)] ?? "";
    references.push(reference);
    return `\${${reference}}`;
  });
  return new Unknown([...new Set(references)], template.join(""));
}
