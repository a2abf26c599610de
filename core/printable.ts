/** Text that came from an input (names, values, messages), made safe to print. */

/** C0 and C1 controls, line separators, and the marks that make text run backwards or vanish on a terminal. */
const HIDDEN =
  // eslint-disable-next-line no-control-regex -- these are the characters to escape
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Writes every hidden character as an escape a person can see: a report must never be steered by what it reports on. */
export function escapeHidden(text: string): string {
  return text.replace(HIDDEN, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
