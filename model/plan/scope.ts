/** What references mean in each module instance of a plan: variables, module arguments and outputs, resources. */
import {
  formatModule,
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
import type { ResourceIndex } from "../references/scope";
import { end, followEach, isRepeated, narrow, withoutValue, type Each } from "./narrow";
import type { Value } from "../value";

/** Longer chains than this are no configuration that a person wrote. */
const DEEPEST = 64;

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
