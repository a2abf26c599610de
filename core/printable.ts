/** Text that came from an input (names, values, messages), made safe to print. */

/** Control and format characters, line separators and lone surrogates: they steer a terminal, run text backwards, or cannot be seen. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Writes every hidden character as an escape that a person can see (`\u001b`), so that no report is steered by what it reports on. */
export function printable(text: string): string {
  return text.replace(HIDDEN, (mark) => {
    const code = mark.codePointAt(0)!.toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
  });
}
