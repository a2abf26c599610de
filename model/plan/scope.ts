/** What references mean in each module instance of a plan: variables, module arguments and outputs, resources. */
import {
  formatModule,
  formatSteps,
  parseModule,
  parseSteps,
  splitModules,
  splitResource,
  type ModuleStep,
  type Step,
} from "../references/address";
import { readExpression } from "../references/expressions";
import { objectAt, own, type JsonObject } from "../../core/json";
import type { Configuration, ModuleConfig } from "./configuration";
import type { Scope, Target } from "../document";
import { maximalReferences, uniqueTargets } from "../references/references";
import { isSameBlock, walkValue, type ResourceIndex } from "../references/scope";
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
      if (head === "local") return [{ kind: "opaque", reference, local: scope }];
      return index.find(address, steps, reference) ?? absent(steps, reference);
    }

    /** A block that is configured and has no instance (`count = 0`): `try(a[0].arn, b[0].arn)` and splats pass over it. */
    function absent(steps: readonly Step[], reference: string): readonly Target[] {
      const block = splitResource(steps);
      const configured = block && config?.resource(block.mode, block.type, block.name);
      return configured ? [{ kind: "value", value: null, reference }] : [];
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
          return narrow(computed ? ends.map(withoutValue) : ends, rest);
        }),
      );
    }

    const scope: Inner = {
      module: address,
      ...(config && { config }),
      resolve,
      evaluate,
      follow: (reference) => resolve(reference, 0),
      variables: () =>
        Object.keys(objectAt(config?.body, "variables") ?? {}).flatMap((name) => resolve(`var.${name}`, 0)),
    };
    return scope;
  }

  return { of };
}

const join = (module: string, rest: string): string => (module === "" ? rest : `${module}.${rest}`);

function end(value: Value | undefined, rest: readonly Step[], reference: string): readonly Target[] {
  if (value === undefined) return [{ kind: "opaque", reference }];
  const found = pick(value, rest);
  // A known value lacks what is named: `try` and `lookup` take something else.
  return found === undefined
    ? [{ kind: "opaque", reference, known: true }]
    : [{ kind: "value", value: found, reference }];
}

/** What `rest` names inside a value. Each value of a set is its own key. */
function pick(value: Value, rest: readonly Step[]): Value | undefined {
  const [first] = rest;
  const isMember = first?.kind === "key" && rest.length === 1 && Array.isArray(value) && value.includes(first.key);
  return isMember ? first.key : walkValue(value, rest);
}

/** A value that is part of an expression, and not its result. */
const withoutValue = (target: Target): Target =>
  target.kind === "value" ? { kind: "opaque", reference: target.reference, known: true } : target;

/** Targets, and what `rest` names inside them: of all instances of a block its key picks one. */
function narrow(targets: readonly Target[], rest: readonly Step[]): readonly Target[] {
  const [first] = rest;
  if (!first) return targets;
  const isPicked = (target: Target) =>
    first.kind === "key" && target.kind === "resource" && target.attribute === "" && target.resource.key === first.key;
  const picked = targets.filter(isPicked);
  const kept = picked.length > 0 ? targets.filter((target) => isPicked(target) || !isSibling(target, picked)) : targets;
  return kept.map((target) => narrowOne(target, rest));
}

const isSibling = (target: Target, picked: readonly Target[]): boolean =>
  target.kind === "resource" &&
  target.attribute === "" &&
  picked.some((other) => other.kind === "resource" && isSameBlock(other.resource, target.resource));

/**
 * What `rest` names inside a target. Arguments that put a map of objects together show the references of all its values and none
 * of its keys: a reference to one text is that text, whatever key it stands under.
 */
function narrowOne(target: Target, rest: readonly Step[]): Target {
  if (target.kind === "opaque") return target;
  if (target.kind === "value") {
    if (isScalar(target.value)) return target;
    const found = pick(target.value, rest);
    return found === undefined ? withoutValue(target) : { ...target, value: found };
  }
  if (ONE_TEXT.test(target.attribute)) return target;
  // The key of a map that holds whole resources.
  const steps = target.attribute === "" && rest[0]?.kind === "key" ? rest.slice(1) : rest;
  const inner = formatSteps(steps);
  const attribute =
    target.attribute === "" || inner.startsWith("[") ? `${target.attribute}${inner}` : `${target.attribute}.${inner}`;
  return { ...target, attribute };
}

const isScalar = (value: Value): boolean => typeof value !== "object" || value === null;

/** Attributes that are one text wherever the provider has them. */
const ONE_TEXT = /(^|[._])(arn|id|name|url|endpoint|bucket|json)$/;

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
    if (whole === undefined) return undefined;
    const computed = isRepeated(written.references);
    // A map of several things (`{ a = x.arn, b = y.arn }`): each instance is one of them, and nothing says which.
    return [whole, ...others].flatMap((each) => {
      const named = parseSteps(each);
      const ends = named ? resolve(formatSteps([...named, { kind: "key", key }, ...rest])) : resolve(each);
      return computed ? ends.map(withoutValue) : ends;
    });
  }
  const items = written.constant;
  const item = Array.isArray(items)
    ? items.includes(key)
      ? key
      : undefined
    : walkValue(items, [{ kind: "key", key }]);
  return item === undefined ? undefined : end(item, rest, reference);
}
