/** What the resources of a template open, of CloudFormation or Cloud Control: switches, ends, principals. */
import type { Resource } from "../../model/document";
import { isValues, Unknown, type Value } from "../../model/value";
import type { Context } from "../ends/context";
import { shownAt } from "../ends/ends";
import type { Found } from "../catalogue/expand";
import type { Flow } from "../placement";
import {
  isObject,
  isOpen,
  isOwn,
  parameterIn,
  parseTemplate,
  partsOf,
  unfold,
  type Part,
  type Stack,
} from "./document";
import { referenceIn, writtenDocument } from "../text/written-document";
import { templateSourceOf, textAtUrl, type TemplateSource } from "./sources";
import { ASIDE, EDGES, PRINCIPALS, SILENT, SWITCHES, UNREAD, type Kind } from "./tables";
import { isEverywhere, speakerOfType } from "../catalogue/document-keys";
import { namesInValue, type NamedAt } from "../text/payload";
import { here, unknown, type End } from "../ends/end";
import { EVERYWHERE } from "../text/host";
import { endOfNamed, endOfText } from "../ends/text-end";

/** Where the provider keeps templates. */
const TEMPLATES = /^aws_(cloudformation_stack|cloudformation_stack_set|config_(organization_)?conformance_pack)$/;

/** A template as it stands in an attribute. */
export interface Template {
  readonly parts: readonly Part[];
  /** It as a document of JSON, functions resolved, resource by resource. */
  readonly text: string;
  /** Macros that rewrite the template before it is carried out. */
  readonly macros: readonly unknown[];
  /** Path of a part inside the attribute. */
  readonly at: string;
}

/**
 * The template in an attribute; of a state of Cloud Control that only the apply will tell, the type alone.
 *
 * @returns undefined for an attribute that holds none, `unreadable` where its text cannot be read as one
 */
export function templateAt(resource: Resource, found: Found, context: Context): Template | "unreadable" | undefined {
  const { path } = found;
  const value =
    found.value instanceof Unknown ? (writtenDocument(found.value, resource.scope) ?? found.value) : found.value;
  const isState = path === "desired_state" && resource.type === "aws_cloudcontrolapi_resource";
  if (!isState && !(path === "template_body" && TEMPLATES.test(resource.type) && typeof value === "string"))
    return undefined;
  let templates = read.get(context);
  if (!templates) read.set(context, (templates = new Map()));
  let known = templates.get(resource);
  if (known !== undefined || templates.has(resource)) return known;
  try {
    known = isState ? readState(resource, value, context) : readTemplate(resource, String(value), context);
  } catch (error) {
    // Deeper than any template: what lies there was not looked at.
    if (!(error instanceof RangeError)) throw error;
    known = "unreadable";
  }
  templates.set(resource, known);
  return known;
}

/** A template that a resource names instead of holding it; `unread` where the input does not hold it either. */
export interface TemplateFrom {
  readonly source: TemplateSource;
  readonly template: Template | "unread";
}

/** The template that a resource names; undefined where it names none. */
export function templateFrom(resource: Resource, context: Context): TemplateFrom | undefined {
  const source = templateSourceOf(resource, context);
  if (!source) return undefined;
  const read = source.text === undefined ? undefined : readTemplate(resource, source.text, context, source.path);
  return { source, template: read === undefined || read === "unreadable" ? "unread" : read };
}

/** Flows and accesses are asked for one after the other, and a large template takes seconds to parse. */
const read = new WeakMap<Context, Map<Resource, Template | "unreadable" | undefined>>();

function readState(resource: Resource, value: Value, context: Context): Template | "unreadable" {
  const type = resource.values["type_name"];
  const part = { type: typeof type === "string" ? type : "a type known only after apply", path: "" };
  if (typeof value !== "string") return { parts: [part], text: "{}", macros: [], at: "desired_state" };
  const properties = parseTemplate(value);
  if (!properties) return "unreadable";
  const parts = unfold({ ...part, properties }, stackOf(resource, context));
  return { parts, text: value, macros: [], at: "desired_state" };
}

function readTemplate(
  resource: Resource,
  text: string,
  context: Context,
  at = "template_body",
): Template | "unreadable" | undefined {
  const document = parseTemplate(text);
  if (!document) return "unreadable";
  const macros = [document["Transform"] ?? [], document["Fn::Transform"] ?? []].flat();
  // Without resources it is no template, and nothing comes of it: what it names is judged as in any other document.
  if (!isObject(document["Resources"]) && macros.length === 0) return undefined;
  const parts = partsOf(document, stackOf(resource, context));
  return {
    parts,
    text: JSON.stringify(parts.map(({ properties }) => properties)),
    macros,
    at,
  };
}

function stackOf(resource: Resource, { placementOf, jurisdiction }: Context): Stack {
  const { place } = placementOf(resource);
  const given = resource.values["parameters"];
  const parameters: Record<string, string | undefined> = {};
  if (isValues(given))
    for (const [name, value] of Object.entries(given))
      parameters[name] = typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;
  const account = Object.values(jurisdiction.charter.accounts)[0];
  return { parameters, ...(place?.kind === "region" && { region: place.id }), ...(account && { account }) };
}

interface Leaf {
  readonly path: string;
  /** Type and path without indices: `AWS::KMS::Key MultiRegion`. */
  readonly where: string;
  readonly value: string;
}

/** Every text of a part with its path; numbers and booleans as texts. */
function* leavesOf(value: unknown, path: string, where: string): Generator<Leaf> {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    yield { path, where, value: String(value) };
  else if (Array.isArray(value))
    for (const [index, item] of value.entries()) yield* leavesOf(item, `${path}[${index}]`, where);
  else if (isObject(value))
    for (const [key, item] of Object.entries(value))
      if (!ASIDE.test(key))
        yield* leavesOf(item, path ? `${path}.${key}` : key, where.endsWith(" ") ? where + key : `${where}.${key}`);
}

const pathOf = ({ at }: Template, part: Part): string => (part.path ? `${at}.${part.path}.Properties` : at);

/** What the resources of a template send elsewhere, or bring in. */
export function templateFlows(resource: Resource, template: Template, context: Context, within = 0): readonly Flow[] {
  const buckets = new Set(
    template.parts
      .filter(({ type }) => type === "AWS::S3::Bucket")
      .flatMap(({ path, properties }) => [`*${path.split(".").at(-1)}`, String(properties?.["BucketName"])]),
  );
  const flows = template.parts.flatMap((part) => partFlows(resource, template, part, buckets, context, within));
  for (const macro of template.macros)
    if (typeof macro !== "string" || !/^AWS::(?!Include)/.test(macro))
      flows.push(flowOf(resource, ["source", "in"], `${template.at}.Transform`, unknown("a macro")));
  return flows;
}

function partFlows(
  resource: Resource,
  template: Template,
  part: Part,
  buckets: ReadonlySet<string>,
  context: Context,
  within: number,
): Flow[] {
  const base = pathOf(template, part);
  const typeAt = part.path ? `${template.at}.${part.path}.Type` : "type_name";
  const flow = (kind: Kind, path: string, end: End): Flow => flowOf(resource, kind, path, end);
  const flows: Flow[] = [];
  const everywhere = (value: string): End => ({ at: "place", place: EVERYWHERE, value });
  const speaker = speakerOfType(part.type);
  if (EDGES.test(part.type) || (speaker && isEverywhere(speaker)))
    flows.push(flow(["edge", "both"], typeAt, everywhere(part.type)));
  if (!/^(AWS|Custom)::/.test(part.type)) flows.push(flow(["endpoint", "both"], typeAt, unknown(part.type)));
  if (!part.properties) return flows;
  const leaves = [...leavesOf(part.properties, base, `${part.type} `)];
  const silent = SILENT[part.type];
  if (silent && !leaves.some(({ where }) => where.startsWith(`${part.type} ${silent}`)))
    leaves.push({ path: `${base}.${silent}`, where: `${part.type} ${silent}`, value: "not set" });
  for (const { path, where, value } of leaves) {
    if (isOwn(value)) continue;
    for (const [at, opens, kind] of SWITCHES)
      if (at.test(where) && (opens.test(value) || isOpen(value)))
        flows.push(flow(kind, path, isOpen(value) ? unknown(value) : everywhere(value)));
    if (UNREAD.test(where)) flows.push(...innerFlows(resource, path, value, context, within));
  }
  for (const named of namesInValue(part.properties, context.jurisdiction, speaker)) {
    // A template inside is a part of its own.
    if (/^TemplateBody(\.|$)/.test(named.path)) continue;
    const end = endOfPart(named, buckets, context);
    const path = base && named.path ? `${base}.${named.path}` : base || named.path;
    if (end.at !== "here" && !flows.some((known) => known.path === path)) flows.push(flow(kindOf(named), path, end));
  }
  return flows;
}

/** What a template does that another one takes from a bucket: it may say anything, unless the input writes it there. */
function innerFlows(resource: Resource, path: string, url: string, context: Context, within: number): readonly Flow[] {
  const text = within < MOST_INSIDE ? textAtUrl(url, context) : undefined;
  const inner = text === undefined ? undefined : parseTemplate(text);
  if (!inner) return [flowOf(resource, ["source", "in"], path, unreadEnd(url, context))];
  const parts = partsOf(inner, { ...stackOf(resource, context), parameters: {} });
  return templateFlows(resource, { parts, text: "", macros: [], at: path }, context, within + 1);
}

/** Templates that take templates from a bucket, one inside the other. One that takes itself has no end. */
const MOST_INSIDE = 4;

/** The end of a template that was not read: abroad if its URL says so, or else unknown. */
export function unreadEnd(value: string, context: Context): End {
  const end = endOfText(value, /^s3:/i.test(value) ? "s3-uri" : "url", context);
  return end.at === "place" && !context.jurisdiction.approves(end.place) ? end : unknown(value);
}

/** What flows to a name inside a part, and which way; without a word of the catalogue, data goes there. */
function kindOf({ meaning }: NamedAt): Kind {
  if (!meaning) return ["destination", "out"];
  const direction = meaning.role === "peer" ? "both" : meaning.role === "in" ? "in" : "out";
  return [meaning.flow ?? (direction === "in" ? "source" : "destination"), direction];
}

/** Where a name inside a part points. One end of a pair was made elsewhere, if not in the template. */
function endOfPart(named: NamedAt, buckets: ReadonlySet<string>, context: Context): End {
  const { text, class: kind, meaning } = named;
  if (buckets.has(/^(?:arn:[\w-]+:s3:::|s3:\/\/)?([^/]+)/.exec(text)?.[1] ?? "") && BY_BUCKET.has(kind))
    return here(text);
  if (kind === "id" && meaning?.role === "peer" && (meaning.flow === "peer" || meaning.flow === "replica"))
    return unknown(text);
  return endOfNamed(named, context);
}

const BY_BUCKET: ReadonlySet<string> = new Set(["bucket", "near-bucket", "s3-arn", "s3-uri"]);

const flowOf = (resource: Resource, [kind, direction]: Kind, path: string, end: End): Flow => ({
  resource,
  kind,
  direction,
  path,
  value: shownAt(resource, path, end.value),
  ...(end.at === "place" && { far: end.place }),
});

/** Whom the resources of a template let in, outside of policies; what the template makes itself is its stack's. */
export const templatePrincipals = (resource: Resource, template: Template, context: Context): readonly Found[] =>
  template.parts.flatMap((part) => {
    const base = pathOf(template, part);
    const listed = [...leavesOf(part.properties, base, `${part.type} `)].filter(({ where }) => PRINCIPALS.test(where));
    const catalogued = namesInValue(part.properties, context.jurisdiction, speakerOfType(part.type))
      .filter(({ class: kind }) => kind === "account" || kind === "principal")
      .map(({ path, text }) => ({ path: base ? `${base}.${path}` : path, value: text }));
    const found = new Map([...catalogued, ...listed].map((each) => [each.path, each]));
    return [...found.values()].flatMap((each) => principalsAt(resource, each));
  });

function principalsAt(resource: Resource, { path, value }: { path: string; value: string }): readonly Found[] {
  const given = parameterIn(value);
  const parameters = resource.values["parameters"];
  if (given !== undefined && isValues(parameters))
    return [{ path: `parameters.${given}`, value: parameters[given] ?? null }];
  const late = referenceIn(value);
  if (late !== undefined) return [{ path, value: new Unknown([late]) }];
  return isOwn(value) ? [] : [{ path, value }];
}
