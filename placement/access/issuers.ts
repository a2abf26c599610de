/**
 * Identity providers: who vouches for those that assume a role by a web identity or by SAML. A role is as safe as its issuer,
 * and an issuer that serves everybody vouches for everybody: the statement has to say whom of them it means.
 */
import type { Resource, Target } from "../../model/document";
import { follow } from "../../model/references/references";
import { Unknown } from "../../model/value";
import { demandsValue } from "./conditions";
import type { Context } from "../ends/context";
import { regionOfAwsHost } from "../text/host";
import type { Grant, Principal } from "./policy-document";
import { standingOf } from "./principals";
import { OWN, type Standing } from "../text/account";
import { covers, servesEverybody, subjectsOf } from "./subjects";
import { composedText, isComposed, isMute } from "./written-text";

/** Identity pools of Cognito: whose they are is in the condition on their audience. */
const COGNITO = "cognito-identity.amazonaws.com";

/** Standing of a federated principal in its statement. */
export function federatedStanding(
  { id, path }: Principal,
  grant: Grant,
  holder: Resource,
  context: Context,
): { readonly text: string; readonly standing: Standing } {
  if (!(id instanceof Unknown)) return { text: id, standing: standingOfIssuer(id, grant, holder, context) };
  if (isComposed(id)) {
    const written = composedText(id, holder, context, (end) => isProvider(end));
    const text = written ?? id.template ?? "";
    return { text, standing: written === undefined ? UNREAD : standingOfIssuer(written, grant, holder, context) };
  }
  const ends = follow(holder, path, id).filter((end) => !isMute(end));
  const standings = ends.map((end) => standingOfEnd(end, grant, holder, context));
  const standing = standings.find(({ is }) => is === "foreign") ?? standings.find(({ is }) => is === "unknown");
  return {
    text: ends.map(({ reference }) => reference).join(", "),
    standing: ends.length === 0 ? UNREAD : (standing ?? OWN),
  };
}

const UNREAD: Standing = { is: "unknown", why: "the identity provider is known only after apply" };

const isProvider = (end: Target): boolean =>
  end.kind === "resource" && /^aws_iam_(openid_connect|saml)_provider$/.test(end.resource.type);

function standingOfEnd(end: Target, grant: Grant, holder: Resource, context: Context): Standing {
  if (end.kind === "value")
    return typeof end.value === "string" ? standingOfIssuer(end.value, grant, holder, context) : UNREAD;
  if (end.kind !== "resource" || !isProvider(end)) return UNREAD;
  const { type, mode, values } = end.resource;
  const arn = values["arn"];
  if (typeof arn === "string" && arn !== "") return standingOfIssuer(arn, grant, holder, context);
  if (mode !== "managed") return UNREAD;
  const url = values["url"];
  if (type === "aws_iam_saml_provider" || typeof url !== "string") return OWN;
  return standingOfWebIdentity(issuerOf(url), true, grant, holder, context);
}

function standingOfIssuer(id: string, grant: Grant, holder: Resource, context: Context): Standing {
  if (id === COGNITO) return standingOfPool(grant);
  const provider = PROVIDER_ARN.exec(id);
  const [, account = "", kind, name = ""] = provider ?? [];
  if (!provider) {
    return Object.hasOwn(context.jurisdiction.charter.issuers ?? {}, id)
      ? standingOfWebIdentity(id, false, grant, holder, context)
      : standingOf("Federated", id, context.jurisdiction);
  }
  const owner = standingOf("AWS", account, context.jurisdiction);
  if (owner.is !== "own") return owner;
  if (kind === "oidc") return standingOfWebIdentity(name, isMade(kind, name, context), grant, holder, context, id);
  if (SIGN_IN.test(name) || isMade(kind, name, context) || namedIssuer(context, name, id)) return OWN;
  return unnamed(name);
}

const PROVIDER_ARN = /^arn:aws[a-z-]*:iam::(\d{12}):(saml|oidc)-provider\/(.+)$/;

/** The provider that AWS's own IAM Identity Center makes in each account of its organisation. */
const SIGN_IN = /^AWSSSO_[0-9a-f]+_DO_NOT_DELETE$/;

const unnamed = (name: string): Standing => ({
  is: "unknown",
  why: `neither the charter names the identity provider ${name} under issuers, nor is it made here`,
});

/** `https://host/path` is called `host/path` in ARNs and condition keys. */
const issuerOf = (url: string): string => url.replace(/^https?:\/\//, "").replace(/\/$/, "");

/** Whether the document makes the provider that an ARN of its account names. */
function isMade(kind: string | undefined, name: string, { document }: Context): boolean {
  return document.resources.some(({ type, mode, stays, values }) => {
    if (mode !== "managed" || !stays) return false;
    if (kind === "saml") return type === "aws_iam_saml_provider" && values["name"] === name;
    const url = type === "aws_iam_openid_connect_provider" ? values["url"] : undefined;
    return typeof url === "string" && issuerOf(url) === name;
  });
}

const namedIssuer = ({ jurisdiction }: Context, name: string, arn?: string) => {
  const { issuers = {} } = jurisdiction.charter;
  return Object.hasOwn(issuers, name)
    ? issuers[name]
    : arn !== undefined && Object.hasOwn(issuers, arn)
      ? issuers[arn]
      : undefined;
};

/** Guests of an identity pool have no identity at all. */
function standingOfPool({ conditions }: Grant): Standing {
  const guests = conditions.some(
    ({ operator, key, values }) =>
      demandsValue(operator) &&
      key === `${COGNITO}:amr` &&
      values.some((value) => value instanceof Unknown || covers(value, "unauthenticated")),
  );
  return guests
    ? { is: "foreign", why: "guests of a Cognito identity pool, who are anybody" }
    : { is: "foreign", why: "anybody that some Cognito pool lets in", anybody: true };
}

function standingOfWebIdentity(
  issuer: string,
  made: boolean,
  grant: Grant,
  holder: Resource,
  context: Context,
  arn?: string,
): Standing {
  const named = namedIssuer(context, issuer, arn);
  const subjects = subjectsOf(issuer, grant, holder, context);
  if (servesEverybody(issuer)) {
    if (subjects.length === 0)
      return {
        is: "foreign",
        why: `everybody whom ${issuer} vouches for: no condition says whose subject it has to be`,
      };
    if (subjects.includes(undefined))
      return { is: "unknown", why: `the subject of ${issuer} is known only after apply` };
  }
  const place = AWS_ISSUER.test(issuer) ? regionOfAwsHost(issuer.split("/", 1)[0] ?? "") : undefined;
  if (place && !context.jurisdiction.approves(place))
    return {
      is: "foreign",
      why: `the identity provider ${issuer} is in ${place.id} (${place.country ?? "country unknown"})`,
    };
  if (!named) return made || place ? OWN : unnamed(issuer);
  const outside = subjects.find((subject) => !named.subjects?.some((pattern) => covers(pattern, subject ?? "*")));
  if (named.subjects && (subjects.length === 0 || outside !== undefined || subjects.includes(undefined)))
    return {
      is: "foreign",
      why: `${outside ?? "any subject"} of ${issuer} is not one that the charter names under issuers`,
    };
  return OWN;
}

/** Clusters of EKS and user pools of Cognito: AWS vouches, for one cluster or pool. */
const AWS_ISSUER = /^(oidc\.eks|cognito-idp)\.[a-z0-9-]+\.amazonaws\.com\//;
