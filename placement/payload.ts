/** Documents inside attributes (templates, definitions, parameters): the places that they send data to. */
import { parseDocument } from "yaml";
import type { Jurisdiction } from "../charter/jurisdiction";
import type { Place } from "../charter/places";
import { arnsIn } from "./arn";
import { hostOf, regionOfAwsHost } from "./host";

/** Parts of a document that mention places without sending anything there. */
const MENTIONS =
  /^(condition|comment|description|tags?|tags_all|name|sid|title|label|metadata|environment|dockerlabels|labels|notes?|allowedvalues|mappings)$/i;

/** Parts whose keys are names that somebody chose: a state may be called Environment, and a resource Metadata. */
const NAMED = /^(states|resources|paths)$/i;

/** Keys whose text value is a place by itself, if it is one. */
const PLACES = /(region|availability_?zone|location)s?$/i;

/**
 * Places that a JSON or YAML document names: by the region of an ARN or of a URL of AWS's, or under a key that says "region". Text
 * that is neither is read as one ARN or place, or as nothing: without a grammar every word of it could be a comment.
 */
export function placesInPayload(text: string, jurisdiction: Jurisdiction): readonly Place[] {
  const places: Place[] = [];
  const add = (place: Place | undefined): void => {
    if (place) places.push(place);
  };
  const visit = (value: unknown, key: string, depth: number): void => {
    if (typeof value === "string") {
      const regions = arnsIn(value.replace(PSEUDO, "$1")).filter(({ region }) => region !== "");
      for (const { region } of regions) add(jurisdiction.locate(region));
      if (regions.length > 0) return;
      if (value.includes("://")) add(regionOfAwsHost(hostOf(value) ?? ""));
      else if (PLACES.test(key)) add(jurisdiction.locate(value));
      return;
    }
    if (typeof value !== "object" || value === null || depth > 64) return;
    if (Array.isArray(value)) {
      for (const item of value) visit(item, key, depth + 1);
      return;
    }
    if (isDeny(value)) return;
    for (const [name, item] of Object.entries(value))
      if (NAMED.test(key) || !MENTIONS.test(name)) visit(item, name, depth + 1);
  };
  visit(parse(text), "", 0);
  return places;
}

/** What CloudFormation fills in: `arn:${AWS::Partition}:sqs:us-east-1:${AWS::AccountId}:q`. */
const PSEUDO = /\$\{AWS::(\w+)\}/g;

/** One line is no document of YAML's that names a place: `a: b` is more often a sentence. */
function parse(text: string): unknown {
  const start = text.trimStart();
  try {
    if (start.startsWith("{") || start.startsWith("[")) return JSON.parse(text);
    if (!text.includes("\n")) return text;
    const document = parseDocument(text, { logLevel: "silent", uniqueKeys: false });
    return document.errors.length > 0 ? text : document.toJS({ maxAliasCount: 100 });
  } catch {
    return text;
  }
}

const isDeny = (value: object): boolean =>
  Object.entries(value).some(
    ([key, effect]) => key.toLowerCase() === "effect" && String(effect).toLowerCase() === "deny",
  );
