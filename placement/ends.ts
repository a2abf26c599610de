/** From the value of an attribute to the place it names: the far end of a flow, or a witness. */
import { follow, type Target } from "../model/references";
import type { Resource } from "../model/graph";
import { valueOf } from "../model/scope";
import { Unknown, UNKNOWN, type Value } from "../model/value";
import { arnsIn, parseArn, outpostArnIn } from "./arn";
import type { Context } from "./context";
import { namesOf, type Carrier, type CarrierClass } from "./carriers";
import { hostOf, isAwsHost, isLoopback, regionOfAwsHost } from "./host";
import { directConnectCountry } from "../charter/direct-connect";
import { findPlace, type Place } from "../charter/places";
import { placesInPayload } from "./payload";

/**
 * Where a value points.
 * - `place`: there. - `here`: it names something beside the resource itself, so nothing crosses (a bare name, an id, an IAM
 *   role). - `unknown`: it points somewhere, and nobody can tell where.
 */
export type End =
  | { readonly at: "place"; readonly place: Place; readonly value: string }
  | { readonly at: "here"; readonly value: string }
  | { readonly at: "unknown"; readonly value: string };

/** An end, and the concrete path of the value that names it. */
export type EndAt = End & { readonly path: string };

const here = (value: string): End => ({ at: "here", value });
const unknown = (value: string): End => ({ at: "unknown", value });
const placed = (place: Place | undefined, value: string): End =>
  place ? { at: "place", place, value } : { at: "unknown", value };

/** What of a carrier decides how its value is read. */
type Read = Pick<Carrier, "class" | "computed" | "path" | "written">;

/** Every end that the value found at `path` can have; empty when the provider itself fills the attribute in. */
export function endsOf(
  value: Value,
  path: string,
  carrier: Read,
  resource: Resource,
  context: Context,
): readonly EndAt[] {
  if (value instanceof Unknown) {
    return endsOfReferences(value, path, carrier, resource, context).map((end) => endAt(end, path));
  }
  if (typeof value === "string") {
    if (value === "") return [];
    const end = endOfText(value, carrier.class, context);
    return [end.at === "here" ? endAt(end, path) : endAt({ ...end, value: shownAt(resource, path, end.value) }, path)];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item: Value, index) => endsOf(item, `${path}[${index}]`, carrier, resource, context));
  }
  if (value === null || typeof value === "boolean") return [];
  return [endAt(unknown(JSON.stringify(value)), path)];
}

/** A text of a resource as it may be shown: nothing that Terraform marks sensitive, no password of a URL. */
export const shownAt = (resource: Resource, path: string, text: string): string =>
  resource.sensitive?.(path) ? "(sensitive value)" : withoutSecrets(text);

/** URLs carry passwords before the host and tokens behind the path. */
const withoutSecrets = (text: string): string =>
  text.includes("://") ? text.replace(/:\/\/[^/?#]*@/, "://").replace(/[?#].*$/s, "") : text;

/** Key by key: this runs for every attribute of every resource, and a spread takes ten times as long. */
const endAt = (end: End, path: string): EndAt =>
  end.at === "place"
    ? { at: end.at, place: end.place, value: end.value, path }
    : { at: end.at, value: end.value, path };

/**
 * What stands behind an unknown value. A plan's configuration leaves dynamic blocks out: an argument of one that the provider
 * may fill in counts as filled in, any other was written by somebody. So was a block that is unknown as a whole, unless the
 * provider may fill it in.
 */
export function targetsBehind(
  value: Unknown,
  path: string,
  carrier: Pick<Carrier, "computed" | "path" | "written">,
  resource: Resource,
): readonly Target[] {
  const targets = follow(resource, path, value);
  const whole = depthOf(path) < depthOf(carrier.path);
  if (carrier.computed) return targets.filter(({ reference }) => !reference.startsWith(DYNAMIC));
  if (targets.length > 0) return targets;
  if (!whole) return [{ kind: "opaque", reference: "known only after apply" }];
  return carrier.written?.includes(namesOf(path)) ? [HIDDEN] : [];
}

const HIDDEN: Target = { kind: "opaque", reference: "a dynamic block whose number is known only after apply" };

/** How many names a path has, give or take a dot inside a map key. */
function depthOf(path: string): number {
  let depth = 1;
  for (let at = path.indexOf("."); at >= 0; at = path.indexOf(".", at + 1)) depth += 1;
  return depth;
}

/** How the model names what a dynamic block hides. */
const DYNAMIC = "dynamic block ";

function endsOfReferences(
  value: Unknown,
  path: string,
  carrier: Read,
  resource: Resource,
  context: Context,
): readonly End[] {
  const targets = targetsBehind(value, path, carrier, resource);
  // A name joined to a random suffix refers to both; what settles the place is enough, if everything that speaks agrees.
  const speaking: End[] = [];
  for (const target of targets) {
    // What picks one of several instances says nothing of its own, unless a text is put together from it.
    if (SELECTORS.has(target.reference) && (!isPlaceText(target, context) || targets.every(isWhole))) continue;
    const end = endOfTarget(target, carrier.class, context);
    // All instances of a block are written alike, and mostly stand at one place: say it once.
    if (end && !speaking.some((known) => isSame(known, end))) speaking.push(end);
  }
  if (speaking.length > 0) return speaking;
  return targets.length > 0 ? [unknown(targets.map((target) => target.reference).join(", "))] : [];
}

const isSame = (a: End, b: End): boolean =>
  a.at === b.at && a.value === b.value && (a.at !== "place" || (b.at === "place" && a.place === b.place));

const isWhole = (target: Target): boolean => target.kind !== "resource" || IDENTITY.test(target.attribute);

/** Attributes that stand for the whole resource: no text is put together from those. */
const IDENTITY = /^$|(^|[._])(arn|id|bucket|url|endpoint|self_link)$/;

const isPlaceText = (target: Target, context: Context): boolean =>
  target.kind === "value" &&
  typeof target.value === "string" &&
  context.jurisdiction.locate(target.value) !== undefined;

const SELECTORS: ReadonlySet<string> = new Set([
  "each.key",
  "count.index",
  "path.module",
  "path.root",
  "terraform.workspace",
]);

function endOfTarget(target: Target, carrier: CarrierClass, context: Context, depth = 0): End | undefined {
  if (target.kind === "opaque") return unknown(target.reference);
  if (target.kind === "value") {
    if (target.value === null) return undefined;
    if (typeof target.value !== "string") return unknown(target.reference);
    const end = endOfText(target.value, carrier, context);
    return { ...end, value: target.sensitive ? target.reference : withoutSecrets(end.value) };
  }
  const attribute = target.attribute ? valueOf(target) : undefined;
  if (typeof attribute === "string" && attribute !== "") {
    const end = endOfText(attribute, carrier, context);
    if (end.at === "place") return { ...end, value: target.reference };
  }
  // An attribute that somebody wrote holds what they wrote, not the resource it stands in: a parameter may name a queue abroad.
  if (attribute === undefined && !IDENTITY.test(target.attribute) && depth < DEEPEST) {
    const written = follow(target.resource, target.attribute, UNKNOWN)
      .map((behind) => endOfTarget(behind, carrier, context, depth + 1))
      .filter((end) => end !== undefined);
    const worst =
      written.find((end) => end.at === "unknown") ??
      written.find((end) => end.at === "place" && !context.jurisdiction.approves(end.place)) ??
      written[0];
    if (worst) return worst;
  }
  const placement = context.placementOf(target.resource);
  switch (placement.status) {
    case "placed":
      return placed(ofClass(placement.place, carrier), target.reference);
    case "nowhere":
      // A random suffix says nothing; what Terraform merely hands on may be anything.
      return /^(output|input|triggers)/.test(target.attribute) ? unknown(target.reference) : undefined;
    case "global":
      return carrier === "arn" || carrier === "id" ? here(target.reference) : undefined;
    default:
      return unknown(target.reference);
  }
}

/** Longer chains of attributes are no configuration that a person wrote. */
const DEEPEST = 8;

/** The zone or region of something on an Outpost is that of its parent: only its ARN names the rack. */
const ofClass = (place: Place | undefined, carrier: CarrierClass): Place | undefined =>
  place?.kind === "outpost" && place.region && ["region", "zone", "zone-id"].includes(carrier)
    ? findPlace(place.region)
    : place;

/** Where a text of a carrier's class points. */
export function endOfText(text: string, carrier: CarrierClass, context: Context): End {
  const { jurisdiction } = context;
  const arn = parseArn(text);
  if (arn) {
    const outpost = outpostArnIn(arn);
    if (outpost) return placed(jurisdiction.locate(outpost), text);
    if (arn.region) return placed(worstOf(regionsOf(text, context), context), text);
    if (arn.service === "s3") return bucketEnd(arn.resource.split("/", 1)[0] ?? "", text, carrier, context);
    if (IDENTITY_SERVICES.has(arn.service)) return here(text);
    // A call that a service of the resource's own region makes: `arn:aws:scheduler:::aws-sdk:sqs:sendMessage`.
    if (arn.account === "") return here(text);
    return unknown(text);
  }
  switch (carrier) {
    case "region":
    case "zone":
    case "zone-id":
      // A directory bucket carries its zone in its name: `data--euw1-az1--x-s3`.
      return placed(jurisdiction.locate(/--([a-z0-9-]+)--x-s3$/.exec(text)?.[1] ?? text), text);
    case "outpost":
      return placed(jurisdiction.locateOutpostId(text) ?? jurisdiction.locate(text), text);
    case "bucket":
    case "near-bucket":
    case "s3-arn":
      return bucketEnd(text.split("/", 1)[0] ?? "", text, carrier, context);
    case "s3-uri":
      return bucketEnd(/^(?:s3a?|S3):\/\/([^/]+)/.exec(text)?.[1] ?? text, text, carrier, context);
    case "host":
    case "url":
      return hostEnd(text, context);
    case "json":
      return payloadEnd(text, context);
    case "ip":
      return isPrivateAddress(text) ? here(text) : placed(jurisdiction.hostPlace(text), text);
    case "geo":
      return placed(countryPlace(text), text);
    case "contact":
      if (text.includes("://")) return hostEnd(text, context);
      return text.includes("@") ? hostEnd(text.slice(text.lastIndexOf("@") + 1), context) : unknown(text);
    case "service":
      return serviceEnd(text, context);
    case "image": {
      // A public image is software that comes in; only a registry of AWS has a region to look at.
      const host = hostOf(text);
      const region = host ? regionOfAwsHost(host) : undefined;
      return region ? placed(region, text) : here(text);
    }
    default: {
      // A bare name or id is looked up beside the resource itself: in its own region and account.
      const named = context.identified(text);
      const placement = named && context.placementOf(named);
      return placement?.status === "placed" ? placed(placement.place, text) : here(text);
    }
  }
}

/** Where an ARN and those that it carries are. */
const regionsOf = (text: string, { jurisdiction }: Context): readonly (Place | undefined)[] =>
  arnsIn(text)
    .filter(({ region }) => region !== "")
    .map(({ region }) => jurisdiction.locate(region));

/** Of several places one that is not known, or else one that is not approved. */
function worstOf(places: readonly (Place | undefined)[], { jurisdiction }: Context): Place | undefined {
  const worst = places.findIndex((place) => !place || !jurisdiction.approves(place));
  return places[Math.max(worst, 0)];
}

/** A country by its code, or the country of a Direct Connect location. Neither hangs on a region. */
function countryPlace(text: string): Place | undefined {
  const country = /^[A-Z]{2}$/.test(text) ? text : directConnectCountry(text);
  return country ? { id: text, country, kind: "host", cloud: "aws" } : undefined;
}

/** Addresses that no route on the internet leads to (RFC 1918, RFC 6598, RFC 4193, link-local): they stay in the network. */
const isPrivateAddress = (text: string): boolean =>
  /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.|127\.|f[cd][0-9a-f]{2}:|fe80:)/i.test(
    text,
  );

/** The worst place that a document inside an attribute names: it opens every one of them. */
function payloadEnd(text: string, context: Context): End {
  const places = placesInPayload(text, context.jurisdiction);
  const worst = worstOf(places, context);
  return places.length > 0
    ? placed(worst, worst?.id ?? "a host or place that neither Clover nor the charter knows")
    : here(text);
}

/** Services without a region, which hold identities. */
const IDENTITY_SERVICES = new Set(["iam", "organizations", "sts"]);

function bucketEnd(name: string, value: string, carrier: CarrierClass, context: Context): End {
  const owner = context.bucketNamed(name);
  if (!owner) return carrier === "near-bucket" ? here(value) : unknown(value);
  const placement = context.placementOf(owner);
  return placed(placement.status === "placed" ? placement.place : undefined, value);
}

function hostEnd(text: string, context: Context): End {
  const host = hostOf(text);
  if (!host) return unknown(text);
  if (isLoopback(host)) return here(text);
  if (isAwsHost(host)) {
    const bucket = /^(.+)\.s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com$/.exec(host)?.[1];
    const region = regionOfAwsHost(host);
    if (region) return placed(region, text);
    return bucket ? bucketEnd(bucket, text, "bucket", context) : unknown(text);
  }
  return placed(context.jurisdiction.hostPlace(host), text);
}

/** Names of endpoint services carry their region: `com.amazonaws.eu-west-1.s3`, `com.amazonaws.vpce.us-east-1.vpce-svc-0`. */
function serviceEnd(text: string, context: Context): End {
  for (const label of text.split(".")) {
    const place = context.jurisdiction.locate(label);
    if (place) return placed(place, text);
  }
  return unknown(text);
}
