/** Documents inside attributes (templates, definitions, parameters): the places that they send data to. */
import { parseDocument } from "yaml";
import type { Jurisdiction } from "../charter/jurisdiction";
import type { Place } from "../charter/places";
import { arnsIn } from "./arn";
import { hostOf, isAwsHost, isLoopback, regionOfAwsHost } from "./host";
import { parsePolicy, type Grant, type PolicyDocument } from "./policy-document";

/** Parts of a document that mention places without sending anything there. */
const MENTIONS =
  /^(condition|comment|description|tags?|tags_all|name|sid|title|label|metadata|environment|dockerlabels|labels|notes?|allowedvalues|mappings|examples?|info|contact|license|externaldocs|servers|security(schemes|definitions))$/i;

/** Parts whose keys are names that somebody chose: a state may be called Environment, and a resource Metadata. */
const NAMED = /^(states|resources|paths)$/i;

/** Keys whose text value is a place by itself, if it is one. */
const PLACES = /(region|availability_?zone|location)s?$/i;

/** Keys under which a template says where it posts to: HTTP tasks of Step Functions, integrations of OpenAPI, log drivers. */
const POSTS = /(endpoint|uri|-url)$/i;

/** Deeper than any input: what lies there was not looked at. */
const DEEPEST = 500;

/**
 * Places that a JSON or YAML document names: by the region of an ARN or of a URL of AWS's, or under a key that says "region". Text
 * that is neither is read as one ARN or place, or as nothing: without a grammar every word of it could be a comment.
 *
 * @returns undefined among them for what it posts to, or holds, and nobody can place
 */
export function placesInPayload(text: string, jurisdiction: Jurisdiction): readonly (Place | undefined)[] {
  const places: (Place | undefined)[] = [];
  const add = (place: Place | undefined): void => {
    if (place) places.push(place);
  };
  const visit = (value: unknown, key: string, depth: number): void => {
    if (typeof value === "string") {
      const regions = arnsIn(value.replace(PSEUDO, "$1")).filter(({ region }) => region !== "");
      for (const { region } of regions) add(jurisdiction.locate(region));
      if (regions.length > 0) return;
      const host = value.includes("://") ? hostOf(value) : undefined;
      if (host && !isAwsHost(host)) {
        if (POSTS.test(key) && !isLoopback(host)) places.push(jurisdiction.hostPlace(host));
      } else if (host) add(regionOfAwsHost(host));
      else if (PLACES.test(key)) add(jurisdiction.locate(value));
      return;
    }
    if (typeof value !== "object" || value === null) return;
    if (depth > DEEPEST) {
      places.push(undefined);
      return;
    }
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

/**
 * Policy documents that stand somewhere in a template: what CloudFormation or Cloud Control would attach. Principals that the
 * template's own functions fill in are its stack's: only those that are written out are told.
 */
export function policiesInPayload(text: string): readonly PolicyDocument[] {
  const documents: PolicyDocument[] = [];
  const visit = (value: unknown, depth: number): void => {
    if (typeof value !== "object" || value === null || depth > DEEPEST) return;
    if (Object.keys(value).some((key) => key.toLowerCase() === "statement")) {
      const document = parsePolicy(JSON.stringify(value));
      if (document) documents.push({ ...document, grants: document.grants.map(writtenOut) });
    }
    for (const item of Object.values(value)) visit(item, depth + 1);
  };
  visit(parse(text), 0);
  return documents;
}

const writtenOut = (grant: Grant): Grant => ({
  ...grant,
  principals: grant.principals.filter(({ id }) => typeof id === "string" && !id.includes("${")),
});

/** What CloudFormation fills in: `arn:${AWS::Partition}:sqs:us-east-1:${AWS::AccountId}:q`. */
const PSEUDO = /\$\{AWS::(\w+)\}/g;

let last: { readonly text: string; readonly value: unknown } | undefined;

/** A document's flows and its policies are asked for one after the other, and a large one takes seconds to parse. */
function parse(text: string): unknown {
  if (last?.text !== text) last = { text, value: parseText(text) };
  return last.value;
}

/** One line is no document of YAML's that names a place: `a: b` is more often a sentence. */
function parseText(text: string): unknown {
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
