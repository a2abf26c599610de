/**
 * The keys of CloudFormation's types and of calls of AWS's SDKs, read by what the catalogue says of the same things in the Terraform
 * provider: `ReplicaUpdates.Create.RegionName` of DynamoDB is what `replica[].region_name` of `aws_dynamodb_table` is.
 */
import { remember } from "../../core/memo";
import { carriersOf, knownTypes, readCode, type Carrier } from "./carriers";
import { KEY_EXCEPTIONS, USUAL_KEYS } from "./key-exceptions";
import { beginningsOf } from "./service-names";

/** Who speaks: a type of CloudFormation (`AWS::Glue::Connection`), or a call of an SDK (`dynamodb:updateTable`). */
export interface Speaker {
  readonly service: string;
  /** The type in CloudFormation, without its service, or the call. */
  readonly what: string;
  /** How the reviewed exceptions call it. */
  readonly name: string;
}

/** What a key says, in the words of the catalogue. */
export type Meaning = Pick<Carrier, "class" | "role" | "flow" | "opens">;

/** A type of CloudFormation; undefined for what is not one of AWS's. */
export function speakerOfType(type: string): Speaker | undefined {
  const [, service, what] = /^AWS::(\w+)::(\w+)/.exec(type) ?? [];
  return service && what ? { service, what, name: type } : undefined;
}

/** A call of an SDK. */
export const speakerOfCall = (service: string, call: string): Speaker => ({
  service,
  what: call,
  name: `${service.toLowerCase()}:${call}`,
});

/** The meaning of a key at the end of a path of keys, lists left out; undefined where the catalogue has no such key. */
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
    // The very type speaks louder than another type of its service.
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

/** A key of which the reviewed exceptions say that it names no place. */
const NOTHING: Meaning = { class: "json", role: "mention" };

const read = remember(readCode);

/** Names from the end of a path that are compared. */
const LONGEST = 4;

interface Key {
  readonly type: string;
  readonly names: readonly string[];
  readonly carrier: Carrier;
}

/** Whether data goes to what a key names or comes from there, or the key names whom something lets in. */
export const isJudged = ({ class: kind, role }: Meaning): boolean =>
  role === "out" || role === "in" || role === "peer" || (kind === "principal" && role === "control");

function usual(where: string): Meaning | undefined {
  const meaning = USUAL_KEYS.find(([pattern]) => pattern.test(where))?.[1];
  return meaning === undefined ? undefined : read(meaning);
}

/** Without what differs between the languages: small and capital letters, underscores, the plural. */
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
