/**
 * Programs: user data, commands, environment and code, in attributes of their own and inside documents. They are not followed. What they
 * write out is looked at: a place abroad is where they send data to, and a host outside AWS is told.
 */
import { gunzipSync } from "node:zlib";
import type { Place } from "../../charter/places";
import type { Resource } from "../../model/document";
import { parseTemplate } from "../../model/references/template";
import { Unknown, type Value } from "../../model/value";
import { carriersOf, pickCarriers, type TypeCarriers } from "../catalogue/carriers";
import { expand } from "../catalogue/expand";
import { isAws } from "../catalogue/providers";
import type { Context } from "../ends/context";
import { shownAt } from "../ends/ends";
import { endOfSpoken } from "../ends/spoken-end";
import type { Flow } from "../placement";
import { isAwsHost } from "../../charter/aws-domains";
import { hostOf } from "../text/host";
import { readDocument } from "../text/document";
import { mayName, placesIn, type Spoken } from "../text/places-in-text";

const programCarriers = pickCarriers(({ class: kind }) => kind === "program");
const documentCarriers = pickCarriers(
  ({ class: kind, role }) => (kind === "json" || kind === "connection") && role !== "mention" && role !== "self",
);

/** Paths of a resource's attributes that hold a program, whether it is known or not. */
export function programsOf(resource: Resource): readonly string[] {
  if (!isAws(resource.source) || resource.mode !== "managed" || !resource.stays) return NO_PATHS;
  const carriers = carriersOf(resource.type, "managed");
  const holding = carriers ? programCarriers(carriers) : [];
  if (holding.length === 0) return NO_PATHS;
  return holding
    .flatMap(({ segments }) => expand(resource.values, segments))
    .flatMap(({ path, value }) => (value === "" ? [] : [path]));
}

const NO_PATHS: readonly string[] = [];
const NO_FLOWS: readonly Flow[] = [];

/** What the programs of a resource write out: places abroad, and hosts outside AWS that the charter does not know. */
export function placesInPrograms(resource: Resource, carriers: TypeCarriers, context: Context): readonly Flow[] {
  const [programs, documents] = [programCarriers(carriers), documentCarriers(carriers)];
  if (programs.length === 0 && documents.length === 0) return NO_FLOWS;
  const flows: Flow[] = [];
  for (const { segments } of programs) {
    for (const { path, value } of expand(resource.values, segments))
      flows.push(...flowsIn(textsOf(value), path, resource, context));
  }
  for (const { segments } of documents) {
    for (const { path, value } of expand(resource.values, segments))
      if (typeof value === "string" && mayName(value) && HOLDS.test(value)) {
        const document = readDocument(value);
        if (document.is === "document") flows.push(...flowsIn(programsIn(document.value), path, resource, context));
      }
  }
  return flows;
}

/** What is written of a program: all of it, or the parts that stand around what only the apply will tell. */
function textsOf(value: Value): readonly string[] {
  if (typeof value === "string") return [value];
  if (!(value instanceof Unknown)) return [];
  const { origin, template } = value;
  switch (origin?.kind) {
    case "text":
      return [origin.parts.map((part) => (typeof part === "string" ? part : OPEN)).join("")];
    case "choice":
      return origin.among.flatMap(textsOf);
    case "several":
      return textsOf(origin.item);
    case "hidden":
      return origin.encodes === undefined ? [] : textsOf(origin.encodes);
    default:
      return template === undefined
        ? []
        : [(parseTemplate(template) ?? []).map((piece) => ("text" in piece ? piece.text : OPEN)).join("")];
  }
}

/** Stands for a part that is not known. */
const OPEN = "${}";

function flowsIn(programs: readonly string[], path: string, resource: Resource, context: Context): readonly Flow[] {
  const flows = new Map<string, Flow>();
  const hosts = new Map<string, Place | undefined>();
  for (const spoken of programs.flatMap(placesOf)) {
    const host = spoken.as === "url" ? hostOf(spoken.text) : undefined;
    const end = endOfSpoken(spoken, context);
    if (end.at === "place" && context.jurisdiction.approves(end.place)) continue;
    if (spoken.as === "url" && end.at === "here" && isComposed(spoken.text)) {
      hosts.set(spoken.text, undefined);
      continue;
    }
    if (end.at === "here") continue;
    if (host !== undefined && !isAwsHost(host)) {
      hosts.set(host, end.at === "place" ? end.place : { id: host, country: null, kind: "host", cloud: "aws" });
      continue;
    }
    if (end.at === "unknown" && !isStranger(spoken)) continue;
    const value = shownAt(resource, path, end.value);
    const far = end.at === "place" ? end.place : undefined;
    const flow: Flow = { resource, kind: "endpoint", direction: "out", path, value, ...(far && { far }) };
    if (!flows.has(far?.id ?? value)) flows.set(far?.id ?? value, flow);
  }
  const told = [...hosts].slice(0, MOST_HOSTS).map(([host, far]): Flow => {
    const value = shownAt(resource, path, host);
    return { resource, kind: "program", direction: "out", path, value, ...(far && { far: { ...far, id: value } }) };
  });
  return [...flows.values(), ...told];
}

/** More hosts of one program than a report can use. */
const MOST_HOSTS = 5;

/** Its host is put together when the program runs: `https://$HOST/`. */
const isComposed = (url: string): boolean => /^[^/]*\/\/[^/?#]*[$*{<%]/.test(url);

/**
 * Whether a program names an account outside the charter. Buckets that are not in the plan say nothing there, and layers of functions are
 * software that comes in.
 */
const isStranger = ({ as, text }: Spoken): boolean =>
  as === "arn" ? !/^arn:[^:]*:s3:/.test(text) && !text.includes(":layer:") : as === "url" && /\/\d{12}\//.test(text);

/** Only these are places in a program; a number or the code of a region may be anything there. */
const placesOf = (program: string): readonly Spoken[] => {
  const text = withoutComments(plainText(program));
  return mayName(text) ? placesIn(text).filter(({ as }) => as !== "account" && as !== "phone" && as !== "place") : [];
};

/** Comments of shells, YAML and Dockerfiles. A mark inside quotes begins none. */
const withoutComments = (program: string): string =>
  program.includes("# ")
    ? program.replace(/^(.*?)(?:^|\s)# .*$/gm, (line: string, code: string) => (isClosed(code) ? code : line))
    : program;

const isClosed = (code: string): boolean => (code.match(/["']/g)?.length ?? 0) % 2 === 0;

/** User data is mostly base64, and may be compressed. */
function plainText(program: string): string {
  if (program.length < 16 || program.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(program)) return program;
  const bytes = Buffer.from(program, "base64");
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString("utf8");
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST_PROGRAM }).toString("utf8");
  } catch {
    return "";
  }
}

/** User data is 16 KiB at most, and compresses some ten times. */
const LARGEST_PROGRAM = 4 * 1024 * 1024;

/** Keys of documents under which a program stands: containers, functions and machines in templates. */
const PROGRAM = /^(environment|env|command|args|entrypoint|userdata|buildspec|zipfile|inlinecode|healthcheck)$/i;
const HOLDS = /["'\s](environment|env|command|args|entrypoint|userdata|buildspec|zipfile|inlinecode|healthcheck)["':]/i;

/** Texts of a document that stand under such a key. */
function programsIn(document: unknown): readonly string[] {
  const texts: string[] = [];
  const visit = (value: unknown, inside: boolean, depth: number): void => {
    if (typeof value === "string") {
      if (inside) texts.push(value);
    } else if (typeof value === "object" && value !== null && depth < DEEPEST) {
      for (const [key, item] of Object.entries(value)) visit(item, inside || PROGRAM.test(key), depth + 1);
    }
  };
  visit(document, false, 0);
  return texts;
}

/** Deeper than any document that describes a program. */
const DEEPEST = 100;
