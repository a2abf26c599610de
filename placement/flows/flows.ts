/** What data would leave a resource for elsewhere, or come in: one flow for each carrier that opens a second place. */
import type { Place } from "../../charter/places";
import type { Resource } from "../../model/document";
import { Unknown, type Value } from "../../model/value";
import { carriersOf, pickCarriers, type Carrier } from "../catalogue/carriers";
import type { Context } from "../ends/context";
import { endsOf, shownAt } from "../ends/ends";
import { targetsBehind } from "../ends/targets";
import { expand, type Found } from "../catalogue/expand";
import { foreignFlowsOf } from "../other-clouds/flows";
import { foreignCloudOf } from "../other-clouds/types";
import type { Flow } from "../placement";
import { isAws } from "../catalogue/providers";
import { templateAt, templateFlows, templateFrom, type TemplateFrom } from "../templates/resources";
import { endOfText } from "../ends/text-end";
import { EVERYWHERE } from "../text/host";
import { geographyOf } from "../text/inference";
import { placesInPrograms } from "./programs";
import { placesInSilentTexts } from "./silent-texts";

const DIRECTION = { out: "out", in: "in", peer: "both", key: "both", link: "both" } as const;

const flowingOf = pickCarriers(
  ({ role, class: kind }) =>
    role in DIRECTION &&
    kind !== "account" &&
    kind !== "principal" &&
    (role !== "link" || kind === "arn" || kind === "bucket"),
);

/** Flows of a resource that will exist, of a provider that Clover knows, and of data sources that read content. */
export function flowsOf(resource: Resource, context: Context): readonly Flow[] {
  // AWS first: nearly every resource is, and each question costs for every one of them.
  const aws = isAws(resource.source);
  const cloud = aws ? undefined : foreignCloudOf(resource.source);
  if (cloud) {
    // A provider that the charter approves may do what Clover cannot follow; what is proven to go abroad still does.
    const approved = context.jurisdiction.charter.providers?.includes(resource.source);
    return foreignFlowsOf(resource, cloud, context).filter(({ far }) => far || !approved);
  }
  if (!aws) return [];
  if (resource.mode === "data" || resource.mode === "ephemeral") return dataFlows(resource, context);
  if (!resource.stays || resource.mode !== "managed") return [];
  const carriers = carriersOf(resource.type, "managed");
  if (!carriers) return [];
  const flows: Flow[] = [];
  for (const carrier of flowingOf(carriers)) {
    if (carrier.role === "link" && !mayStray(resource.values[carrier.segments[0]!])) continue;
    const found = expand(resource.values, carrier.segments);
    if (found.length === 0 && carrier.class !== "mode") continue;
    if (isSaidByService(resource, carrier, context)) continue;
    if (carrier.class === "mode") flows.push(...opened(resource, carrier, found));
    else if (carrier.role === "link") flows.push(...strayLinks(resource, carrier, found, context));
    else for (const each of found) flows.push(...flowsAt(resource, carrier, each, context));
  }
  const from = templateFrom(resource, context);
  const all = from ? withSource(flows, from, resource, context) : flows;
  if (carriers.scope === "global-content")
    all.push({ resource, kind: "edge", direction: "both", path: "", value: resource.type, far: EVERYWHERE });
  all.push(...placesInPrograms(resource, carriers, context), ...placesInSilentTexts(resource, context));
  return all;
}

/** Flows of a resource that names its template instead of holding it: the template's own come in the place of where it lies. */
function withSource(flows: readonly Flow[], from: TemplateFrom, resource: Resource, context: Context): Flow[] {
  const rest = flows.filter((flow) => !isMerelyNear(flow, from, context));
  return rest.some(({ path }) => path === from.source.path) ? rest : [...rest, ...sourceFlows(resource, from, context)];
}

/**
 * Whether the name of an endpoint's service says its region already: `service_region` is another name of the same place, and the
 * provider fills it in where it is not written.
 */
function isSaidByService({ values }: Resource, { path }: Carrier, context: Context): boolean {
  if (path !== "service_region" || !(values["service_region"] instanceof Unknown)) return false;
  const name = values["service_name"];
  return typeof name === "string" && endOfText(name, "service", context).at === "place";
}

/** Ephemeral resources that only prove to a service who calls it. */
const TOKENS: ReadonlySet<string> = new Set([
  "aws_cognito_identity_openid_token_for_developer_identity",
  "aws_ecr_authorization_token",
  "aws_eks_cluster_auth",
]);

/** Every run calls what an ephemeral resource stands for and hands on what it answers: one of no known place is a flow as well. */
function openedAbroad(resource: Resource, context: Context): readonly Flow[] {
  const { status, path } = context.placementOf(resource);
  if (status !== "undetermined" && status !== "conflict") return passedAbroad(resource, context);
  return [{ resource, kind: "source", direction: "in", path, value: resource.type }];
}

/** Flows of a data source or an ephemeral resource: what it takes from abroad, and what it hands over. */
function dataFlows(resource: Resource, context: Context): readonly Flow[] {
  const flows: Flow[] = [...takenFlows(resource, context)];
  const carriers = carriersOf(resource.type, "data");
  for (const carrier of carriers ? handingOver(carriers) : []) {
    const found = expand(resource.values, carrier.segments);
    if (carrier.class === "mode") flows.push(...opened(resource, carrier, found));
    else for (const each of found) flows.push(...flowsAt(resource, carrier, each, context));
  }
  return flows;
}

function takenFlows(resource: Resource, context: Context): readonly Flow[] {
  if (resource.mode === "ephemeral") return TOKENS.has(resource.type) ? [] : openedAbroad(resource, context);
  return PASSES_CONTENT.has(resource.type) ? passedAbroad(resource, context) : [];
}

const handingOver = pickCarriers(({ role, class: kind }) => role === "out" || (role === "peer" && kind === "mode"));

/** Data sources that pass content on or bring it into the state, not names and numbers. */
const PASSES_CONTENT: ReadonlySet<string> = new Set([
  "aws_dynamodb_table_item",
  "aws_ecs_task_execution",
  "aws_kms_secrets",
  "aws_lambda_invocation",
  "aws_s3_bucket_object",
  "aws_s3_object",
  "aws_secretsmanager_secret_version",
  "aws_ssm_parameter",
  "aws_ssm_parameters_by_path",
]);

/** What is read or called abroad crosses the border, by Terraform itself. */
function passedAbroad(resource: Resource, context: Context): readonly Flow[] {
  const { status, place, path } = context.placementOf(resource);
  if (status !== "placed" || !place) return [];
  return [{ resource, kind: "source", direction: "in", path, value: place.id, far: place }];
}

/** Where a template lies says nothing of what it does, if that is approved. */
const isMerelyNear = ({ path, far }: Flow, { source }: TemplateFrom, { jurisdiction }: Context): boolean =>
  path === source.path && (!far || jurisdiction.approves(far));

/** What a template does that the resource names instead of holding; one that the input does not hold may do anything. */
function sourceFlows(resource: Resource, { source, template }: TemplateFrom, context: Context): readonly Flow[] {
  if (template !== "unread") return templateFlows(resource, template, context);
  const value =
    typeof source.value === "string"
      ? shownAt(resource, source.path, source.value)
      : "a template that the input does not hold";
  return [{ resource, kind: "source", direction: "in", path: source.path, value }];
}

function flowsAt(resource: Resource, carrier: Carrier, found: Found, context: Context): readonly Flow[] {
  const template = carrier.class === "json" ? templateAt(resource, found, context) : undefined;
  if (template === "unreadable") return [flowTo(resource, carrier, found.path, "a template that cannot be read")];
  const flows: Flow[] = template ? [...templateFlows(resource, template, context)] : [];
  if (template && typeof found.value === "string") return flows;
  for (const end of endsOf(found.value, found.path, carrier, resource, context)) {
    const spread = carrier.flow === "inference" ? inferenceProfile(end.value) : undefined;
    if (end.at === "here" && !spread && !(isJoint(carrier) && typeof found.value === "string")) continue;
    const flow = flowTo(resource, carrier, end.path, end.value, spread ?? (end.at === "place" ? end.place : undefined));
    flows.push(end.stranger ? { ...flow, stranger: end.stranger } : flow);
  }
  return flows;
}

/** Only what is written out can stray: a reference leads to a resource that is judged by itself. */
const mayStray = (value: Value | undefined): boolean =>
  typeof value === "string"
    ? value.startsWith("arn:")
    : typeof value === "object" && value !== null && !(value instanceof Unknown);

/**
 * What links a part to its whole is where the whole is, and no flow; but an ARN that is written out and names another region or
 * somebody else's account says otherwise.
 */
const strayLinks = (resource: Resource, carrier: Carrier, found: readonly Found[], context: Context): readonly Flow[] =>
  found
    .filter(({ value }) => typeof value === "string" && value.startsWith("arn:"))
    .flatMap((each) => flowsAt(resource, carrier, each, context))
    .filter(({ far, stranger }) => stranger ?? (far && !context.jurisdiction.approves(far)));

/** Everywhere in a geography, where the text names a model that answers there. */
function inferenceProfile(text: string): Place | undefined {
  const prefix = geographyOf(text);
  return prefix === undefined ? undefined : { id: `${prefix}.*`, country: null, kind: "edge", cloud: "aws" };
}

/**
 * A peer named by nothing but its id or name was made elsewhere, and nobody can say where: unlike the name of a log group, it
 * is not looked up beside the resource.
 */
const isJoint = (carrier: Carrier): boolean =>
  carrier.class === "id" && carrier.role === "peer" && (carrier.flow === "peer" || carrier.flow === "replica");

/**
 * A switch that opens a second place whatever else the resource says: transfer acceleration, a multi-Region key. What nobody
 * wrote stays at the provider's default, which opens nothing unless the catalogue says so (`null`).
 */
function opened(resource: Resource, carrier: Carrier, found: readonly Found[]): readonly Flow[] {
  const opens = carrier.opens ?? [];
  if (found.length === 0) {
    return opens.includes("null") ? [flowTo(resource, carrier, carrier.path, "not set", EVERYWHERE)] : [];
  }
  return found.flatMap(({ path, value }) => {
    if (value instanceof Unknown) {
      const targets = targetsBehind(value, path, carrier, resource);
      // Nobody wrote it: the provider fills in its default, or the service does.
      if (targets.length === 0)
        return opens.includes("null") ? [flowTo(resource, carrier, path, "not set", EVERYWHERE)] : [];
      if (targets.every((target) => target.kind === "value" && !isOpen(target.value, opens))) return [];
      // `EXTERNAL?`: what is not written out is the provider's default.
      if (opens[0]?.endsWith("?") && !targets.some((target) => target.kind === "value" && isOpen(target.value, opens)))
        return [];
      return [flowTo(resource, carrier, path, targets.map((target) => target.reference).join(", "))];
    }
    const values: readonly Value[] = Array.isArray(value) ? (value as readonly Value[]) : [value];
    return values
      .filter((each) => isOpen(each, opens))
      .map((each) => flowTo(resource, carrier, path, shownAt(resource, path, scalar(each)), EVERYWHERE));
  });
}

function isOpen(value: Value, opens: readonly string[]): boolean {
  const set = value !== null && value !== "" && value !== false;
  // `!a|b`: every value but these.
  if (opens[0]?.startsWith("!")) return set && !["!", ""].some((mark) => opens.includes(mark + scalar(value)));
  return opens.includes(scalar(value)) || opens.includes(`${scalar(value)}?`) || (set && opens.includes("*"));
}

/** Key by key: this runs for every attribute of every resource, and a spread takes ten times as long. */
function flowTo(resource: Resource, carrier: Carrier, path: string, value: string, far?: Place): Flow {
  const kind = carrier.flow ?? (carrier.role === "key" ? "key" : carrier.role === "in" ? "source" : "destination");
  const direction = DIRECTION[carrier.role as keyof typeof DIRECTION];
  return far ? { resource, kind, direction, path, value, far } : { resource, kind, direction, path, value };
}

const scalar = (value: Value): string => (typeof value === "string" ? value : JSON.stringify(value));
