/** Edit distance that counts two swapped letters as one step, as fingers do. */
function distance(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      next[j] = Math.min(
        replaced,
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        swapped ? (before[j - 2] ?? 0) + 1 : replaced,
      );
    }
    before = row;
    row = next;
  }
  return row[to.length] ?? 0;
}

/** The word that somebody who wrote `text` most likely meant; undefined when none is close. */
export function findClosest(text: string, words: Iterable<string>): string | undefined {
  if (text.length > 60) return undefined;
  let best: string | undefined;
  let least = Math.max(1, Math.floor(text.length / 3)) + 1;
  for (const word of words) {
    const steps = distance(text.toLowerCase(), word.toLowerCase());
    if (steps < least) [best, least] = [word, steps];
  }
  return best;
}
