/**
 * Waivers: violations that the charter accepts for a while. A waiver covers a violation that people have looked at: this policy,
 * this address, this attribute, this place. It never covers what could not be proven, because the approver cannot have examined it.
 */
import { daysBetween } from "../../core/days";
import type { Charter, Waiver } from "../../charter/schema";
import type { EndingWaiver, Finding, UnusedWaiver, WaiverUse } from "../report";

/** Findings after waivers, the waivers that covered none, and those that will soon cover nothing any more. */
export interface Waived {
  readonly findings: readonly Finding[];
  readonly unused: readonly UnusedWaiver[];
  readonly ending: readonly EndingWaiver[];
}

/** Long enough to mend what was waived, or to ask again. */
const WARNED_DAYS = 30;

/**
 * @param judged ids of the policies that judged: only of those it is known whether a waiver covers anything
 * @param today Calendar day, UTC, YYYY-MM-DD. A waiver holds through its last day.
 */
export function applyWaivers(
  findings: readonly Finding[],
  charter: Charter,
  judged: ReadonlySet<string>,
  today: string,
): Waived {
  const waivers = charter.waivers ?? [];
  const refusals = new Map<Waiver, string>();
  const used = new Set<Waiver>();

  const settled = findings.map((finding) => {
    const matching = waivers.filter((waiver) => covers(waiver, finding));
    const sound = matching.filter((waiver) => {
      const refusal = refusalOf(waiver, finding, today);
      if (refusal) refusals.set(waiver, refusal);
      return !refusal;
    });
    const [waiver] = sound;
    if (waiver) {
      for (const one of sound) used.add(one);
      return { ...finding, outcome: "waived" as const, waiver: useOf(waiver) };
    }
    if (matching.length === 0) return finding;
    const notes = matching.map((waiver) => `waiver of ${waiver.owner} refused: ${refusalOf(waiver, finding, today)}`);
    return { ...finding, evidence: [...(finding.evidence ?? []), ...notes] };
  });

  const unused = waivers
    .filter((waiver) => judged.has(waiver.policy) && !used.has(waiver))
    .map((waiver) => ({ ...nameOf(waiver), why: refusals.get(waiver) ?? "it matches no finding" }));
  const ending = waivers
    .filter((waiver) => used.has(waiver) && daysBetween(today, waiver.expires) <= WARNED_DAYS)
    .map((waiver) => ({ ...nameOf(waiver), owner: waiver.owner, days: daysBetween(today, waiver.expires) }));
  return { findings: settled, unused, ending };
}

const covers = (waiver: Waiver, finding: Finding): boolean =>
  waiver.policy === finding.policy &&
  waiver.address === finding.address &&
  (waiver.path === undefined || waiver.path === finding.path);

/** @returns why the waiver does not cover a finding that it names, or nothing if it does. */
function refusalOf(waiver: Waiver, finding: Finding, today: string): string | undefined {
  const { granted = today, expires, place } = waiver;
  if (today < granted) return `it holds from ${granted}`;
  if (today > expires) return `it expired on ${expires}`;
  if (finding.outcome === "undetermined") return "what could not be proven cannot be waived";
  if (place !== undefined && place !== finding.place?.id)
    return `it accepts ${place}, and this is ${finding.place ? `in ${finding.place.id}` : "about no place"}`;
  return undefined;
}

const useOf = ({ reason, owner, approver, ticket, granted, expires }: Waiver): WaiverUse => ({
  reason,
  owner,
  approver,
  ...(ticket === undefined ? {} : { ticket }),
  ...(granted === undefined ? {} : { granted }),
  expires,
});

const nameOf = ({ policy, address, path, expires }: Waiver) => ({
  policy,
  address,
  ...(path === undefined ? {} : { path }),
  expires,
});
