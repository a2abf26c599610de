/**
 * Reading JSON with an eye on what `JSON.parse` hides: where exactly the text breaks (its own message quotes the text, which
 * may be a secret), and keys that occur twice, of which it keeps the last while Terraform applies both.
 */

/** What is wrong with a text, and where (offset in UTF-16 units). */
interface JsonFault {
  readonly offset: number;
  readonly what: string;
}

const SPACE = /[ \t\n\r]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Finds the first fault of a JSON text: broken syntax or, if the syntax holds, an object that has a key twice. */
export const findJsonFault = (text: string): JsonFault | undefined => new JsonScanner(text).scan();

/** Walks through a text without recursion, so that depth cannot exhaust the stack. */
class JsonScanner {
  #at = 0;
  /** The first key that stands twice in one object. */
  #twice: JsonFault | undefined;
  /** Objects and lists that are open: the keys of an object so far, null for a list. */
  readonly #open: (Set<string> | null)[] = [];

  constructor(readonly text: string) {}

  scan(): JsonFault | undefined {
    for (;;) {
      this.#skipSpace();
      const char = this.text[this.#at];
      if (char === "{" || char === "[") {
        const opened = this.#openContainer(char);
        if (opened === "entered") continue;
        if (opened) return opened;
      } else if ((char === '"' ? this.#string() : this.#match(LITERAL)) === undefined) {
        return this.#fault("a value was expected");
      }
      const closed = this.#closeContainers();
      if (closed === "next") continue;
      return closed === "done" ? this.#twice : closed;
    }
  }

  /** Enters an object or a list; undefined where it is empty, which leaves its closing mark to be read. */
  #openContainer(char: "{" | "["): JsonFault | "entered" | undefined {
    this.#at++;
    this.#skipSpace();
    const keys = char === "{" ? new Set<string>() : null;
    this.#open.push(keys);
    if (this.text[this.#at] === (keys ? "}" : "]")) return undefined;
    return (keys && this.#key(keys)) ?? "entered";
  }

  /** Reads what follows a complete value: closing marks, then a comma or the end of the text. */
  #closeContainers(): JsonFault | "next" | "done" {
    for (;;) {
      this.#skipSpace();
      const keys = this.#open.at(-1);
      if (keys === undefined)
        return this.#at < this.text.length ? this.#fault("more text follows after the end of the JSON value") : "done";
      const close = keys ? "}" : "]";
      if (this.text[this.#at] === close) {
        this.#at++;
        this.#open.pop();
        continue;
      }
      if (this.text[this.#at] !== ",") return this.#fault(`a comma or ${close} was expected`);
      this.#at++;
      this.#skipSpace();
      return (keys && this.#key(keys)) ?? "next";
    }
  }

  /** Reads a key and its colon. */
  #key(keys: Set<string>): JsonFault | undefined {
    const start = this.#at;
    const quoted = this.#string();
    if (quoted === undefined) return this.#fault("a key in double quotes was expected");
    const name = quoted.includes("\\") ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
    if (keys.has(name))
      this.#twice ??= { offset: start, what: `the key ${JSON.stringify(name)} stands twice in one object` };
    keys.add(name);
    this.#skipSpace();
    if (this.text[this.#at] !== ":") return this.#fault("a colon was expected");
    this.#at++;
    return undefined;
  }

  /** Reads a string with its quotes; undefined where there is none, or where it is broken. */
  #string(): string | undefined {
    if (this.text[this.#at] !== '"') return undefined;
    const start = this.#at++;
    for (;;) {
      const char = this.text.charCodeAt(this.#at);
      // A control character, or the end of the text.
      if (!(char >= 0x20)) return undefined;
      if (char === 0x22) return this.text.slice(start, ++this.#at);
      if (char !== 0x5c) this.#at++;
      else if (this.#match(ESCAPE) === undefined) return undefined;
    }
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text);
    if (!found) return undefined;
    this.#at = pattern.lastIndex;
    return found[0];
  }

  /** Most JSON has no space: a pattern that matches nothing costs as much as one that matches. */
  #skipSpace(): void {
    if (this.text.charCodeAt(this.#at) <= 0x20) this.#match(SPACE);
  }

  #fault(what: string): JsonFault {
    return { offset: this.#at, what: this.#at >= this.text.length ? "the text ends too early" : what };
  }
}

/**
 * The value of a text that can be read in one way only; undefined where it is not JSON, has a key twice, or is nested deeper than
 * recursive readers can follow. What is written just as
 * `JSON.stringify` writes it has lost no key, and most texts of a plan are: looking at each character takes ten times as long.
 */
export function parseUnambiguous(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (text.length > 2 * DEEPEST && isDeeper(value, DEEPEST)) return undefined;
  return JSON.stringify(value) === text || !findJsonFault(text) ? value : undefined;
}

/** Levels of nesting that recursive readers follow. No configuration that a person or a tool writes is deeper. */
export const DEEPEST = 500;

/** Whether a value is nested more than so many levels deep. A value that refers to itself is. */
export function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === "object" && item !== null && isDeeper(item, levels - 1)) return true;
    return false;
  }
  for (const key in value) {
    const item = (value as Record<string, unknown>)[key];
    if (typeof item === "object" && item !== null && isDeeper(item, levels - 1)) return true;
  }
  return false;
}

/** `line 3, column 7`. */
export function positionOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split("\n");
  return `line ${before.length}, column ${(before.at(-1) ?? "").length + 1}`;
}
