/** Parts of documents that are told apart by their shape: statements that deny, ways in of an API, loggers of a maker's cloud, settings in one text. */

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Ways in that an API describes for its callers; only the authorizers of API Gateway in them are called. */
const SECURITY = /^security(schemes|definitions)$/i;
const AUTHORIZER = /^x-amazon-apigateway-/i;

/** As much of a part of a document as is followed. */
export const partOf = (key: string, part: unknown): unknown => (SECURITY.test(key) ? authorizersIn(part) : part);

/** The ways in of an API with nothing but their authorizers. */
const authorizersIn = (schemes: unknown): unknown =>
  isObject(schemes)
    ? Object.fromEntries(
        Object.entries(schemes).map(([name, scheme]: [string, unknown]) => [
          name,
          isObject(scheme) ? Object.fromEntries(Object.entries(scheme).filter(([key]) => AUTHORIZER.test(key))) : {},
        ]),
      )
    : schemes;

/** Settings of a connection in one text: `bucketName=a;compressionType=GZIP`. Undefined where any part of it is none. */
export function settingsIn(text: string): Json | undefined {
  const parts = text.split(";").filter((part) => part.trim() !== "");
  const pairs = parts.map((part) => /^\s*([\w.-]+)\s*=\s*(.*?)\s*$/s.exec(part));
  return pairs.length > 0 && pairs.every((pair) => pair !== null)
    ? Object.fromEntries(pairs.map(([, key = "", value = ""]) => [key, value]))
    : undefined;
}

/**
 * Whose logs go to the cloud of the driver's or plugin's maker, where no host says otherwise: drivers of Docker
 * (https://docs.docker.com/engine/logging/configure/) and outputs of Fluent Bit (https://docs.fluentbit.io/manual/pipeline/outputs).
 */
export function isSomeonesCloud(value: object): boolean {
  const options = new Map(Object.entries(value).map(([key, item]) => [key.toLowerCase(), item as unknown]));
  const maker = String(options.get("name") ?? options.get("logdriver"));
  return (
    !options.has("host") && /^(gcplogs|datadog|newrelic|nrlogs|stackdriver|bigquery|azure\w*|logdna|td)$/i.test(maker)
  );
}

/** A statement of a policy, and not merely an object that says "deny" somewhere, which need not be one. */
export function isDeny(value: object): boolean {
  const parts = new Map(Object.entries(value).map(([key, item]) => [key.toLowerCase(), item]));
  const has = (...keys: readonly string[]): boolean => keys.some((key) => parts.has(key));
  return (
    String(parts.get("effect")).toLowerCase() === "deny" &&
    has("action", "notaction") &&
    has("resource", "notresource", "principal", "notprincipal")
  );
}
