/** Judges a backend by its arguments: the place of the state, the hosts that it passes, and the owner of its account and key. */
import { isAwsHost } from "../../charter/aws-domains";
import type { Jurisdiction } from "../../charter/jurisdiction";
import { describePlace } from "../../charter/places";
import { isValues, Unknown, type Value, type Values } from "../../model/value";
import { hostOf } from "../text/host";
import { judgeArgument, notKnown, type ArgumentProblem } from "./backend-arguments";
import { BACKENDS, type Arguments, type BackendType, type Says } from "./backends";

/** A reason why an argument or the whole backend is not accepted. */
export interface BackendProblem extends ArgumentProblem {
  /** Path of the argument in the block: `endpoints.s3`; "" for the backend as a whole. */
  readonly path: string;
}

/** Input of {@link judgeBackend}. */
export interface BackendInput {
  readonly type: string;
  /** The block's arguments. */
  readonly settings: Values | Unknown;
  /** The name of the backend in messages: "the s3 backend". */
  readonly name: string;
  /** True if the profile and the files that it names have been judged already. */
  readonly filesRead?: boolean;
}

/** Judges a backend. One that stores the state on the machine that runs Terraform is accepted. */
export function* judgeBackend(input: BackendInput, jurisdiction: Jurisdiction): Iterable<BackendProblem> {
  const { type, settings, name } = input;
  const known = BACKENDS.get(type);
  if (!known) {
    yield undetermined("", `Clover does not know ${name} (${type}), so it cannot tell where the state is kept.`);
    return;
  }
  if (known.local) return;
  if (settings instanceof Unknown) {
    yield undetermined("", `The arguments of ${name} are not known: their value ${notKnown(settings)}`);
    return;
  }
  if (!known.settledBy.some((path) => isSet(valueAt(settings, path)))) yield* judgeUnset(known, name, jurisdiction);
  const ignored = ignoredRoles(input);
  for (const { path, value, says } of argumentsOf(settings, known.arguments, "")) {
    if (says === undefined) yield undetermined(path, `${path} of ${name} is an argument that Clover does not know.`);
    else if (!ignored.has(says)) {
      const problem = judgeArgument(value, says, known.cloud, jurisdiction);
      if (problem) yield { ...problem, path, message: `${path} of ${name} ${problem.message}` };
    }
  }
}

const undetermined = (path: string, message: string): BackendProblem => ({ path, outcome: "undetermined", message });

/** Judges a backend whose arguments do not give a place. The state is at its standard host, or its place is unknown. */
function* judgeUnset(
  { settledBy, standard, store }: BackendType,
  name: string,
  jurisdiction: Jurisdiction,
): Iterable<BackendProblem> {
  const path = store ?? settledBy.at(-1) ?? "";
  if (!standard) {
    const why = store
      ? `no argument gives the location of ${store}`
      : `${path} is not set, and a value from the environment is not proof`;
    yield undetermined(path, `Where ${name} keeps the state is not in the input: ${why}.`);
    return;
  }
  const { host, country } = standard;
  const place = jurisdiction.hostPlace(host) ?? { id: host, country, kind: "host" as const, cloud: "" };
  if (jurisdiction.approves(place)) return;
  const message = `${name} keeps the state at ${describePlace(place)}, its standard host, which the charter does not approve.`;
  yield { path, outcome: "violation", place, message: `${message[0]?.toUpperCase()}${message.slice(1)}` };
}

/** Roles of arguments that have no effect, because another argument overrides them or because they are judged elsewhere. */
function ignoredRoles({ settings, filesRead }: BackendInput): ReadonlySet<Says> {
  const ignored = new Set<Says>();
  if (settings instanceof Unknown) return ignored;
  // A store outside of AWS uses the region only in the signature. A lock table is still at AWS.
  const stores = ["endpoints.s3", "endpoint"].map((path) => valueAt(settings, path)).filter(isSet);
  const locks = ["dynamodb_table", "lock_table"].some((path) => isSet(valueAt(settings, path)));
  const lockHost = ["endpoints.dynamodb", "dynamodb_endpoint"].some((path) => isSet(valueAt(settings, path)));
  if (stores.length > 0 && stores.every(isOutsideAws) && (!locks || lockHost)) ignored.add("signing");
  // Pinned accounts override the account of the profile. A settings file may still name other endpoints.
  const pinned = isSet(settings["allowed_account_ids"]);
  if (pinned) ignored.add("profile");
  if (pinned && filesRead) ignored.add("files");
  return ignored;
}

const isOutsideAws = (value: Value | undefined): boolean =>
  typeof value === "string" && !isAwsHost(hostOf(value) ?? "amazonaws.com");

/** True if an argument is set. Terraform treats `null` as not set, and backends treat "" as not set. */
export const isSet = (value: Value | undefined): boolean =>
  value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);

/** The value at a dotted path. A block may be a list of one. */
export function valueAt(settings: Values, path: string): Value | undefined {
  let value: Value | undefined = settings;
  for (const name of path.split(".")) {
    if (Array.isArray(value)) value = (value as readonly Value[])[0];
    if (!isValues(value)) return value instanceof Unknown ? value : undefined;
    value = Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
}

interface Argument {
  readonly path: string;
  readonly value: Value;
  /** Undefined if Clover does not know the argument for this backend. */
  readonly says: Says | undefined;
}

function* argumentsOf(settings: Values, known: Arguments, prefix: string): Iterable<Argument> {
  for (const [name, value] of Object.entries(settings)) {
    if (!isSet(value) || name === "//") continue;
    const path = `${prefix}${name}`;
    const says = Object.hasOwn(known, name) ? known[name] : undefined;
    if (typeof says !== "object") {
      yield { path, value, says };
      continue;
    }
    const blocks: readonly Value[] = Array.isArray(value) ? (value as readonly Value[]) : [value];
    for (const block of blocks) {
      if (isValues(block)) yield* argumentsOf(block, says, `${path}.`);
      // A block that is not known as a whole may hold any of them.
      else yield { path, value: block, says: "elsewhere" };
    }
  }
}
