/**
 * The expressions of a plan's configuration: which one stands behind an attribute path. Terraform writes an argument as
 * `{constant_value}` or `{references}` and a block as a list of such objects. `dynamic` blocks are left out of it entirely,
 * and the order of set blocks is not that of the values.
 */
import { formatKey, type Step } from "./address";
import { isObject, own } from "../../core/json";
import { isValues, Unknown, type Value, type Values } from "../value";

/** One argument as written. Without references and without a constant: a function of literals. */
type Written = { readonly constant: Value } | { readonly references: readonly string[] };

/** Reads an argument. Undefined when the node is a block. */
export function readExpression(node: unknown): Written | undefined {
  if (!isObject(node)) return undefined;
  const keys = Object.keys(node);
  if (keys.length === 0) return { references: [] };
  if (keys.some((key) => key !== "constant_value" && key !== "references")) return undefined;
  const references = own(node, "references");
  if (Array.isArray(references) && references.every((each) => typeof each === "string")) return { references };
  if (references !== undefined) return undefined;
  const constant = node["constant_value"];
  // A block whose one argument is called constant_value.
  if (isObject(constant) && readExpression(constant) && Object.keys(constant).length > 0) return undefined;
  return { constant: constant as Value };
}

/** What stands behind a path. `lost` names the dynamic blocks on the way, whose content the plan does not carry. */
interface Behind {
  readonly written: readonly Written[];
  readonly lost: readonly string[];
}

/** Finds the expressions behind an attribute path; the nearest enclosing one where the configuration is coarser. */
export function expressionsAt(expressions: unknown, steps: readonly Step[], values: Values): Behind {
  const behind = { written: [] as Written[], lost: [] as string[] };
  if (isObject(expressions)) enter(expressions, values, steps, 0, "", behind);
  return behind;
}

interface Found {
  readonly written: Written[];
  readonly lost: string[];
}

function enter(
  block: unknown,
  value: Value | undefined,
  steps: readonly Step[],
  at: number,
  path: string,
  found: Found,
): void {
  const step = steps[at];
  if (step === undefined || step.kind === "splat") return collect(block, found);
  if (step.kind === "key" && typeof step.key === "number") return descend(block, value, steps, at + 1, path, found);
  const name = step.kind === "name" ? step.name : String(step.key);
  const inner = isValues(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  const here = path === "" ? name : `${path}.${name}`;
  if (isObject(block) && Object.hasOwn(block, name)) return descend(block[name], inner, steps, at + 1, here, found);
  // Elements that nobody wrote as a block, yet are there: a dynamic block made them.
  if (at + 1 < steps.length && isBlockValue(inner)) found.lost.push(`dynamic block ${here}`);
}

const isBlockValue = (value: Value | undefined): boolean =>
  Array.isArray(value) ? value.some((item: Value) => isValues(item) || item instanceof Unknown) : isValues(value);

function descend(
  node: unknown,
  value: Value | undefined,
  steps: readonly Step[],
  at: number,
  path: string,
  found: Found,
): void {
  if (Array.isArray(node)) {
    const step = steps[at];
    const indexed = step?.kind === "key" && typeof step.key === "number";
    const item = indexed && Array.isArray(value) ? (value as readonly Value[])[step.key as number] : undefined;
    // One block is all that can stand behind, whether it fits or not.
    const matching = item === undefined || node.length === 1 ? node : node.filter((block) => couldMake(block, item));
    // More elements than anybody wrote as blocks: a dynamic block beside them made the others, and any may be this one.
    if (Array.isArray(value) && value.length > node.length && node.every(isObject)) {
      const alike = value.filter((each: Value) => node.some((block) => couldMake(block, each)));
      if (alike.length > node.length) found.lost.push(`dynamic block ${path}`);
    }
    // No block fits: the provider changed what was written, so every one may stand behind it.
    for (const block of matching.length > 0 ? matching : (node as unknown[])) {
      enter(block, item, steps, indexed ? at + 1 : at, indexed ? `${path}${formatKey(step.key)}` : path, found);
    }
    return;
  }
  const expression = readExpression(node);
  if (expression && "references" in expression) found.written.push(expression);
  else if (expression) found.written.push({ constant: walkConstant(expression.constant, steps, at) });
  else enter(node, value, steps, at, path, found);
}

/** Whether a block as written can have become this element: no literal argument of it says otherwise. */
function couldMake(block: unknown, item: Value): boolean {
  if (!isObject(block) || !isValues(item)) return true;
  return Object.keys(block).every((name) => {
    const expression = readExpression(block[name]);
    if (!expression || !("constant" in expression)) return true;
    const { constant } = expression;
    const value = Object.hasOwn(item, name) ? item[name] : undefined;
    // What was written as something has not become nothing.
    if (value === null) return constant === null;
    if (Array.isArray(constant) && Array.isArray(value)) return couldBeList(constant, value);
    if (typeof constant === "object" || typeof value === "object" || value === undefined) return true;
    return String(constant) === String(value);
  });
}

/** Whether a literal list can be this value: a provider may sort it, but adds and drops nothing. */
const couldBeList = (constant: readonly Value[], value: readonly Value[]): boolean =>
  [constant, value].flat().some((item) => typeof item === "object") ||
  JSON.stringify(constant.map(String).toSorted()) === JSON.stringify(value.map(String).toSorted());

function walkConstant(constant: Value, steps: readonly Step[], at: number): Value {
  let value: Value = constant;
  for (const step of steps.slice(at)) {
    const key = step.kind === "splat" ? "" : String(step.kind === "name" ? step.name : step.key);
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return constant;
    value = (value as Values)[key] as Value;
  }
  return value;
}

/** Every expression inside a block. */
function collect(node: unknown, found: Found): void {
  const expression = readExpression(node);
  if (expression) found.written.push(expression);
  else if (Array.isArray(node)) for (const item of node) collect(item, found);
  else if (isObject(node)) for (const key of Object.keys(node)) collect(node[key], found);
}
