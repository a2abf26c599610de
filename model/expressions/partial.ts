/** Values of which a part is known: how they are made, and what stands inside them. */
import { Unknown, isValues, type Owner, type Value, type Values } from "../value";
import { formatKey } from "../references/address";

/** An expression that Terraform would refuse: an index behind the end, an attribute that is not there. */
export class Fault extends Error {}

/** More values than this are no choice that could be judged. */
const MOST = 200;

/** Nothing is known of it. */
export const hidden = (why: string, references: readonly string[] = []): Unknown =>
  new Unknown(references, undefined, { kind: "hidden", why });

/** An attribute of a resource; "" for the resource itself. */
export const attributeOf = (owner: Owner, attribute: string, reference: string): Unknown =>
  new Unknown([reference], undefined, { kind: "attribute", owner, attribute });

/** A list, set or map of unknown length, all of whose members are like this one. */
export const severalOf = (item: Value): Unknown =>
  new Unknown(referencesOf(item), undefined, { kind: "several", item });

/** One of these. */
export function choiceOf(values: readonly Value[]): Value {
  const among: Value[] = [];
  for (const value of values) {
    const inner = value instanceof Unknown && value.origin?.kind === "choice" ? value.origin.among : [value];
    for (const each of inner) if (!among.some((known) => isSame(known, each))) among.push(each);
  }
  const [only, ...others] = among;
  if (only !== undefined && others.length === 0) return only;
  const references = [...new Set(among.flatMap((each) => referencesOf(each)))];
  if (among.length === 0) return hidden("a member of an empty list", references);
  if (among.length > MOST) return hidden("a choice of too many values", references);
  return new Unknown(references, undefined, { kind: "choice", among });
}

function isSame(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (!(a instanceof Unknown) || !(b instanceof Unknown)) return false;
  const [one, other] = [a.origin, b.origin];
  if (one?.kind !== "attribute" || other?.kind !== "attribute") return false;
  return one.owner === other.owner && one.attribute === other.attribute;
}

/** Texts joined. Of known ones the text itself; of one unknown alone that one. */
export function textOf(values: readonly Value[], document?: Value): Value {
  const parts: (string | Unknown)[] = [];
  const add = (part: string | Unknown): void => {
    const last = parts.at(-1);
    if (typeof part === "string" && typeof last === "string") parts[parts.length - 1] = last + part;
    else if (part !== "") parts.push(part);
  };
  for (const value of values) {
    if (value instanceof Unknown && value.origin?.kind === "text") for (const part of value.origin.parts) add(part);
    else if (value instanceof Unknown) add(value);
    else add(scalarText(value));
  }
  const [only, ...others] = parts;
  if (only === undefined) return "";
  if (others.length === 0 && document === undefined) return only;
  return new Unknown([...new Set(parts.flatMap((part) => referencesOf(part)))], printed(parts), {
    kind: "text",
    parts,
    ...(document !== undefined && { document }),
  });
}

/** A text as people would write it. */
const printed = (parts: readonly (string | Unknown)[]): string =>
  parts
    .map((part) => (typeof part === "string" ? part : (part.template ?? `\${${part.references.join(", ") || "..."}}`)))
    .join("");

/** A scalar as Terraform puts it into a text. */
export function scalarText(value: Value): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return numberText(value);
  if (typeof value === "boolean") return String(value);
  throw new Fault("a value that is not a text");
}

/** Terraform writes numbers without an exponent. */
export const numberText = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) >= 1e21 ? BigInt(value).toString() : String(value);

/** The references that a value depends on. */
export function referencesOf(value: Value, found: string[] = [], depth = 0): readonly string[] {
  if (value instanceof Unknown) {
    for (const each of value.references) if (found.length < MOST && !found.includes(each)) found.push(each);
  } else if (typeof value === "object" && value !== null && depth < 50) {
    for (const item of Object.values(value) as Value[]) referencesOf(item, found, depth + 1);
  }
  return found;
}

/** Whether nothing in it is unknown. */
export function isKnown(value: Value): boolean {
  if (value instanceof Unknown) return false;
  if (Array.isArray(value)) return value.every(isKnown);
  return !isValues(value) || Object.values(value).every(isKnown);
}

/** Applies a question to each value of a choice; what Terraform would refuse is left out where another is not. */
export function distribute(value: Value, ask: (value: Value) => Value): Value {
  if (!(value instanceof Unknown) || value.origin?.kind !== "choice") return ask(value);
  const answers: Value[] = [];
  let fault: Fault | undefined;
  for (const each of value.origin.among) {
    try {
      answers.push(ask(each));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      fault = error;
    }
  }
  if (answers.length === 0) throw fault ?? new Fault("an empty choice");
  return choiceOf(answers);
}

/** How an attribute of a resource is looked up. */
export type ReadAttribute = (owner: Owner, attribute: string, reference: string) => Value;

/** The member of a value; throws a Fault where there is none. */
export function memberOf(value: Value, key: string | number, read: ReadAttribute): Value {
  return distribute(value, (each) => {
    if (each instanceof Unknown) return memberOfUnknown(each, key, read);
    if (Array.isArray(each)) {
      const index = typeof key === "number" ? key : /^\d+$/.test(key) ? Number(key) : -1;
      if (index < 0 || index >= each.length) throw new Fault(`there is no element ${key}`);
      return each[index] as Value;
    }
    if (isValues(each) && Object.hasOwn(each, String(key))) return (each as Values)[String(key)] as Value;
    throw new Fault(`there is no attribute ${key}`);
  });
}

function memberOfUnknown(value: Unknown, key: string | number, read: ReadAttribute): Value {
  const { origin } = value;
  if (origin?.kind === "several") return origin.item;
  if (origin?.kind !== "attribute")
    return hidden(origin?.kind === "hidden" ? origin.why : "a part of a text", value.references);
  const { owner, attribute } = origin;
  const inner =
    typeof key === "number" ? formatKey(key) : /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(key) ? `.${key}` : formatKey(key);
  const path = attribute === "" ? inner.replace(/^\./, "") : `${attribute}${inner}`;
  return read(owner, path, `${value.references[0] ?? owner.address}${inner}`);
}

/** Each member of an unknown list. */
export function anyMemberOf(value: Unknown): Value {
  const { origin } = value;
  if (origin?.kind === "several") return origin.item;
  if (origin?.kind !== "attribute" || origin.attribute === "")
    return hidden("a member of an unknown list", value.references);
  return attributeOf(origin.owner, `${origin.attribute}[*]`, `${value.references[0] ?? origin.owner.address}[*]`);
}

/** Members of a map in the order in which Terraform goes through them. */
export const sortedEntries = (values: Values): (readonly [string, Value])[] =>
  Object.keys(values)
    .toSorted(byBytes)
    .map((key) => [key, values[key] as Value]);

/** Compares texts as Terraform sorts them: by their bytes in UTF-8, which is the order of code points. */
export function byBytes(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}
