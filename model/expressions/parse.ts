/**
 * Terraform's expression language -> syntax tree. The grammar is that of HCL's native syntax specification; what is not an
 * expression by it, or nests deeper than Clover follows, is undefined.
 */
import { remember } from "../../core/memo";
import { ITEM, type Expression, type For, type Operator } from "./syntax";
import { readHeredoc, readLoop, readParts, readQuoted, type ReadExpression } from "./parse-template";
import { Cursor, SyntaxFault } from "./tokens";

/** Deeper than any expression that a person wrote. */
const DEEPEST = 200;

/** Reads what stands between `${` and `}`, or behind `=` in HCL. */
export const parseExpression: (code: string) => Expression | undefined = remember((code) =>
  parse(code, (cursor, read) => {
    const expression = read(cursor, 0);
    cursor.blank();
    return expression;
  }),
);

/** Reads a text of Terraform's JSON syntax, which is a template: `arn:aws:s3:::${aws_s3_bucket.b.id}`. */
export const parseTemplate: (text: string) => Expression | undefined = remember((text) =>
  text.includes("${") || text.includes("%{")
    ? parse(text, (cursor, read) => readParts(cursor, read, 0))
    : { kind: "literal", value: text },
);

function parse(text: string, read: (cursor: Cursor, read: ReadExpression) => Expression): Expression | undefined {
  const cursor = new Cursor(text);
  try {
    const expression = read(cursor, readExpression);
    return cursor.at === text.length ? expression : undefined;
  } catch (error) {
    if (error instanceof SyntaxFault) return undefined;
    throw error;
  }
}

function readExpression(cursor: Cursor, depth: number): Expression {
  if (depth > DEEPEST) throw new SyntaxFault("the expression nests too deep");
  const condition = readBinary(cursor, depth, 0);
  if (!cursor.accept("?")) return condition;
  const whenTrue = readExpression(cursor, depth + 1);
  cursor.expect(":");
  return { kind: "conditional", if: condition, whenTrue, whenFalse: readExpression(cursor, depth + 1) };
}

/** From the loosest to the tightest. */
const LEVELS: readonly (readonly Operator[])[] = [
  ["||"],
  ["&&"],
  ["==", "!="],
  ["<", "<=", ">", ">="],
  ["+", "-"],
  ["*", "/", "%"],
];

function readBinary(cursor: Cursor, depth: number, level: number): Expression {
  const operators = LEVELS[level];
  if (!operators) return readUnary(cursor, depth);
  let left = readBinary(cursor, depth, level + 1);
  for (let length = 0; ; length++) {
    const operator = operators.find((each) => each === cursor.peek());
    if (operator === undefined) return left;
    if (length > DEEPEST) throw new SyntaxFault("the expression is too long");
    cursor.accept(operator);
    left = { kind: "binary", operator, left, right: readBinary(cursor, depth, level + 1) };
  }
}

function readUnary(cursor: Cursor, depth: number): Expression {
  if (depth > DEEPEST) throw new SyntaxFault("the expression nests too deep");
  for (const operator of ["-", "!"] as const)
    if (cursor.accept(operator)) return { kind: "unary", operator, of: readUnary(cursor, depth + 1) };
  return readTraversals(cursor, readTerm(cursor, depth), depth);
}

/** `.name`, `.0`, `[key]`, `.*` and `[*]` behind a term, as many as there are. */
function readTraversals(cursor: Cursor, of: Expression, depth: number): Expression {
  let found = of;
  for (let length = 0; ; length++) {
    if (length > DEEPEST) throw new SyntaxFault("the traversal is too long");
    const next = cursor.peek();
    if (next === ".") {
      cursor.accept(next);
      if (cursor.accept("*"))
        found = { kind: "splat", of: found, each: readNames(cursor, { kind: "name", name: ITEM }) };
      else found = readDotted(cursor, found);
    } else if (next === "[") {
      cursor.accept(next);
      const splat = cursor.within(false, () => cursor.accept("*") && cursor.accept("]"));
      if (splat)
        return { kind: "splat", of: found, each: readTraversals(cursor, { kind: "name", name: ITEM }, depth + 1) };
      const key = cursor.within(false, () => {
        const read = readExpression(cursor, depth + 1);
        cursor.expect("]");
        return read;
      });
      found = { kind: "index", of: found, key };
    } else return found;
  }
}

/** Behind `.*` only names belong to each member; an index belongs to the list. */
function readNames(cursor: Cursor, of: Expression): Expression {
  let found = of;
  for (let length = 0; cursor.peek() === "." && length <= DEEPEST; length++) {
    const before = cursor.at;
    cursor.accept(".");
    if (cursor.peek() === "*") {
      cursor.at = before;
      return found;
    }
    found = readDotted(cursor, found);
  }
  return found;
}

const DIGITS = /\d+/y;

function readDotted(cursor: Cursor, of: Expression): Expression {
  const name = cursor.name();
  if (name !== undefined) return { kind: "attribute", of, name };
  const digits = cursor.take(DIGITS)?.[0];
  if (digits === undefined) throw new SyntaxFault(`expected a name at ${cursor.at}`);
  return { kind: "index", of, key: { kind: "literal", value: Number(digits) } };
}

function readTerm(cursor: Cursor, depth: number): Expression {
  const number = cursor.number();
  if (number !== undefined) return { kind: "literal", value: Number(number) };
  if (cursor.text.startsWith("<<", cursor.at)) return readHeredoc(cursor, readExpression, depth);
  if (cursor.text[cursor.at] === '"') return readQuoted(cursor, readExpression, depth);
  if (cursor.accept("("))
    return cursor.within(false, () => {
      const inner = readExpression(cursor, depth + 1);
      cursor.expect(")");
      // A name in parentheses is no key: `{ (a) = 1 }`.
      return inner.kind === "name" ? { kind: "template", parts: [inner] } : inner;
    });
  if (cursor.accept("[")) return cursor.within(false, () => readTuple(cursor, depth));
  if (cursor.accept("{")) return readBraces(cursor, depth);
  return readNamed(cursor, depth);
}

const KEYWORDS: ReadonlyMap<string, null | boolean> = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);

function readNamed(cursor: Cursor, depth: number): Expression {
  let name = cursor.name();
  if (name === undefined) throw new SyntaxFault(`expected an expression at ${cursor.at}`);
  while (cursor.accept("::")) name += `::${cursor.name() ?? ""}`;
  if (cursor.accept("(")) return cursor.within(false, () => readCall(cursor, name, depth));
  const keyword = KEYWORDS.get(name);
  return keyword === undefined ? { kind: "name", name } : { kind: "literal", value: keyword };
}

function readCall(cursor: Cursor, name: string, depth: number): Expression {
  const args: Expression[] = [];
  while (!cursor.accept(")")) {
    args.push(readExpression(cursor, depth + 1));
    if (cursor.accept("...")) {
      cursor.accept(",");
      cursor.expect(")");
      return { kind: "call", name, args, spread: true };
    }
    if (!cursor.accept(",")) {
      cursor.expect(")");
      break;
    }
  }
  return { kind: "call", name, args, spread: false };
}

/** Whether a `for` follows; the cursor goes behind the word if so. */
function acceptFor(cursor: Cursor): boolean {
  const before = cursor.at;
  if (cursor.name() === "for" && !["=", ":", ",", "]", "}", "."].includes(cursor.peek() ?? "")) return true;
  cursor.at = before;
  return false;
}

function readTuple(cursor: Cursor, depth: number): Expression {
  if (acceptFor(cursor)) return readFor(cursor, "]", depth);
  const items: Expression[] = [];
  while (!cursor.accept("]")) {
    items.push(readExpression(cursor, depth + 1));
    if (!cursor.accept(",")) {
      cursor.expect("]");
      break;
    }
  }
  return { kind: "tuple", items };
}

function readBraces(cursor: Cursor, depth: number): Expression {
  const loop = cursor.within(false, () => (acceptFor(cursor) ? readFor(cursor, "}", depth) : undefined));
  if (loop) return loop;
  const items: (readonly [Expression, Expression])[] = [];
  for (;;) {
    if (cursor.within(false, () => cursor.accept("}"))) return { kind: "object", items };
    cursor.within(false, () => cursor.blank());
    items.push(cursor.within(true, () => readItem(cursor, depth)));
    if (cursor.within(false, () => cursor.accept(","))) continue;
    // Without a comma the next item stands on a line of its own.
    if (!cursor.within(true, () => cursor.peek() === "}") && !endsLine(cursor)) cursor.expect("}");
  }
}

function endsLine(cursor: Cursor): boolean {
  cursor.within(true, () => cursor.blank());
  return cursor.text[cursor.at] === "\n";
}

function readItem(cursor: Cursor, depth: number): readonly [Expression, Expression] {
  cursor.blank();
  // A name alone is a key; one in a text, `"${a}"`, is what it stands for.
  const quoted = cursor.text[cursor.at] === '"';
  const key = readExpression(cursor, depth + 1);
  if (!cursor.accept("=")) cursor.expect(":");
  const value = readExpression(cursor, depth + 1);
  return [key.kind === "name" && !quoted ? { kind: "literal", value: key.name } : key, value];
}

function readFor(cursor: Cursor, end: "]" | "}", depth: number): For {
  const head = readLoop(cursor, readExpression, depth);
  cursor.expect(":");
  const first = readExpression(cursor, depth + 1);
  const second = end === "}" ? (cursor.expect("=>"), readExpression(cursor, depth + 1)) : undefined;
  const grouped = second !== undefined && cursor.accept("...");
  const before = cursor.at;
  const condition = cursor.name() === "if" ? readExpression(cursor, depth + 1) : void (cursor.at = before);
  cursor.expect(end);
  return {
    ...head,
    ...(second && { key: first }),
    value: second ?? first,
    ...(condition && { if: condition }),
    grouped,
  };
}
