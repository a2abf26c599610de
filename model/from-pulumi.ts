/**
 * Resources of a Pulumi program, as `@pulumi/policy` shows them, brought to the same form as Terraform's. Pulumi's AWS
 * provider is bridged from Terraform's: names are camel case, lists are in the plural, single blocks are objects.
 */
import type { Document, Provider, Resource } from "./graph";
import { Unknown, type Value, type Values } from "./value";

/** What is needed of `PolicyResource` and `ResourceValidationArgs`. */
export interface PulumiResource {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly props: Record<string, unknown>;
  readonly provider?:
    | { readonly type: string; readonly urn: string; readonly name: string; readonly props: Record<string, unknown> }
    | undefined;
}

/**
 * @param terraformType the Terraform type of a Pulumi type token, or undefined when there is none: the token then stands
 *   for itself, and nothing right of here will claim to know it.
 */
export function readPulumi(
  resources: readonly PulumiResource[],
  terraformType: (token: string) => string | undefined,
): Document {
  const providers = new Map<string, Provider>();
  const read = resources
    // The stack, components and providers are Pulumi's own book-keeping: they hold nothing.
    .filter(({ type }) => type.includes(":") && !type.startsWith("pulumi:"))
    .map((resource) => readResource(resource, terraformType, providers));
  return {
    path: "pulumi",
    kind: "pulumi",
    sha256: "",
    resources: read,
    providers: [...providers.values()],
    defects: [],
  };
}

function readResource(
  resource: PulumiResource,
  terraformType: (token: string) => string | undefined,
  providers: Map<string, Provider>,
): Resource {
  const pack = resource.type.split(":", 1)[0] ?? "";
  const source = sourceOf(pack);
  let provider: Provider | undefined;
  if (resource.provider) {
    const { urn, name, props } = resource.provider;
    provider = providers.get(urn) ?? { address: urn, source, name, module: "", settings: snakeCase(props) };
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
    values: snakeCase(resource.props),
    scope: { module: "", follow: (reference) => [{ kind: "opaque", reference }] },
  };
}

const UTILITIES = new Set(["random", "null", "time", "tls", "archive", "local"]);

const sourceOf = (pack: string): string =>
  pack === "aws" || UTILITIES.has(pack) ? `registry.terraform.io/hashicorp/${pack}` : `pulumi/${pack}`;

const snake = (name: string): string => name.replace(/[A-Z]+/g, (capitals) => `_${capitals.toLowerCase()}`);

/** Terraform's singular of a plural that Pulumi made: `replicas` is `replica`, `policies` is `policy`. */
const singular = (name: string): string | undefined =>
  name.endsWith("ies") ? `${name.slice(0, -3)}y` : name.endsWith("s") ? name.slice(0, -1) : undefined;

/** What a program passes in and only the deployment will tell. Pulumi keeps no references: nobody can follow it. */
const LATER = new Unknown(["a value known only after deployment"]);

/** Attributes as Terraform spells them. A list is given in the singular too, since Pulumi renames blocks to the plural. */
function snakeCase(props: Record<string, unknown>): Values {
  const values: Record<string, Value> = {};
  for (const key of Object.keys(props)) {
    const value = readValue(props, key);
    if (value === undefined) continue;
    values[snake(key)] = value;
    const one = Array.isArray(value) ? singular(snake(key)) : undefined;
    if (one && !(one in values)) values[one] = value;
  }
  return values;
}

/** Pulumi throws when a policy reads what only the deployment will tell; here that is an unknown. */
function readValue(holder: Record<string, unknown> | readonly unknown[], key: string | number): Value | undefined {
  let value: unknown;
  try {
    value = (holder as Record<string | number, unknown>)[key];
    return convert(value);
  } catch (error) {
    if (error instanceof Error && error.constructor.name === "UnknownValueError") return LATER;
    throw error;
  }
}

function convert(value: unknown): Value | undefined {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  if (Array.isArray(value)) return value.map((_, index) => readValue(value, index) ?? null);
  if (typeof value === "object") return snakeCase(value as Record<string, unknown>);
  return undefined;
}
