/**
 * Everything in a text without a grammar that could name a place, an account or a person: ARNs, URLs, hosts of AWS, buckets, telephone
 * numbers. Each pattern is linear in the text.
 */

/** A part of a text, and as what it is to be read. */
export interface Spoken {
  readonly as: "arn" | "url" | "host" | "bucket" | "account" | "phone" | "place";
  readonly text: string;
}

/**
 * Whether a text could name a place at all. This is asked of every text of every resource: it tells most of them apart by two searches for
 * one or two characters.
 */
export function mayName(text: string): boolean {
  const { length } = text;
  if (length < 9) return false;
  if (text.includes(":") || text.includes(".a")) return true;
  const first = text.charCodeAt(0);
  if (first === PLUS || (length === ACCOUNT && first >= ZERO && first <= NINE)) return true;
  return length < 40 && text.charCodeAt(2) === HYPHEN;
}

const [PLUS, HYPHEN, ZERO, NINE] = [0x2b, 0x2d, 0x30, 0x39];
/** Digits of an account's number. */
const ACCOUNT = 12;

const ARN = /^arn:aws[a-z-]*:[a-z0-9-]+:[^\s:"'\\,]*:[^\s:"'\\,]*:[^\s"'\\<>|,;)\]}]*/;
const URL = /(?<![a-z0-9])([a-z][a-z0-9+.-]{0,20}):\/\/([^\s"'\\<>|`)\]},;]+)/gi;
const BUCKET = /^s3[an]?$/i;

/** Schemes of files and settings of the machine or the account itself. */
const LOCAL =
  /^(file|unix|unixgram|classpath|local|ssm-parameter|ssm-document|secretsmanager|codepipeline|docker-daemon)$/i;

/** What stands before the name of a grammar (`xmlns="http://..."`), which nobody opens. */
const NAMESPACE = /(xmlns(:\w+)?\s*=\s*|schemaLocation\s*=\s*|\$(schema|id)["']?\s*[:=]\s*)["']?$/;

const AWS_SUFFIX = /\.(?:amazonaws\.(?:com|eu)|api\.aws|on\.aws)(?![a-z0-9-])/gi;

const WHOLE: readonly (readonly [Spoken["as"], RegExp])[] = [
  ["account", /^\d{12}$/],
  ["phone", /^\+\d{7,15}$/],
];

/**
 * Ids that carry their region: user pools (`us-east-1_Ab12Cd34E`) and identity pools (`us-east-1:3b1f...`) of Cognito. A region by itself is
 * none of this: things are called after regions, and every attribute that holds one is catalogued.
 */
const POOL = /^([a-z]{2}(?:-[a-z]+)+-\d)(?:_[A-Za-z0-9]{9,}|:[0-9a-f-]{36})$/;

/** Every part of the text that could name a place, in the order in which the patterns find them. */
export function placesIn(text: string): readonly Spoken[] {
  const whole = WHOLE.find(([, pattern]) => pattern.test(text));
  if (whole) return [{ as: whole[0], text }];
  const pool = POOL.exec(text)?.[1];
  if (pool !== undefined) return [{ as: "place", text: pool }];
  return [...arnsOf(text), ...urlsOf(text), ...hostsOf(text)];
}

/** ARNs, and each of those that others carry. */
const arnsOf = (text: string): readonly Spoken[] =>
  text.includes("arn:")
    ? text.split(/(?=\barn:aws)/).flatMap((piece) => {
        const arn = ARN.exec(piece)?.[0];
        return arn === undefined ? [] : [{ as: "arn" as const, text: arn }];
      })
    : [];

function urlsOf(text: string): readonly Spoken[] {
  if (!text.includes("://")) return [];
  const found: Spoken[] = [];
  for (const { 0: url, 1: scheme = "", 2: rest = "", index } of text.matchAll(URL)) {
    if (LOCAL.test(scheme) || rest.startsWith("/")) continue;
    if (BUCKET.test(scheme)) found.push({ as: "bucket", text: rest.split("/", 1)[0] ?? "" });
    else if (!NAMESPACE.test(text.slice(Math.max(0, index - 40), index))) found.push({ as: "url", text: url });
  }
  return found;
}

/** Hosts of AWS that stand without a scheme. A name is looked for backwards from the domain, no further than names go. */
function hostsOf(text: string): readonly Spoken[] {
  if (!text.includes(".a")) return [];
  return [...text.matchAll(AWS_SUFFIX)].map(({ 0: suffix, index }) => {
    const before = text.slice(Math.max(0, index - LONGEST_NAME), index);
    return { as: "host", text: (/[a-z0-9_.-]*$/i.exec(before)?.[0] ?? "") + suffix };
  });
}

const LONGEST_NAME = 253;
