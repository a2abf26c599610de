/** Documents inside attributes (templates, definitions, parameters): the places that they send data to. */
import { parseDocument } from "yaml";
import type { Jurisdiction } from "../../charter/jurisdiction";
import { bucketIn, namesInText, type Around, type Named } from "./payload-text";
import { parsePolicy, type Grant, type PolicyDocument } from "../access/policy-document";

/** Parts of a document that mention places without sending anything there. */
const MENTIONS =
  /^(condition|comment|description|tags?|tags_all|name|sid|title|label|metadata|environment|dockerlabels|labels|notes?|allowedvalues|mappings|examples?|info|contact|license|externaldocs|servers|security(schemes|definitions))$/i;

/** Parts whose keys are names that somebody chose: a state may be called Environment, and a resource Metadata. */
const NAMED = /^(states|resources|paths)$/i;

/** Deeper than any input: what lies there was not looked at. */
const DEEPEST = 500;

/**
 * What a JSON or YAML document names: regions by the ARN or URL of AWS's that holds them, or under a key that says "region";
 * hosts that it posts to; buckets. Text that is neither is nothing: without a grammar every word of it could be a comment.
 *
 * @param connects whether it is made of the settings of a connection, of which any may be a host
 */
export function namesInPayload(text: string, connects: boolean, jurisdiction: Jurisdiction): readonly Named[] {
  const names: Named[] = [];
  const visit = (value: unknown, key: string, depth: number, within: Within): void => {
    if (typeof value === "string") {
      const nested = within.connects && /^\s*\{/.test(value) ? parseText(value) : undefined;
      if (isObject(nested)) visit(nested, key, depth + 1, within);
      else names.push(...namesInText(value, { ...within, key, jurisdiction }));
      return;
    }
    if (!isObject(value)) return;
    if (depth > DEEPEST) {
      names.push({ text: "", class: "host" });
      return;
    }
    if (Array.isArray(value)) {
      for (const item of value) visit(item, key, depth + 1, within);
      return;
    }
    if (key.toLowerCase() === "statement" && isDeny(value)) return;
    const inside = { ...within, regional: Object.keys(value).some((name) => /region$/i.test(name)) };
    if (within.connects && isSomeonesCloud(value)) names.push({ text: "", class: "host" });
    const bucket = bucketOfTask(value);
    if (bucket !== undefined) names.push(...bucketIn(bucket, false));
    for (const [name, item] of Object.entries(value)) {
      if (!NAMED.test(key) && MENTIONS.test(name)) continue;
      // The branches of a choice stand for the value itself.
      visit(item, name === "Fn::If" ? key : name, depth + 1, LOGS.test(name) ? { ...inside, connects: true } : inside);
    }
  };
  visit(parse(text), "", 0, { connects, regional: false });
  return names;
}

type Within = Pick<Around, "connects" | "regional">;

/** The log driver of a container, in tasks of ECS and in jobs of Batch. */
const LOGS = /^logconfiguration$/i;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/**
 * Whose logs go to the cloud of the driver's or plugin's maker, where no host says otherwise: drivers of Docker
 * (https://docs.docker.com/engine/logging/configure/) and outputs of Fluent Bit (https://docs.fluentbit.io/manual/pipeline/outputs).
 */
function isSomeonesCloud(value: object): boolean {
  const options = new Map(Object.entries(value).map(([key, item]) => [key.toLowerCase(), item as unknown]));
  const maker = String(options.get("name") ?? options.get("logdriver"));
  return (
    !options.has("host") && /^(gcplogs|datadog|newrelic|nrlogs|stackdriver|bigquery|azure\w*|logdna|td)$/i.test(maker)
  );
}

/** The bucket to which a task of Step Functions writes, or from which it reads, by a call to S3 itself. */
function bucketOfTask(value: object): string | undefined {
  const { Resource, Parameters, Arguments } = value as Readonly<Record<string, unknown>>;
  const call = typeof Resource === "string" && /^arn:[^:]*:states:::(aws-sdk:)?s3:/.test(Resource);
  const given = call ? (Parameters ?? Arguments) : undefined;
  const { Bucket } = (isObject(given) ? given : {}) as Readonly<Record<string, unknown>>;
  return typeof Bucket === "string" ? Bucket : undefined;
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

/** A statement of a policy, and not merely an object that says "deny" somewhere, which need not be one. */
function isDeny(value: object): boolean {
  const parts = new Map(Object.entries(value).map(([key, item]) => [key.toLowerCase(), item]));
  const has = (...keys: readonly string[]): boolean => keys.some((key) => parts.has(key));
  return (
    String(parts.get("effect")).toLowerCase() === "deny" &&
    has("action", "notaction") &&
    has("resource", "notresource", "principal", "notprincipal")
  );
}
