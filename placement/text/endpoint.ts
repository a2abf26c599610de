/** Custom endpoints of an AWS client, judged by the place of their host. */
import type { Jurisdiction } from "../../charter/jurisdiction";
import { describePlace, type Place } from "../../charter/places";
import { isAwsHost } from "../../charter/aws-domains";
import { EVERYWHERE, hostOf, isAcceleratedHost, isLoopback, isMetadata, regionOfAwsHost } from "./host";

/** The reason why an endpoint is rejected. `message` continues a sentence that starts with the name of the endpoint. */
export interface EndpointProblem {
  readonly outcome: "violation" | "undetermined";
  readonly message: string;
  readonly place?: Place;
}

/** AWS's own hosts of services without a region, which hold identities and names alone. */
const IDENTITY_HOSTS = new Set(["iam", "sts", "organizations", "route53"].map((service) => `${service}.amazonaws.com`));

/**
 * Judges a URL or host: AWS's own in an approved region, one that the charter names, or the machine itself.
 *
 * @returns nothing where nothing speaks against it
 */
export function judgeEndpoint(text: string, jurisdiction: Jurisdiction): EndpointProblem | undefined {
  const host = hostOf(text);
  if (host && (isLoopback(host) || isMetadata(host) || IDENTITY_HOSTS.has(host))) return undefined;
  const place = host ? placeOf(host, jurisdiction) : undefined;
  if (!place) {
    const message = host ? `is ${host}, whose place neither Clover nor the charter knows.` : "is not a valid host.";
    return { outcome: "undetermined", message };
  }
  if (jurisdiction.approves(place)) return undefined;
  return { outcome: "violation", place, message: `is in ${describePlace(place)}, which the charter does not approve.` };
}

function placeOf(host: string, jurisdiction: Jurisdiction): Place | undefined {
  if (isAcceleratedHost(host)) return EVERYWHERE;
  return isAwsHost(host) ? regionOfAwsHost(host) : jurisdiction.hostPlace(host);
}
