/**
 * Following Terraform references: from an expression to the value or the resources behind it, through variables, module
 * arguments, module outputs and data sources. What cannot be followed (locals are not in a plan's JSON, functions and
 * templates show only their references) stays opaque: the caller must treat it as unknown.
 */
import { isObject } from "../../core/json";
import { parseSteps, type Step } from "./address";
import { expressionsAt, readExpression } from "./expressions";
import type { Resource, Scope, Target } from "../document";
import { Unknown, type Origin, type Value } from "../value";
import { behindOutput, walkValue } from "./scope";

/** What a document without configuration (a state) knows of references: nothing. */
export const opaqueScope = (module: string): Scope => ({
  module,
  follow: (reference) => [{ kind: "opaque", reference }],
});

/** What stands for an expression that names nothing: `uuid()`, `file("region")`. */
const FUNCTION = "a function's result";

/**
 * Every end that the unknown value at an attribute path can have: what is known and is no text (the condition of a choice, an
 * alternative that has no instance) is none of them, unless there is nothing else. Empty when no expression stands behind the path: the
 * provider itself fills the attribute in.
 * @param path concrete attribute path, `rule[0].destination[0].bucket`
 * @param value the unknown found there; its own references (synthesized JSON) are followed first
 */
export function follow(resource: Resource, path: string, value?: Value): readonly Target[] {
  if (value instanceof Unknown && value.origin) return targetsOf(value);
  const targets = targetsAt(resource, path, value);
  if (targets.length < 2) return targets;
  let known = speaking.get(targets);
  if (!known) speaking.set(targets, (known = withoutMute(targets)));
  return known;
}

/** All instances of a block share their targets, so the answer is kept with them. */
const speaking = new WeakMap<readonly Target[], readonly Target[]>();

function withoutMute(targets: readonly Target[]): readonly Target[] {
  if (!targets.some(isMute)) return targets;
  const rest = targets.filter((target) => !isMute(target));
  return rest.length > 0 ? rest : targets;
}

const isMute = (target: Target): boolean =>
  target.kind === "opaque"
    ? target.known === true
    : target.kind === "value" &&
      typeof target.value !== "string" &&
      (typeof target.value !== "object" || !target.value);

function targetsAt(resource: Resource, path: string, value?: Value): readonly Target[] {
  if (value instanceof Unknown && value.references.length > 0) return followAll(resource.scope, value.references);
  if (value instanceof Unknown && value.template !== undefined) return [{ kind: "opaque", reference: FUNCTION }];
  if (resource.written && !/[.[]/.test(path)) return targetsWritten(resource.written, [{ kind: "name", name: path }]);
  if (!path.includes(".") && !path.includes("[")) {
    // Most unknown attributes are the provider's own: nobody wrote an expression, and there is nothing to walk.
    if (!isWritten(resource.expressions, path)) return [];
    const references = referencesOf(resource.expressions[path]);
    if (references) return followAll(resource.scope, references);
  }
  const steps = parseSteps(path);
  if (!steps) return [];
  if (resource.written) return targetsWritten(resource.written, steps);
  const { written, lost } = expressionsAt(resource.expressions, steps, resource.values);
  const [only] = written;
  if (only && "references" in only && only.references.length > 0 && written.length === 1 && lost.length === 0) {
    return followAll(resource.scope, only.references);
  }
  const targets = written.flatMap((expression): readonly Target[] => {
    if ("constant" in expression) return [{ kind: "value", value: expression.constant, reference: path }];
    if (expression.references.length === 0) return [{ kind: "opaque", reference: FUNCTION }];
    return followAll(resource.scope, expression.references);
  });
  return uniqueTargets([...targets, ...lost.map((reference): Target => ({ kind: "opaque", reference }))]);
}

/** The ends of what evaluating an expression found. */
export function targetsOf(value: Value): readonly Target[] {
  if (!(value instanceof Unknown)) return value === null ? [] : [{ kind: "value", value, reference: "a literal" }];
  const { origin } = value;
  const reference = value.references.join(", ");
  if (origin?.kind === "attribute") {
    const { attribute } = origin;
    const resource = origin.owner as Resource;
    const outside = behindOutput(resource, (attribute && parseSteps(attribute)) || [], reference);
    return outside ?? [{ kind: "resource", resource, attribute, reference }];
  }
  if (origin?.kind === "choice") return uniqueTargets(origin.among.flatMap(targetsOf));
  if (origin?.kind === "several") return targetsOf(origin.item);
  return [{ kind: "opaque", reference: value.template ?? (reference || hiddenBy(origin)) }];
}

const hiddenBy = (origin: Origin | undefined): string =>
  origin?.kind === "hidden" ? origin.why : "known only after apply";

/** The ends of what was written at a path; none where nothing was. */
function targetsWritten(
  written: NonNullable<Resource["written"]>,
  [head, ...rest]: readonly Step[],
): readonly Target[] {
  const value = head?.kind === "name" ? written(head.name) : undefined;
  if (value === undefined) return [];
  const found = rest.length === 0 ? value : walkValue(value, rest);
  return found === undefined ? [] : targetsOf(found);
}

const isWritten = (expressions: unknown, name: string): expressions is Readonly<Record<string, unknown>> =>
  typeof expressions === "object" && expressions !== null && Object.hasOwn(expressions, name);

const read = new WeakMap<object, readonly string[] | undefined>();

/** The references of an argument that consists of nothing else. All instances of a block share it, so that it is read once. */
function referencesOf(node: unknown): readonly string[] | undefined {
  if (!isObject(node)) return undefined;
  if (read.has(node)) return read.get(node);
  const expression = readExpression(node);
  const references = expression && "references" in expression ? expression.references : [];
  const found = references.length > 0 ? references : undefined;
  read.set(node, found);
  return found;
}

function followAll(scope: Scope, references: readonly string[]): readonly Target[] {
  const [first, ...others] = maximalReferences(references);
  if (first === undefined) return [];
  // One reference is the rule, and a scope names no end twice.
  if (others.length === 0) return scope.follow(first);
  return uniqueTargets([first, ...others].flatMap((reference) => scope.follow(reference)));
}

const maximal = new WeakMap<readonly string[], readonly string[]>();

/**
 * Leaves out `a.b` where `a.b.c` stands too: Terraform lists every prefix of what was written. All instances of a block share
 * the list, so the answer is kept with it.
 */
export function maximalReferences(references: readonly string[]): readonly string[] {
  if (references.length < 2) return references;
  let known = maximal.get(references);
  if (!known) maximal.set(references, (known = findMaximal(references)));
  return known;
}

function findMaximal(references: readonly string[]): readonly string[] {
  const [whole = "", part = ""] = references;
  // `a.b.c` and `a.b`: nearly every list is one of these.
  if (references.length === 2 && whole.startsWith(part) && ".[".includes(whole[part.length] ?? " ")) return [whole];
  const prefixes = new Set<string>();
  for (const reference of references) {
    for (let at = 1; at < reference.length; at++) {
      if (reference[at] === "." || reference[at] === "[") prefixes.add(reference.slice(0, at));
    }
  }
  return [...new Set(references)].filter((reference) => !prefixes.has(reference));
}

/** More ends than this say nothing that could be judged. */
const MOST = 2000;

/** The same end reached twice counts once. */
export function uniqueTargets(targets: readonly Target[]): readonly Target[] {
  if (targets.length < 2) return targets;
  const seen = new Map<unknown, Set<string>>();
  const unique = targets.filter((target) => {
    const owner = target.kind === "resource" ? target.resource : target.kind === "value" ? target.value : target.kind;
    const text = target.kind === "resource" ? target.attribute : target.reference;
    const texts = seen.get(owner);
    if (!texts) seen.set(owner, new Set([text]));
    return !texts || texts.size < texts.add(text).size;
  });
  return unique.length <= MOST
    ? unique
    : [...unique.slice(0, MOST), { kind: "opaque", reference: "too many references" }];
}
