/** Policy documents in which `replace` puts a value for each placeholder: `replace(document.json, "_BUCKET_ARN_", bucket.arn)`. */
import { textOf } from "../../model/expressions/partial";
import { isValues, Unknown, type Value } from "../../model/value";
import { isPlain } from "../ends/fill-in";

/** Puts values for placeholders into what a document is made from. */
export type Fill = (value: Value) => Value;

/** Leaves a document as it is. */
export const AS_WRITTEN: Fill = (value) => value;

/**
 * The document behind calls of `replace`, and what they put into it. Undefined where the calls could do more than that: the text to
 * find is a word of the policy language, or the value has a quote that ends the text around it.
 */
export function filledDocument(value: Unknown): { readonly document: Value; readonly fill: Fill } | undefined {
  const replaced = value.origin?.kind === "hidden" ? value.origin.replaced : undefined;
  if (!replaced) return undefined;
  const { text, from, to } = replaced;
  if (!PLACEHOLDER.test(from) || !(to instanceof Unknown ? isPlain(to) : PLAIN.test(to))) return undefined;
  const inner = text instanceof Unknown ? filledDocument(text) : undefined;
  if (!inner) return { document: text, fill: (part) => put(part, from, to) };
  return { document: inner.document, fill: (part) => put(inner.fill(part), from, to) };
}

/** `_BUCKET_ID_`, `%ACCOUNT%`, `<<region>>`: text that no policy document has of itself. */
const PLACEHOLDER = /^([_%@#<{[(]|\$\{)+[A-Za-z][\w.-]{2,}[_%@#>}\])]+$/;
const PLAIN = /^[^"\\\p{Cc}]*$/u;

function put(value: Value, from: string, to: string | Unknown): Value {
  if (typeof value === "string") return putInto([value], from, to);
  if (value instanceof Unknown) {
    const { origin } = value;
    if (origin?.kind === "text") return putInto(origin.parts, from, to);
    return value;
  }
  if (Array.isArray(value)) return (value as readonly Value[]).map((each) => put(each, from, to));
  if (!isValues(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, put(each, from, to)]));
}

const putInto = (parts: readonly (string | Unknown)[], from: string, to: string | Unknown): Value =>
  textOf(
    parts.flatMap((part) =>
      typeof part === "string" ? part.split(from).flatMap((each, at) => (at === 0 ? [each] : [to, each])) : [part],
    ),
  );
