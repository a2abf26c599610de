/** Regular expressions of Go's RE2 in JavaScript's, whose engine takes exponential time on some of them: those are not run. */

/** Longer texts and patterns are not matched. */
const LONGEST_TEXT = 500;
const LONGEST_PATTERN = 300;

/** Repetitions that compete with each other; two of them over 500 characters still take no time. */
const MOST = 3;

/** @returns undefined for a pattern that would not mean the same here, or could take too long. */
export function compileRegex(pattern: string, text: string): RegExp | undefined {
  if (pattern.length > LONGEST_PATTERN || text.length > LONGEST_TEXT) return undefined;
  // Classes and flags that JavaScript has not.
  if (/\[\[:|\(\?[a-zA-Z]*[isUm]|\\[AzQEpPC]|\(\?<?[=!]/.test(pattern)) return undefined;
  const plain = pattern.replace(/\\./g, "a").replace(/\[\^?\]?[^\]]*\]/g, "c");
  // A repeated group that repeats or chooses inside.
  if (/\([^()]*[*+{|?][^()]*\)[*+{]/.test(plain.replace(/\(\?(P?<\w+>|:)/g, "(")) || /\)\)+[*+{]/.test(plain))
    return undefined;
  if ((plain.match(/\.[*+]|[\w)][*+]/g) ?? []).length > MOST + (pattern.match(/\[\^[^\]]+\][*+]/g) ?? []).length)
    return undefined;
  try {
    return new RegExp(pattern.replaceAll("(?P<", "(?<"), "gu");
  } catch {
    return undefined;
  }
}
