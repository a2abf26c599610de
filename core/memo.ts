/** Answers about texts that occur again and again. */

/** More than this is not kept: what a document says once is not worth it. */
const MOST = 2000;

/** @returns what `ask` says of a text, found once while the text keeps coming; the answer is shared and must not be changed. */
export function remember<T>(ask: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found as T;
    const answer = ask(text);
    if (known.size >= MOST) known.clear();
    known.set(text, answer);
    return answer;
  };
}

/**
 * The text as the engine keeps names: a type that is read from ten thousand entries is then one string, and told from a type in
 * our own code without looking at its letters.
 */
export const intern: (text: string) => string = remember((text) => Object.keys({ [text]: 0 })[0] ?? text);
