/** The provider configurations of a plan, and which of them serves a resource. */
import type { Provider } from "../document";
import { readExpression } from "../references/expressions";
import { isObject, objectAt, put, textAt, type JsonObject } from "../../core/json";
import { configAddress, type Configuration } from "./configuration";
import { inheritedFrom, splitKey } from "./inherited-provider";
import type { PlanScope, PlanScopes } from "./scope";
import { valueOf } from "../references/scope";
import { Unknown, UNKNOWN, type Value, type Values } from "../value";

export interface PlanProviders {
  readonly all: readonly Provider[];
  /** The configuration that a resource's `provider_config_key` names. */
  serving(key: string): Provider | undefined;
}

/** What was written into a provider's block, where the source is at hand. */
type Written = (provider: Pick<Provider, "module" | "name" | "alias">) => Values | undefined;

/** Reads `configuration.provider_config`. */
export function readProviders(
  plan: JsonObject,
  configuration: Configuration,
  scopes: PlanScopes,
  written?: Written,
): PlanProviders {
  const blocks = new Map<string, JsonObject>();
  for (const [key, block] of Object.entries(objectAt(objectAt(plan, "configuration"), "provider_config") ?? {})) {
    if (isObject(block)) blocks.set(canonical(key), block);
  }
  const providers = new Map<string, Provider>();
  const inherited = new Map<string, string>();
  for (const [key, block] of blocks) {
    const owner = isWritten(key, written) ? undefined : inheritedFrom(key, block, blocks, configuration);
    if (owner === undefined) providers.set(key, readProvider(key, block, scopes, written));
    else inherited.set(key, owner);
  }
  const served = new Map<string, Provider | undefined>();
  return {
    all: [...providers.values()],
    serving(key) {
      if (!served.has(key)) {
        const own = canonical(key);
        served.set(key, find(inherited.get(own) ?? own, providers));
      }
      return served.get(key);
    },
  };
}

/** Whether the source has the block: then it is the module's own, however little stands in it. */
function isWritten(key: string, written: Written | undefined): boolean {
  const [module, local] = splitKey(key);
  const [name = local, alias] = local.split(".", 2);
  return written?.({ module, name, ...(alias !== undefined && { alias }) }) !== undefined;
}

/** Terraform 0.12 left `module.` out: `a.b:aws`. */
function canonical(key: string): string {
  const at = key.lastIndexOf(":");
  const path = at < 0 ? "" : key.slice(0, at);
  if (path === "" || path.startsWith("module.")) return key;
  return `${configAddress(path.split("."))}:${key.slice(at + 1)}`;
}

/**
 * Newer Terraform resolves what a parent passes; older names the module's own stand-in and does not say what was passed.
 * Then only one thing settles it: that there is but one configuration of that provider that could have been.
 */
function find(key: string, providers: ReadonlyMap<string, Provider>): Provider | undefined {
  const named = providers.get(key);
  const [, local] = splitKey(key);
  if (named || local === key || local.includes(".")) return named;
  const [only, ...others] = [...providers.values()].filter(({ name }) => name === local);
  return only && others.length === 0 && only.module === "" && only.alias === undefined ? only : undefined;
}

function readProvider(key: string, block: JsonObject, scopes: PlanScopes, written?: Written): Provider {
  const local = key.slice(key.lastIndexOf(":") + 1);
  const [localName = local, localAlias] = local.split(".", 2);
  const module = local === key ? "" : key.slice(0, key.lastIndexOf(":"));
  const name = textAt(block, "name")?.split(".", 1)[0] ?? localName;
  const alias = textAt(block, "alias") ?? localAlias;
  const source = textAt(block, "full_name") ?? name;
  const version = textAt(block, "version_constraint");
  let evaluated: Evaluated | undefined;
  let settings: Values | undefined;
  // Evaluated when asked for: a setting may refer to resources, which are not all read yet.
  const evaluation = () => (evaluated ??= evaluateAll(objectAt(block, "expressions") ?? {}, scopes.of(module)));
  return {
    address: `${module === "" ? "" : `${module}.`}provider["${source}"]${alias === undefined ? "" : `.${alias}`}`,
    source,
    name,
    ...(alias !== undefined && { alias }),
    module,
    ...(isReferred(block) && { regionReferences: true }),
    ...(version !== undefined && { version }),
    get settings() {
      return (settings ??= written?.({ module, name, ...(alias !== undefined && { alias }) }) ?? evaluation().settings);
    },
    sensitive: (path) => isSecretName(path) || evaluation().sensitive.has(path),
  };
}

/** Whether the region of a block is written with references. */
function isReferred(block: JsonObject): boolean {
  const region = readExpression(objectAt(objectAt(block, "expressions"), "region"));
  return region !== undefined && "references" in region && region.references.length > 0;
}

/** What the arguments of a block come to, as far as the plan tells. */
export const evaluateArguments = (expressions: JsonObject, scope: PlanScope): Values =>
  evaluateAll(expressions, scope).settings;

interface Evaluated {
  readonly settings: Values;
  /** Paths whose value came out of a sensitive variable. */
  readonly sensitive: ReadonlySet<string>;
}

function evaluateAll(expressions: JsonObject, scope: PlanScope): Evaluated {
  const sensitive = new Set<string>();
  return { settings: evaluateBlock(expressions, "", scope, sensitive), sensitive };
}

function evaluateBlock(block: JsonObject, path: string, scope: PlanScope, sensitive: Set<string>): Values {
  const values: Record<string, Value> = {};
  for (const name of Object.keys(block)) {
    put(values, name, evaluate(block[name], name, path === "" ? name : `${path}.${name}`, scope, sensitive));
  }
  return values;
}

function evaluate(node: unknown, name: string, path: string, scope: PlanScope, sensitive: Set<string>): Value {
  const expression = readExpression(node);
  if (!expression) {
    if (isObject(node)) return evaluateBlock(node, path, scope, sensitive);
    if (!Array.isArray(node)) return UNKNOWN;
    return node.map((item: unknown, index) =>
      isObject(item) ? evaluateBlock(item, `${path}[${index}]`, scope, sensitive) : UNKNOWN,
    );
  }
  if ("constant" in expression) return expression.constant;
  const [target, ...others] = scope.evaluate(node, []);
  const value = target && others.length === 0 ? fit(valueOf(target), name) : undefined;
  if (value === undefined) return expression.references.length > 0 ? new Unknown(expression.references) : UNKNOWN;
  if (target?.kind === "value" && target.sensitive) sensitive.add(path);
  return value;
}

/** Arguments of the AWS provider that take more than one value; every other argument takes a scalar. */
const PLURAL = new Set([
  "allowed_account_ids",
  "forbidden_account_ids",
  "shared_config_files",
  "shared_credentials_files",
  "policy_arns",
  "transitive_tag_keys",
  "tags",
  "keys",
  "key_prefixes",
]);

/** A value as the argument takes it; undefined when it cannot be what was meant: a map for a region, say. */
function fit(value: Value | undefined, name: string): Value | undefined {
  const scalar = typeof value !== "object" || value === null;
  if (PLURAL.has(name)) return scalar && value !== undefined && name !== "tags" ? [value] : value;
  return scalar ? value : undefined;
}

const isSecretName = (path: string): boolean => /secret|token|password|access_key|private_key|credentials$/.test(path);
