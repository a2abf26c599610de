/** Host names and URLs: which region of AWS serves them, if any. */
import { isIP } from "node:net";
import { isAwsHost } from "../../charter/aws-domains";
import { findPlace, type Place } from "../../charter/places";

const SCHEME = /^(?:[a-z][a-z0-9+.-]*:)*\/\//i;

/** The host of a URL, of `host:port`, or of a bare host name; undefined where there is none. Lower case. */
export const hostOf = (text: string): string | undefined => partsOf(text)?.host;

/** Scheme, host and port, as far as they are there; of what else a URL holds, a secret perhaps, nothing. */
export function originOf(text: string): string | undefined {
  const parts = partsOf(text);
  return parts && (SCHEME.exec(text)?.[0] ?? "").toLowerCase() + parts.host + parts.port;
}

function partsOf(text: string): { host: string; port: string } | undefined {
  // Browsers and most clients read a backslash as a slash, others do not: nobody can say which host is meant.
  if (text.includes("\\")) return undefined;
  const rest = text.replace(SCHEME, "");
  const authority = rest.split(/[/?#]/, 1)[0] ?? "";
  const [, name = "", port = ""] = /^(.*?)(:\d*)?$/.exec(authority.slice(authority.lastIndexOf("@") + 1)) ?? [];
  const host = name.replace(/\.$/, "");
  return /^[a-z0-9_*-]+(\.[a-z0-9_*-]+)*$/i.test(host) || /^\[[0-9a-f:.]+\]$/i.test(host)
    ? { host: host.toLowerCase(), port }
    : undefined;
}

/** Loopback: nothing leaves the machine, which is what a sandbox looks like. */
export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);

/** Addresses that no route on the internet leads to (RFC 1918, RFC 6598, RFC 4193, link-local): they stay in the network. */
export const isPrivateAddress = (text: string): boolean =>
  isIP(text.split("/", 1)[0] ?? "") !== 0 &&
  /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.|127\.|f[cd][0-9a-f]{2}:|fe80:)/i.test(
    text,
  );

/** A host of the network itself: its own address, or a name that only its own resolver knows. A number is an address. */
export const isNear = (host: string): boolean =>
  isLoopback(host) ||
  isPrivateAddress(host.replace(/^\[|\]$/g, "")) ||
  /^[a-z_][a-z0-9_-]*$|\.(internal|local)$/.test(host);

/** The machine's own metadata service (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html). */
export const isMetadata = (host: string): boolean => host === "169.254.169.254" || host === "[fd00:ec2::254]";

/** Not one place but many: what edges and world-wide switches open. */
export const EVERYWHERE: Place = { id: "global", country: null, kind: "edge", cloud: "aws" };

/** A bucket behind the edges of transfer acceleration, or that service itself. */
export const isAcceleratedHost = (host: string): boolean =>
  /(^|\.)s3-accelerate\.(dualstack\.)?amazonaws\.com$/.test(host);

/** `s3`, `s3-us-west-2`, `s3-website-us-west-2`, `s3-accelerate`; `s3-external-1` is the old name of us-east-1's. */
const S3_ENDPOINT = /^s3(?:-website|-fips)?(?:-|$)/;

/**
 * The region that an AWS host names in one of its labels (`sqs.eu-west-1.amazonaws.com`, `b.s3.us-east-1.amazonaws.com`,
 * `s3-us-west-2.amazonaws.com`). Undefined for hosts that name none: those are global, or not AWS's.
 */
export function regionOfAwsHost(host: string): Place | undefined {
  if (!isAwsHost(host)) return undefined;
  // The oldest address of SQS: https://docs.aws.amazon.com/general/latest/gr/sqs-service.html
  if (host === "queue.amazonaws.com") return findPlace("us-east-1");
  const labels = host.split(".").toReversed();
  for (const label of labels) {
    // Left of an S3 endpoint stands the name of a bucket, which may be called anything.
    if (S3_ENDPOINT.test(label))
      return findPlace(label === "s3-external-1" ? "us-east-1" : label.replace(S3_ENDPOINT, ""));
    if (!label.includes("-")) continue;
    const place = findPlace(label);
    if (place?.kind === "region") return place;
  }
  return undefined;
}
