/** The provider blocks of a synthesized stack, and which of them serves a resource. */
import { parseSteps } from "../references/address";
import type { Defect, Provider } from "../document";
import { isObject, own, several, textAt, type JsonObject } from "../../core/json";
import type { Values } from "../value";

/** Arguments as far as evaluating them goes, and which of them came out of a sensitive variable. */
export interface Converted {
  readonly values: Values;
  isSecret(path: string): boolean;
}

export interface SynthProviders {
  /** In the order of the document; implicit ones, which have no block, when a resource first needs them. */
  readonly all: readonly Provider[];
  /** The configuration that a resource's `provider` argument names, or the default one of its type. */
  serving(type: string, written: unknown): Provider | undefined;
  /** The configuration of a local name, with its alias if it has one: `aws.us`. */
  named(key: string): Provider | undefined;
  /** The only configuration that resources of a type could be served by. */
  only(type: string): Provider | undefined;
  sourceOf(type: string, written: unknown): string;
}

const ARGUMENTS = new Set(["alias", "version", "//", "for_each"]);

/** Reads `provider` and `terraform.required_providers`. */
export function readSynthProviders(
  stack: JsonObject,
  module: string,
  convert: (body: JsonObject) => Converted,
  defects: Defect[],
  passed?: (key: string) => Provider | undefined,
): SynthProviders {
  const required = readRequired(stack);
  const byName = new Map<string, Provider>();
  const all: Provider[] = [];

  const make = (name: string, block: JsonObject): Provider => {
    const source = required.get(name)?.source ?? defaultSource(name);
    const version = required.get(name)?.version ?? textAt(block, "version");
    const alias = textAt(block, "alias");
    const written = Object.fromEntries(Object.entries(block).filter(([key]) => !ARGUMENTS.has(key)));
    let converted: Converted | undefined;
    // Evaluated when asked for: a setting may refer to resources, which are not all read yet.
    const settled = () => (converted ??= convert(written));
    const provider: Provider = {
      address: `${module === "" ? "" : `${module}.`}provider["${source}"]${alias === undefined ? "" : `.${alias}`}`,
      source,
      name,
      ...(alias !== undefined && { alias }),
      module,
      ...(version !== undefined && { version }),
      get settings() {
        return settled().values;
      },
      sensitive: (path) =>
        /secret|token|password|access_key|private_key|credentials$/.test(path) || settled().isSecret(path),
    };
    all.push(provider);
    return provider;
  };

  for (const group of several(own(stack, "provider"))) {
    if (!isObject(group)) continue;
    for (const name of Object.keys(group)) {
      for (const block of several(group[name])) {
        if (!isObject(block)) {
          defects.push({
            code: "unknown-shape",
            address: "",
            path: `provider.${name}`,
            message: `A provider block of ${name} is no object.`,
          });
          continue;
        }
        const alias = textAt(block, "alias");
        const key = alias === undefined ? name : `${name}.${alias}`;
        const provider = make(name, block);
        if (byName.has(key)) {
          const message = `The provider ${key} is configured more than once.`;
          defects.push({ code: "duplicate-address", address: provider.address, path: `provider.${name}`, message });
        }
        byName.set(key, provider);
      }
    }
  }

  const named = (key: string): Provider | undefined => {
    const known = byName.get(key) ?? passed?.(key);
    if (known || key.includes(".")) return known;
    // Without a block Terraform configures the provider from the environment.
    const implicit = make(key, {});
    byName.set(key, implicit);
    return implicit;
  };

  return {
    all,
    named,
    serving: (type, written) => named(keyOf(type, written)),
    only(type) {
      const name = keyOf(type, undefined);
      const [first, ...others] = all.filter((provider) => provider.name === name);
      return others.length === 0 ? first : undefined;
    },
    sourceOf(type, written) {
      const [name = ""] = keyOf(type, written).split(".", 1);
      return required.get(name)?.source ?? defaultSource(name);
    },
  };
}

/** `aws.us` as written, or the local name that a type implies: what stands before its first underscore. */
function keyOf(type: string, written: unknown): string {
  if (typeof written !== "string") return type.split("_", 1)[0] ?? type;
  const [name, alias] = parseSteps(written.replace(/^\$\{(.*)\}$/, "$1").trim()) ?? [];
  if (name?.kind !== "name") return `${written}.`;
  return alias?.kind === "name" ? `${name.name}.${alias.name}` : name.name;
}

function readRequired(stack: JsonObject): ReadonlyMap<string, { source: string; version?: string }> {
  const required = new Map<string, { source: string; version?: string }>();
  for (const terraform of several(own(stack, "terraform"))) {
    for (const group of several(own(terraform, "required_providers"))) {
      if (!isObject(group)) continue;
      for (const name of Object.keys(group)) {
        const told = group[name];
        const version = typeof told === "string" ? told : textAt(told, "version");
        required.set(name, {
          source: normalise(textAt(told, "source") ?? "", name),
          ...(version !== undefined && { version }),
        });
      }
    }
  }
  return required;
}

const defaultSource = (name: string): string =>
  name === "terraform" ? "terraform.io/builtin/terraform" : `registry.terraform.io/hashicorp/${name}`;

/** `aws`, `hashicorp/aws` and the whole address are the same provider. */
function normalise(source: string, name: string): string {
  if (source === "") return defaultSource(name);
  const parts = source.toLowerCase().split("/");
  if (parts.length === 1) return `registry.terraform.io/hashicorp/${parts[0]}`;
  return parts.length === 2 ? `registry.terraform.io/${parts.join("/")}` : parts.join("/");
}
