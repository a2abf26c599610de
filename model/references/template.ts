/**
 * Terraform's string templates as synthesized JSON carries them: `${aws_s3_bucket.b.arn}/*`. Not an evaluator: it tells
 * literal text from expressions, and which references an expression holds.
 */
import { parseSteps } from "./address";

/** A piece of a template: literal text, or the source of an expression or directive. */
export type Piece = { readonly text: string } | { readonly code: string; readonly directive?: true };

/** Splits a template. Undefined when a `${` is never closed: Terraform would refuse it. */
export function parseTemplate(text: string): readonly Piece[] | undefined {
  if (!text.includes("${") && !text.includes("%{")) return [{ text }];
  const pieces: Piece[] = [];
  let literal = "";
  let at = 0;
  while (at < text.length) {
    const two = text.slice(at, at + 2);
    if (text.startsWith("$${", at) || text.startsWith("%%{", at)) {
      literal += text.slice(at + 1, at + 3);
      at += 3;
    } else if (two === "${" || two === "%{") {
      const end = endOfCode(text, at + 2);
      if (end === undefined) return undefined;
      if (literal !== "") pieces.push({ text: literal });
      literal = "";
      const code = text
        .slice(at + 2, end)
        .replace(/^~|~$/g, "")
        .trim();
      pieces.push(two === "${" ? { code } : { code, directive: true });
      at = end + 1;
    } else {
      literal += text[at++];
    }
  }
  if (literal !== "" || pieces.length === 0) pieces.push({ text: literal });
  return pieces;
}

/** Where the `}` stands that closes an expression which begins at `at`; strings inside may hold templates of their own. */
function endOfCode(text: string, at: number): number | undefined {
  // One entry for each thing that is open: "{" waits for "}", a quote for its end.
  const open: ("{" | '"')[] = ["{"];
  for (let i = at; i < text.length; i++) {
    const char = text[i];
    if (open.at(-1) === '"') {
      if (char === "\\") i++;
      else if (char === '"') open.pop();
      else if ((char === "$" || char === "%") && text[i + 1] === "{") {
        // `$${` is a literal: it opens nothing.
        if (text[i - 1] === char) continue;
        open.push("{");
        i++;
      }
    } else if (char === '"') open.push('"');
    else if (char === "{") open.push("{");
    else if (char === "}" && (open.pop(), open.length === 0)) return i;
  }
  return undefined;
}

const TRAVERSAL =
  /[\p{L}_][\p{L}\p{N}_-]*(?:\s*\.\s*(?:[\p{L}_][\p{L}\p{N}_-]*|\d+|\*)|\[\s*(?:\d+|"[^"\\]*(?:\\[^][^"\\]*)*"|\*)\s*\])*/uy;
const KEYWORDS = new Set(["true", "false", "null", "for", "in", "if", "else", "endif", "endfor"]);

/** The references in an expression, in the order of their first mention; function names and `for` variables are none. */
export function referencesIn(code: string): readonly string[] {
  const found = new Set<string>();
  scan(code, new Set(forVariables(code)), found, 0);
  return [...found];
}

function scan(code: string, bound: ReadonlySet<string>, found: Set<string>, depth: number): void {
  let at = 0;
  while (at < code.length) {
    const char = code[at] as string;
    if (char === '"') {
      const end = endOfString(code, at);
      // Deeper than this nobody nests strings in expressions in strings.
      if (depth < 32) scanString(code.slice(at + 1, end), bound, found, depth);
      at = end + 1;
      continue;
    }
    TRAVERSAL.lastIndex = at;
    const match = TRAVERSAL.exec(code);
    if (!match) {
      at++;
      continue;
    }
    at = TRAVERSAL.lastIndex;
    add(match[0], code.slice(at), bound, found);
  }
}

function scanString(text: string, bound: ReadonlySet<string>, found: Set<string>, depth: number): void {
  for (const piece of parseTemplate(text) ?? [{ code: text }]) {
    if ("code" in piece) scan(piece.code, bound, found, depth + 1);
  }
}

function endOfString(code: string, at: number): number {
  for (let i = at + 1; i < code.length; i++) {
    const char = code[i];
    if (char === "\\") i++;
    else if (char === '"') return i;
    else if ((char === "$" || char === "%") && code[i + 1] === "{" && code[i - 1] !== char) {
      const end = endOfCode(code, i + 2);
      if (end === undefined) return code.length;
      i = end;
    }
  }
  return code.length;
}

function add(written: string, after: string, bound: ReadonlySet<string>, found: Set<string>): void {
  const reference = written.replace(/\s+(?=[.[])|(?<=[.[])\s+|\s+(?=\])/g, "").replace(/\.\*/g, "[*]");
  const steps = parseSteps(reference);
  const head = steps?.[0];
  // A lone word is a function, a keyword, a key of an object or a variable of `for`.
  if (!steps || head?.kind !== "name" || steps.length < 2 || /^\s*\(/.test(after)) return;
  if (bound.has(head.name) || KEYWORDS.has(head.name)) return;
  found.add(reference);
}

/** `for key, value in`: names that mean something only inside. What could be a resource type or a root is never left out. */
function* forVariables(code: string): Iterable<string> {
  for (const match of code.matchAll(/\bfor\s+([\p{L}\p{N}-]+)\s*(?:,\s*([\p{L}\p{N}-]+)\s*)?in\b/gu)) {
    for (const name of match.slice(1)) if (name && !ROOTS.has(name)) yield name;
  }
}

const ROOTS = new Set(["var", "local", "module", "data", "ephemeral", "each", "count", "path", "terraform", "self"]);

/** The reference that an expression is, if it is nothing else. */
export function soleReference(code: string): string | undefined {
  const steps = parseSteps(code);
  const [head] = steps ?? [];
  return steps && steps.length > 1 && head?.kind === "name" && /^[\p{L}_]/u.test(head.name) && /^[\p{L}_]/u.test(code)
    ? code
    : undefined;
}
