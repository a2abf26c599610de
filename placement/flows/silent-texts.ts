/**
 * The closed world of attributes: texts of which the catalogue expects no place, and which name one all the same. What such an attribute
 * does with it is not known, so nothing is proven of it.
 */
import type { Resource } from "../../model/document";
import { Unknown, type Value, type Values } from "../../model/value";
import { isSilent } from "../catalogue/texts";
import type { Context } from "../ends/context";
import { shownAt } from "../ends/ends";
import { spokenEnds } from "../ends/spoken-end";
import type { Flow } from "../placement";
import { mayName } from "../text/places-in-text";

/** Places, accounts and hosts that silent texts of a resource name, and that the charter does not approve. */
export function placesInSilentTexts(resource: Resource, context: Context): readonly Flow[] {
  let flows: Flow[] | undefined;
  const { values, type } = resource;
  for (const name of Object.keys(values)) {
    const value = values[name]!;
    // Most attributes are short texts that name nothing: this loop runs over everything that a document holds.
    if (typeof value === "string" ? !mayName(value) : typeof value !== "object" || !holdsPlace(value, 0)) continue;
    const visit = (inner: Value, names: readonly string[], path: string, depth: number): void => {
      if (depth > DEEPEST) {
        (flows ??= []).push(flowAt(resource, path, "a value that is nested too deep to be read"));
      } else if (typeof inner === "string") {
        if (!mayName(inner) || !isSilent(type, names)) return;
        const found = strangeIn(inner, context);
        if (found) (flows ??= []).push(flowAt(resource, path, found));
      } else if (Array.isArray(inner)) {
        inner.forEach((item: Value, index) => visit(item, names, `${path}[${index}]`, depth + 1));
      } else if (isNested(inner)) {
        for (const [key, item] of Object.entries(inner)) visit(item, [...names, key], `${path}.${key}`, depth + 1);
      }
    };
    visit(value, [name], name, 0);
  }
  return flows ?? NONE;
}

const NONE: readonly Flow[] = [];

/** Whether any text inside could name a place, or is nested too deep to tell. */
function holdsPlace(value: Value, depth: number): boolean {
  if (typeof value === "string") return mayName(value);
  if (typeof value !== "object" || value === null || value instanceof Unknown) return false;
  if (depth > DEEPEST) return true;
  if (Array.isArray(value)) return value.some((item: Value) => holdsPlace(item, depth + 1));
  for (const key of Object.keys(value)) if (holdsPlace((value as Values)[key]!, depth + 1)) return true;
  return false;
}

/** The schema of the provider nests 20 deep at most. */
const DEEPEST = 64;

const isNested = (value: Value): value is Values =>
  typeof value === "object" && value !== null && !(value instanceof Unknown);

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
