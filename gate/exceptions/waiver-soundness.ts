/**
 * Checks the charter's waivers against facts that only the gate knows: the policies, which of them accept a waiver, and today's date.
 * A waiver that cannot have an effect is an error in the charter, and is not silently ignored.
 */
import { CharterError, type CharterProblem } from "../../charter/charter-error";
import { findClosest } from "../../core/closest";
import { daysBetween } from "../../core/days";
import type { LoadedCharter } from "../../charter/load";
import { longestDaysOf, tooLong } from "../../charter/consistency/waivers";
import { isOurs, type HostablePolicy } from "../hosting/evaluate";

/** @throws CharterError with every unsound waiver and its line */
export function refuseUnsoundWaivers(
  { charter, path, problemAt }: LoadedCharter,
  policies: readonly HostablePolicy[],
  today: string,
): void {
  const byName = new Map(policies.map((policy) => [policy.name, policy]));
  const longest = longestDaysOf(charter.waiverRules);
  const problems: CharterProblem[] = [];

  for (const [i, name] of charter.waiverRules?.never?.entries() ?? [])
    if (!byName.has(name)) problems.push(problemAt(["waiverRules", "never", i], noSuch(name, byName)));

  for (const [i, { policy: name, granted, expires }] of charter.waivers?.entries() ?? []) {
    const policy = byName.get(name);
    if (!policy) problems.push(problemAt(["waivers", i, "policy"], noSuch(name, byName)));
    // What is not ours says nothing about waivers, so it takes them.
    else if (isOurs(policy) && !policy.waivable)
      problems.push(problemAt(["waivers", i, "policy"], `${name} does not accept waivers: remove this one`));
    const days = daysBetween(today, expires);
    if (granted === undefined && days > longest)
      problems.push(problemAt(["waivers", i, "expires"], tooLong(days, longest, today, "today")));
  }
  if (problems.length > 0) throw new CharterError(path, problems);
}

function noSuch(name: string, byName: ReadonlyMap<string, unknown>): string {
  const closest = findClosest(name, byName.keys());
  return `${name} is not a policy: ${closest ? `did you mean ${closest}?` : "list them with `clover policies`"}`;
}
