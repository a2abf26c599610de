/** JSON texts with unknown parts, as policy documents and definitions are written: `{"Resource":"${aws_s3_bucket.b.arn}/*"}`. */
import { put } from "../../core/json";
import { parseUnambiguous } from "../../core/scan-json";
import { isValues, Unknown, type Value } from "../value";
import { severalOf, choiceOf, textOf } from "./partial";

/** Around the number of a part that only the apply tells; Unicode gives these characters no meaning. */
const MARK = /\uE000(\d+)\uE001/;
const FORGED = /[\uE000\uE001]|\\ue00[01]/i;

/**
 * The value that a text will have as JSON, with its unknown parts inside. Undefined where it is no JSON that can be read in one way
 * only, whatever the unknown parts bring.
 * @param isPlain whether a part is certainly a text without quotes and backslashes
 */
export function documentOf(value: Unknown, isPlain: (part: Unknown) => boolean): Value | undefined {
  const { origin } = value;
  if (origin?.kind !== "text") return undefined;
  if (origin.document !== undefined) return origin.document;
  const unknown: Unknown[] = [];
  let text = "";
  for (const part of origin.parts) {
    if (typeof part === "string") {
      if (FORGED.test(part)) return undefined;
      text += part;
    } else {
      if (!isPlain(part)) return undefined;
      text += `\uE000${unknown.push(part) - 1}\uE001`;
    }
  }
  const parsed = parseUnambiguous(text) as Value | undefined;
  return parsed === undefined ? undefined : restore(parsed, unknown);
}

function restore(value: Value, unknown: readonly Unknown[]): Value {
  if (typeof value === "string") return MARK.test(value) ? withParts(value, unknown) : value;
  if (Array.isArray(value)) return value.map((item: Value) => restore(item, unknown));
  if (!isValues(value)) return value;
  const restored: Record<string, Value> = {};
  for (const [key, item] of Object.entries(value)) {
    // Which key it will be is not known, nor whether that one stands there already.
    if (MARK.test(key)) return severalOf(choiceOf(Object.values(value).map((each) => restore(each, unknown))));
    put(restored, key, restore(item, unknown));
  }
  return restored;
}

const withParts = (text: string, unknown: readonly Unknown[]): Value =>
  textOf(text.split(MARK).map((part, at) => (at % 2 === 0 ? part : (unknown[Number(part)] ?? ""))));
