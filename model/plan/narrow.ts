/** What a reference names inside of what another one leads to: attributes, keys of maps, instances of `for_each` and `count`. */
import { formatSteps, parseSteps, type Step } from "../references/address";
import { readExpression } from "../references/expressions";
import type { Target } from "../document";
import { maximalReferences } from "../references/references";
import { isSameBlock, walkValue } from "../references/scope";
import type { Value } from "../value";

/** The instance of `for_each` or `count` that an expression is evaluated for. */
export interface Each {
  readonly key: string | number;
  /** The block's `for_each_expression`, where the plan carries it. */
  readonly forEach?: unknown;
}

/** The end that a known value is, and what `rest` names inside it. */
export function end(value: Value | undefined, rest: readonly Step[], reference: string): readonly Target[] {
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
export const withoutValue = (target: Target): Target =>
  target.kind === "value" ? { kind: "opaque", reference: target.reference, known: true } : target;

/** Targets, and what `rest` names inside them: of all instances of a block its key picks one. */
export function narrow(targets: readonly Target[], rest: readonly Step[]): readonly Target[] {
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

/** Whether a reference is written twice. */
export const isRepeated = (references: readonly string[]): boolean => {
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
