/** Operators of Terraform's expressions on values of which a part may be unknown. */
import { Unknown, isValues, type Value } from "../value";
import { distribute, Fault, hidden, isKnown, referencesOf } from "./partial";
import type { Expression, Operator } from "./syntax";

/** `-x` and `!x`. */
export function unary(operator: "-" | "!", value: Value): Value {
  if (value instanceof Unknown) return hidden(`the result of ${operator}`, value.references);
  return operator === "-" ? -numberOf(value) : !booleanOf(value);
}

/** `a == b`, `a && b`; the second operand of a logical operator counts only where the first leaves the answer open. */
export function binary(
  operator: Operator,
  left: Expression,
  right: Expression,
  next: (part: Expression) => Value,
): Value {
  return distribute(next(left), (a) => {
    if (operator === "&&" || operator === "||") return logical(operator === "||", a, next(right));
    return distribute(next(right), (b) => calculate(operator, a, b));
  });
}

function logical(settled: boolean, a: Value, b: Value): Value {
  for (const value of [a, b]) if (!(value instanceof Unknown) && booleanOf(value) === settled) return settled;
  if (a instanceof Unknown || b instanceof Unknown)
    return hidden("a condition", [...referencesOf(a), ...referencesOf(b)]);
  return !settled;
}

function calculate(operator: Operator, a: Value, b: Value): Value {
  if (operator === "==" || operator === "!=") {
    const equal = isEqual(a, b);
    if (equal === undefined) return hidden("a comparison", [...referencesOf(a), ...referencesOf(b)]);
    return (operator === "==") === equal;
  }
  if (a instanceof Unknown || b instanceof Unknown)
    return hidden("a calculation", [...referencesOf(a), ...referencesOf(b)]);
  const [x, y] = [numberOf(a), numberOf(b)];
  switch (operator) {
    case "<":
      return x < y;
    case "<=":
      return x <= y;
    case ">":
      return x > y;
    case ">=":
      return x >= y;
    case "+":
      return x + y;
    case "-":
      return x - y;
    case "*":
      return x * y;
    default:
      if (y === 0) throw new Fault("a division by zero");
      return operator === "/" ? x / y : x % y;
  }
}

/** Attributes that a resource always has once it is made. */
const NEVER_NULL = /(^|[._])(arn|id|name)$/;

/** Whether a value that is not known yet is certainly not null. */
export function isNeverNull(value: Value): boolean {
  if (!(value instanceof Unknown)) return value !== null;
  const { origin } = value;
  if (origin?.kind === "text" || origin?.kind === "several") return true;
  if (origin?.kind === "choice") return origin.among.every(isNeverNull);
  return origin?.kind === "attribute" && (origin.attribute === "" || NEVER_NULL.test(origin.attribute));
}

/** Whether a value that is not known yet is certainly neither null nor "". */
export const isNeverEmpty = (value: Value): boolean =>
  value instanceof Unknown ? isNeverNull(value) && value.origin?.kind !== "text" : value !== null && value !== "";

/** Undefined where only the apply will tell. */
export function isEqual(a: Value, b: Value): boolean | undefined {
  if (a === null || b === null) {
    const other = a === null ? b : a;
    if (other instanceof Unknown) return isNeverNull(other) ? false : undefined;
    return a === b;
  }
  if (a instanceof Unknown || b instanceof Unknown) return differs(a, b) ? false : undefined;
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) return false;
    return every(a.map((item: Value, index) => isEqual(item, b[index] as Value)));
  }
  if (isValues(a) && isValues(b)) {
    const keys = Object.keys(a);
    if (keys.length !== Object.keys(b).length || !keys.every((key) => Object.hasOwn(b, key))) return false;
    return every(keys.map((key) => isEqual(a[key] as Value, b[key] as Value)));
  }
  // A number beside a text is compared as a text; a boolean, too.
  if (typeof a === "object" || typeof b === "object") return isKnown(a) && isKnown(b) ? false : undefined;
  return typeof a === typeof b ? a === b : false;
}

/** A resource's own ARN or id is never the empty text. */
const differs = (a: Value, b: Value): boolean => (a === "" && isNeverEmpty(b)) || (b === "" && isNeverEmpty(a));

function every(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

/** A number, or a text that is one. */
export function numberOf(value: Value): number {
  if (typeof value === "number") return value;
  if (typeof value === "string" && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value.trim())) return Number(value);
  throw new Fault("a value that is not a number");
}

/** True or false, or a text that says so. */
export function booleanOf(value: Value): boolean {
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  throw new Fault("a value that is neither true nor false");
}
