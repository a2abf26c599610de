/** Arguments and blocks as written -> values, as far as evaluating them goes; dynamic blocks are made. */
import { isObject, put, several } from "../../core/json";
import { evaluate, membersOf, type Bindings, type Environment } from "../expressions/evaluate";
import { parseTemplate } from "../expressions/parse";
import { choiceOf, Fault, hidden, severalOf } from "../expressions/partial";
import { isValues, Unknown, type Value } from "../value";

/** Deeper blocks than this are not followed. */
const DEEPEST = 100;

/** What an argument or a block of Terraform JSON comes to. */
export function writtenValue(json: unknown, environment: Environment, bindings: Bindings, depth = 0): Value {
  if (depth > DEEPEST) return hidden("what nests deeper than Clover follows");
  if (typeof json === "string") return evaluateText(json, environment, bindings);
  if (Array.isArray(json)) return json.map((item: unknown) => writtenValue(item, environment, bindings, depth + 1));
  if (!isObject(json)) return json as Value;
  const values: Record<string, Value> = {};
  for (const [name, item] of Object.entries(json)) {
    if (name === "//" || (name === "dynamic" && isDynamic(item))) continue;
    const key = name.includes("${") || name.includes("%{") ? evaluateText(name, environment, bindings) : name;
    const value = writtenValue(item, environment, bindings, depth + 1);
    // A map with a key that only the apply knows is one whose members alone can be told.
    if (typeof key !== "string") return severalOf(choiceOf([value, ...Object.values(values)]));
    put(values, key, value);
  }
  const dynamic = json["dynamic"];
  if (isDynamic(dynamic))
    for (const [name, block] of dynamicBlocks(dynamic))
      put(values, name, [...several(values[name]), ...makeBlocks(name, block, environment, bindings, depth)]);
  return values;
}

/** A text of Terraform's JSON syntax. */
export function evaluateText(text: string, environment: Environment, bindings: Bindings): Value {
  const expression = parseTemplate(text);
  return expression
    ? evaluate(expression, environment, bindings)
    : hidden(`an expression that Clover cannot read: ${text.slice(0, 80)}`);
}

/** `dynamic` is also a name that a map may have. */
const isDynamic = (node: unknown): boolean =>
  several(node).length > 0 &&
  several(node).every(
    (group) =>
      isObject(group) &&
      Object.values(group).every((blocks) =>
        several(blocks).every((block) => isObject(block) && "for_each" in block && "content" in block),
      ),
  );

function* dynamicBlocks(node: unknown): Iterable<readonly [name: string, block: Readonly<Record<string, unknown>>]> {
  for (const group of several(node))
    if (isObject(group))
      for (const [name, blocks] of Object.entries(group))
        for (const block of several(blocks)) if (isObject(block)) yield [name, block];
}

function makeBlocks(
  name: string,
  block: Readonly<Record<string, unknown>>,
  environment: Environment,
  bindings: Bindings,
  depth: number,
): readonly Value[] {
  const iterator = iteratorOf(block["iterator"]) ?? name;
  return collectionsOf(writtenValue(block["for_each"], environment, bindings)).flatMap((collection) =>
    entriesOf(collection).flatMap(([key, value]) => {
      const names = new Map([...bindings, [iterator, { key: Array.isArray(collection) ? value : key, value }]]);
      return several(block["content"]).map((content) => writtenValue(content, environment, names, depth + 1));
    }),
  );
}

const iteratorOf = (node: unknown): string | undefined =>
  typeof node === "string" ? node.replace(/^\$\{(.*)\}$/, "$1").trim() : undefined;

/** What a choice may bring is all made. */
const collectionsOf = (value: Value): readonly Value[] =>
  value instanceof Unknown && value.origin?.kind === "choice" ? value.origin.among : [value];

function entriesOf(collection: Value): readonly (readonly [Value, Value])[] {
  try {
    return collection === null ? [] : membersOf(collection).entries;
  } catch (error) {
    if (error instanceof Fault) return [[hidden(error.message), hidden(error.message)]];
    throw error;
  }
}

/**
 * A value as an attribute holds it. A list of unknown length is one of each that it may hold; so is a choice of lists or of
 * blocks.
 */
export function settle(value: Value): Value {
  if (value instanceof Unknown) {
    const { origin } = value;
    if (origin?.kind === "several") return flat(origin.item);
    if (origin?.kind !== "choice") return value;
    const held = origin.among.filter((each) => each !== null);
    if (
      held.length > 0 &&
      held.every(
        (each) => Array.isArray(each) || isValues(each) || (each instanceof Unknown && each.origin?.kind === "several"),
      )
    )
      return held.flatMap((each) => several(settle(each)) as readonly Value[]);
    return value;
  }
  if (Array.isArray(value)) return (value as readonly Value[]).map(settle);
  if (!isValues(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, settle(item)]));
}

/** Members of a list of unknown length: what each may be. */
function flat(item: Value): readonly Value[] {
  if (item instanceof Unknown && item.origin?.kind === "choice") return item.origin.among.map(settle);
  return [settle(item)];
}
