/** Whose a principal is where its text is known only after apply, and whether a condition keeps everybody else out. */
import type { Resource, Target } from "../../model/document";
import { follow } from "../../model/references/references";
import { valueOf } from "../../model/references/scope";
import { Unknown, type Origin, type Value } from "../../model/value";
import { parseArn } from "../text/arn";
import { OWN, type Standing } from "../text/account";
import type { Context } from "../ends/context";
import { namesCaller, narrows, standingOfValue, type ConditionKind } from "./conditions";
import { federatedStanding } from "./issuers";
import type { Condition, Grant, Principal } from "./policy-document";
import { standingOf } from "./principals";
import { isAws } from "../catalogue/providers";
import { composedText, isComposed, isMute, literalParts } from "./written-text";

/** Nobody can tell. */
export const UNREAD: Standing = { is: "unknown", why: "the principal is known only after apply" };

/**
 * A principal made by the same configuration lives in the account that its provider is pinned to. Its bare name says nothing of an
 * account: a text was put together around it, and something else in that text has to say whose it is.
 *
 * @param beside every end of the text, this one too
 */
export function belongsHere(target: Target, context: Context, beside: readonly Target[] = []): boolean {
  if (target.kind !== "resource") return false;
  const { resource, attribute } = target;
  if (!isAws(resource.source)) return false;
  const known = valueOf(target);
  if (typeof known === "string" && known !== "") return standingOf("AWS", known, context.jurisdiction).is === "own";
  if (resource.type === "aws_caller_identity" || resource.type === "aws_canonical_user_id") return true;
  if (resource.mode !== "managed") return false;
  const what = `${resource.type}.${attribute}`;
  return MADE_HERE.test(what) || (NAMED_HERE.test(what) && beside.some((other) => belongsHere(other, context)));
}

/** Attributes of its own that name what was made, and so its account; any other, as a stack's outputs, may hold a text from elsewhere. */
const MADE_HERE =
  /^aws_iam_.*\.unique_id$|^aws_iam_saml_provider\.id$|^aws_acmpca_certificate_authority\.certificate(_chain)?$|^aws_cognito_identity_pool\.id$|^[^.]+\.([a-z0-9_]+_)?(arn|owner_id|account_id)$|\.$/;

/** Attributes that name what was made within its account. */
const NAMED_HERE = /^aws_iam_.*\.(id|name|path)$/;

/** What a principal is called, and its standing: an unknown one is called as its text, or its reference, is written. */
export function judgePrincipal(
  principal: Principal,
  grant: Grant,
  holder: Resource,
  context: Context,
): { readonly text: string; readonly standing: Standing } {
  const { type, id, path } = principal;
  if (type === "Federated") return federatedStanding(principal, grant, holder, context);
  if (!(id instanceof Unknown)) return { text: id, standing: standingOf(type, id, context.jurisdiction) };
  if (id.origin?.kind === "choice" || id.origin?.kind === "several")
    return judgeEach(id.origin, principal, grant, holder, context);
  if (isComposed(id)) return { text: id.template ?? "", standing: composedStanding(type, id, holder, context) };
  const ends = follow(holder, path, id).filter((end) => !isMute(end));
  const own = ends.length > 0 && ends.every((target) => isOwn(target, type, context, ends));
  return { text: ends.map((end) => end.reference).join(", "), standing: own ? OWN : UNREAD };
}

/** Every value that a principal may turn out to be counts: the first that is not the enclave's own is told. */
function judgeEach(
  origin: Extract<Origin, { kind: "choice" | "several" }>,
  principal: Principal,
  grant: Grant,
  holder: Resource,
  context: Context,
): ReturnType<typeof judgePrincipal> {
  const among = origin.kind === "choice" ? origin.among.filter((each) => each !== null) : [origin.item];
  const judged = among
    .flatMap((each): readonly Value[] => (Array.isArray(each) ? (each as readonly Value[]) : [each]))
    .map((each) => {
      const id = typeof each === "string" || each instanceof Unknown ? each : new Unknown();
      return judgePrincipal({ ...principal, id }, grant, holder, context);
    });
  return judged.find(({ standing }) => standing.is !== "own") ?? judged[0] ?? { text: "", standing: OWN };
}

const isOwn = (target: Target, type: string, context: Context, beside: readonly Target[]): boolean =>
  target.kind === "value" && typeof target.value === "string"
    ? standingOf(type, target.value, context.jurisdiction).is === "own"
    : belongsHere(target, context, beside);

/** The standing of a principal whose text has references in it. */
export function composedStanding(type: string, value: Unknown, holder: Resource, context: Context): Standing {
  const text = composedText(value, holder, context, (end) => belongsHere(end, context));
  return text === undefined ? UNREAD : standingOf(type, text, context.jurisdiction);
}

/** Whether a condition keeps everybody out but the enclave's own accounts, organisation or resources. */
export const isNarrowed = (grant: Grant, holder: Resource, context: Context): boolean =>
  grant.conditions.some((condition) => keepsStrangersOut(condition, holder, context));

function keepsStrangersOut(condition: Condition, holder: Resource, context: Context): boolean {
  const kind = narrows(condition.operator, condition.key);
  if (!kind || condition.values.length === 0) return false;
  return condition.values.every((value) => {
    if (kind === "network") return isOwnNetwork(value, condition.path, holder, context);
    if (value instanceof Unknown && value.origin?.kind === "choice")
      return value.origin.among.every((each) => {
        const one = typeof each === "string" || each instanceof Unknown ? each : new Unknown();
        return keepsStrangersOut({ ...condition, values: [one] }, holder, context);
      });
    if (value instanceof Unknown && isComposed(value))
      return standingOfComposed(kind, value, holder, context)?.is === "own";
    if (value instanceof Unknown) {
      const targets = follow(holder, condition.path, value);
      return targets.length > 0 && targets.every((target) => isOwn(target, "AWS", context, targets));
    }
    const arn = kind === "arn" ? parseArn(value) : undefined;
    if (arn?.service === "s3" && arn.account === "") return context.bucketNamed(arn.resource) !== undefined;
    return standingOfValue(kind, value, context.jurisdiction).is === "own";
  });
}

/** Whether callers come through a network, or an endpoint in one, that the configuration itself makes. */
function isOwnNetwork(value: string | Unknown, path: string, holder: Resource, context: Context): boolean {
  if (!(value instanceof Unknown)) return isNetwork(context.identified(value));
  const targets = isComposed(value) ? [] : follow(holder, path, value);
  return (
    targets.length > 0 &&
    targets.every((target) =>
      target.kind === "resource"
        ? target.attribute === "id" && isNetwork(target.resource)
        : target.kind === "value" &&
          typeof target.value === "string" &&
          isOwnNetwork(target.value, path, holder, context),
    )
  );
}

const isNetwork = (resource: Resource | undefined): boolean =>
  resource !== undefined &&
  resource.mode === "managed" &&
  resource.stays &&
  isAws(resource.source) &&
  /^aws_((default_)?vpc|vpc_endpoint)$/.test(resource.type);

/** The standing of a value that references are in; undefined where they leave it open. */
function standingOfComposed(
  kind: ConditionKind,
  value: Unknown,
  holder: Resource,
  context: Context,
): Standing | undefined {
  const text = composedText(value, holder, context, (end) => belongsHere(end, context));
  return text === undefined ? undefined : standingOfValue(kind, text, context.jurisdiction);
}

/** Strangers whose resources a statement names as what a service acts for: their accounts, or places that are not approved. */
export const callersOf = (
  grant: Grant,
  holder: Resource,
  context: Context,
): readonly { readonly path: string; readonly text: string; readonly standing: Standing }[] =>
  grant.conditions.flatMap(({ operator, key, values, path }) => {
    const kind = namesCaller(operator, key);
    if (!kind) return [];
    return values.flatMap((value) => {
      const text = value instanceof Unknown ? callerText(value, path, holder) : value;
      const standing = text === undefined ? UNREAD : standingOfValue(kind, text, context.jurisdiction);
      // Any account at all, or none: then it is the service alone that is let in.
      const named = standing.is === "foreign" && !standing.anybody && !/^arn:([^:]*:){3}:/.test(text ?? "");
      return named ? [{ path, text: text ?? "", standing }] : [];
    });
  });

/** As much of a caller as is written: what references bring in may be anything, and only what stands in clear is judged. */
function callerText(value: Unknown, path: string, holder: Resource): string | undefined {
  if (isComposed(value)) return literalParts(value.template ?? "", "*");
  const [end, ...others] = follow(holder, path, value);
  return end?.kind === "value" && typeof end.value === "string" && others.length === 0 ? end.value : undefined;
}
