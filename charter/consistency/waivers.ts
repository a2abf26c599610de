/** Checks of a waiver within the charter: two people, an end after its beginning, and a limited length. */
import { addDays, daysBetween } from "../../core/days";
import { waiver, waiverRules } from "../exceptions";
import type { DataProblem } from "../shape-problems";
import { isSamePerson, soundKeysOf } from "./sound-keys";

const LONGEST_DAYS = 90;

/** Number of days that a waiver may hold under a charter's rules. */
export const longestDaysOf = (rules: { readonly longestDays?: number | undefined } | undefined): number =>
  rules?.longestDays ?? LONGEST_DAYS;

/** @param waivers @param rules both as they stand in the data, right or wrong */
export function* checkWaivers(waivers: unknown, rules: unknown): Generator<DataProblem> {
  const { longestDays, never = [] } = soundKeysOf(rules, waiverRules);
  const longest = longestDaysOf({ longestDays });
  for (const [i, item] of Array.isArray(waivers) ? waivers.entries() : []) {
    const { policy, owner, approver, granted, expires } = soundKeysOf(item, waiver);
    const at = (...keys: string[]) => ["waivers", i, ...keys];
    if (policy !== undefined && never.includes(policy))
      yield { path: at("policy"), message: `waiverRules.never says that ${policy} accepts no waiver: remove this one` };
    if (owner !== undefined && approver !== undefined && isSamePerson(owner, approver))
      yield { path: at("approver"), message: "the owner cannot approve their own waiver: name another person" };
    if (granted === undefined || expires === undefined) continue;
    const days = daysBetween(granted, expires);
    if (days < 0) yield { path: at("expires"), message: `it would end before it begins on ${granted}` };
    if (days > longest) yield { path: at("expires"), message: tooLong(days, longest, granted, "it was granted") };
  }
}

/** @param from the day that its length is counted from @param what what happened on that day */
export const tooLong = (days: number, longest: number, from: string, what: string): string =>
  `${days} days after ${what} is too late: a waiver holds for ${longest} days, here until ${addDays(from, longest)}`;
