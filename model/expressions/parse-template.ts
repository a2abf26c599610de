/** Terraform's string templates -> syntax tree: quoted texts, heredocs, and the texts of its JSON syntax. */
import type { Expression, For } from "./syntax";
import { Cursor, SyntaxFault } from "./tokens";

/** Reads an expression inside a template. */
export type ReadExpression = (cursor: Cursor, depth: number) => Expression;

/** Reads a quoted text; the cursor stands on its first quote. */
export function readQuoted(cursor: Cursor, read: ReadExpression, depth: number): Expression {
  cursor.at += 1;
  const parts = readUntil(cursor, read, depth, true);
  if (cursor.text[cursor.at] !== '"') throw new SyntaxFault(`a text without its end at ${cursor.at}`);
  cursor.at += 1;
  return unwrap(parts);
}

/** Reads the rest of a text whose backslashes mean nothing. */
export function readParts(cursor: Cursor, read: ReadExpression, depth: number): Expression {
  const parts = readUntil(cursor, read, depth, false);
  if (cursor.at < cursor.text.length) throw new SyntaxFault(`a directive without its begin at ${cursor.at}`);
  return unwrap(parts);
}

const HEREDOC = /<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)[^\S\n]*\r?\n/uy;

/** Reads `<<EOT`, `<<-EOT`: the lines up to one that says EOT alone. */
export function readHeredoc(cursor: Cursor, read: ReadExpression, depth: number): Expression {
  const [, flush, marker = ""] = cursor.take(HEREDOC) ?? [];
  const lines: string[] = [];
  for (;;) {
    if (cursor.at >= cursor.text.length) throw new SyntaxFault("a heredoc without its end");
    const end = cursor.text.indexOf("\n", cursor.at);
    const line = cursor.text.slice(cursor.at, end < 0 ? undefined : end);
    // The line break behind the marker is not part of the text.
    cursor.at = line.trim() === marker || end < 0 ? cursor.at + line.length : end + 1;
    if (line.trim() === marker) break;
    lines.push(line);
  }
  const indent = flush ? Math.min(...lines.map((line) => /^ */.exec(line)?.[0].length ?? 0)) : 0;
  const body = lines.map((line) => `${line.slice(indent)}\n`).join("");
  const inner = new Cursor(body);
  const parts = readUntil(inner, read, depth, false);
  if (inner.at < body.length) throw new SyntaxFault("a directive without its begin");
  return { kind: "template", parts };
}

/** A template of nothing but one interpolation is the value itself, not a text. */
function unwrap(parts: readonly Expression[]): Expression {
  const [only, ...others] = parts;
  if (only === undefined) return { kind: "literal", value: "" };
  return others.length > 0 ? { kind: "template", parts } : only;
}

const EMPTY: Expression = { kind: "literal", value: "" };

const TEXT = /(?:[^$%\\"\n]|[$%](?!\{)(?![$%]\{))+/y;
const RAW = /(?:[^$%]|[$%](?!\{)(?![$%]\{))+/y;
const DIRECTIVE = /%\{~?\s*(if|for|else|endif|endfor)\b/y;

/** The parts up to the closing quote, the end, or a directive that ends or divides the part. */
function readUntil(cursor: Cursor, read: ReadExpression, depth: number, quoted: boolean): Expression[] {
  const parts: Expression[] = [];
  let text = "";
  let trims = false;
  const flush = (): void => {
    if (text !== "") parts.push({ kind: "literal", value: text });
    text = "";
  };
  const open = (): void => {
    if (cursor.text[cursor.at + 2] === "~") text = text.trimEnd();
    flush();
  };
  while (cursor.at < cursor.text.length) {
    const piece = cursor.take(quoted ? TEXT : RAW)?.[0];
    if (piece !== undefined) {
      text += trims ? piece.trimStart() : piece;
      trims = trims && text === "";
      continue;
    }
    const char = cursor.text[cursor.at];
    if (quoted && char === '"') break;
    if (quoted && char === "\n") throw new SyntaxFault(`a new line in a text at ${cursor.at}`);
    if (quoted && char === "\\") text += cursor.escape();
    else if (cursor.text.startsWith("$${", cursor.at) || cursor.text.startsWith("%%{", cursor.at)) {
      text += `${char}{`;
      cursor.at += 3;
    } else if (char === "$") {
      open();
      cursor.at += cursor.text[cursor.at + 2] === "~" ? 3 : 2;
      parts.push(cursor.within(false, () => read(cursor, depth + 1)));
      trims = close(cursor);
      continue;
    } else {
      const before = cursor.at;
      const word = cursor.take(DIRECTIVE)?.[1];
      cursor.at = before;
      if (word !== "if" && word !== "for") {
        open();
        return parts;
      }
      open();
      const { part, trims: behind } = readDirective(cursor, read, depth, quoted);
      // What a directive makes is a text, also where it stands alone.
      parts.push(EMPTY, part);
      trims = behind;
      continue;
    }
    trims = false;
  }
  flush();
  return parts;
}

/** The `}` of an interpolation or directive; true if it takes the white space behind it away. */
function close(cursor: Cursor): boolean {
  cursor.within(false, () => cursor.blank());
  const trims = cursor.text[cursor.at] === "~";
  if (trims) cursor.at += 1;
  if (cursor.text[cursor.at] !== "}") throw new SyntaxFault(`expected } at ${cursor.at}`);
  cursor.at += 1;
  return trims;
}

function readDirective(cursor: Cursor, read: ReadExpression, depth: number, quoted: boolean) {
  const kind = cursor.take(DIRECTIVE)?.[1];
  const inside = (): Expression => {
    const trims = close(cursor);
    const parts = readUntil(cursor, read, depth + 1, quoted);
    return { kind: "template", parts: [EMPTY, ...(trims ? withoutLead(parts) : parts)] };
  };
  const word = (expected: string): boolean => {
    const before = cursor.at;
    if (cursor.take(DIRECTIVE)?.[1] === expected) return true;
    cursor.at = before;
    return false;
  };
  const end = (expected: string): boolean => {
    if (!word(expected)) throw new SyntaxFault(`expected ${expected} at ${cursor.at}`);
    return close(cursor);
  };
  if (kind === "if") {
    const condition = cursor.within(false, () => read(cursor, depth + 1));
    const whenTrue = inside();
    const otherwise: Expression = word("else") ? inside() : EMPTY;
    const part: Expression = { kind: "conditional", if: condition, whenTrue, whenFalse: otherwise };
    return { part, trims: end("endif") };
  }
  const head = cursor.within(false, () => readLoop(cursor, read, depth));
  const part: For = { ...head, value: inside(), grouped: false, joined: true };
  return { part, trims: end("endfor") };
}

function withoutLead([first, ...others]: readonly Expression[]): readonly Expression[] {
  if (first?.kind !== "literal") return first ? [first, ...others] : [];
  return [{ kind: "literal", value: String(first.value).trimStart() }, ...others];
}

/** `k, v in list`, as loops and directives begin. */
export function readLoop(
  cursor: Cursor,
  read: ReadExpression,
  depth: number,
): Pick<For, "kind" | "keyName" | "valueName" | "of"> {
  const first = cursor.name();
  const second = cursor.accept(",") ? cursor.name() : undefined;
  const valueName = second ?? first;
  if (valueName === undefined || cursor.name() !== "in") throw new SyntaxFault(`expected a loop at ${cursor.at}`);
  const of = read(cursor, depth + 1);
  return { kind: "for", ...(second !== undefined && first !== undefined && { keyName: first }), valueName, of };
}
