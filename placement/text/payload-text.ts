/** One text of a document, under its key: the place, the host or the bucket that it names, if any. */
import type { Jurisdiction } from "../../charter/jurisdiction";
import { arnsIn } from "./arn";
import { isAwsHost } from "../../charter/aws-domains";
import { hostOf, isNear, regionOfAwsHost } from "./host";

/** A text, and as what it is to be read. A host that cannot be read is one that nobody can place. */
export interface Named {
  readonly text: string;
  readonly class: "region" | "host" | "s3-uri" | "bucket" | "near-bucket";
}

/** What stands around a text. */
export interface Around {
  readonly key: string;
  /** The settings of a connection or of a log driver, which are there to say where it leads. */
  readonly connects: boolean;
  /** Beside it stands the region in which a bucket is asked for; S3 answers nowhere else. */
  readonly regional: boolean;
  readonly jurisdiction: Jurisdiction;
}

/** Keys whose text value is a place by itself, if it is one. */
const PLACES = /(region|availability_?zone|location)s?$/i;

/** Keys under which a template says where it posts to: HTTP tasks of Step Functions, integrations of OpenAPI. */
const POSTS = /(endpoint|uri|-url)$/i;

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

/** Everything that one text names. Text that is none of this is nothing: without a grammar every word could be a comment. */
export function namesInText(text: string, around: Around): readonly Named[] {
  const { key } = around;
  const expression = /^\{%(.*)%\}$/s.exec(text.trim())?.[1] ?? (key.endsWith(".$") ? text : undefined);
  if (expression !== undefined) return namesInExpression(expression, { ...around, key: key.replace(/\.\$$/, "") });

  const arns = arnsIn(text.replace(PSEUDO, "$1"));
  if (arns.length > 0) return arns.flatMap(({ region }) => regionIn(region, around));
  if (/^s3[an]?:\/\//i.test(text)) return WORDS.test(key) ? [] : text.split(",").map(bucketUri);
  const hosts = around.connects ? hostsOfConnection(text, key) : hostsOfTemplate(text, key);
  if (hosts.length > 0) return hosts.map((host) => ({ text: host, class: "host" }));
  if (PLACES.test(key)) return regionIn(text, around);
  return around.connects && BUCKETS.test(key) ? bucketIn(text, around.regional) : [];
}

/** A bucket by its name; what a template fills in is its own. */
export const bucketIn = (text: string, regional: boolean): readonly Named[] =>
  /^[a-z0-9.-]+$/.test(text) ? [{ text, class: regional ? "near-bucket" : "bucket" }] : [];

const bucketUri = (uri: string): Named => ({ text: uri.trim(), class: "s3-uri" });

const regionIn = (text: string, { jurisdiction }: Around): readonly Named[] =>
  jurisdiction.locate(text) ? [{ text, class: "region" }] : [];

/** What CloudFormation fills in: `arn:${AWS::Partition}:sqs:us-east-1:${AWS::AccountId}:q`. */
const PSEUDO = /\$\{AWS::(\w+)\}/g;

/** Texts in quotes, and whether something is put before or behind them. */
const LITERALS = /(&?)\s*(['"])((?:\\.|(?!\2).)*)\2(?=\s*(&?))/gs;

/**
 * JSONata (`{% ... %}`), and intrinsic functions and paths of Step Functions: what is written out in them is read as if it stood
 * there alone. Where an API is called, that must say the whole host.
 */
function namesInExpression(expression: string, around: Around): readonly Named[] {
  const names: Named[] = [];
  for (const [, behind, , literal = "", before] of expression.matchAll(LITERALS)) {
    // `'https://example.ie' & $x`: the host goes on where the text ends.
    const open = before === "&" && /^([^/]*\/\/)?[^/?#]*$/.test(literal);
    const named = namesInText(open ? `${literal}{}` : literal, around);
    names.push(...(behind === "&" ? named.filter((each) => each.class !== "host") : named));
  }
  return names.length === 0 && CALLS.test(around.key) ? [{ text: expression, class: "host" }] : names;
}

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
const isFilledIn = (text: string): boolean => /^[^/]*\/\/([^/?#]*(\$\{|\{\{)[^/?#@]*([/?#]|$)|$)/.test(text);

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
