/**
 * Meanings of the keys of CloudFormation types and AWS SDK calls, derived from the carriers of the Terraform provider:
 * `ReplicaUpdates.Create.RegionName` of DynamoDB means the same as `replica[].region_name` of `aws_dynamodb_table`.
 */
import { remember } from "../../core/memo";
import { carriersOf, knownTypes, readCode, type Carrier } from "./carriers";
import { KEY_EXCEPTIONS, USUAL_KEYS } from "./key-exceptions";
import { beginningsOf } from "./service-names";

/** Owner of the keys: a type of CloudFormation (`AWS::Glue::Connection`) or a call of an SDK (`dynamodb:updateTable`). */
export interface Speaker {
  readonly service: string;
  /** The type in CloudFormation, without its service, or the call. */
  readonly what: string;
  /** Its name in the reviewed exceptions. */
  readonly name: string;
}

/** Meaning of a key, in the terms of the catalogue. */
export type Meaning = Pick<Carrier, "class" | "role" | "flow" | "opens">;

/** The speaker for a type of CloudFormation; undefined if the type is not one of AWS's. */
export function speakerOfType(type: string): Speaker | undefined {
  const [, service, what] = /^AWS::(\w+)::(\w+)/.exec(type) ?? [];
  return service && what ? { service, what, name: type } : undefined;
}

/** The speaker for a call of an SDK. */
export const speakerOfCall = (service: string, call: string): Speaker => ({
  service,
  what: call,
  name: `${service.toLowerCase()}:${call}`,
});

/** The meaning of the key at the end of a path of keys, without lists; undefined if the catalogue does not have the key. */
export function meaningOf(speaker: Speaker, names: readonly string[]): Meaning | undefined {
  const where = `${speaker.name} ${names.join(".")}`;
  for (const [pattern, meaning] of KEY_EXCEPTIONS)
    if (pattern.test(where)) return meaning === "-" ? NOTHING : read(meaning);
  const path = names.slice(-LONGEST).map(plain);
  const last = path.at(-1);
  const keys = last === undefined ? undefined : keysOfService(speaker.service).get(last);
  if (!keys) return usual(where);
  const own = plain(speaker.what);
  let [best, most]: [Key[], number] = [[], 0];
  for (const key of keys) {
    // The same type counts more than another type of its service.
    const score = 2 * sharedEnd(key.names, path) + (key.type.endsWith(own) ? 1 : 0);
    if (score > most) [best, most] = [[], score];
    if (score === most) best.push(key);
  }
  const clear = most > 2 || new Set(best.map(({ carrier }) => `${carrier.class} ${isJudged(carrier)}`)).size === 1;
  return clear ? (best.find(({ carrier }) => isJudged(carrier)) ?? best[0])?.carrier : usual(where);
}

/** Tells whether a type of CloudFormation, or what a call makes, holds, serves or carries content at many places. */
export function isEverywhere({ service, what, name }: Speaker): boolean {
  const made = name.startsWith("AWS::") ? what : /^create([A-Z]\w*?)(WithTags)?$/.exec(what)?.[1];
  return (
    made !== undefined && beginningsOf(service).some((beginning) => typesEverywhere().has(plain(beginning + made)))
  );
}

const typesEverywhere: () => ReadonlySet<string> = () =>
  (everywhere ??= new Set(
    knownTypes("managed")
      .filter((type) => carriersOf(type, "managed")?.scope === "global-content")
      .map((type) => plain(type.replace(/^aws_/, ""))),
  ));

let everywhere: ReadonlySet<string> | undefined;

/** A key that names no place according to the reviewed exceptions. */
const NOTHING: Meaning = { class: "json", role: "mention" };

const read = remember(readCode);

/** Number of names, from the end of a path, that are compared. */
const LONGEST = 4;

interface Key {
  readonly type: string;
  readonly names: readonly string[];
  readonly carrier: Carrier;
}

/** True if data goes to or comes from the place that the key names, or if the key names a principal that gets access. */
export const isJudged = ({ class: kind, role }: Meaning): boolean =>
  role === "out" || role === "in" || role === "peer" || (kind === "principal" && role === "control");

function usual(where: string): Meaning | undefined {
  const meaning = USUAL_KEYS.find(([pattern]) => pattern.test(where))?.[1];
  return meaning === undefined ? undefined : read(meaning);
}

/** Removes the differences between the languages: case, underscores and the plural. */
const plain: (name: string) => string = remember((name) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .replace(/ies$/, "y")
    .replace(/s$/, ""),
);

function sharedEnd(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a.at(-1 - shared) === b.at(-1 - shared)) shared += 1;
  return shared;
}

/** The carriers of all types of a service, by the last name of their path. */
const keysOfService: (service: string) => ReadonlyMap<string, readonly Key[]> = remember((service) => {
  const beginnings = beginningsOf(service);
  const keys = new Map<string, Key[]>();
  for (const type of knownTypes("managed")) {
    const short = type.replace(/^aws_|_/g, "");
    if (!beginnings.some((beginning) => short.startsWith(beginning))) continue;
    for (const carrier of carriersOf(type, "managed")?.carriers ?? []) {
      const names = carrier.segments.filter((segment) => segment !== "[]" && segment !== "{}").map(plain);
      const last = names.at(-1) ?? "";
      const known = keys.get(last);
      const key = { type: plain(short), names: names.slice(-LONGEST), carrier };
      if (known) known.push(key);
      else keys.set(last, [key]);
    }
  }
  return keys;
});
