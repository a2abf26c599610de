/** Calendar days as text, YYYY-MM-DD: they sort as text and do not depend on a time zone. */

const MILLISECONDS = 86_400_000;

const timeOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** Tells whether the text is a day of the calendar: 2026-02-30 is not. */
export function isDay(text: string): boolean {
  const time = timeOf(text);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Number of days between two days; negative if the second comes first. */
export const daysBetween = (from: string, to: string): number => (timeOf(to) - timeOf(from)) / MILLISECONDS;

/** The day that is the given number of days later. @throws RangeError beyond the dates of JavaScript */
export const addDays = (day: string, days: number): string =>
  new Date(timeOf(day) + days * MILLISECONDS).toISOString().slice(0, 10);
