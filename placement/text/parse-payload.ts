/** Parsing of documents inside attributes: JSON or YAML. */
import { parseDocument } from "yaml";

/** Readers stop at this depth; a document that is deeper was not looked at there. */
export const DEEPEST = 500;

let last: { readonly text: string; readonly value: unknown } | undefined;

/** Parses a document inside an attribute. The last one is remembered, because flows and policies of a document are asked for in turn and a large one takes seconds. */
export function parsePayload(text: string): unknown {
  if (last?.text !== text) last = { text, value: parseText(text) };
  return last.value;
}

/** Parses JSON or YAML; returns the text itself when it is neither. A single line is not read as YAML: `a: b` is more often a sentence. */
export function parseText(text: string): unknown {
  const start = text.trimStart();
  try {
    if (start.startsWith("{") || start.startsWith("[")) return JSON.parse(text);
    if (!text.includes("\n")) return text;
    const document = parseDocument(text, { logLevel: "silent", uniqueKeys: false });
    return document.errors.length > 0 ? text : document.toJS({ maxAliasCount: 100 });
  } catch {
    return text;
  }
}
