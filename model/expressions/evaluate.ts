/**
 * Evaluates written expressions as far as the input goes. The result is exact where everything is known; elsewhere it says which
 * part is known (a text around an ARN), which resource's attribute it is, or between which values it chooses.
 */
import { Unknown, isValues, type Value } from "../value";
import { callFunction, type FileReader, type Tried } from "./call";
import { binary, unary } from "./operators";
import {
  anyMemberOf,
  choiceOf,
  distribute,
  Fault,
  hidden,
  memberOf,
  referencesOf,
  severalOf,
  sortedEntries,
  textOf,
  scalarText,
  type ReadAttribute,
} from "./partial";
import { isTooLarge } from "./size";
import { ITEM, type Expression, type For } from "./syntax";

/** What names mean where an expression stands. */
export interface Environment {
  /**
   * The value of a name and of the first steps behind it (`var.a`, `aws_vpc.v[0].id`), with how many of the steps it took.
   * Undefined for a name that Terraform would not know.
   */
  resolve(
    name: string,
    steps: readonly (string | number)[],
  ): { readonly value: Value; readonly used: number } | undefined;
  readonly attribute: ReadAttribute;
  /** Reads a file that `file` or `templatefile` names, where the input has it. */
  readonly file?: FileReader | undefined;
}

/** Names that a loop, a splat or a dynamic block binds. */
export type Bindings = ReadonlyMap<string, Value>;

const NOTHING: Bindings = new Map();

/** More steps than any configuration that a person wrote takes for one expression. */
const STEPS = 100_000;

/** @returns the value; {@link hidden} where Terraform would refuse the expression. */
export function evaluate(expression: Expression, environment: Environment, bindings: Bindings = NOTHING): Value {
  try {
    return new Evaluation(environment).value(expression, bindings, 0);
  } catch (error) {
    if (error instanceof Fault || error instanceof RangeError) return hidden(error.message);
    throw error;
  }
}

const DEEPEST = 250;

/** One run through an expression. */
export class Evaluation {
  private steps = 0;
  /** How many members were taken so far of collections whose length or keys are not known. */
  private uncertain = 0;
  constructor(readonly environment: Environment) {}

  value(expression: Expression, bindings: Bindings, depth: number): Value {
    if (++this.steps > STEPS || depth > DEEPEST) throw new RangeError("the expression is too large to evaluate");
    const value = this.unbounded(expression, bindings, depth);
    if (typeof value !== "number" && typeof value !== "boolean" && isTooLarge(value))
      throw new RangeError("the value is too large to evaluate");
    return value;
  }

  private unbounded(expression: Expression, bindings: Bindings, depth: number): Value {
    const next = (inner: Expression): Value => this.value(inner, bindings, depth + 1);
    switch (expression.kind) {
      case "literal":
        return expression.value;
      case "template":
        return this.template(expression.parts, next);
      case "name":
      case "attribute":
      case "index":
        return this.traversal(expression, bindings, depth);
      case "splat":
        return this.splat(next(expression.of), expression.each, bindings, depth);
      case "call":
        return callFunction(expression, next, (part) => this.tried(part, next), this.environment.file);
      case "conditional":
        return this.conditional(next(expression.if), expression.whenTrue, expression.whenFalse, next);
      case "unary":
        return distribute(next(expression.of), (value) => unary(expression.operator, value));
      case "binary":
        return binary(expression.operator, expression.left, expression.right, next);
      case "tuple":
        return expression.items.map(next);
      case "object":
        return this.object(expression.items, next);
      case "for":
        return this.loop(expression, bindings, depth);
    }
  }

  private template(parts: readonly Expression[], next: (part: Expression) => Value): Value {
    const values = parts.map(next);
    const [only, ...others] = values;
    return only !== undefined && others.length === 0 ? only : textOf(values);
  }

  /** A name with all that stands behind it. */
  private traversal(expression: Expression, bindings: Bindings, depth: number): Value {
    const steps: Value[] = [];
    let of = expression;
    while (of.kind === "attribute" || of.kind === "index") {
      steps.unshift(of.kind === "attribute" ? of.name : this.value(of.key, bindings, depth + 1));
      of = of.of;
    }
    if (of.kind !== "name")
      return steps.reduce((value, step) => this.member(value, step), this.value(of, bindings, depth + 1));
    const bound = bindings.get(of.name);
    if (bound !== undefined) return steps.reduce((value: Value, step) => this.member(value, step), bound);
    const known: (string | number)[] = [];
    for (const step of steps) {
      if (typeof step !== "string" && typeof step !== "number") break;
      known.push(step);
    }
    const found = this.environment.resolve(of.name, known);
    // Not a fault that try would pass over: Terraform refuses the configuration.
    if (!found) return hidden(`there is no ${of.name}`, [of.name]);
    return steps.slice(found.used).reduce((value, step) => this.member(value, step), found.value);
  }

  private member(value: Value, key: Value): Value {
    if (value instanceof Unknown && value.origin?.kind === "several") this.uncertain += 1;
    return distribute(key, (each) => {
      if (typeof each === "string" || typeof each === "number")
        return memberOf(value, each, this.environment.attribute);
      if (!(each instanceof Unknown)) throw new Fault("a key that is not a text or a number");
      // Which member it is shows only at apply: it is one of them.
      return distribute(value, (of) => {
        if (of instanceof Unknown) return anyMemberOf(of);
        const members = Array.isArray(of) ? (of as readonly Value[]) : isValues(of) ? Object.values(of) : [];
        if (members.length === 0) throw new Fault("an empty list has no members");
        return choiceOf(members);
      });
    });
  }

  private tried(part: Expression, next: (part: Expression) => Value): Tried {
    const before = this.uncertain;
    try {
      const value = next(part);
      return { value, certain: this.uncertain === before };
    } catch (error) {
      if (error instanceof Fault) return { value: undefined, certain: true };
      throw error;
    }
  }

  private splat(value: Value, each: Expression, bindings: Bindings, depth: number): Value {
    const ask = (item: Value): Value => this.value(each, new Map([...bindings, [ITEM, item]]), depth + 1);
    return distribute(value, (of) => {
      if (of === null) return [];
      if (Array.isArray(of)) return (of as readonly Value[]).map(ask);
      if (!(of instanceof Unknown)) return [ask(of)];
      const { origin } = of;
      if (origin?.kind === "several") return severalOf(ask(origin.item));
      if (origin?.kind === "attribute" && origin.attribute === "") return [ask(of)];
      return severalOf(ask(anyMemberOf(of)));
    });
  }

  private conditional(
    condition: Value,
    whenTrue: Expression,
    otherwise: Expression,
    next: (part: Expression) => Value,
  ): Value {
    if (condition === true || condition === "true") return this.alike(next(whenTrue), otherwise, next);
    if (condition === false || condition === "false") return this.alike(next(otherwise), whenTrue, next);
    if (!(condition instanceof Unknown)) throw new Fault("a condition that is not true or false");
    const branch = (part: Expression): Value => {
      try {
        return next(part);
      } catch (error) {
        if (error instanceof Fault) return hidden(error.message);
        throw error;
      }
    };
    return choiceOf([branch(whenTrue), branch(otherwise)]);
  }

  /** Both branches of a condition have one type: beside a text a number is a text. */
  private alike(value: Value, other: Expression, next: (part: Expression) => Value): Value {
    if (typeof value !== "number" && typeof value !== "boolean") return value;
    try {
      return typeof next(other) === "string" ? scalarText(value) : value;
    } catch (error) {
      if (error instanceof Fault) return value;
      throw error;
    }
  }

  private object(items: readonly (readonly [Expression, Expression])[], next: (part: Expression) => Value): Value {
    const entries = items.map(([key, value]) => [next(key), next(value)] as const);
    if (entries.every(([key]) => !(key instanceof Unknown)))
      return Object.fromEntries(entries.map(([key, value]) => [scalarText(key), value]));
    return severalOf(choiceOf(entries.map(([, value]) => value)));
  }

  private loop(loop: For, bindings: Bindings, depth: number): Value {
    return distribute(this.value(loop.of, bindings, depth + 1), (of) => {
      const { entries, open } = membersOf(of);
      let uncertain = open;
      const found: (readonly [Value, Value])[] = [];
      for (const [key, item] of entries) {
        const names = new Map([...bindings, [loop.valueName, item]]);
        if (loop.keyName !== undefined) names.set(loop.keyName, key);
        const kept = loop.if ? this.value(loop.if, names, depth + 1) : true;
        if (kept === false || kept === "false") continue;
        if (kept instanceof Unknown) uncertain = true;
        const name = loop.key ? this.value(loop.key, names, depth + 1) : key;
        found.push([name, this.value(loop.value, names, depth + 1)]);
      }
      const values = found.map(([, value]) => value);
      if (loop.joined) return uncertain ? hidden("a loop over an unknown list", referencesOf(of)) : textOf(values);
      if (uncertain || (loop.key && found.some(([key]) => key instanceof Unknown)))
        return severalOf(choiceOf(loop.grouped ? [severalOf(choiceOf(values))] : values));
      if (!loop.key) return values;
      const made: Record<string, Value> = {};
      for (const [key, value] of found) {
        const name = scalarText(key);
        if (!loop.grouped && Object.hasOwn(made, name)) throw new Fault(`a loop makes the key ${name} twice`);
        Object.defineProperty(made, name, {
          value: loop.grouped ? [...((Object.hasOwn(made, name) ? made[name] : []) as Value[]), value] : value,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
      return made;
    });
  }
}

/** The members of a collection with their keys; `open` where their number is not known. */
export function membersOf(value: Value): {
  readonly entries: readonly (readonly [Value, Value])[];
  readonly open: boolean;
} {
  if (Array.isArray(value))
    return { entries: (value as readonly Value[]).map((item, index) => [index, item]), open: false };
  if (value instanceof Unknown) {
    const item = anyMemberOf(value);
    return { entries: [[hidden("the key of a member of an unknown list", value.references), item]], open: true };
  }
  if (isValues(value)) return { entries: sortedEntries(value), open: false };
  throw new Fault("a loop over a value that has no members");
}
