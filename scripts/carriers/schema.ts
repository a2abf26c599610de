/** Leaves of the AWS provider's schema: every attribute of every resource type and data source, by path. */

/** One attribute that holds a value (not a block of others), at its path from the top of the type. */
export interface Leaf {
  /** `rule[].destination[].bucket`: lists and sets as `[]`, maps as `{}`. */
  readonly path: string;
  readonly value: "string" | "number" | "bool" | "other";
  /** Somebody can write it; otherwise the provider alone fills it in. */
  readonly configurable: boolean;
  /** The provider may fill it in: what is unknown in a plan need not have been written by anybody. */
  readonly computed: boolean;
  /** What the provider's documentation says, where the schema carries it. */
  readonly description?: string;
}

export type Mode = "managed" | "data";

/** Leaves by type, without the `aws_` prefix. */
export type Types = Readonly<Record<Mode, ReadonlyMap<string, readonly Leaf[]>>>;

/** `"string"`, `["list", "string"]`, `["object", { ... }]`. */
export type TypeExpression = string | readonly [string, unknown];

interface Attribute {
  readonly type?: TypeExpression;
  readonly nested_type?: { readonly attributes: Record<string, Attribute>; readonly nesting_mode: string };
  readonly description?: string;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
}

/** A resource type, or a block in it. */
export interface Block {
  readonly attributes?: Record<string, Attribute>;
  readonly block_types?: Record<
    string,
    { readonly nesting_mode: string; readonly min_items?: number; readonly block: Block }
  >;
}

/** The part of `terraform providers schema -json` that is read. */
export interface ProviderSchemas {
  readonly provider_schemas: Record<
    string,
    {
      readonly provider: { block: Block };
      readonly resource_schemas: Record<string, { block: Block }>;
      readonly data_source_schemas: Record<string, { block: Block }>;
    }
  >;
}

const suffixes: Record<string, string> = { single: "", group: "", list: "[]", set: "[]", map: "{}" };

/** Reads the one AWS provider of a schema dump. */
export function readSchema(dump: ProviderSchemas): Types {
  const provider = Object.entries(dump.provider_schemas).find(([source]) => source.endsWith("/hashicorp/aws"))?.[1];
  if (!provider) throw new Error("the schema dump holds no provider hashicorp/aws");
  const read = (schemas: Record<string, { block: Block }>) =>
    new Map(
      Object.entries(schemas).map(
        ([type, { block }]) => [type.replace(/^aws_/, ""), leavesOfBlock(block, "")] as const,
      ),
    );
  return { managed: read(provider.resource_schemas), data: read(provider.data_source_schemas) };
}

function leavesOfBlock(block: Block, prefix: string): Leaf[] {
  const attributes = Object.entries(block.attributes ?? {}).flatMap(([name, attribute]) =>
    leavesOfAttribute(prefix + name, attribute),
  );
  const nested = Object.entries(block.block_types ?? {}).flatMap(([name, child]) =>
    leavesOfBlock(child.block, `${prefix}${name}${suffixes[child.nesting_mode] ?? ""}.`),
  );
  return [...attributes, ...nested];
}

function leavesOfAttribute(path: string, attribute: Attribute, inside = false): Leaf[] {
  const configurable = Boolean(attribute.required ?? attribute.optional);
  const computed = inside || Boolean(attribute.computed);
  if (attribute.nested_type) {
    const { attributes, nesting_mode } = attribute.nested_type;
    return Object.entries(attributes).flatMap(([name, child]) =>
      leavesOfAttribute(`${path}${suffixes[nesting_mode] ?? ""}.${name}`, child, computed),
    );
  }
  return leavesOfType(path, attribute.type ?? "dynamic", {
    configurable,
    computed,
    ...(attribute.description && { description: attribute.description }),
  });
}

function leavesOfType(
  path: string,
  type: unknown,
  rest: Pick<Leaf, "configurable" | "computed" | "description">,
): Leaf[] {
  if (Array.isArray(type)) {
    const [kind, inner] = type as [string, unknown];
    if (kind === "object") {
      return Object.entries(inner as Record<string, unknown>).flatMap(([name, child]) =>
        leavesOfType(`${path}.${name}`, child, rest),
      );
    }
    return leavesOfType(`${path}${kind === "map" ? "{}" : "[]"}`, inner, rest);
  }
  return [{ path, value: type === "string" || type === "number" || type === "bool" ? type : "other", ...rest }];
}
