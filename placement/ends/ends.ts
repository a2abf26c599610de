/** From the value of an attribute to the place it names: the far end of a flow, or a witness. */
import type { Target, Resource } from "../../model/document";
import { follow, targetsOf } from "../../model/references/references";
import { valueOf } from "../../model/references/scope";
import { isValues, Unknown, UNKNOWN, type Origin, type Value, type Values } from "../../model/value";
import type { Context } from "./context";
import { namesOf, type Carrier, type CarrierClass } from "../catalogue/carriers";
import { findPlace, type Place } from "../../charter/places";
import { here, placed, unknown, type End } from "./end";
import { namesAbroad } from "./names-abroad";
import { SELECTORS, targetsBehind } from "./targets";
import { endOfText } from "./text-end";
import { leadsToIt } from "./attributes";
import { bucketOwner, closeHoles, fillIn, isPlain } from "./fill-in";
import { isUtility } from "../catalogue/providers";
import { isMention } from "../text/payload";
import { documentOf } from "../../model/expressions/document";
import { isKnown } from "../../model/expressions/partial";
import { callOf } from "../text/calls";
import type { Speaker } from "../catalogue/document-keys";

/** An end, and the concrete path of the value that names it. */
export type EndAt = End & { readonly path: string };

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
    if (value.origin) return endsOfWritten(value, value.origin, path, carrier, resource, context);
    return endsOfReferences(value, path, carrier, resource, context).map((end) => endAt(end, path));
  }
  if (typeof value === "string") {
    if (value === "") return [];
    const end = endOfText(value, carrier.class, context, callBeside(resource, path));
    return [end.at === "here" ? endAt(end, path) : endAt({ ...end, value: shownAt(resource, path, end.value) }, path)];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item: Value, index) => endsOf(item, `${path}[${index}]`, carrier, resource, context));
  }
  if (value === null || typeof value === "boolean") return [];
  if ((carrier.class === "json" || carrier.class === "connection") && isValues(value))
    return endsOfMap(value, path, carrier, resource, context);
  return [endAt(unknown(JSON.stringify(value)), path)];
}

/** The call of a service whose arguments an attribute holds: a target of the Scheduler names the call beside its input. */
function callBeside({ type, values }: Resource, path: string): Speaker | undefined {
  if (type !== "aws_scheduler_schedule" || !/^target\b.*\binput$/.test(path)) return undefined;
  const target = values["target"];
  const first: unknown = Array.isArray(target) ? (target as readonly unknown[])[0] : target;
  return callOf((first as { readonly arn?: unknown } | undefined)?.arn);
}

/** The reason why a value is not known, with what it is made from: `the result of replace (aws_sqs_queue.q.arn)`. */
const reasonOf = (why: string, references: readonly string[]): string =>
  references.length === 0 || references.some((reference) => why.includes(reference))
    ? why
    : `${why} (${references.join(", ")})`;

/** Documents that name one end and say nothing else: where their reference leads is all that there is to say. */
const ONE_END = /redrive(_allow)?_policy$/;

/** Attributes that hold a document. An ARN, an id or a name is a part of one: the rest of it is not in the input. */
const mayBeDocument = (target: Target): boolean =>
  target.kind !== "resource" || !/(^|[._])(arn|id|name|bucket|url|endpoint|address|key|region)$/.test(target.attribute);

/** A map is a document that needs no parsing: what is known of it is read whole, since keys say what their texts are. */
function endsOfMap(value: Values, path: string, carrier: Read, resource: Resource, context: Context): readonly EndAt[] {
  const [late, known] = [new Map<string, Value>(), new Map<string, Value>()];
  for (const [key, item] of Object.entries(value)) (item instanceof Unknown ? late : known).set(key, item);
  if ([...known.values()].some((item) => !isKnown(item)))
    return endsOfDocument(value, path, carrier, resource, context);
  return [
    ...(known.size > 0 ? endsOf(JSON.stringify(Object.fromEntries(known)), path, carrier, resource, context) : []),
    ...[...late].flatMap(([key, item]) => endsOf(item, `${path}.${key}`, carrier, resource, context)),
  ];
}

/** What a written expression came to: a choice opens every one of its ends, a text is where its known part says. */
function endsOfWritten(
  value: Unknown,
  origin: Origin,
  path: string,
  carrier: Read,
  resource: Resource,
  context: Context,
): readonly EndAt[] {
  const again = (each: Value): readonly EndAt[] => endsOf(each, path, carrier, resource, context);
  if (origin.kind === "choice") return origin.among.flatMap(again);
  if (origin.kind === "several") return again(origin.item);
  if (origin.kind === "hidden") return [endAt(unknown(reasonOf(origin.why, value.references)), path)];
  if (origin.kind === "attribute")
    return endsOfTargets(targetsOf(value), carrier.class, context).map((end) => endAt(end, path));
  if (DOCUMENTS.has(carrier.class)) {
    const document = documentOf(value, isPlain);
    if (document !== undefined) return endsOfDocument(document, path, carrier, resource, context);
  }
  const owner = bucketOwner(origin.parts);
  const shown = shownAt(resource, path, value.template ?? "");
  if (owner) return [endAt(placed(placeOf(owner, context), shown), path)];
  const texts = fillIn(origin.parts, context) ?? [undefined];
  return texts.map((text) => {
    const closed = text === undefined ? undefined : closeHoles(text);
    const end = closed === undefined ? unknown(shown) : endOfText(closed, carrier.class, context);
    return endAt(
      end.at === "place" ? { ...end, value: shown } : end.at === "here" ? here(shown) : unknown(shown),
      path,
    );
  });
}

/** Whether a reference stands in a document that the plan does not show. */
const isPutTogether = (targets: readonly Target[], carrier: Read, path: string): boolean =>
  DOCUMENTS.has(carrier.class) &&
  namesOf(path) === namesOf(carrier.path) &&
  !ONE_END.test(path) &&
  targets.some((target) => !mayBeDocument(target));

const DOCUMENTS: ReadonlySet<CarrierClass> = new Set(["json", "connection", "policy"]);

const placeOf = (resource: Resource, context: Context): Place | undefined => {
  const placement = context.placementOf(resource);
  return placement.status === "placed" ? placement.place : undefined;
};

/** A document with unknown parts: what is known of it is read as a whole, and each unknown part by itself. */
function endsOfDocument(
  document: Value,
  path: string,
  carrier: Read,
  resource: Resource,
  context: Context,
): readonly EndAt[] {
  const late: EndAt[] = [];
  const fill = (value: Value, key: string, within: string): unknown => {
    if (Array.isArray(value)) return value.map((item: Value) => fill(item, key, within));
    if (isValues(value))
      return Object.fromEntries(
        Object.entries(value).map(([name, item]) => [name, isMention(name, key) ? "" : fill(item, name, key)]),
      );
    if (!(value instanceof Unknown)) return value;
    const { origin } = value;
    if (origin?.kind === "choice") return origin.among.map((each) => fill(each, key, within));
    if (origin?.kind === "several") return [fill(origin.item, key, within)];
    const texts = fillIn(origin?.kind === "text" ? origin.parts : [value], context)?.map(closeHoles);
    const filled = texts?.every((text) => text !== undefined) ? (texts.length === 1 ? texts[0] : texts) : undefined;
    if (origin?.kind === "text" && filled !== undefined) return filled;
    late.push(...endsOf(value, path, { ...carrier, class: "arn" }, resource, context));
    return filled ?? "";
  };
  const known = JSON.stringify(fill(document, "", ""));
  return [...endsOf(known, path, carrier, resource, context), ...late.filter(({ at }) => at !== "here")];
}

/** A text of a resource as it may be shown: nothing that Terraform marks sensitive, no password of a URL. */
export const shownAt = (resource: Resource, path: string, text: string): string =>
  resource.sensitive?.(path) ? "(sensitive value)" : withoutSecrets(text);

/** URLs carry passwords before the host and tokens behind the path. */
const withoutSecrets = (text: string): string =>
  text.includes("://") ? text.replace(/:\/\/[^/?#]*@/, "://").replace(/[?#].*$/s, "") : text;

/** Key by key: this runs for every attribute of every resource, and a spread takes ten times as long. */
const endAt = (end: End, path: string): EndAt =>
  end.stranger
    ? { ...end, path }
    : end.at === "place"
      ? { at: end.at, place: end.place, value: end.value, path }
      : { at: end.at, value: end.value, path };

function endsOfReferences(
  value: Unknown,
  path: string,
  carrier: Read,
  resource: Resource,
  context: Context,
): readonly End[] {
  const targets = targetsBehind(value, path, carrier, resource);
  if (isPutTogether(targets, carrier, path)) return [unknown(targets.map(({ reference }) => reference).join(", "))];
  if (targets.length < 2) return endsOfTargets(targets, carrier.class, context);
  // All instances of a block refer to the same targets, and each of ten that name ten others would ask ten times.
  let known = context.ends.get(targets);
  const ends = known?.get(carrier.class);
  if (ends) return ends;
  const cycles = context.cycles();
  const found = endsOfTargets(targets, carrier.class, context);
  if (context.cycles() !== cycles) return found;
  if (!known) context.ends.set(targets, (known = new Map()));
  known.set(carrier.class, found);
  return found;
}

function endsOfTargets(targets: readonly Target[], carrier: CarrierClass, context: Context): readonly End[] {
  const cycles = context.cycles();
  // A name joined to a random suffix refers to both; what settles the place is enough, if everything that speaks agrees.
  const speaking: End[] = [];
  for (const target of targets) {
    // What picks one of several instances says nothing of its own, unless a text is put together from it.
    if (SELECTORS.has(target.reference) && (!isPlaceText(target, context) || targets.every(isWhole))) continue;
    const end = findEnd(target, carrier, context);
    // All instances of a block are written alike, and mostly stand at one place: say it once.
    if (end && !speaking.some((known) => isSame(known, end))) speaking.push(end);
  }
  // What was said while placements hung on each other is no last word.
  if (context.cycles() !== cycles) context.written.clear();
  if (speaking.length > 0) return speaking;
  return targets.length > 0 ? [unknown(targets.map((target) => target.reference).join(", "))] : [];
}

/** Classes whose texts are the names of what AWS holds, which somebody made: no host, and no document. */
const NAMES: ReadonlySet<CarrierClass> = new Set([
  "arn",
  "kms-arn",
  "s3-arn",
  "bucket",
  "near-bucket",
  "id",
  "subnet",
  "region",
  "zone",
  "zone-id",
]);

const isSame = (a: End, b: End): boolean =>
  a.at === b.at &&
  a.value === b.value &&
  a.stranger?.why === b.stranger?.why &&
  (a.at !== "place" || (b.at === "place" && a.place === b.place));

const isWhole = (target: Target): boolean => target.kind !== "resource" || IDENTITY.test(target.attribute);

/** Attributes that stand for the whole resource: no text is put together from those. */
const IDENTITY = /^$|(^|[._])(arn|id|bucket|url|endpoint|self_link)$/;

const isPlaceText = (target: Target, context: Context): boolean =>
  target.kind === "value" &&
  typeof target.value === "string" &&
  context.jurisdiction.locate(target.value) !== undefined;

function findEnd(target: Target, carrier: CarrierClass, context: Context, depth = 0): End | undefined {
  if (target.kind === "opaque") {
    const beside = target.local && NAMES.has(carrier) && context.isAtHome(target.local);
    return beside ? here(target.reference) : unknown(target.reference);
  }
  if (target.kind === "value") {
    if (target.value === null) return undefined;
    if (typeof target.value !== "string") return partEnd(target.value, target.reference, context);
    const place = context.jurisdiction.locate(target.value);
    if (place && !context.jurisdiction.approves(place)) return placed(place, target.reference);
    const end = endOfText(target.value, carrier, context);
    return { ...end, value: target.sensitive ? target.reference : withoutSecrets(end.value) };
  }
  // What another document says of itself is read there: a name in it is looked up beside that resource.
  const home = context.homeOf(target.resource);
  if (home !== context) return findEnd(target, carrier, home, depth);
  const attribute = target.attribute ? valueOf(target) : undefined;
  if (typeof attribute === "string" && attribute !== "") {
    const end = endOfText(attribute, carrier, context);
    if (end.at === "place") return { ...end, value: target.reference };
  }
  // An attribute that somebody wrote holds what they wrote, not the resource it stands in: a parameter may name a queue abroad.
  const written =
    attribute === undefined && !IDENTITY.test(target.attribute) && writtenEnd(target, carrier, context, depth);
  if (written) return written;
  if (!leadsToIt(target.resource, target.attribute, carrier) && !isUtility(target.resource.source))
    return unknown(target.reference);
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

/** The end of a known list or map, of which an expression takes a part or makes a document: nothing, if it names no place. */
function partEnd(value: Value, reference: string, context: Context): End | undefined {
  if (namesAbroad(value, context.jurisdiction)) return unknown(reference);
  const end = endOfText(JSON.stringify(value), "json", context);
  if (end.at === "here") return undefined;
  return end.at === "place" ? placed(end.place, reference) : unknown(reference);
}

/**
 * The worst end of what was written into an attribute. Found once per attribute: ten instances that name ten others, which name ten
 * others, would be asked a thousand times.
 */
function writtenEnd(
  { resource, attribute, reference }: Target & { readonly kind: "resource" },
  carrier: CarrierClass,
  context: Context,
  depth: number,
): End | undefined {
  if (depth >= DEEPEST) return unknown(reference);
  let known = context.written.get(resource);
  if (!known) context.written.set(resource, (known = new Map()));
  const key = `${carrier} ${attribute}`;
  if (known.has(key)) return known.get(key);
  // Whoever comes back here meanwhile goes round in a circle, which Terraform refuses: what is in it settles nothing.
  known.set(key, unknown(reference));
  const ends = follow(resource, attribute, UNKNOWN)
    .map((behind) => findEnd(behind, carrier, context, depth + 1))
    .filter((end) => end !== undefined);
  const worst =
    ends.find((end) => end.at === "unknown") ??
    ends.find((end) => end.at === "place" && !context.jurisdiction.approves(end.place)) ??
    ends.find((end) => end.stranger) ??
    ends[0];
  known.set(key, worst);
  return worst;
}

/** Longer chains of attributes are no configuration that a person wrote. */
const DEEPEST = 64;

/** The zone or region of something on an Outpost is that of its parent: only its ARN names the rack. */
const ofClass = (place: Place | undefined, carrier: CarrierClass): Place | undefined =>
  place?.kind === "outpost" && place.region && ["region", "zone", "zone-id"].includes(carrier)
    ? findPlace(place.region)
    : place;
