/**
 * The catalogue of location carriers: for every type of the AWS provider, which attribute paths name a place, and what each
 * means. The data is generated (`npm run generate:carriers`); this file reads it, one type at a time and only when asked.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The form in which a value names a place.
 *
 * - `near-bucket`: a bucket that the service accepts only in the resource's own region.
 * - `connection`: a document or map. Any value in it may be the host that it connects to.
 * - `text`: a command line or setting. Any word in it may name a place.
 * - `program`: code that Clover does not interpret.
 */
export type CarrierClass =
  | "region"
  | "zone"
  | "zone-id"
  | "outpost"
  | "arn"
  | "kms-arn"
  | "s3-arn"
  | "bucket"
  | "near-bucket"
  | "s3-uri"
  | "account"
  | "principal"
  | "policy"
  | "host"
  | "url"
  | "image"
  | "service"
  | "id"
  | "subnet"
  | "mode"
  | "json"
  | "connection"
  | "text"
  | "program"
  | "geo"
  | "ip"
  | "contact";

/**
 * Relation between the resource and the place that the value names.
 * - `place`: where it is. - `self`: its own ARN. - `link`: its parent or sibling, which is where it is too.
 * - `out`, `in`, `peer`: data goes there, comes from there, or both. - `key`: it is encrypted under it.
 * - `control`: a permission or a command, no data. - `mention`: a filter or a scope, never a finding.
 */
export type CarrierRole = "place" | "self" | "link" | "out" | "in" | "peer" | "key" | "control" | "mention";

/** Kind of flow of an `out`, `in` or `peer`. */
export type CarrierFlow =
  "replica" | "copy" | "peer" | "destination" | "source" | "endpoint" | "edge" | "share" | "aggregate" | "inference";

/** One attribute path that names a place. */
export interface Carrier {
  /** `rule[].destination[].bucket`: lists and sets as `[]`, maps as `{}`. */
  readonly path: string;
  /** The path in steps: `["rule", "[]", "destination", "[]", "bucket"]`. */
  readonly segments: readonly string[];
  readonly class: CarrierClass;
  readonly role: CarrierRole;
  /** True if the provider may fill the attribute in. If a plan does not know its value, the user may not have written it. */
  readonly computed: boolean;
  /**
   * The enclosing blocks that the provider never fills in, without `[]` and `{}`. If a plan does not know such a block as a whole,
   * the user wrote a `dynamic` block.
   */
  readonly written?: readonly string[];
  readonly flow?: CarrierFlow;
  /**
   * For `mode`: the values that open a second place, booleans as text. `*` is any value, and `!a|b` any value but these. `null` is
   * an attribute that is not set and whose default in the provider opens a place. `a?` opens a place if it is written literally,
   * and is not expected behind a reference.
   */
  readonly opens?: readonly string[];
}

/**
 * - `regional`: it is in one region. - `global-metadata`: identities, names and settings that do not belong to a region.
 * - `global-content`: it holds, caches, serves, accelerates or carries content at many places.
 */
export type Scope = "regional" | "global-metadata" | "global-content";

/** The entry of one type in the catalogue. */
export interface TypeCarriers {
  readonly scope: Scope;
  readonly carriers: readonly Carrier[];
}

/** Sources of the catalogue and the date of their review. */
export interface CarriersVersion {
  /** Version of the provider whose schema was read. */
  readonly schema: string;
  /** Version of the provider whose CDKTF bindings were read. */
  readonly bindings: string;
  /** Day on which the rules were last reviewed, ISO 8601. */
  readonly date: string;
}

/** The generated file: `codes` are `class:role:flow=opens`; a type is its scope's letter and a tree of names and codes. */
export interface CarriersFile {
  readonly version: CarriersVersion;
  /** Fingerprint of the rules that made it. */
  readonly rules: string;
  /** SHA-256 of texts.json, which was made with it: the digest of this file covers both. */
  readonly texts: string;
  readonly codes: readonly string[];
  readonly managed: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, string>>;
}

const scopes: Readonly<Record<string, Scope>> = { r: "regional", m: "global-metadata", c: "global-content" };

let file: CarriersFile | undefined;
let text: string | undefined;
const read: Record<"managed" | "data", Map<string, TypeCarriers>> = { managed: new Map(), data: new Map() };

function load(): CarriersFile {
  text ??= readFileSync(join(__dirname, "carriers.json"), "utf8");
  file ??= JSON.parse(text) as CarriersFile;
  return file;
}

/** Sources of the catalogue and the date of their review. */
export function carriersVersion(): CarriersVersion {
  return load().version;
}

/** SHA-256 of carriers.json as it was read, lower-case hex. */
export function carriersDigest(): string {
  load();
  return createHash("sha256").update(text!).digest("hex");
}

/** The carriers of one type of the AWS provider; undefined when the catalogue does not know the type. */
export function carriersOf(type: string, mode: "managed" | "data"): TypeCarriers | undefined {
  const known = read[mode].get(type);
  if (known) return known;
  const name = type.startsWith("aws_") ? type.slice(4) : "";
  const { codes, [mode]: types } = load();
  const text = Object.hasOwn(types, name) ? types[name] : undefined;
  if (text === undefined) return undefined;
  const scope = scopes[text.charAt(0)];
  if (!scope) throw new Error(`the catalogue of carriers gives ${type} a scope that is not known`);
  const carriers = readTree(text.slice(1), codes);
  const entry = { scope, carriers };
  read[mode].set(type, entry);
  return entry;
}

/** Every type that the catalogue knows, with its `aws_` prefix. */
export function knownTypes(mode: "managed" | "data"): readonly string[] {
  return Object.keys(load()[mode]).map((name) => `aws_${name}`);
}

/** Steps of a path: `rule[].bucket` is `rule`, `[]`, `bucket`. */
export const segmentsOfPath = (path: string): readonly string[] => path.match(/[^.[\]{}]+|\[\]|\{\}/g) ?? [];

/** Reads `arn:3,rule[]!(bucket:1,key(id:2))`: names, `!` for a block that only the user writes, the code of a name, its members. */
function readTree(text: string, codes: readonly string[]): readonly Carrier[] {
  const carriers: Carrier[] = [];
  const outer: (readonly [prefix: string, written: readonly string[]])[] = [];
  let prefix = "";
  let path = "";
  let written: readonly string[] = [];
  let marked = false;
  for (const [token, name, mark, code] of text.matchAll(/([^:,()!]+)(!)?(?::([0-9a-z]+))?|[()]/g)) {
    if (token === "(") {
      outer.push([prefix, written]);
      prefix = `${path}.`;
      if (marked) written = [...written, namesOf(path)];
    } else if (token === ")") {
      [prefix, written] = outer.pop() ?? ["", []];
    } else {
      path = prefix + name;
      marked = mark !== undefined;
      if (code !== undefined) {
        const segments = segmentsOfPath(path);
        const meaning = readCode(codes[parseInt(code, 36)] ?? "");
        carriers.push({ path, segments, ...meaning, ...(written.length > 0 && { written }) });
      }
    }
  }
  return carriers;
}

/** The names in a path of the catalogue or of a resource: `rule[0].copy_action` becomes `rule.copy_action`. */
export const namesOf = (path: string): string => path.replace(/\[[^\]]*\]|\{\}/g, "");

/** Reads `mode:out:edge=CLOUDFRONT|GLOBAL`; a `~` at the end marks an attribute that the provider may fill in. */
export function readCode(code: string): Pick<Carrier, "class" | "role" | "computed" | "flow" | "opens"> {
  const computed = code.endsWith("~");
  const [words = "", opens] = (computed ? code.slice(0, -1) : code).split("=", 2);
  const [kind, role, flow] = words.split(":");
  return {
    class: kind as CarrierClass,
    role: role as CarrierRole,
    computed,
    ...(flow && { flow: flow as CarrierFlow }),
    ...(opens !== undefined && { opens: opens.split("|") }),
  };
}

/**
 * Makes a function that selects carriers of a type. The selection is made once per type and kept, because most types have a dozen
 * carriers of which most steps need none.
 */
export function pickCarriers(wanted: (carrier: Carrier) => boolean): (carriers: TypeCarriers) => readonly Carrier[] {
  const picked = new WeakMap<TypeCarriers, readonly Carrier[]>();
  return (carriers) => {
    let own = picked.get(carriers);
    if (!own) picked.set(carriers, (own = carriers.carriers.filter(wanted)));
    return own;
  };
}
