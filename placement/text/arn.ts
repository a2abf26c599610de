/** Amazon Resource Names: `arn:partition:service:region:account:resource`. */
import { remember } from "../../core/memo";
export interface Arn {
  readonly partition: string;
  readonly service: string;
  /** "" where the ARN names none (S3 buckets, IAM, Route 53). */
  readonly region: string;
  /** "" where the ARN names none (S3 buckets). */
  readonly account: string;
  readonly resource: string;
}

/**
 * Parses a whole ARN; undefined for anything else, so that a text that merely contains one stays a mention. A document names the
 * same few roles and keys in every policy.
 */
export const parseArn = (text: string): Arn | undefined => (text.startsWith("arn:") ? readArn(text) : undefined);

const readArn = remember((text): Arn | undefined => {
  const parts = text.split(":");
  if (parts.length < 6) return undefined;
  const [, partition = "", service = "", region = "", account = ""] = parts;
  return { partition, service, region, account, resource: parts.slice(5).join(":") };
});

/**
 * An ARN and those that it carries: API Gateway calls a function by an ARN of its own region with the function's, of any region,
 * in its path (`arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:...`). The text is cut once,
 * before each carried ARN, so that the time grows with the length of the text alone.
 *
 * @returns more than {@link MOST_CARRIED} where the text is not one that a service of AWS's writes
 */
export function arnsIn(text: string): readonly Arn[] {
  if (!text.startsWith("arn:")) return [];
  return text.split(CARRIED).flatMap((piece) => parseArn(piece) ?? []);
}

/** ARNs that one ARN may be made of: an integration carries a function, and a service may carry that integration. */
export const MOST_CARRIED = 4;

const CARRIED = /(?<=[/:])(?=arn:)/;

/** ARN of an Outpost inside the ARN of something on it (`arn:aws:s3-outposts:eu-west-1:1:outpost/op-0/bucket/b`). */
export function outpostArnIn(arn: Arn): string | undefined {
  if (arn.service !== "outposts" && arn.service !== "s3-outposts") return undefined;
  const id = /^outpost\/(op-[0-9a-f]+)/.exec(arn.resource)?.[1];
  return id && `arn:${arn.partition}:outposts:${arn.region}:${arn.account}:outpost/${id}`;
}
