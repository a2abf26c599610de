/** From a text to the place it names: a region, an ARN, a bucket, a host, a document. */
import { directConnectCountry } from "../../charter/direct-connect";
import { findPlace, type Place } from "../../charter/places";
import { arnsIn, outpostArnIn, parseArn } from "../text/arn";
import type { CarrierClass } from "../catalogue/carriers";
import type { Context } from "./context";
import {
  hostOf,
  isAcceleratedHost,
  isAwsHost,
  isLoopback,
  isMetadata,
  isNear,
  isPrivateAddress,
  regionOfAwsHost,
} from "../text/host";
import { mayName, placesIn, type Spoken } from "../text/places-in-text";
import { namesInPayload } from "../text/payload";

/**
 * Where a value points.
 * - `place`: there. - `here`: it names something beside the resource itself, so nothing crosses (a bare name, an id, an IAM
 *   role). - `unknown`: it points somewhere, and nobody can tell where.
 */
export type End =
  | { readonly at: "place"; readonly place: Place; readonly value: string }
  | { readonly at: "here"; readonly value: string }
  | { readonly at: "unknown"; readonly value: string };

/** Not one place but many: what edges and world-wide switches open. */
export const EVERYWHERE: Place = { id: "global", country: null, kind: "edge", cloud: "aws" };

/** It stays beside the resource. */
export const here = (value: string): End => ({ at: "here", value });
/** Nobody can tell where. */
export const unknown = (value: string): End => ({ at: "unknown", value });
/** There, if there is a place. */
export const placed = (place: Place | undefined, value: string): End =>
  place ? { at: "place", place, value } : { at: "unknown", value };

/** Where a text of a carrier's class points. */
export function endOfText(text: string, carrier: CarrierClass, context: Context): End {
  const { jurisdiction } = context;
  if (carrier === "text") return worstEnd(spokenEnds(text, context), context) ?? here(text);
  const arn = parseArn(text);
  if (arn) {
    const outpost = outpostArnIn(arn);
    if (outpost) return placed(jurisdiction.locate(outpost), text);
    if (arn.region) return placed(worstOf(regionsOf(text, context), context), text);
    // An access point without a region is one of many regions; a bucket's ARN has no account.
    if (arn.service === "s3" && arn.account !== "")
      return arn.resource.startsWith("accesspoint/") ? placed(EVERYWHERE, text) : unknown(text);
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
    case "connection":
      return payloadEnd(text, carrier === "connection", context);
    case "ip":
      // What a DHCP option calls the resolver of the VPC itself.
      return text === "AmazonProvidedDNS" || isPrivateAddress(text) ? here(text) : placed(jurisdiction.hostPlace(text), text);
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

/** The worst end that a document inside an attribute names: it opens every one of them. */
function payloadEnd(text: string, connects: boolean, context: Context): End {
  const ends = namesInPayload(text, connects, context.jurisdiction).map((named) =>
    endOfText(named.text, named.class, context),
  );
  const worst = worstEnd(ends, context) ?? here(text);
  if (worst.at === "place") return placed(worst.place, worst.place.id);
  if (worst.at === "here") return worst;
  return unknown(hostOf(worst.value) ?? "a host or place that neither Clover nor the charter knows");
}

/** The end that speaks loudest: one that is unknown or not approved, else one that names a place at all. */
function worstEnd(ends: readonly End[], { jurisdiction }: Context): End | undefined {
  const speaking = ends.filter((end) => end.at !== "here");
  return speaking.find((end) => end.at === "unknown" || !jurisdiction.approves(end.place)) ?? speaking[0];
}

/** Services without a region, which hold identities. */
const IDENTITY_SERVICES = new Set(["iam", "organizations", "sts"]);

/** What a part of a text without a grammar leads to. What is filled in elsewhere (`${...}`, `*`) says nothing. */
export function endOfSpoken({ as, text }: Spoken, context: Context): End {
  const { jurisdiction } = context;
  switch (as) {
    case "arn":
      return arnEnd(text, context);
    case "url":
      return urlEnd(text, context);
    case "host": {
      const region = regionOfAwsHost(text.toLowerCase());
      return region ? placed(region, text) : here(text);
    }
    case "bucket":
      return isFilledIn(text) ? here(text) : bucketEnd(text, `s3://${text}`, "bucket", context);
    case "account":
      return jurisdiction.accountApproved(text) ? here(text) : unknown(text);
    case "place":
      return placed(jurisdiction.locate(text), text);
    case "phone":
      return unknown(text);
  }
}

/** Every end that a text without a grammar names. */
export const spokenEnds = (text: string, context: Context): readonly End[] =>
  mayName(text) ? placesIn(text).map((spoken) => endOfSpoken(spoken, context)) : [];

const isFilledIn = (text: string): boolean => /[$*{<%]/.test(text);

function arnEnd(text: string, context: Context): End {
  const [, , service = "", region = "", account = "", ...resource] = text.split(":");
  if (region !== "" && !isFilledIn(region)) {
    const place = context.jurisdiction.locate(region);
    if (!place || !context.jurisdiction.approves(place)) return placed(place, text);
  }
  if (/^\d{12}$/.test(account) && !context.jurisdiction.accountApproved(account)) return unknown(text);
  const bucket = service === "s3" && region === "" && account === "" ? resource.join(":").split("/", 1)[0] : undefined;
  return bucket && !isFilledIn(bucket) ? bucketEnd(bucket, text, "bucket", context) : here(text);
}

/** AWS's own hosts of services without a region, which hold identities alone. */
const IDENTITY_HOSTS = /^(iam|sts|organizations|route53|signin|cognito-identity)\.amazonaws\.com$/;

function urlEnd(text: string, context: Context): End {
  const host = hostOf(text);
  if (isFilledIn(text.replace(/^[^/]*\/\//, "").split(/[/?#]/, 1)[0] ?? "")) return here(text);
  if (host && (isNear(host) || isMetadata(host) || IDENTITY_HOSTS.test(host))) return here(text);
  // A queue is at the host of its region, and in the path under its account.
  const account = /^sqs[.-].*\.amazonaws\.com$/.test(host ?? "") ? /\/(\d{12})\//.exec(text)?.[1] : undefined;
  const end = hostEnd(text, context);
  const stranger = account !== undefined && !context.jurisdiction.accountApproved(account);
  return stranger && end.at === "place" && context.jurisdiction.approves(end.place) ? unknown(text) : end;
}

function bucketEnd(name: string, value: string, carrier: CarrierClass, context: Context): End {
  // The scripts of EMR itself: `s3://eu-west-1.elasticmapreduce/libs/script-runner/script-runner.jar`.
  const region = /^([a-z0-9-]+)\.elasticmapreduce$/.exec(name)?.[1];
  if (region !== undefined) return placed(findPlace(region), value);
  const owner = context.bucketNamed(name);
  if (!owner) return carrier === "near-bucket" ? here(value) : unknown(value);
  const placement = context.placementOf(owner);
  return placed(placement.status === "placed" ? placement.place : undefined, value);
}

function hostEnd(text: string, context: Context): End {
  const host = hostOf(text);
  if (!host) return unknown(text);
  if (isLoopback(host)) return here(text);
  if (isAcceleratedHost(host)) return placed(EVERYWHERE, text);
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
