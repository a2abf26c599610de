/** One text of a document, under its key: the place, the host or the bucket that it names, if any. */
import type { Jurisdiction } from "../../charter/jurisdiction";
import { isAwsHost } from "../../charter/aws-domains";
import { arnsIn, MOST_CARRIED } from "./arn";
import type { CarrierClass } from "../catalogue/carriers";
import type { Meaning } from "../catalogue/document-keys";
import { expressionIn, HOLE, textsOf } from "./expression";
import { hostOf, isNear, regionOfAwsHost } from "./host";

/**
 * A text, and as what it is to be read. `everywhere` is a switch that opens many places, `unknown` what leads somewhere that the
 * document does not tell.
 */
export interface Named {
  readonly text: string;
  readonly class: CarrierClass | "everywhere" | "unknown";
}

/** What stands around a text. */
export interface Around {
  readonly key: string;
  /** The settings of a connection or of a log driver, which are there to say where it leads. */
  readonly connects: boolean;
  /** Beside it stands the region in which a bucket is asked for; S3 answers nowhere else. */
  readonly regional: boolean;
  /** It is an argument of a call or a property of a resource: what only the run will tell may lead anywhere. */
  readonly called: boolean;
  /** It is handed to a program or stored: a region or a host in it is data. */
  readonly data: boolean;
  readonly jurisdiction: Jurisdiction;
}

/** Keys whose text value is a place by itself, if it is one. */
const PLACES = /(region([_-]?name)?|availability_?zone|location)s?$/i;

/** Keys under which a template says where it posts to: HTTP tasks of Step Functions, integrations and authorizers of OpenAPI. */
const POSTS = /(endpoint|uri|-url|issuer)$/i;

/** Container images are software that comes in. */
const IMAGES = /(image|repository)_?uri$/i;

/** Where a task of Step Functions calls an API: with a scheme, or without one. */
const CALLS = /^ApiEndpoint$/i;

/** Keys of a connection whose value is a host also where no port says so. */
const HOSTS = /((host(name)?|server|url|uri|endpoint|address|broker)s?|url[._-]name)$/i;

const BUCKETS = /bucket([._-]?name)?$/i;

/** Words of a command are the program's own business, like its environment. */
const WORDS = /^(command|args|entrypoint)$/i;

/** A domain or an address with its port. A number may be part of a domain, but not all of its end. */
const PORTED = /^(\[[^\]]*\]|[^\s/:]*\.(xn--[^/.:]+|[^/.:\d]{2,})|\d+(\.\d+)+):\d{1,5}(\/|$)/i;

/** Sockets and files of the machine itself. */
const LOCAL = /^(file|unix|unixgram|classpath):/i;

const SCHEME = /^([a-z][a-z0-9_+.-]*:)*\/\//i;

/**
 * Everything that one text names; text that is none of this is nothing: without a grammar every word could be a comment.
 *
 * @param meaning what the catalogue says of its key, if data goes to what the key names or comes from there
 */
export function namesInText(text: string, around: Around, meaning?: Meaning): readonly Named[] {
  const expression = expressionIn(text, around.key);
  if (expression === undefined) return namesInLiteral(text, around, meaning);
  const inner = { ...around, key: around.key.replace(/\.\$$/, "") };
  const names = textsOf(expression).flatMap((each) => namesInLiteral(each, inner, meaning));
  return names.length === 0 && CALLS.test(inner.key) ? [unknown(expression)] : names;
}

const unknown = (text: string): Named => ({ text: shown(text), class: "unknown" });

/** A text as it may be printed. */
const shown = (text: string): string => text.replaceAll(HOLE, "{}");

/** Filled in by something that the document does not show: an expression, an import, a parameter without a value. */
const OPEN = new RegExp(`${HOLE}|<[\\w:. -]+>|\\{\\{(?!\\s{0,9}global:)[^{}]*\\}\\}`);

/** A whole text that names something of the template's own: nothing crosses. */
const OWN = /^\$\{[^}]*\}$|^\{\{\s*global:\w+\s*\}\}$/;

function namesInLiteral(text: string, around: Around, meaning: Meaning | undefined): readonly Named[] {
  if (OWN.test(text)) return [];
  const arns = arnsIn(text.replace(PSEUDO, "$1"));
  if (arns.length > MOST_CARRIED) return [unknown(text.slice(0, 100))];
  if (arns.length > 0) {
    const regions = arns.flatMap(({ region }) => (OPEN.test(region) ? [unknown(text)] : regionIn(region, around)));
    const plain = regions.length === arns.length && regions.every((named) => named.class === "region");
    if (plain && !text.includes("${")) return [{ text: shown(text), class: "arn" }];
    // Without a region an ARN of S3's names a bucket, and one of IAM's an account.
    return regions.length > 0 || !meaning || !WITHOUT_REGION.has(meaning.class) ? regions : [asMeant(text, meaning)];
  }
  if (OPEN.test(text)) return namesInOpen(text, around, meaning);
  if (meaning) return [asMeant(text, meaning)];
  if (/^s3[an]?:\/\//i.test(text)) return WORDS.test(around.key) ? [] : text.split(",").map(bucketUri);
  const hosts = around.connects ? hostsOfConnection(text, around.key) : hostsOfTemplate(text, around.key);
  if (hosts.length > 0)
    return hosts
      .filter((host) => !around.data || isAwsHost(hostOf(host) ?? ""))
      .map((host) => ({ text: host, class: "host" }));
  if (around.data) return [];
  if (PLACES.test(around.key)) return regionIn(text, around);
  return around.connects && BUCKETS.test(around.key) ? bucketIn(text, around.regional) : [];
}

const WITHOUT_REGION: ReadonlySet<string> = new Set([
  "s3-arn",
  "bucket",
  "near-bucket",
  "s3-uri",
  "account",
  "principal",
]);

const asMeant = (text: string, { class: kind }: Meaning): Named => ({ text, class: kind });

/** A text of which a part is open: it is as foreign as what is known of it, and unknown where the open part could move it. */
function namesInOpen(text: string, around: Around, meaning: Meaning | undefined): readonly Named[] {
  const parts = text.replace(new RegExp(OPEN.source, "g"), HOLE);
  const [, scheme = "", authority = ""] = /^((?:[a-z][a-z0-9+.-]*:)*\/\/)?([^/?#]*)/i.exec(parts) ?? [];
  if (/^s3[an]?:\/\//i.test(scheme)) return authority.includes(HOLE) ? [unknown(text)] : [bucketUri(parts)];
  const asHost =
    scheme !== "" && (meaning !== undefined || isPost(around.key) || isAwsHost(authority.split(HOLE).at(-1) ?? ""));
  if (asHost && !authority.includes(HOLE)) return namesInLiteral(parts.replaceAll(HOLE, "x"), around, meaning);
  if (asHost) {
    const region = regionOfAwsHost(`x${authority.slice(authority.lastIndexOf(HOLE) + 1)}`);
    return [...(region ? [{ text: region.id, class: "region" as const }] : []), unknown(text)];
  }
  if (meaning?.class === "account" || meaning?.class === "principal") return [asMeant(shown(text), meaning)];
  if (meaning) return NAMES.has(meaning.class) && !LEADS.test(around.key) ? [] : [unknown(text)];
  return around.called && !around.data && REGIONS.test(around.key) ? [unknown(text)] : [];
}

/** Classes of which a bare name is looked up beside the resource: unless its key says that it is more than a name. */
const NAMES: ReadonlySet<string> = new Set(["arn", "id", "service", "image", "kms-arn"]);
const LEADS = /(arn|ur[il])s?$/i;
const REGIONS = /region([_-]?name)?s?$/i;

/** A bucket by its name; what a template fills in is its own. */
export const bucketIn = (text: string, regional: boolean): readonly Named[] =>
  /^[a-z0-9.-]+$/.test(text) ? [{ text, class: regional ? "near-bucket" : "bucket" }] : [];

const bucketUri = (uri: string): Named => ({ text: uri.trim(), class: "s3-uri" });

const regionIn = (text: string, { jurisdiction }: Around): readonly Named[] =>
  jurisdiction.locate(text) ? [{ text, class: "region" }] : [];

/** What CloudFormation fills in: `arn:${AWS::Partition}:sqs:us-east-1:${AWS::AccountId}:q`. */
const PSEUDO = /\$\{AWS::(\w+)\}/g;

/** A URL, or what is called without one. */
function hostsOfTemplate(text: string, key: string): readonly string[] {
  const host = hostOf(text);
  const url = SCHEME.test(text);
  // `file:///x` has none, and `https://` alone is put together with what follows it.
  if (LOCAL.test(text) || (url && isFilledIn(text))) return [];
  if (host && isAwsHost(host) && (url || /endpoint$/i.test(key)))
    return regionOfAwsHost(host) || isPost(key) ? [text] : [];
  if (!isPost(key) || !(url || (CALLS.test(key) && text.includes(".")))) return [];
  return host && isNear(host) ? [] : [text];
}

const isPost = (key: string): boolean => POSTS.test(key) && !IMAGES.test(key);

/** Its host is put together from other texts: `https://${Api}.example`, `https://`. A user or password may well be. */
function isFilledIn(text: string): boolean {
  const from = text.indexOf("//");
  if (from < 0 || text.indexOf("/") < from) return false;
  const authority = text.slice(from + 2).split(/[/?#]/, 1)[0] ?? "";
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  return from + 2 === text.length || /\$\{|\{\{/.test(host);
}

/**
 * A host with its port, or under a key that speaks of hosts; several with commas between them. JDBC writes its settings behind
 * the host, and Oracle's driver knows a form without slashes.
 */
function hostsOfConnection(text: string, key: string): readonly string[] {
  if (LOCAL.test(text)) return [];
  const [whole = ""] = text
    .replace(/^jdbc:oracle:thin:[^@]*@(\/\/)?([^:/]+:\d+)?:?/i, "jdbc:oracle://$2/")
    .split(";", 1);
  return whole
    .split(",")
    .map((part) => part.trim())
    .filter((part) => {
      const host = hostOf(part);
      if ((host && isNear(host)) || isFilledIn(part)) return false;
      if (SCHEME.test(part) || /^jdbc:/i.test(part)) return true;
      if (/^\/|[\s${}]/.test(part)) return false;
      return HOSTS.test(key) ? /[.[]|^\d{4,}/.test(part) : PORTED.test(part);
    });
}
