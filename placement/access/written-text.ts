/** Texts that a synthesized stack puts together from literals and references: what they will say, as far as the stack tells. */
import type { Resource, Scope, Target } from "../../model/document";
import { valueOf } from "../../model/references/scope";
import { parseTemplate, soleReference, type Piece } from "../../model/references/template";
import { parseTemplateJson } from "../../model/references/template-json";
import { documentOf } from "../../model/expressions/document";
import { targetsOf } from "../../model/references/references";
import { Unknown, type Value } from "../../model/value";
import { isOwnRegion, isPlain as isPlainPart } from "../ends/fill-in";
import type { Context } from "../ends/context";
import { policyOf, type PolicyDocument } from "./policy-document";
import { isAws } from "../catalogue/providers";

/** Whether a text stands around references, or a function: what they name is then not what the value is. */
export const isComposed = (value: Unknown): boolean =>
  value.origin
    ? value.origin.kind === "text"
    : value.template !== undefined && soleReference(codeOf(parseTemplate(value.template))) === undefined;

/** Whether an end brings no text at all: an argument that was left out, or the condition of a choice. */
export const isMute = (end: Target): boolean =>
  end.kind === "value" &&
  (end.value === null ||
    end.value === "" ||
    typeof end.value === "boolean" ||
    (Array.isArray(end.value) && end.value.length === 0));

const codeOf = (pieces: readonly Piece[] | undefined): string => {
  const [only, ...others] = pieces ?? [];
  return only && "code" in only && !only.directive && others.length === 0 ? only.code : "";
};

/** The policy document that a composed text is. Undefined where a reference could bring in a principal, or is one of its parts. */
export function composedPolicy(value: Unknown, holder: Resource): PolicyDocument | undefined {
  if (value.origin) {
    const document = documentOf(value, isPlainPart);
    return document === undefined ? undefined : policyOf(document);
  }
  const parsed = parseTemplateJson(value.template ?? "", (reference) => {
    const known = knownText(endsOf(holder.scope, reference));
    return known ?? (isPlain(holder.scope, reference) ? null : undefined);
  });
  return parsed === undefined ? undefined : policyOf(parsed);
}

/** The ends of a reference itself: a local or a variable on the way may have put more around it, which its ends do not tell. */
function endsOf(scope: Scope, reference: string): readonly Target[] {
  const ends = scope.follow(reference);
  return ends.every((end) => end.reference === reference) ? ends : [];
}

/** The one text that a reference stands for, unless it must not be printed. */
function knownText([end, ...others]: readonly Target[]): string | undefined {
  if (end?.kind !== "value" || end.sensitive || others.length > 0) return undefined;
  return ["string", "number", "boolean"].includes(typeof end.value) ? String(end.value) : undefined;
}

/** Longer chains of names are no configuration that a person wrote. */
const DEEPEST = 8;

/** Whether no quote and no backslash can be in what the reference brings. */
function isPlain(scope: Scope, reference: string, depth = 0): boolean {
  const ends = endsOf(scope, reference);
  return depth < DEEPEST && ends.length > 0 && ends.every((end) => isPlainEnd(end, depth));
}

function isPlainEnd(end: Target, depth: number): boolean {
  if (end.kind === "opaque") return false;
  if (end.kind === "value") return isPlainValue(end.value);
  const { resource, attribute } = end;
  const made = isAws(resource.source)
    ? NAMES_IT.test(attribute) && !resource.type.endsWith("_item")
    : RANDOM.test(`${resource.type}.${attribute}`);
  // A name that somebody chose is a part of ids and ARNs.
  const chosen = Object.entries(resource.values).filter(([key]) => key === attribute || NAMING.test(key));
  return made && chosen.every(([, value]) => isPlainValue(value, resource.scope, depth + 1));
}

function isPlainValue(value: Value, scope?: Scope, depth = 0): boolean {
  if (typeof value === "string") return PLAIN.test(value);
  if (!(value instanceof Unknown)) return value === null || typeof value !== "object";
  const pieces = value.template === undefined ? undefined : parseTemplate(value.template);
  return (
    pieces?.every((piece) => {
      if ("text" in piece) return PLAIN.test(piece.text);
      const reference = piece.directive ? undefined : soleReference(piece.code);
      return scope !== undefined && reference !== undefined && isPlain(scope, reference, depth);
    }) ?? false
  );
}

const PLAIN = /^[^"\\\p{Cc}]*$/u;

/** What AWS calls what it made; a name alone may have been chosen elsewhere, by whoever made what a data source looks up. */
const NAMES_IT =
  /^(?:\w+\[\d+\]\.)*(?:(?:\w+_)?(?:arn|id)|name|bucket|function_name|(?:\w+_)?domain_name|region|partition|dns_suffix|url|issuer|endpoint)$/;
const RANDOM = /^random_(?:id\.(?:hex|dec|id|b64_url)|uuid\.(?:id|result)|integer\.(?:id|result)|pet\.id)$/;
const NAMING = /(?:^|_)(?:name|prefix|separator|identifier|id|arn|path|key|bucket|alias|url)$/;

/**
 * What a composed principal or condition will say, with a stand-in for what makes no difference to whose it is: the name of a
 * role behind its account. Undefined where a reference may bring any account.
 */
export function composedText(value: Unknown, holder: Resource, context: Context, isOwn: IsOwn): string | undefined {
  const parts = partsOf(value, holder);
  let text = "";
  for (const [at, part] of parts.entries()) {
    if (typeof part === "string") {
      text += part;
      continue;
    }
    const { ends, plain } = part;
    const next = parts[at + 1];
    const word =
      knownText(ends) ??
      wordOf(ends, context, isOwn) ??
      (at === 0 && typeof next === "string" && /^[:/]/.test(next) ? ownArn(ends, context, isOwn) : undefined) ??
      (BEHIND_ACCOUNT.test(text) && plain ? "x" : undefined);
    if (word === undefined) return undefined;
    text += word;
  }
  return text;
}

/** A known part of a text, or what stands behind one that only the apply tells. */
type Part = string | { readonly ends: readonly Target[]; readonly plain: boolean };

function partsOf(value: Unknown, holder: Resource): readonly Part[] {
  if (value.origin?.kind === "text")
    return value.origin.parts.map((part) =>
      typeof part === "string" ? part : { ends: targetsOf(part), plain: isPlainPart(part) },
    );
  return (parseTemplate(value.template ?? "") ?? []).map((piece) => {
    if ("text" in piece) return piece.text;
    const reference = piece.directive ? undefined : soleReference(piece.code);
    if (reference === undefined) return { ends: [], plain: false };
    return { ends: endsOf(holder.scope, reference), plain: isPlain(holder.scope, reference) };
  });
}
/** A text with a stand-in for each of its references. */
export const literalParts = (template: string, standIn: string): string =>
  (parseTemplate(template) ?? []).map((piece) => ("text" in piece ? piece.text : standIn)).join("");

/** Whether what an end names is the enclave's own. */
type IsOwn = (end: Target) => boolean;

const BEHIND_ACCOUNT = /^arn:(?:[^:]*:){4}/;

/** What data sources say of the provider that reads them. */
function wordOf(ends: readonly Target[], context: Context, isOwn: IsOwn): string | undefined {
  const [end, ...others] = ends;
  if (end?.kind !== "resource" || others.length > 0 || !isAws(end.resource.source)) return undefined;
  const known = valueOf(end);
  if (typeof known === "string" && known !== "") return known;
  if (end.resource.mode !== "data") return undefined;
  const { type } = end.resource;
  switch (`${type}.${end.attribute}`) {
    case "aws_caller_identity.account_id":
    case "aws_caller_identity.id":
      return isOwn(end) ? ownAccount(context) : undefined;
    case "aws_partition.partition":
    case "aws_partition.id":
      return "aws";
    case "aws_partition.dns_suffix":
      return "amazonaws.com";
    case "aws_region.name":
    case "aws_region.id":
    case "aws_region.region":
      // One that is asked for by name or endpoint is not its provider's.
      return isOwnRegion(end.resource) ? context.placementOf(end.resource).place?.id : undefined;
    default:
      return undefined;
  }
}

/** The ARN that a longer one begins with: whatever comes behind it, it is in the same account. */
function ownArn(ends: readonly Target[], context: Context, isOwn: IsOwn): string | undefined {
  const own =
    ends.length > 0 && ends.every((end) => end.kind === "resource" && /(?:^|_)arn$/.test(end.attribute) && isOwn(end));
  const account = ownAccount(context);
  return own && account !== undefined ? `arn:aws:iam::${account}:x` : undefined;
}

/** All of the charter's accounts have the same standing. */
const ownAccount = ({ jurisdiction }: Context): string | undefined => Object.values(jurisdiction.charter.accounts)[0];
