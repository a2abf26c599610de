/** The ends that a text without a grammar names: command lines, settings, programs. */
import { hostOf, isMetadata, isNear, regionOfAwsHost } from "../text/host";
import { mayName, placesIn, type Spoken } from "../text/places-in-text";
import type { Context } from "./context";
import { here, placed, unknown, type End } from "./end";
import { bucketEnd, hostEnd } from "./host-end";

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
