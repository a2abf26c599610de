/**
 * Texts and documents of which a part is known only after apply, with stand-ins for what makes no difference to the place: the name
 * behind an ARN's region, the path behind a host.
 */
import type { Resource } from "../../model/document";
import { valueOf } from "../../model/references/scope";
import { Unknown, type Value } from "../../model/value";
import { isAws } from "../catalogue/providers";
import type { Context } from "./context";

/** Stands for a part without quotes, slashes or colons: an id, a chosen name. */
const NAME = "\uE010";
/** Stands for a part that may say anything. */
const ANYTHING = "\uE011";
const HOLES = /[\uE010\uE011]/g;

/** More texts than this are not told apart. */
const MOST = 32;

/** What AWS calls what it made. */
const NAMES_IT =
  /^(?:\w+\[[^\]]*\]\.?)*(?:(?:\w+_)?(?:arn|id)|name|bucket|function_name|(?:\w+_)?domain_name|region|partition|dns_suffix|url|issuer|endpoint|repository_url|dns_name|qualifier|version)$/;
const RANDOM =
  /^random_(?:id\.(?:hex|dec|id|b64_url)|uuid\.(?:id|result)|integer\.(?:id|result)|pet\.id|string\.(?:id|result))$/;

/** Every text that the parts can make. Undefined where there are too many. */
export function fillIn(parts: readonly (string | Unknown)[], context: Context): readonly string[] | undefined {
  let texts = [""];
  for (const part of parts) {
    const ways = typeof part === "string" ? [part] : waysOf(part, context);
    if (!ways || texts.length * ways.length > MOST) return undefined;
    texts = texts.flatMap((text) => ways.map((way) => text + way));
  }
  return texts;
}

function waysOf(part: Unknown, context: Context): readonly string[] | undefined {
  const { origin } = part;
  if (origin?.kind === "attribute") return [wordOf(origin.owner as Resource, origin.attribute, context)];
  if (origin?.kind === "text") return fillIn(origin.parts, context);
  if (origin?.kind === "several") return waysOfValue(origin.item, context);
  if (origin?.kind !== "choice") return [ANYTHING];
  const ways = origin.among.map((each) => waysOfValue(each, context));
  return ways.every((each) => each !== undefined) ? ways.flat() : undefined;
}

const waysOfValue = (value: Value, context: Context): readonly string[] | undefined =>
  value instanceof Unknown ? waysOf(value, context) : [typeof value === "object" ? ANYTHING : String(value)];

/** What an attribute will say as far as the place goes. */
function wordOf(resource: Resource, attribute: string, context: Context): string {
  const known = valueOf({ kind: "resource", resource, attribute, reference: "" });
  if (typeof known === "string" && known !== "") return known;
  const what = `${resource.type}.${attribute}`;
  if (!isAws(resource.source)) return RANDOM.test(what) ? NAME : ANYTHING;
  const told = toldOf(resource, what, context);
  if (told !== undefined) return told;
  if (!NAMES_IT.test(attribute) || resource.type.endsWith("_item")) return ANYTHING;
  if (/(^|[._])arn$/.test(attribute)) return arnOf(resource, attribute, context);
  if (!HOST.test(attribute)) return NAME;
  const host = hostOf(resource, context);
  return /(^|[._])url$/.test(attribute) && host !== ANYTHING ? `https://${host}` : host;
}

/** Attributes that are a host of AWS's, which says its region. */
const HOST = /(url|endpoint|dns_name|domain_name)$/;

function hostOf(resource: Resource, context: Context): string {
  const { status, place } = context.placementOf(resource);
  const region = place?.region ?? place?.id;
  return status === "placed" && region !== undefined ? `x.${region}.amazonaws.com` : ANYTHING;
}

/** Whether a part is certainly a text without quotes and backslashes. */
export function isPlain(part: Unknown): boolean {
  const { origin } = part;
  if (origin?.kind === "text") return origin.parts.every((each) => isPlainValue(each));
  if (origin?.kind === "choice") return origin.among.every(isPlainValue);
  if (origin?.kind === "several") return false;
  if (origin?.kind !== "attribute") return false;
  const { type, source, values } = origin.owner as Resource;
  const made = isAws(source)
    ? NAMES_IT.test(origin.attribute) && !type.endsWith("_item")
    : RANDOM.test(`${type}.${origin.attribute}`);
  // A name that a person chose is a part of ids and ARNs.
  const chosen = Object.entries(values).filter(([key]) => key === origin.attribute || NAMING.test(key));
  return made && chosen.every(([, value]) => isPlainValue(value));
}

const NAMING = /(?:^|_)(?:name|prefix|separator|identifier|id|arn|path|key|bucket|alias|url)$/;

const isPlainValue = (value: Value): boolean => {
  if (value === null) return true;
  // Without an origin it is the provider's own.
  if (value instanceof Unknown) return value.origin === undefined || isPlain(value);
  return typeof value === "string" ? !/["\\\p{Cc}]/u.test(value) : typeof value !== "object" && value !== null;
};

/** What data sources say of the provider that reads them. */
function toldOf(resource: Resource, what: string, context: Context): string | undefined {
  if (/^aws_partition\.(partition|id)$/.test(what)) return "aws";
  if (what === "aws_partition.dns_suffix") return "amazonaws.com";
  if (/^aws_caller_identity\.(account_id|id)$/.test(what)) return ownAccount(context);
  if (/^aws_region\.(name|id|region)$/.test(what))
    return isOwnRegion(resource) ? context.placementOf(resource).place?.id : undefined;
  return undefined;
}

/** Whether a data source asks for the region of its provider, and not for one by its name or endpoint. */
export const isOwnRegion = ({ values, written }: Resource): boolean =>
  ["name", "region", "endpoint"].every((argument) => {
    const value = written ? written(argument) : values[argument];
    return value === undefined || value === null;
  });

/** All of the charter's accounts have the same standing. */
const ownAccount = ({ jurisdiction }: Context): string => Object.values(jurisdiction.charter.accounts)[0] ?? NAME;

/** The ARN of a resource: its region and account are those of its provider. */
function arnOf(resource: Resource, attribute: string, context: Context): string {
  if (resource.type === "aws_s3_bucket" && attribute === "arn") {
    const bucket = resource.values["bucket"];
    return `arn:aws:s3:::${typeof bucket === "string" && bucket !== "" ? bucket : NAME}`;
  }
  const { status, place } = context.placementOf(resource);
  const region = place?.region ?? place?.id;
  if (status === "global") return `arn:aws:iam::${ownAccount(context)}:${NAME}`;
  if (status !== "placed" || region === undefined) return ANYTHING;
  const service = resource.type.split("_")[1] ?? "x";
  return `arn:aws:${service}:${region}:${ownAccount(context)}:${NAME}`;
}

/**
 * The text with a name in place of each hole, if what is in them cannot change where it leads: a hole behind an ARN's account, or
 * behind a host.
 */
export function closeHoles(text: string): string | undefined {
  if (text.search(HOLES) < 0) return text;
  const closed = text.replace(HOLES, "x");
  const arn = /^arn:[^:]*:([^:]*):([^:]*):([^:]*):/.exec(text);
  if (arn) {
    const head = arn[0];
    if (head.search(HOLES) >= 0) return undefined;
    // The ARN of a bucket has neither region nor account: its name says whose it is.
    if (arn[1] === "s3" && arn[2] === "") return bucketOf(text).search(HOLES) < 0 ? closed : undefined;
    return closed;
  }
  if (text.startsWith(ANYTHING) || /^(a|ar|arn)?[:\uE010\uE011]*:/.test(text)) return undefined;
  const url = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*)/i.exec(text);
  if (!url) return text.includes(ANYTHING) && /[/.:]/.test(text) ? undefined : closed;
  const host = url[2] ?? "";
  if (host.includes(ANYTHING) || host.includes("@")) return undefined;
  // A name may be the first label of a host, not its domain.
  return /\uE010[^.]*(\.[^.\uE010]+){0,1}$/.test(host) ? undefined : closed;
}

/** The bucket of an S3 ARN, with its hole. */
const bucketOf = (arn: string): string => arn.split(":").slice(5).join(":").split("/", 1)[0] ?? "";

/**
 * The resource that a whole bucket name of the text comes from, where it is no more than known after apply: `${bucket.arn}/*`.
 */
export function bucketOwner(parts: readonly (string | Unknown)[]): Resource | undefined {
  const [first, second] = parts;
  const [owner, rest] =
    typeof first === "string" && /^(arn:[a-z-]+:s3:::|s3a?:\/\/)$/.test(first) ? [second, parts[2]] : [first, second];
  if (!(owner instanceof Unknown) || owner.origin?.kind !== "attribute") return undefined;
  const resource = owner.origin.owner as Resource;
  const isBucket = resource.type === "aws_s3_bucket" && /^(arn|id|bucket)$/.test(owner.origin.attribute);
  return isBucket && (rest === undefined || (typeof rest === "string" && rest.startsWith("/"))) ? resource : undefined;
}
