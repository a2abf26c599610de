/** Reading Terraform's expression language character by character: white space, comments, names, numbers, operators. */

/** A text that is not an expression, or one that is deeper than Clover reads. */
export class SyntaxFault extends Error {}

const BLANK = /(?:\s|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;
const BLANK_ON_LINE = /(?:[^\S\n]|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;
const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const OPERATOR = /\|\||&&|==|!=|<=|>=|=>|\.\.\.|::|[<>+\-*/%!?:=,.()[\]{}]/y;
const ESCAPE = /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([nrt"\\]))/y;
const CONTROLS: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/** A text and how far it has been read. */
export class Cursor {
  at = 0;
  /** Whether a new line ends an expression: between the items of an object it does. */
  lines = false;
  constructor(readonly text: string) {}

  /** What a pattern matches here; the cursor goes behind it. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return undefined;
    this.at = pattern.lastIndex;
    return found;
  }

  blank(): void {
    this.take(this.lines ? BLANK_ON_LINE : BLANK);
  }

  /** Reads a part in which new lines end expressions, or do not. */
  within<T>(lines: boolean, read: () => T): T {
    const outer = this.lines;
    this.lines = lines;
    const result = read();
    this.lines = outer;
    return result;
  }

  name(): string | undefined {
    this.blank();
    return this.take(NAME)?.[0];
  }

  number(): string | undefined {
    this.blank();
    return this.take(NUMBER)?.[0];
  }

  /** The operator that comes next; the cursor stays before it. */
  peek(): string | undefined {
    const before = this.at;
    this.blank();
    const found = this.take(OPERATOR)?.[0];
    this.at = before;
    return found;
  }

  /** Whether this operator comes next; the cursor goes behind it if so. */
  accept(operator: string): boolean {
    if (this.peek() !== operator) return false;
    this.blank();
    this.at += operator.length;
    return true;
  }

  expect(operator: string): void {
    if (!this.accept(operator)) throw new SyntaxFault(`expected ${operator} at ${this.at}`);
  }

  /** An escape of a quoted text. */
  escape(): string {
    const found = this.take(ESCAPE);
    if (!found) throw new SyntaxFault(`an escape that Terraform does not know at ${this.at}`);
    const code = found[1] ?? found[2];
    if (code === undefined) return CONTROLS[found[3] ?? ""] ?? found[3] ?? "";
    const point = Number.parseInt(code, 16);
    if (point > 0x10ffff) throw new SyntaxFault(`a character that does not exist at ${this.at}`);
    return String.fromCodePoint(point);
  }
}
