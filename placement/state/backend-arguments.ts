/** Judges one argument of a backend or of a provider. */
import type { Jurisdiction } from "../../charter/jurisdiction";
import { describePlace, findPlace, type Place } from "../../charter/places";
import { Unknown, type Value } from "../../model/value";
import { outpostArnIn, parseArn } from "../text/arn";
import { judgeEndpoint, type EndpointProblem } from "../text/endpoint";
import { EVERYWHERE } from "../text/host";
import type { Says } from "./backends";

/** The reason why an argument is not accepted. `message` continues a sentence that begins with the argument's name. */
export type ArgumentProblem = EndpointProblem;

/** End of a sentence that begins with the name of an argument whose value is not in the input. */
export const notKnown = (value: Unknown): string =>
  `is ${value.references.join(", ") || "known only after apply"}, which the input does not resolve.`;

const undetermined = (message: string): ArgumentProblem => ({ outcome: "undetermined", message });

/**
 * Judges one argument. For a list, returns the problem of the first value that has one.
 *
 * @param cloud the cloud whose regions the argument takes
 */
export function judgeArgument(
  value: Value,
  says: Says,
  cloud: string | undefined,
  jurisdiction: Jurisdiction,
): ArgumentProblem | undefined {
  if (says === "silent") return undefined;
  if (value instanceof Unknown) return undetermined(notKnown(value));
  if (says === "edge") return value === true || value === "true" ? edges() : undefined;
  if (says === "files")
    return undetermined("names files that are not in the input, and they may name other endpoints.");
  if (says === "profile")
    return undetermined(
      "is not in the input, so neither is its account: pin allowed_account_ids to the charter's accounts.",
    );
  if (says === "elsewhere") return undetermined("leads to a place that is not in the input.");
  for (const text of textsOf(value)) {
    const problem = text instanceof Unknown ? undetermined(notKnown(text)) : judgeText(text, says, cloud, jurisdiction);
    if (problem) return problem;
  }
  return undefined;
}

const edges = (): ArgumentProblem => ({
  outcome: "violation",
  place: EVERYWHERE,
  message: "sends the state through edge locations around the world, which the charter does not approve.",
});

function textsOf(value: Value): readonly (string | Unknown)[] {
  if (Array.isArray(value)) return (value as readonly Value[]).flatMap(textsOf);
  if (value instanceof Unknown) return [value];
  if (typeof value === "string") return value === "" ? [] : [value];
  return value === null || value === undefined
    ? []
    : [typeof value === "number" ? String(value) : JSON.stringify(value)];
}

function judgeText(
  text: string,
  says: Says,
  cloud: string | undefined,
  jurisdiction: Jurisdiction,
): ArgumentProblem | undefined {
  switch (says) {
    case "region":
    case "signing":
      return judgePlace(text, findPlace(text, cloud ?? "aws"), jurisdiction);
    case "host":
      return firstProblem(text.split(/[\s,]+/), (host) => judgeEndpoint(host, jurisdiction));
    case "database": {
      const hosts = hostsOfDatabase(text);
      if (hosts.length === 0) return undetermined("does not name a host.");
      return firstProblem(hosts, (host) => judgeEndpoint(host, jurisdiction));
    }
    case "bucket":
      return judgeBucket(text, jurisdiction);
    case "key":
      return parseArn(text) ? judgeArn(text, jurisdiction) : undefined;
    case "role":
    case "accounts":
      return judgeAccount(parseArn(text)?.account ?? text, jurisdiction);
    case "google-key": {
      const location = /^projects\/[^/]+\/locations\/([^/]+)\//.exec(text)?.[1] ?? text;
      return judgePlace(location, findPlace(location, "gcp"), jurisdiction);
    }
    case "azure-cloud":
      return judgeAzure(text, jurisdiction);
    default:
      return undefined;
  }
}

function firstProblem(
  texts: readonly string[],
  judge: (text: string) => ArgumentProblem | undefined,
): ArgumentProblem | undefined {
  const problems = texts.filter((text) => text !== "").map(judge);
  return problems.find((problem) => problem?.outcome === "violation") ?? problems.find((problem) => problem);
}

function judgePlace(text: string, place: Place | undefined, jurisdiction: Jurisdiction): ArgumentProblem | undefined {
  if (!place) return undetermined(`is ${text}, which the catalogue does not know.`);
  if (jurisdiction.approves(place)) return undefined;
  return { outcome: "violation", place, message: `is ${describePlace(place)}, which the charter does not approve.` };
}

/** Judges an account id. An id that is written without quotes is a number, which AWS's clients read as the same account. */
export function judgeAccount(text: string, jurisdiction: Jurisdiction): ArgumentProblem | undefined {
  const account = /^\d{1,12}$/.test(text) ? text.padStart(12, "0") : text;
  if (jurisdiction.accountApproved(account)) return undefined;
  return { outcome: "violation", message: `is account ${account}, which is not in the charter.` };
}

function judgeArn(text: string, jurisdiction: Jurisdiction): ArgumentProblem | undefined {
  const arn = parseArn(text);
  if (!arn) return undetermined("is not a valid ARN.");
  const outpost = outpostArnIn(arn);
  const place = jurisdiction.locate(outpost ?? arn.region);
  return judgePlace(outpost ?? arn.region, place, jurisdiction) ?? judgeAccount(arn.account, jurisdiction);
}

/** Judges a bucket. The names of access points and directory buckets contain their place; other bucket names do not. */
function judgeBucket(text: string, jurisdiction: Jurisdiction): ArgumentProblem | undefined {
  const zone = /--([a-z0-9-]+)--x-s3$/.exec(text)?.[1];
  if (zone !== undefined) return judgePlace(zone, jurisdiction.locate(zone), jurisdiction);
  const arn = parseArn(text);
  if (!arn || (arn.region === "" && arn.account === "")) return undefined;
  // An access point without a region is a multi-Region access point.
  if (arn.region === "") return edges();
  return judgeArn(text, jurisdiction);
}

/** Azure's clouds that serve one country. In the public cloud, the storage account decides the place. */
const AZURE_CLOUDS: ReadonlyMap<string, string> = new Map([
  ["usgovernment", "US"],
  ["usgovernmentl4", "US"],
  ["usgovernmentl5", "US"],
  ["dod", "US"],
  ["china", "CN"],
  ["german", "DE"],
]);

function judgeAzure(text: string, jurisdiction: Jurisdiction): ArgumentProblem | undefined {
  const country = AZURE_CLOUDS.get(text.toLowerCase());
  if (country === undefined) return undefined;
  return judgePlace(text, { id: text, country, kind: "host", cloud: "azure" }, jurisdiction);
}

/** The hosts in a PostgreSQL connection string (a URL or `key=value` pairs) and in its options. */
function hostsOfDatabase(text: string): readonly string[] {
  const options = [...text.matchAll(/(?:^|[\s?&])(?:host|hostaddr)\s*=\s*(?:'([^']*)'|([^\s&']*))/g)];
  const named = options.map(([, quoted, bare]) => decode(quoted ?? bare ?? "")).filter((host) => !host.startsWith("/"));
  const authority = /^postgres(?:ql)?:\/\/(?:[^@/?#]*@)?([^/?#]*)/.exec(text)?.[1];
  return [...(authority ?? "").split(","), ...named.flatMap((hosts) => hosts.split(","))].filter((host) => host !== "");
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
