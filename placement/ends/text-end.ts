/** From a text to the place it names: a region, an ARN, a bucket, a host, a document. */
import { directConnectCountry } from "../../charter/direct-connect";
import type { Place } from "../../charter/places";
import { arnsIn, MOST_CARRIED, outpostArnIn, parseArn } from "../text/arn";
import type { CarrierClass } from "../catalogue/carriers";
import type { Context } from "./context";
import { here, placed, unknown, worstEnd, type End } from "./end";
import { bucketEnd, hostEnd } from "./host-end";
import { spokenEnds } from "./spoken-end";
import { EVERYWHERE, hostOf, isPrivateAddress, regionOfAwsHost } from "../text/host";
import type { Speaker } from "../catalogue/document-keys";
import type { Named } from "../text/payload-text";
import { namesInPayload } from "../text/payload";
import { strangerIn } from "../text/account";

/**
 * Where a text of a carrier's class points, and to whom.
 *
 * @param speaker the call whose arguments a document holds, if it does
 */
export function endOfText(text: string, carrier: CarrierClass, context: Context, speaker?: Speaker): End {
  const end = placeOfText(text, carrier, context, speaker);
  const stranger = strangerIn(text, context.jurisdiction);
  return stranger ? { ...end, stranger } : end;
}

function placeOfText(text: string, carrier: CarrierClass, context: Context, speaker?: Speaker): End {
  const { jurisdiction } = context;
  if (carrier === "text") return worstEnd(spokenEnds(text, context), jurisdiction) ?? here(text);
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
      return payloadEnd(text, carrier === "connection", context, speaker);
    case "ip":
      // What a DHCP option calls the resolver of the VPC itself.
      return text === "AmazonProvidedDNS" || isPrivateAddress(text)
        ? here(text)
        : placed(jurisdiction.hostPlace(text), text);
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
function regionsOf(text: string, { jurisdiction }: Context): readonly (Place | undefined)[] {
  const arns = arnsIn(text);
  if (arns.length > MOST_CARRIED) return [undefined];
  return arns.filter(({ region }) => region !== "").map(({ region }) => jurisdiction.locate(region));
}

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

/** Where a name inside a document points; whom it shares data with is the affair of accesses. */
export function endOfNamed({ text, class: kind }: Named, context: Context): End {
  if (kind === "account" || kind === "principal") return here(text);
  if (kind === "everywhere") return placed(EVERYWHERE, text);
  return kind === "unknown" ? unknown(text) : endOfText(text, kind, context);
}

/** The worst end that a document inside an attribute names: it opens every one of them. */
function payloadEnd(text: string, connects: boolean, context: Context, speaker?: Speaker): End {
  const ends = namesInPayload(text, connects, context.jurisdiction, speaker).map((named) => endOfNamed(named, context));
  const worst = worstEnd(ends, context.jurisdiction) ?? here(text);
  if (worst.at === "place") {
    const end = placed(worst.place, worst.stranger ? worst.value : worst.place.id);
    return worst.stranger ? { ...end, stranger: worst.stranger } : end;
  }
  if (worst.at === "here") return worst;
  return unknown(hostOf(worst.value) ?? "a host or place that neither Clover nor the charter knows");
}

/** Services without a region, which hold identities. */
const IDENTITY_SERVICES = new Set(["iam", "organizations", "sts"]);

/** Names of endpoint services carry their region: `com.amazonaws.eu-west-1.s3`, `com.amazonaws.vpce.us-east-1.vpce-svc-0`. */
function serviceEnd(text: string, context: Context): End {
  for (const label of text.split(".")) {
    const place = context.jurisdiction.locate(label);
    if (place) return placed(place, text);
  }
  return unknown(text);
}
