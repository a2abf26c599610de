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

/** The first fault of a JSON text: broken syntax or, if the syntax holds, an object that has a key twice. */
export function findJsonFault(text: string): JsonFault | undefined {
  let at = 0;
  let twice: JsonFault | undefined;
  // What is open: a set of keys for an object, null for a list.
  const open: (Set<string> | null)[] = [];

  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (!found) return undefined;
    at = pattern.lastIndex;
    return found[0];
  };
  // Most JSON has none: a pattern that matches nothing costs as much as one that matches.
  const skipSpace = (): void => {
    if (text.charCodeAt(at) <= 0x20) match(SPACE);
  };
  const string = (): string | undefined => {
    if (text[at] !== '"') return undefined;
    const start = at++;
    for (;;) {
      const char = text.charCodeAt(at);
      // A control character, or the end of the text.
      if (!(char >= 0x20)) return undefined;
      if (char === 0x22) return text.slice(start, ++at);
      if (char !== 0x5c) at++;
      else if (match(ESCAPE) === undefined) return undefined;
    }
  };
  const fault = (what: string): JsonFault => ({
    offset: at,
    what: at >= text.length ? "the text ends too early" : what,
  });
  const key = (keys: Set<string>): JsonFault | undefined => {
    const start = at;
    const quoted = string();
    if (quoted === undefined) return fault("a key in double quotes was expected");
    const name = quoted.includes("\\") ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
    if (keys.has(name)) twice ??= { offset: start, what: `the key ${JSON.stringify(name)} stands twice in one object` };
    keys.add(name);
    skipSpace();
    if (text[at] !== ":") return fault("a colon was expected");
    at++;
    return undefined;
  };

  for (;;) {
    skipSpace();
    const char = text[at];
    if (char === "{" || char === "[") {
      at++;
      skipSpace();
      const keys = char === "{" ? new Set<string>() : null;
      open.push(keys);
      const empty = text[at] === (keys ? "}" : "]");
      if (!empty) {
        const wrong = keys && key(keys);
        if (wrong) return wrong;
        continue;
      }
    } else if ((char === '"' ? string() : match(LITERAL)) === undefined) {
      return fault("a value was expected");
    }
    // A value is complete; close what ends here.
    for (;;) {
      skipSpace();
      const keys = open.at(-1);
      if (keys === undefined)
        return at < text.length ? fault("more text follows after the end of the JSON value") : twice;
      if (text[at] === (keys ? "}" : "]")) {
        at++;
        open.pop();
        continue;
      }
      if (text[at] !== ",") return fault(`a comma or ${keys ? "}" : "]"} was expected`);
      at++;
      skipSpace();
      const wrong = keys && key(keys);
      if (wrong) return wrong;
      break;
    }
  }
}

/**
 * The value of a text that can be read in one way only; undefined where it is no JSON, or has a key twice. What is written just as
 * `JSON.stringify` writes it has lost no key, and most texts of a plan are: looking at each character takes ten times as long.
 */
export function parseUnambiguous(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return JSON.stringify(value) === text || !findJsonFault(text) ? value : undefined;
}

/** `line 3, column 7`. */
export function positionOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split("\n");
  return `line ${before.length}, column ${(before.at(-1) ?? "").length + 1}`;
}
