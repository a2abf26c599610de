/** Documents inside attributes (templates, definitions, parameters): the places that they send data to. */
import type { Jurisdiction } from "../../charter/jurisdiction";
import { bucketIn, namesInText, type Around, type Named } from "./payload-text";
import { DEEPEST, parsePayload, parseText } from "./parse-payload";

/** Parts of a document that mention places without sending anything there. */
const MENTIONS =
  /^(condition|comment|description|tags?|tags_all|name|sid|title|label|metadata|environment|dockerlabels|labels|notes?|allowedvalues|mappings|examples?|info|contact|license|externaldocs|servers|security(schemes|definitions))$/i;

/** Parts whose keys are names that somebody chose: a state may be called Environment, and a resource Metadata. */
const NAMED = /^(states|resources|paths)$/i;

/** Whether a part of a document mentions places without sending anything there. @param within the key of what it stands in */
export const isMention = (key: string, within: string): boolean => !NAMED.test(within) && MENTIONS.test(key);

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
      if (isMention(name, key)) continue;
      // The branches of a choice stand for the value itself.
      visit(item, name === "Fn::If" ? key : name, depth + 1, LOGS.test(name) ? { ...inside, connects: true } : inside);
    }
  };
  visit(parsePayload(text), "", 0, { connects, regional: false });
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
