/**
 * Resources of a Pulumi program, as `@pulumi/policy` shows them, brought to the same form as Terraform's. Pulumi's AWS
 * provider is bridged from Terraform's: names are camel case, lists are in the plural, single blocks are objects.
 */
import type { Document, Provider, Resource } from "../document";
import { put } from "../../core/json";
import { Unknown, UNKNOWN, type Value, type Values } from "../value";

/** The members of `PolicyResource` and `ResourceValidationArgs` that are used. */
export interface PulumiResource {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly props: Record<string, unknown>;
  readonly provider?:
    | { readonly type: string; readonly urn: string; readonly name: string; readonly props: Record<string, unknown> }
    | undefined;
  /** Resources that each input was made from. Absent if a resource is shown alone. */
  readonly propertyDependencies?: Readonly<Record<string, readonly { readonly urn: string }[]>>;
  /** Inputs that were unknown when the resource was shown alone. The program passed them in. */
  readonly passed?: ReadonlySet<string>;
}

/** Inputs of a resource, shown alone, that are known only after deployment. */
export const unknownInputs = ({ props }: Pick<PulumiResource, "props">): ReadonlySet<string> =>
  new Set(Object.keys(props).filter((key) => readValue(props, key, () => LATER) === LATER));

/**
 * @param terraformType the Terraform type of a Pulumi type token, or undefined when there is none: the token then stands
 *   for itself, and nothing right of here will claim to know it.
 */
export function readPulumi(
  resources: readonly PulumiResource[],
  terraformType: (token: string) => string | undefined,
): Document {
  const providers = new Map<string, Provider>();
  const byUrn = new Map<string, Resource>();
  for (const resource of resources) {
    if (isBookKeeping(resource)) continue;
    byUrn.set(resource.urn, readResource(resource, terraformType, providers, byUrn));
  }
  return {
    path: "pulumi",
    kind: "pulumi",
    sha256: "",
    resources: [...byUrn.values()],
    providers: [...providers.values()],
    defects: [],
  };
}

/**
 * The stack, providers and components hold nothing themselves. A component is what has no provider: the engine gives every
 * other resource one, if only the default one of its package.
 */
const isBookKeeping = ({ type, provider }: PulumiResource): boolean =>
  type.startsWith("pulumi:") || (provider === undefined && !isKnown(packageOf(type)));

function readResource(
  resource: PulumiResource,
  terraformType: (token: string) => string | undefined,
  providers: Map<string, Provider>,
  byUrn: ReadonlyMap<string, Resource>,
): Resource {
  const source = sourceOf(packageOf(resource.type));
  let provider: Provider | undefined;
  if (resource.provider) {
    const { urn, name, props } = resource.provider;
    provider = providers.get(urn) ?? { address: urn, source, name, module: "", settings: readSettings(props) };
    providers.set(urn, provider);
  }
  return {
    address: resource.urn,
    mode: "managed",
    type: terraformType(resource.type) ?? resource.type,
    name: resource.name,
    module: "",
    source,
    ...(provider && { provider }),
    actions: ["create"],
    stays: true,
    values: snakeCase(resource.props, (key) => laterOf(resource, key)),
    scope: {
      module: "",
      follow: (reference) => {
        const named = byUrn.get(reference);
        return named
          ? [{ kind: "resource", resource: named, attribute: "", reference }]
          : [{ kind: "opaque", reference }];
      },
    },
  };
}

/** The unknown for a value that is known only after deployment, with the resources that it was made from, if the engine shows them. */
function laterOf({ propertyDependencies, passed }: PulumiResource, key: string): Unknown {
  if (!propertyDependencies) return LATER;
  const urns = Object.hasOwn(propertyDependencies, key) ? propertyDependencies[key] : undefined;
  if (urns?.length) return new Unknown(urns.map(({ urn }) => urn));
  // The provider fills in inputs that the program did not pass.
  return passed?.has(key) ? LATER : UNKNOWN;
}

const LATER = new Unknown(["a value known only after deployment"]);

const UTILITIES = new Set(["random", "null", "time", "tls", "archive", "local", "cloudinit"]);

const packageOf = (type: string): string => type.split(":", 1)[0] ?? "";
const isKnown = (pack: string): boolean => pack === "aws" || UTILITIES.has(pack);

/** In the form in which a charter approves providers. */
const sourceOf = (pack: string): string =>
  isKnown(pack) ? `registry.terraform.io/hashicorp/${pack}` : `registry.pulumi.com/pulumi/${pack}`;

/** Reads a provider's settings. Pulumi writes values other than text as JSON: `allowedAccountIds: '["111122223333"]'`. */
function readSettings(props: Record<string, unknown>): Values {
  const decoded: Record<string, unknown> = {};
  for (const key of Object.keys(props)) {
    let value: unknown = LATER;
    try {
      value = props[key];
    } catch (error) {
      if (!isLater(error)) throw error;
    }
    put(decoded, key, typeof value === "string" && /^\s*[[{]/.test(value) ? decode(value) : value);
  }
  return snakeCase(decoded, () => LATER);
}

function decode(text: string): unknown {
  try {
    return JSON.parse(text, (_, value: unknown) => (typeof value === "string" && SENTINELS.has(value) ? LATER : value));
  } catch {
    return text;
  }
}

/** Unknown values in Pulumi's wire format. Pulumi's own check does not find them inside a text. */
const SENTINELS = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

const snake = (name: string): string => name.replace(/[A-Z]+/g, (capitals) => `_${capitals.toLowerCase()}`);

/** Terraform's singular of a plural that Pulumi made: `replicas` is `replica`, `policies` is `policy`. */
const singular = (name: string): string | undefined =>
  name.endsWith("ies") ? `${name.slice(0, -3)}y` : name.endsWith("s") ? name.slice(0, -1) : undefined;

/** Makes the unknown for a value below a top-level property. */
type Later = (key: string) => Unknown;

/** Attributes as Terraform spells them. A list is given in the singular too, since Pulumi renames blocks to the plural. */
function snakeCase(props: Record<string, unknown>, later: Later): Values {
  const values: Record<string, Value> = {};
  for (const key of Object.keys(props)) {
    const value = readValue(props, key, () => later(key));
    if (value === undefined) continue;
    put(values, snake(key), value);
    const plural = Array.isArray(value) || value instanceof Unknown;
    const one = plural ? singular(snake(key)) : undefined;
    if (one && !Object.hasOwn(values, one)) put(values, one, value);
  }
  return values;
}

const isLater = (error: unknown): boolean => error instanceof Error && error.constructor.name === "UnknownValueError";

/** Reads a value. If it is known only after deployment, Pulumi throws an error, and this returns an unknown. */
function readValue(
  holder: Record<string, unknown> | readonly unknown[],
  key: string | number,
  later: Later,
): Value | undefined {
  try {
    return convert((holder as Record<string | number, unknown>)[key], later);
  } catch (error) {
    if (isLater(error)) return later(String(key));
    throw error;
  }
}

function convert(value: unknown, later: Later): Value | undefined {
  if (value instanceof Unknown) return value;
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  if (Array.isArray(value)) return value.map((_, index) => readValue(value, index, later) ?? null);
  if (typeof value !== "object") return undefined;
  // A policy document that is given as an object: Terraform takes its text.
  if ("Statement" in value) return JSON.stringify(value);
  return snakeCase(value as Record<string, unknown>, later);
}
