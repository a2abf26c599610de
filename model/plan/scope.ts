/** What references mean in each module instance of a plan: variables, module arguments and outputs, resources. */
import {
  formatModule,
  formatSteps,
  parseModule,
  parseSteps,
  splitModules,
  type ModuleStep,
  type Step,
} from "../references/address";
import { readExpression } from "../references/expressions";
import { objectAt, own, type JsonObject } from "../../core/json";
import type { Configuration, ModuleConfig } from "./configuration";
import type { Scope, Target } from "../document";
import { maximalReferences, uniqueTargets } from "../references/references";
import { walkValue, type ResourceIndex } from "../references/scope";
import type { Value } from "../value";

/** Longer chains than this are no configuration that a person wrote. */
const DEEPEST = 64;

/** The instance of `for_each` or `count` that an expression is evaluated for. */
export interface Each {
  readonly key: string | number;
  /** The block's `for_each_expression`, where the plan carries it. */
  readonly forEach?: unknown;
}

export interface PlanScopes {
  /** The scope of a module instance by its address. The same address gives the same scope. */
  of(module: string): PlanScope;
}

export interface PlanScope extends Scope {
  /** The module that it is an instance of; absent when the configuration no longer has it. */
  readonly config?: ModuleConfig;
  /** The ends of an expression as the configuration shows it, and of what `rest` names inside it. */
  evaluate(expression: unknown, rest: readonly Step[], each?: Each, depth?: number): readonly Target[];
}

interface Inner extends PlanScope {
  resolve(reference: string, depth: number): readonly Target[];
}

/**
 * @param instances addresses of the module instances that hold resources
 * @param ephemeral variables of the root module whose value is not in the plan
 */
export function planScopes(
  plan: JsonObject,
  configuration: Configuration,
  index: ResourceIndex,
  instances: () => Iterable<string>,
  ephemeral: ReadonlySet<string> = new Set(),
): PlanScopes {
  const scopes = new Map<string, Inner>();
  const variables = objectAt(plan, "variables");
  let children: Map<string, Set<string>> | undefined;

  function of(address: string): Inner {
    const known = scopes.get(address);
    if (known) return known;
    const scope = makeScope(address, parseModule(address));
    scopes.set(address, scope);
    return scope;
  }

  /** Instances of `module.NAME` inside a module instance, by its address without key. */
  function instancesOf(call: string): readonly string[] {
    if (!children) {
      children = new Map();
      for (const address of instances()) {
        const modules = parseModule(address) ?? [];
        for (let length = 1; length <= modules.length; length++) {
          const whole = formatModule(modules.slice(0, length));
          const { name } = modules[length - 1] as ModuleStep;
          const block = join(formatModule(modules.slice(0, length - 1)), `module.${name}`);
          const set = children.get(block) ?? new Set();
          children.set(block, set.add(whole));
        }
      }
    }
    return [...(children.get(call) ?? [])];
  }

  function makeScope(address: string, modules: readonly ModuleStep[] | undefined): Inner {
    const config = modules && configuration.at(modules);
    const last = modules?.at(-1);
    const parent = modules && last ? () => of(formatModule(modules.slice(0, -1))) : undefined;
    const memo = new Map<string, readonly Target[]>();
    const opaque = (reference: string): readonly Target[] => [{ kind: "opaque", reference }];

    function resolve(reference: string, depth: number): readonly Target[] {
      const known = memo.get(reference);
      if (known) return known;
      if (depth > DEEPEST) return opaque(reference);
      // Whoever comes back here meanwhile goes round in a circle.
      memo.set(reference, opaque(reference));
      const steps = parseSteps(reference);
      const ends = steps ? uniqueTargets(lookUp(steps, reference, depth)) : [];
      const targets = ends.length > 0 ? ends : opaque(reference);
      memo.set(reference, targets);
      return targets;
    }

    function lookUp(steps: readonly Step[], reference: string, depth: number): readonly Target[] {
      const head = steps[0]?.kind === "name" ? steps[0].name : "";
      const name = steps[1]?.kind === "name" ? steps[1].name : undefined;
      if (head === "var" && name !== undefined) {
        const ends = variable(name, steps.slice(2), reference, depth);
        const marked = own(objectAt(objectAt(config?.body, "variables"), name), "sensitive") === true;
        return marked
          ? ends.map((target) => (target.kind === "value" ? { ...target, sensitive: true } : target))
          : ends;
      }
      if (head === "module") return output(steps, reference, depth);
      return index.find(address, steps, reference) ?? [];
    }

    function variable(name: string, rest: readonly Step[], reference: string, depth: number): readonly Target[] {
      const declared = objectAt(objectAt(config?.body, "variables"), name);
      const fallback = () => end(own(declared, "default") as Value, rest, reference);
      if (!last || !parent) {
        // The apply is given another value, and what a plan shows is the default.
        if (ephemeral.has(name) || own(declared, "ephemeral") === true) return opaque(reference);
        const given = own(objectAt(variables, name), "value") as Value | undefined;
        return given === undefined ? fallback() : end(given, rest, reference);
      }
      const argument = own(objectAt(config?.call, "expressions"), name);
      if (argument === undefined) return fallback();
      const each =
        last.key === undefined ? undefined : { key: last.key, forEach: own(config?.call, "for_each_expression") };
      return parent().evaluate(argument, rest, each, depth + 1);
    }

    function output(steps: readonly Step[], reference: string, depth: number): readonly Target[] {
      const { modules: called, rest } = splitModules(steps);
      const [first] = called;
      const name = rest[0]?.kind === "name" ? rest[0].name : undefined;
      if (!first || called.length > 1 || name === undefined) return [];
      const block = join(address, `module.${first.name}`);
      const found = first.key === undefined ? instancesOf(block) : [join(address, formatModule([first]))];
      return (found.length > 0 ? found : [block]).flatMap((instance) => {
        const child = of(instance);
        const expression = own(objectAt(objectAt(child.config?.body, "outputs"), name), "expression");
        return expression === undefined
          ? opaque(reference)
          : child.evaluate(expression, rest.slice(1), undefined, depth + 1);
      });
    }

    function evaluate(expression: unknown, rest: readonly Step[], each?: Each, depth = 0): readonly Target[] {
      const written = readExpression(expression);
      if (!written) return opaque("an expression that Clover cannot read");
      if ("constant" in written) return end(written.constant, rest, "a literal");
      if (written.references.length === 0) return opaque("a function's result");
      // A reference that is written twice is part of an expression (`var.a == "" ? "b" : var.a`): its value is not the result.
      const computed = isRepeated(written.references);
      return uniqueTargets(
        maximalReferences(written.references).flatMap((reference) => {
          const ends =
            (each && followEach(reference, each, (name) => resolve(name, depth))) ?? resolve(reference, depth);
          return ends.map((target): Target => {
            if (computed && target.kind === "value") return { kind: "opaque", reference };
            return rest.length === 0 ? target : narrow(target, rest);
          });
        }),
      );
    }

    return {
      module: address,
      ...(config && { config }),
      resolve,
      evaluate,
      follow: (reference) => resolve(reference, 0),
    };
  }

  return { of };
}

const join = (module: string, rest: string): string => (module === "" ? rest : `${module}.${rest}`);

function end(value: Value | undefined, rest: readonly Step[], reference: string): readonly Target[] {
  const found = walkValue(value, rest);
  return found === undefined ? [{ kind: "opaque", reference }] : [{ kind: "value", value: found, reference }];
}

/** A target, and what `rest` names inside it. */
function narrow(target: Target, rest: readonly Step[]): Target {
  if (target.kind === "opaque") return target;
  if (target.kind === "value") {
    const value = walkValue(target.value, rest);
    return value === undefined ? { kind: "opaque", reference: target.reference } : { ...target, value };
  }
  const inner = formatSteps(rest);
  const attribute =
    target.attribute === "" || inner.startsWith("[") ? `${target.attribute}${inner}` : `${target.attribute}.${inner}`;
  return { ...target, attribute };
}

const isRepeated = (references: readonly string[]): boolean => {
  const whole = new Set(maximalReferences(references));
  return references.filter((reference) => whole.has(reference)).length > whole.size;
};

/**
 * `each.key`, `each.value` and `count.index` of an instance whose key is known; undefined for every other reference, and where
 * `for_each` is more than literals and references (`for_each = aws_sns_topic.all`, `{ a = aws_sqs_queue.a.arn }`).
 */
export function followEach(
  reference: string,
  { key, forEach }: Each,
  resolve: (reference: string) => readonly Target[],
): readonly Target[] | undefined {
  if (reference === "each.key" || reference === "count.index") return [{ kind: "value", value: key, reference }];
  if (!reference.startsWith("each")) return undefined;
  const steps = parseSteps(reference);
  const [head, name] = steps ?? [];
  if (head?.kind !== "name" || head.name !== "each" || name?.kind !== "name" || name.name !== "value") return undefined;
  const rest = (steps ?? []).slice(2);
  const written = readExpression(forEach);
  if (!written) return undefined;
  if ("references" in written) {
    const [whole, ...others] = maximalReferences(written.references);
    if (whole === undefined || isRepeated(written.references)) return undefined;
    // A map of several things (`{ a = x.arn, b = y.arn }`): each instance is one of them, and nothing says which.
    if (others.length > 0) {
      return [whole, ...others].flatMap(resolve).map((target) => (rest.length === 0 ? target : narrow(target, rest)));
    }
    const named = parseSteps(whole);
    return named && resolve(formatSteps([...named, { kind: "key", key }, ...rest]));
  }
  const items = written.constant;
  const item = Array.isArray(items)
    ? items.includes(key)
      ? key
      : undefined
    : walkValue(items, [{ kind: "key", key }]);
  return item === undefined ? undefined : end(item, rest, reference);
}
