/** Type constraints of variables: what a module makes of the values that it is given. */
import { evaluate, type Environment } from "../expressions/evaluate";
import { parseExpression, parseTemplate } from "../expressions/parse";
import type { Expression } from "../expressions/syntax";
import { booleanOf, numberOf } from "../expressions/operators";
import { Fault, scalarText } from "../expressions/partial";
import { setOf } from "../expressions/functions/sets";
import { isValues, Unknown, type Value } from "../value";
import { put } from "../../core/json";

/** A value as a variable of this type holds it: texts from numbers, defaults of optional attributes. */
export function asType(value: Value, constraint: unknown): Value {
  if (typeof constraint !== "string") return value;
  const type = constraint.startsWith("${") ? parseTemplate(constraint) : parseExpression(constraint);
  return type ? convert(value, type) : value;
}

function convert(value: Value, type: Expression): Value {
  if (value === null) return value;
  if (value instanceof Unknown) return convertUnknown(value, type);
  if (type.kind === "name") return scalar(value, type.name);
  if (type.kind !== "call") return value;
  const [inner] = type.args;
  if (!inner) return value;
  if (type.name === "object" && inner.kind === "object")
    return isValues(value) ? convertObject(value, inner.items) : value;
  if (type.name === "map" && isValues(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, convert(item, inner)]));
  if ((type.name === "list" || type.name === "set") && Array.isArray(value)) {
    const items = (value as readonly Value[]).map((item) => convert(item, inner));
    return type.name === "set" ? setOf(items) : items;
  }
  return value;
}

function convertUnknown(value: Unknown, type: Expression): Value {
  const { origin } = value;
  if (origin?.kind === "choice") {
    const among = origin.among.map((each) => convert(each, type));
    return new Unknown(value.references, value.template, { kind: "choice", among });
  }
  const inner = type.kind === "call" ? type.args[0] : undefined;
  if (origin?.kind === "several" && inner)
    return new Unknown(value.references, value.template, { kind: "several", item: convert(origin.item, inner) });
  return value;
}

function scalar(value: Value, type: string): Value {
  try {
    if (type === "string") return scalarText(value);
    if (type === "number") return numberOf(value);
    return type === "bool" ? booleanOf(value) : value;
  } catch (error) {
    if (error instanceof Fault) return value;
    throw error;
  }
}

function convertObject(
  value: Readonly<Record<string, Value>>,
  items: readonly (readonly [Expression, Expression])[],
): Value {
  const made: Record<string, Value> = {};
  for (const [key, type] of items) {
    const name = key.kind === "literal" ? String(key.value) : "";
    const optional = type.kind === "call" && type.name === "optional";
    const inner = (optional ? type.args[0] : type) ?? type;
    const given = Object.hasOwn(value, name) ? (value[name] as Value) : null;
    const fallback = optional ? type.args[1] : undefined;
    put(made, name, convert(given === null && fallback ? evaluate(fallback, NOTHING) : given, inner));
  }
  return made;
}

const NOTHING: Environment = {
  resolve: () => undefined,
  attribute: () => {
    throw new Fault("a default with a reference");
  },
};
