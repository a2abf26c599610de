/**
 * The closed world of attributes: texts of which the catalogue expects no place, and which name one all the same. What such an attribute
 * does with it is not known, so nothing is proven of it.
 */
import type { Resource } from "../../model/document";
import { Unknown, UNKNOWN, type Value, type Values } from "../../model/value";
import { isSilent } from "../catalogue/texts";
import type { Context } from "../ends/context";
import { shownAt } from "../ends/ends";
import { spokenEnds } from "../ends/spoken-end";
import type { Flow } from "../placement";
import { mayName } from "../text/places-in-text";

/** Places, accounts and hosts that silent texts of a resource name, and that the charter does not approve. */
export function placesInSilentTexts(resource: Resource, context: Context): readonly Flow[] {
  const { values } = resource;
  let flows: readonly Flow[] = NONE;
  // This loop runs over everything that a document holds. `for in` makes no list of the names, and the cheapest test comes first:
  // most texts could name no place, and tags are the largest of what is left.
  for (const name in values) {
    const value = values[name]!;
    if (typeof value === "string") {
      if (!mayName(value)) continue;
    } else if (typeof value !== "object" || value === UNKNOWN || TAGS.has(name) || !holdsPlace(value, 0)) continue;
    const names = name === "dynamic" ? [] : stepsOf(name);
    if (!isSilent(resource.type, names)) continue;
    const top = { names, path: name, depth: 0, dynamic: name === "dynamic" };
    const found = [...strangePlaces(value, top, resource.type, context)];
    if (found.length > 0) flows = [...flows, ...found.map(([path, text]) => flowAt(resource, path, text))];
  }
  return flows;
}

const NONE: readonly Flow[] = [];

/** Mentions of every type, which say whatever their owner wants to. */
const TAGS: ReadonlySet<string> = new Set(["tags", "tags_all"]);

/** Whether any text inside could name a place, or is nested too deep to tell. */
function holdsPlace(value: Value, depth: number): boolean {
  if (typeof value === "string") return mayName(value);
  if (typeof value !== "object" || value === null || value instanceof Unknown) return false;
  if (depth > DEEPEST) return true;
  if (Array.isArray(value)) return value.some((item: Value) => holdsPlace(item, depth + 1));
  for (const key in value) if (holdsPlace((value as Values)[key]!, depth + 1)) return true;
  return false;
}

/** The schema of the provider nests 20 deep at most. */
const DEEPEST = 64;

/** Where the walk is: names of the schema, and the path as people read it. */
interface Position {
  readonly names: readonly string[];
  readonly path: string;
  readonly depth: number;
  /** Inside a block that Terraform JSON wraps: `{ dynamic: { rule: { content: { ... } } } }` are rules. */
  readonly dynamic?: boolean;
}

/** Old states write a whole path as one name: `rule.0.destination.123.bucket`. */
const stepsOf = (name: string): readonly string[] =>
  name.includes(".") ? name.split(".").filter((step) => !/^\d+$/.test(step)) : [name];

/** Path and text of what is strange in each silent text. */
function* strangePlaces(
  value: Value,
  { names, path, depth, dynamic }: Position,
  type: string,
  context: Context,
): Iterable<readonly [path: string, text: string]> {
  if (depth > DEEPEST) {
    yield [path, "a value that is nested too deep to be read"];
  } else if (typeof value === "string") {
    const found = mayName(value) && isSilent(type, names) ? strangeIn(value, context) : undefined;
    if (found) yield [path, found];
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      yield* strangePlaces(
        item as Value,
        { names, path: `${path}[${index}]`, depth: depth + 1, ...(dynamic && { dynamic }) },
        type,
        context,
      );
  } else if (typeof value === "object" && value !== null && !(value instanceof Unknown)) {
    for (const [key, item] of Object.entries(value as Values)) {
      const wraps = key === "dynamic" || (dynamic && key === "content");
      const next = { names: wraps ? names : [...names, key], path: `${path}.${key}`, depth: depth + 1 };
      yield* strangePlaces(
        item,
        { ...next, dynamic: key === "dynamic" || (dynamic && !wraps) || false },
        type,
        context,
      );
    }
  }
}

/** The first part of a text that is not proven to be inside. */
const strangeIn = (text: string, context: Context): string | undefined =>
  spokenEnds(text, context).find(
    (end) => end.at === "unknown" || (end.at === "place" && !context.jurisdiction.approves(end.place)),
  )?.value;

/** Without a far end: what the attribute does with the place is unknown, wherever that is. */
const flowAt = (resource: Resource, path: string, found: string): Flow => ({
  resource,
  kind: "uncatalogued",
  direction: "both",
  path,
  value: shownAt(resource, path, found),
});
