/** Subjects of web identities: which issuers serve everybody, and which conditions say whose of them are meant. */
import type { Resource } from "../../model/document";
import { follow } from "../../model/references/references";
import { Unknown } from "../../model/value";
import type { Context } from "../ends/context";
import { demandsValue } from "./conditions";
import type { Condition, Grant } from "./policy-document";
import { composedText, isComposed } from "./written-text";

/** Issuers that give a token to anybody with an account there; a path names one customer, unless it stands here itself. */
const EVERYBODYS: ReadonlySet<string> = new Set([
  "accounts.google.com",
  "agent.buildkite.com",
  "api.pulumi.com/oidc",
  "app.eu.terraform.io",
  "app.terraform.io",
  "appleid.apple.com",
  "gitlab.com",
  "graph.facebook.com",
  "id.twitch.tv/oauth2",
  "login.microsoftonline.com/common",
  "login.microsoftonline.com/common/v2.0",
  "login.microsoftonline.com/consumers/v2.0",
  "login.microsoftonline.com/organizations/v2.0",
  "login.salesforce.com",
  "oauth2.sigstore.dev/auth",
  "oidc.circleci.com",
  "oidc.vercel.com",
  "slack.com",
  "token.actions.githubusercontent.com",
  "www.amazon.com",
  "www.linkedin.com/oauth",
]);

/** Tenants of these sign up whoever asks, as their own or through everybody's identity providers. */
const OPEN_TENANTS = /^[^/]+\.auth0\.com(\/|$)|^securetoken\.google\.com\//;

/** Whether an issuer vouches for anybody who asks. */
export const servesEverybody = (issuer: string): boolean => EVERYBODYS.has(issuer) || OPEN_TENANTS.test(issuer);

/** Claims that name one customer of an issuer, or something of theirs, besides the subject. */
const CLAIMS =
  /^(sub|repository(_id|_owner|_owner_id)?|enterprise(_id)?|job_workflow_ref|project(_id|_path|-id)?|namespace(_id|_path)?|organi[sz]ation(_id|-id)?|org(_id|-id)|terraform_(organization|project|workspace)_(id|name)|workspace_id|pipeline_id|oidc\.circleci\.com\/(org|project)-id)$/;

/**
 * What the statement demands of those that the issuer vouches for: each value that names one of its customers. `undefined`
 * stands for one that is not known yet. Empty where any condition that there is leaves room for everybody.
 */
export function subjectsOf(
  issuer: string,
  { conditions }: Grant,
  holder: Resource,
  context: Context,
): readonly (string | undefined)[] {
  for (const condition of conditions) {
    const claim = claimOf(issuer, condition);
    if (claim === undefined || condition.values.length === 0) continue;
    const texts = condition.values.map((value) => textOfValue(value, holder, context, condition.path));
    const exact = /equals/.test(condition.operator) && !/arn/.test(condition.operator);
    if (texts.every((text) => text === undefined || exact || namesOne(claim, text))) return texts;
  }
  return [];
}

function claimOf(issuer: string, { operator, key }: Condition): string | undefined {
  const prefix = `${issuer.toLowerCase()}:`;
  const claim = key.startsWith(prefix) ? key.slice(prefix.length) : "";
  return demandsValue(operator) && CLAIMS.test(claim) ? claim : undefined;
}

/** A text of a condition; one that is not known yet counts as far as it is written. */
function textOfValue(value: string | Unknown, holder: Resource, context: Context, path: string): string | undefined {
  if (!(value instanceof Unknown)) return value;
  if (isComposed(value)) return composedText(value, holder, context, () => false);
  const [end, ...others] = follow(holder, path, value);
  return end?.kind === "value" && typeof end.value === "string" && others.length === 0 ? end.value : undefined;
}

/** Whether a pattern leaves no doubt of whose subject it is: `repo:acme/*` does, and `repo:acme*` takes in `acme-evil`. */
function namesOne(claim: string, text: string): boolean {
  const wild = text.search(/[*?]/);
  if (wild < 0) return true;
  const known = text.slice(0, wild);
  return claim === "sub" ? /^[^:]+:[^/:]+[/:]/.test(known) : /^[^/]+\//.test(known);
}

/** Whether a pattern with `*` and `?` covers all of a text, itself perhaps a pattern. */
export function covers(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s").test(text);
}
