/**
 * Values and references of a synthesized stack. Unlike a plan it carries its locals and every template as written, so what
 * consists of literals, locals and variables with a default is settled here; everything else is Unknown.
 */
import { formatSteps, parseSteps, type Step } from "../references/address";
import { isObject, own, put } from "../../core/json";
import type { Scope, Target } from "../document";
import { maximalReferences, uniqueTargets } from "../references/references";
import { walkValue, type ResourceIndex } from "../references/scope";
import { parseTemplate, referencesIn, soleReference, type Piece } from "../references/template";
import { Unknown, type Value } from "../value";

/** Longer chains than this are no configuration that a person wrote. */
const DEEPEST = 64;

/** Told of the path of every value that came out of a sensitive variable. */
type OnSensitive = (path: string) => void;

export interface SynthScope extends Scope {
  /** A JSON value as Terraform will read it. */
  convert(json: unknown, path: string, onSensitive: OnSensitive): Value;
}

/** @param variables blocks by name; @param locals expressions by name */
export function synthScope(
  variables: ReadonlyMap<string, unknown>,
  locals: ReadonlyMap<string, unknown>,
  index: ResourceIndex,
): SynthScope {
  const settledLocals = new Map<string, Settled>();
  const followed = new Map<string, readonly Target[]>();

  interface Settled {
    readonly value: Value;
    readonly sensitive: boolean;
  }

  function convert(json: unknown, path: string, onSensitive: OnSensitive, depth = 0): Value {
    if (typeof json === "string") return convertText(json, path, onSensitive, depth);
    if (Array.isArray(json))
      return json.map((item: unknown, at) => convert(item, `${path}[${at}]`, onSensitive, depth));
    if (!isObject(json)) return json as Value;
    const values = {};
    for (const key of Object.keys(json)) {
      put(values, key, convert(json[key], path === "" ? key : `${path}.${key}`, onSensitive, depth));
    }
    return values;
  }

  function convertText(text: string, path: string, onSensitive: OnSensitive, depth: number): Value {
    const pieces = parseTemplate(text);
    if (!pieces) return new Unknown([], text);
    const parts = pieces.map((piece) => settlePiece(piece, depth));
    const [first] = parts;
    const sensitive = parts.some((part) => part?.sensitive);
    if (parts.length === 1 && first) {
      if (sensitive) onSensitive(path);
      return first.value;
    }
    if (parts.every((part) => part && isScalar(part.value))) {
      if (sensitive) onSensitive(path);
      return parts.map((part) => String(part?.value)).join("");
    }
    return new Unknown(
      [...new Set(pieces.flatMap((piece) => ("code" in piece ? referencesIn(piece.code) : [])))],
      text,
    );
  }

  function settlePiece(piece: Piece, depth: number): Settled | undefined {
    if ("text" in piece) return { value: piece.text, sensitive: false };
    const reference = piece.directive ? undefined : soleReference(piece.code);
    const steps = reference === undefined ? undefined : parseSteps(reference);
    return steps && settle(steps, depth);
  }

  function settle(steps: readonly Step[], depth: number): Settled | undefined {
    const [head, named, ...rest] = steps;
    if (head?.kind !== "name" || named?.kind !== "name") return undefined;
    const whole =
      head.name === "var"
        ? settleVariable(named.name)
        : head.name === "local"
          ? settleLocal(named.name, depth)
          : undefined;
    const value = whole && walkValue(whole.value, rest);
    return value === undefined || !whole ? undefined : { value, sensitive: whole.sensitive };
  }

  /** The default is what applies unless somebody gives another: files that could are named as defects. */
  function settleVariable(name: string): Settled | undefined {
    const block = variables.get(name);
    const value = own(block, "default");
    return value === undefined ? undefined : { value: value as Value, sensitive: own(block, "sensitive") === true };
  }

  function settleLocal(name: string, depth: number): Settled | undefined {
    const known = settledLocals.get(name);
    if (known) return known;
    if (!locals.has(name) || depth > DEEPEST) return undefined;
    // Whoever comes back here meanwhile goes round in a circle.
    settledLocals.set(name, { value: new Unknown([`local.${name}`], `\${local.${name}}`), sensitive: false });
    let sensitive = false;
    const value = convert(locals.get(name), "", () => (sensitive = true), depth + 1);
    const settled = { value, sensitive };
    settledLocals.set(name, settled);
    return settled;
  }

  const opaque = (reference: string): readonly Target[] => [{ kind: "opaque", reference }];

  function resolve(reference: string, depth: number): readonly Target[] {
    const known = followed.get(reference);
    if (known) return known;
    if (depth > DEEPEST) return opaque(reference);
    followed.set(reference, opaque(reference));
    const steps = parseSteps(reference);
    const ends = steps ? uniqueTargets(lookUp(steps, reference, depth)) : [];
    const targets = ends.length > 0 ? ends : opaque(reference);
    followed.set(reference, targets);
    return targets;
  }

  function lookUp(steps: readonly Step[], reference: string, depth: number): readonly Target[] {
    const [head, named, ...rest] = steps;
    if (head?.kind !== "name" || named?.kind !== "name") return [];
    if (head.name === "var" || head.name === "local") {
      const whole = head.name === "var" ? settleVariable(named.name) : settleLocal(named.name, 0);
      return whole ? ends(whole, rest, reference, depth) : [];
    }
    return index.find("", steps, reference) ?? [];
  }

  /** The ends of a value, and of what `rest` names in it: an unknown on the way is followed from there. */
  function ends(
    { value, sensitive }: Settled,
    rest: readonly Step[],
    reference: string,
    depth: number,
  ): readonly Target[] {
    for (let length = 0; length <= rest.length; length++) {
      const found = walkValue(value, rest.slice(0, length));
      if (found === undefined) return [];
      if (found instanceof Unknown) {
        const inner = formatSteps(rest.slice(length));
        return maximalReferences(found.references).flatMap((each) =>
          resolve(inner === "" ? each : inner.startsWith("[") ? `${each}${inner}` : `${each}.${inner}`, depth + 1),
        );
      }
      if (length === rest.length)
        return [{ kind: "value", value: found, reference, ...(sensitive && { sensitive: true }) }];
    }
    return [];
  }

  return {
    module: "",
    convert,
    follow: (reference) => resolve(reference, 0),
  };
}

const isScalar = (value: Value): boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";
