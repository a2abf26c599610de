/** One record through its contract: transformed, dropped because the contract does not know its kind, or failed. */
import type { KeyObject } from "node:crypto";
import type { DataContract, FieldRule } from "./contract";
import { generaliseDegrees, generaliseIp, generaliseNumber, generaliseTime } from "./generalise";
import { identifierOf, pseudonymOf } from "./pseudonyms";

/** Who is behind a pseudonym; kept only where re-identification is provided for. */
export interface Identity {
  readonly kind: string;
  readonly pseudonym: string;
  readonly identifier: string;
}

/** What became of a record. Reasons name fields, never values: they are logged. */
export type TransformResult =
  | {
      readonly result: "transformed";
      readonly record: object;
      readonly identities: readonly Identity[];
      /** Fields that the contract does not name, and that were left out. */
      readonly surplus: number;
    }
  | { readonly result: "dropped"; readonly reason: string }
  | { readonly result: "failed"; readonly reason: string };

/** Transforms one record, as JSON text or as what it says, under the key of the domain. Whatever it is given, it never throws. */
export type Transform = (record: unknown, key: KeyObject) => TransformResult;

/** A branch of a contract: for each name a rule, or what is below. */
type Branch = ReadonlyMap<string, FieldRule | Branch>;

type Fields = Record<string, unknown>;

interface Work {
  readonly key: KeyObject;
  readonly identities: Identity[];
  surplus: number;
}

class Malformed extends Error {}

/** Prepares a contract's transformation once for all records. */
export function compileContract(contract: DataContract): Transform {
  const levels = contract.discriminator.split(".");
  const branches = new Map(
    Object.entries(contract.records).map(([kind, fields]) => [
      kind,
      branchOf([...Object.entries(fields), [contract.discriminator, { oneOf: [kind] }]]),
    ]),
  );
  return (given, key) => {
    try {
      const record = readRecord(given);
      const kind = levels.reduce<unknown>((value, level) => (isFields(value) ? own(value, level) : undefined), record);
      if (typeof kind !== "string") throw new Malformed(`${contract.discriminator} is not there`);
      const branch = branches.get(kind);
      if (!branch) return { result: "dropped", reason: "the contract does not know this kind of record" };
      const work: Work = { key, identities: [], surplus: 0 };
      return {
        result: "transformed",
        record: walk(record, branch, "", work),
        identities: work.identities,
        surplus: work.surplus,
      };
    } catch (error) {
      if (error instanceof Malformed) return { result: "failed", reason: error.message };
      throw error;
    }
  };
}

function branchOf(fields: readonly (readonly [string, FieldRule])[]): Branch {
  const root = new Map<string, FieldRule | Branch>();
  for (const [path, rule] of fields) {
    const levels = path.split(".");
    const last = levels.pop()!;
    let branch = root;
    for (const level of levels) {
      if (!branch.has(level)) branch.set(level, new Map());
      branch = branch.get(level) as typeof root;
    }
    branch.set(last, rule);
  }
  return root;
}

function readRecord(given: unknown): Fields {
  let value = given;
  try {
    if (typeof given === "string") value = JSON.parse(given);
  } catch {
    throw new Malformed("the record is not JSON");
  }
  if (!isFields(value)) throw new Malformed("the record is not an object");
  return value;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const own = (fields: Fields, name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined);

/** The fields of the contract alone, in its order. */
function walk(fields: Fields, branch: Branch, above: string, work: Work): Fields {
  const result: Fields = {};
  let known = 0;
  for (const [name, below] of branch) {
    const path = above + name;
    const value = own(fields, name);
    if (Object.hasOwn(fields, name)) known += 1;
    if (below instanceof Map) {
      if (value !== undefined && value !== null && !isFields(value)) throw new Malformed(`${path} is not an object`);
      const inner = walk((value ?? {}) as Fields, below, `${path}.`, work);
      if (Object.keys(inner).length > 0) result[name] = inner;
      continue;
    }
    const rule = below as FieldRule;
    if ("drop" in rule) continue;
    if (value === undefined || value === null) {
      if (rule.optional) continue;
      throw new Malformed(`${path} is not there`);
    }
    const changed = apply(rule, value, work);
    if (changed === undefined) throw new Malformed(`${path} is not what the contract says`);
    result[name] = changed;
  }
  work.surplus += Object.keys(fields).length - known;
  return result;
}

function apply(rule: Exclude<FieldRule, { drop: true }>, value: unknown, work: Work): unknown {
  if ("oneOf" in rule) return (rule.oneOf as readonly unknown[]).includes(value) ? value : undefined;
  if ("ip" in rule) return generaliseIp(value, rule.ip);
  if ("time" in rule) return generaliseTime(value, rule.time);
  if ("degrees" in rule) return generaliseDegrees(value, rule.degrees);
  if ("step" in rule) return generaliseNumber(value, rule.step);
  const pseudonym = pseudonymOf(work.key, rule.pseudonym, value);
  if (pseudonym !== undefined) {
    work.identities.push({ kind: rule.pseudonym, pseudonym, identifier: identifierOf(value)! });
  }
  return pseudonym;
}
