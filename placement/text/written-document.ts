/**
 * Documents around references of Terraform's, as synthesized stacks and written expressions carry them: what stands in them can be told,
 * whatever the references bring. A reference that stands for one known text is put in, any other is marked.
 */
import type { Scope } from "../../model/document";
import { parseTemplate, soleReference } from "../../model/references/template";
import { parseTemplateJson } from "../../model/references/template-json";
import { Unknown } from "../../model/value";

/** Marks a reference of Terraform's inside a document: `${terraform.aws_sqs_queue.q.arn}`. */
const LATE = "terraform.";

/** The reference of Terraform's that a whole text stands for. */
export const referenceIn = (text: string): string | undefined => /^\$\{terraform\.(.+)\}$/.exec(text)?.[1];

/** Inside a longer text `*Name` stands for what is the document's own: no name of a bucket or an account has a star in it. */
export const OWN_PART = "*";

/**
 * The document that a text with references is.
 *
 * @param scope where the references are followed from; without it none is put in
 * @returns undefined where it is nothing but a reference, or where a reference could bring more than a text
 */
export function writtenDocument({ template }: Unknown, scope?: Scope): string | undefined {
  if (template === undefined) return undefined;
  const known = (reference: string): string | null => (scope ? (knownText(scope, reference) ?? null) : null);
  if (!/^\s*[{[]/.test(template)) return linesOf(template, known);
  const parsed = parseTemplateJson(template, known);
  return parsed === undefined
    ? undefined
    : JSON.stringify(parsed, (_, value: unknown) => (value instanceof Unknown ? lateText(value) : value));
}

/** YAML: its references are marked where they stand. */
function linesOf(template: string, known: (reference: string) => string | null): string | undefined {
  if (!template.includes("\n")) return undefined;
  let text = "";
  for (const piece of parseTemplate(template) ?? []) {
    if ("text" in piece) text += piece.text;
    else {
      const reference = piece.directive ? undefined : soleReference(piece.code);
      if (reference === undefined) return undefined;
      text += known(reference) ?? `\${${LATE}${reference}}`;
    }
  }
  return text;
}

function knownText(scope: Scope, reference: string): string | undefined {
  const [end, ...others] = scope.follow(reference);
  if (end?.kind !== "value" || end.sensitive || others.length > 0 || end.reference !== reference) return undefined;
  return ["string", "number", "boolean"].includes(typeof end.value) ? String(end.value) : undefined;
}

function lateText({ references, template = "" }: Unknown): string {
  // Behind its region or its host, what a text names is where it is.
  return /^(arn:[^:$]*:[^:$]*:[a-z0-9-]+:|https?:\/\/[^/$]+\/)/.test(template)
    ? template.replace(/\$\{[^}]*\}/g, OWN_PART)
    : `\${${LATE}${references[0] ?? ""}}`;
}
