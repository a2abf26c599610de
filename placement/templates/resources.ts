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
  referenceIn,
  unfold,
  writtenTemplate,
  type Part,
  type Stack,
} from "./document";
import { ASIDE, EDGES, ENDS, PRINCIPALS, SILENT, SWITCHES, type Kind } from "./tables";
import { here, unknown, type End } from "../ends/end";
import { endOfText, EVERYWHERE } from "../ends/text-end";

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
  const value = found.value instanceof Unknown ? (writtenTemplate(found.value) ?? found.value) : found.value;
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

function readTemplate(resource: Resource, text: string, context: Context): Template | "unreadable" | undefined {
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
    at: "template_body",
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
export function templateFlows(resource: Resource, template: Template, context: Context): readonly Flow[] {
  const buckets = new Set(
    template.parts
      .filter(({ type }) => type === "AWS::S3::Bucket")
      .flatMap(({ path, properties }) => [`*${path.split(".").at(-1)}`, String(properties?.["BucketName"])]),
  );
  const flows = template.parts.flatMap((part) => partFlows(resource, template, part, buckets, context));
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
): Flow[] {
  const base = pathOf(template, part);
  const typeAt = part.path ? `${template.at}.${part.path}.Type` : "type_name";
  const flow = (kind: Kind, path: string, end: End): Flow => flowOf(resource, kind, path, end);
  const flows: Flow[] = [];
  const everywhere = (value: string): End => ({ at: "place", place: EVERYWHERE, value });
  if (EDGES.test(part.type)) flows.push(flow(["edge", "both"], typeAt, everywhere(part.type)));
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
    for (const [at, carrier, kind] of ENDS) {
      if (!at.test(where)) continue;
      const end = endOf(value, carrier, buckets, context);
      if (end.at !== "here") flows.push(flow(kind, path, end));
    }
  }
  const payload = endOfText(JSON.stringify(part.properties, withoutFilters), "json", context);
  if (
    payload.at !== "here" &&
    !flows.some(({ far }) => far?.id === (payload.at === "place" ? payload.place.id : undefined))
  )
    flows.push(flow(["destination", "out"], base, payload));
  return flows;
}

/** What a rule or a subscription listens for sends nothing anywhere. */
const withoutFilters = (key: string, value: unknown): unknown =>
  /^(EventPattern|Filter(Policy|Pattern|Criteria))$/.test(key) ? undefined : value;

/** The bucket in a URL of S3's, in either of its forms. */
const bucketOfUrl = (url: string): string | undefined => {
  const [, behind, before] = /^https:\/\/(?:s3[.-][^/]*\/([^/]+)|([^/]+?)\.s3[.-])/.exec(url) ?? [];
  return behind ?? before;
};

/** Whether a stack takes its template from a bucket of S3's that the document does not make: it may say anything. */
export function isUnreadTemplate({ type, values }: Resource, { path, value }: Found, context: Context): boolean {
  if (path !== "template_url" || !TEMPLATES.test(type) || typeof value !== "string") return false;
  const bucket = bucketOfUrl(value);
  return bucket !== undefined && typeof values["template_body"] !== "string" && !context.bucketNamed(bucket);
}

/** Where a text of a part points. */
function endOf(value: string, carrier: (typeof ENDS)[number][1], buckets: ReadonlySet<string>, context: Context): End {
  if (carrier === "joint") return unknown(value);
  if (carrier === "s3-arn" && buckets.has(/^(?:arn:[\w-]+:s3:::)?([^/]+)/.exec(value)?.[1] ?? "")) return here(value);
  if (carrier === "unread") {
    const bucket = bucketOfUrl(value) ?? "";
    if (buckets.has(bucket)) return here(value);
    return context.bucketNamed(bucket) ? endOfText(value, "url", context) : unknown(value);
  }
  // A bare name is beside the resource, unless nobody can see which name it is.
  return isOpen(value) && !value.startsWith("arn:") ? unknown(value) : endOfText(value, carrier, context);
}

const flowOf = (resource: Resource, [kind, direction]: Kind, path: string, end: End): Flow => ({
  resource,
  kind,
  direction,
  path,
  value: shownAt(resource, path, end.value),
  ...(end.at === "place" && { far: end.place }),
});

/** Whom the resources of a template let in, outside of policies; what the template makes itself is its stack's. */
export const templatePrincipals = (resource: Resource, template: Template): readonly Found[] =>
  template.parts.flatMap((part) =>
    [...leavesOf(part.properties, pathOf(template, part), `${part.type} `)]
      .filter(({ where }) => PRINCIPALS.test(where))
      .flatMap(({ path, value }) => {
        const given = parameterIn(value);
        const parameters = resource.values["parameters"];
        if (given !== undefined && isValues(parameters))
          return [{ path: `parameters.${given}`, value: parameters[given] ?? null }];
        const late = referenceIn(value);
        if (late !== undefined) return [{ path, value: new Unknown([late]) }];
        return isOwn(value) ? [] : [{ path, value }];
      }),
  );
