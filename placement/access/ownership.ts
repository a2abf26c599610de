/** Whose a principal is where its text is known only after apply, and whether a condition keeps everybody else out. */
import type { Resource, Target } from "../../model/document";
import { follow } from "../../model/references/references";
import { valueOf } from "../../model/references/scope";
import { Unknown, type Origin, type Value } from "../../model/value";
import { parseArn } from "../text/arn";
import type { Context } from "../ends/context";
import type { Condition, Grant, Principal } from "./policy-document";
import { narrows, organisationApproved, OWN, standingOf, type Standing } from "./principals";
import { isAws } from "../catalogue/providers";
import { composedText, isComposed } from "./written-text";

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
  if (resource.type === "aws_caller_identity") return true;
  if (resource.mode !== "managed") return false;
  const what = `${resource.type}.${attribute}`;
  return MADE_HERE.test(what) || (NAMED_HERE.test(what) && beside.some((other) => belongsHere(other, context)));
}

/** Attributes of its own that name what was made, and so its account; any other, as a stack's outputs, may hold a text from elsewhere. */
const MADE_HERE =
  /^aws_iam_.*\.unique_id$|^aws_cognito_identity_pool\.id$|^[^.]+\.([a-z0-9_]+_)?(arn|owner_id|account_id)$|\.$/;

/** Attributes that name what was made within its account. */
const NAMED_HERE = /^aws_iam_.*\.(id|name|path)$/;

/** What a principal is called, and its standing: an unknown one is called as its text, or its reference, is written. */
export function judgePrincipal(
  { type, id, path }: Principal,
  holder: Resource,
  context: Context,
): { readonly text: string; readonly standing: Standing } {
  if (!(id instanceof Unknown)) return { text: id, standing: standingOf(type, id, context.jurisdiction) };
  if (id.origin?.kind === "choice" || id.origin?.kind === "several")
    return judgeEach(id.origin, { type, path }, holder, context);
  if (isComposed(id)) return { text: id.template ?? "", standing: composedStanding(type, id, holder, context) };
  const ends = follow(holder, path, id);
  const own = ends.length > 0 && ends.every((target) => isOwn(target, type, context, ends));
  return { text: ends.map((end) => end.reference).join(", "), standing: own ? OWN : UNREAD };
}

/** Every value that a principal may turn out to be counts: the first that is not the enclave's own is told. */
function judgeEach(
  origin: Extract<Origin, { kind: "choice" | "several" }>,
  { type, path }: Pick<Principal, "type" | "path">,
  holder: Resource,
  context: Context,
): ReturnType<typeof judgePrincipal> {
  const among = origin.kind === "choice" ? origin.among.filter((each) => each !== null) : [origin.item];
  const judged = among
    .flatMap((each): readonly Value[] => (Array.isArray(each) ? (each as readonly Value[]) : [each]))
    .map((each) =>
      judgePrincipal(
        { type, path, id: typeof each === "string" || each instanceof Unknown ? each : new Unknown() },
        holder,
        context,
      ),
    );
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
  const by = narrows(condition.operator, condition.key);
  if (!by || condition.values.length === 0) return false;
  return condition.values.every((value) => {
    if (value instanceof Unknown && value.origin?.kind === "choice")
      return judgePrincipal({ type: "AWS", path: condition.path, id: value }, holder, context).standing.is === "own";
    if (value instanceof Unknown && isComposed(value)) {
      return composedStanding("AWS", value, holder, context).is === "own";
    }
    if (value instanceof Unknown) {
      const targets = follow(holder, condition.path, value);
      return targets.length > 0 && targets.every((target) => isOwn(target, "AWS", context, targets));
    }
    if (by === "service") return value === "true";
    if (by === "pool") {
      const place = context.jurisdiction.locate(value.split(":", 1)[0] ?? "");
      return place !== undefined && context.jurisdiction.approves(place);
    }
    if (by === "organisation") return organisationApproved(value, context.jurisdiction);
    const arn = by === "arn" ? parseArn(value) : undefined;
    if (arn?.service === "s3" && arn.account === "") return context.bucketNamed(arn.resource) !== undefined;
    return standingOf("AWS", value, context.jurisdiction).is === "own";
  });
}
