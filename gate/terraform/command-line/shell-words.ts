/** Splits a `TF_CLI_ARGS` variable into words like Terraform does. */
import { InputError } from "../../../core/user-error";

const WORD = /(?:[^\s"'`\\$;&|<>()]|"[^"`\\$]*"|'[^']*')+/y;

/**
 * Splits at white space and keeps quoted text together. Characters that Terraform's own splitter treats specially (escapes,
 * substitutions, command separators) are an error, so that one command line cannot be read in two ways.
 */
export function splitWords(text: string, variable: string): readonly string[] {
  const words: string[] = [];
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, at)) {
    WORD.lastIndex = at;
    const raw = WORD.exec(text)?.[0];
    const end = at + (raw?.length ?? 0);
    if (raw === undefined || (end < text.length && !/\s/.test(text[end]!))) {
      throw new InputError(
        `${variable} holds a character that Clover does not accept there: ${JSON.stringify(text[end])}.`,
        "Write plain words, or whole words in quotes, without escapes or substitutions.",
      );
    }
    words.push(raw.replace(/"([^"]*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ""));
    at = end;
  }
  return words;
}

function skipSpace(text: string, at: number): number {
  let next = at;
  while (next < text.length && /\s/.test(text[next]!)) next++;
  return next;
}
