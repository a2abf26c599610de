/** Calendar days as texts, YYYY-MM-DD: they compare like texts, and no time zone can move them. */

const MILLISECONDS = 86_400_000;

const timeOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** Whether the text is a day that the calendar has: 2026-02-30 is none. */
export function isDay(text: string): boolean {
  const time = timeOf(text);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** How many days lie between two days; negative when the second comes first. */
export const daysBetween = (from: string, to: string): number => (timeOf(to) - timeOf(from)) / MILLISECONDS;

/** The day so many days later. Throws RangeError beyond the calendar that JavaScript knows. */
export const addDays = (day: string, days: number): string =>
  new Date(timeOf(day) + days * MILLISECONDS).toISOString().slice(0, 10);
