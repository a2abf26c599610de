/** Texts that are documents: JSON, or YAML in blocks or in braces. What looks like a document and cannot be parsed is told apart from plain text. */
import { parseAllDocuments, parseDocument } from "yaml";
import { DEEPEST, isDeeper } from "../../core/scan-json";

/**
 * - `document`: an object or a list. - `text`: no document at all: a word, a sentence, a script.
 * - `unreadable`: it looks like a document, but it cannot be parsed, refers to itself too often, or is nested too deep.
 */
export type ReadText =
  { readonly is: "document"; readonly value: object } | { readonly is: "text" } | { readonly is: "unreadable" };

const TEXT: ReadText = { is: "text" };
const UNREADABLE: ReadText = { is: "unreadable" };

/** The first line of a document in blocks that says something: a key, an item of a list, a directive, or the mark between documents. */
const FIRST_LINE = /^(?:---|%YAML|-\s|[\w."'$/@-]{1,200}\s{0,20}:(?:\s|$))/;

/** Whether a text looks like a document of YAML in blocks: empty lines and comments may stand before its first line. */
function isInBlocks(text: string): boolean {
  if (!text.includes("\n")) return false;
  for (let at = 0; at < text.length;) {
    const end = text.indexOf("\n", at);
    const line = text.slice(at, end < 0 ? text.length : end).trim();
    if (line !== "" && !line.startsWith("#")) return FIRST_LINE.test(`${line.slice(0, 300)}\n`);
    if (end < 0) return false;
    at = end + 1;
  }
  return false;
}

/** What a service fills in before it reads the text: `{{ssm:name}}`. */
const FILLED_IN = /^\{\{\s*[\w:./ -]+\}\}/;

/** Reads a text. One line is a document only in braces or brackets: `a: b` is more often a sentence. */
export function readDocument(text: string): ReadText {
  const start = text.trimStart();
  const braced = start.startsWith("{") || start.startsWith("[");
  if (!braced && !isInBlocks(text)) return TEXT;
  // JSONata begins with a brace, too.
  if (start.startsWith("{%") || FILLED_IN.test(start)) return TEXT;
  const value = braced ? (parseJson(text) ?? parseYaml(text, false)) : parseYaml(text, true);
  if (value === undefined) return UNREADABLE;
  return typeof value === "object" && value !== null ? { is: "document", value } : TEXT;
}

function parseJson(text: string): unknown {
  try {
    return nestedWithin(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** @returns undefined where it cannot be parsed, or has more aliases than the parser takes */
function parseYaml(text: string, several: boolean): unknown {
  if (nestsTooDeep(text)) return undefined;
  try {
    const options = { logLevel: "silent", uniqueKeys: false } as const;
    const documents = several ? [...parseAllDocuments(text, options)] : [parseDocument(text, options)];
    if (documents.some(({ errors }) => errors.length > 0)) return undefined;
    const values = documents.map((document) => document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown);
    return nestedWithin(values.length === 1 ? values[0] : values);
  } catch {
    return undefined;
  }
}

/**
 * Whether a text may be nested deeper than the parser of YAML can follow. That parser calls itself for each level, and the engine does
 * not survive the end of the stack inside it. Brackets in quotes are counted, too: a text that holds hundreds without their other half is rare.
 */
export function nestsTooDeep(text: string): boolean {
  if (text.length <= DEEPEST) return false;
  let open = 0;
  let indent = 0;
  let leading = true;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x0a) [indent, leading] = [0, true];
    else if (leading && (char === 0x20 || char === 0x2d || char === 0x3f || char === 0x3a)) indent += 1;
    else leading = false;
    if (char === 0x5b || char === 0x7b) open += 1;
    else if ((char === 0x5d || char === 0x7d) && open > 0) open -= 1;
    if (open > DEEPEST || indent > 2 * DEEPEST) return true;
  }
  return false;
}

/** Uses of one anchor, those of the anchors inside it counted each time: more would cost more time than the text is long. */
const MOST_ALIASES = 100;

const nestedWithin = (value: unknown): unknown => (isDeeper(value, DEEPEST) ? undefined : value);

let last: { readonly text: string; readonly read: ReadText } | undefined;

/** Reads a text. The last one is remembered: flows and policies of a document are asked for in turn, and a large one takes seconds. */
export function readOnce(text: string): ReadText {
  if (last?.text !== text) last = { text, read: readDocument(text) };
  return last.read;
}
