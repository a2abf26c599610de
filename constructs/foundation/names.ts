/** Names are derived from where a construct stands in the tree: the same program gives the same names, known at plan. */
import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { badName } from "./errors";
import { SiteStack } from "./site-stack";

/** Ids of a construct and its parents below the stack, for example ["user-data", "key"]. */
export function pathWithinStack(construct: IConstruct): string[] {
  const { scopes } = construct.node;
  return scopes.slice(scopes.indexOf(SiteStack.of(construct)) + 1).map((scope) => scope.node.id);
}

/**
 * Accepts a name only if it is literal and legal. A name that is known only after apply would leave the ARNs in policies
 * unknown too, and what the gate cannot read it must reject.
 *
 * @throws ConstructError when it is neither
 */
export function requireName(construct: IConstruct, what: string, name: string, pattern: RegExp, rule: string): string {
  if (Token.isUnresolved(name) || !pattern.test(name)) {
    throw badName(construct.node.path, what, Token.isUnresolved(name) ? "a computed value" : name, rule);
  }
  return name;
}

/** Bucket names: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html (dots would break TLS). */
export function requireBucketName(construct: IConstruct, name: string): string {
  return requireName(
    construct,
    "bucket name",
    name,
    /^(?!xn--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
    "3 to 63 small letters, digits and hyphens",
  );
}

/** The bucket name for a construct: unique in the world by account, and readable by site and place in the program. */
export function deriveBucketName(construct: IConstruct): string {
  const { accountId, siteName } = SiteStack.of(construct);
  return ["clover", accountId, siteName, ...pathWithinStack(construct)].join("-").toLowerCase().replaceAll("_", "-");
}

/** The alias of a key, by where it stands in the program. */
export function requireKeyAlias(construct: IConstruct): string {
  return requireName(
    construct,
    "key alias",
    `alias/${["clover", SiteStack.of(construct).siteName, ...pathWithinStack(construct)].join("/")}`,
    /^alias\/[a-zA-Z0-9/_-]{1,250}$/,
    "letters, digits, hyphens, underscores and slashes, at most 250",
  );
}

/** A name that is unique in the account and region, readable by site and place in the program. */
export function deriveName(construct: IConstruct): string {
  return ["clover", SiteStack.of(construct).siteName, ...pathWithinStack(construct)].join("-");
}
