/**
 * Waivers: violations that the charter accepts until a date. A waiver covers one violation that people have examined: a policy, an
 * address, an attribute and a place. It never covers an undetermined finding, because the approver cannot have examined it.
 */
import { daysBetween } from "../../core/days";
import type { Charter, Waiver } from "../../charter/schema";
import type { EndingWaiver, Finding, UnusedWaiver, WaiverUse } from "../report";

/** Findings after waivers, the waivers that covered none, and the waivers that end soon. */
export interface Waived {
  readonly findings: readonly Finding[];
  readonly unused: readonly UnusedWaiver[];
  readonly ending: readonly EndingWaiver[];
}

/** Days before its end from which a waiver is reported, so that the owner can fix the violation or renew the waiver. */
const WARNED_DAYS = 30;

/**
 * @param judged ids of the policies that judged. A waiver for another policy is not reported as unused
 * @param today Calendar day, UTC, YYYY-MM-DD. A waiver is valid through its last day.
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
  if (today < granted) return `it is valid from ${granted}`;
  if (today > expires) return `it expired on ${expires}`;
  if (finding.outcome === "undetermined") return "an undetermined finding cannot be waived";
  if (place !== undefined && place !== finding.place?.id)
    return `it accepts ${place}, and this is ${finding.place ? `in ${finding.place.id}` : "not about a place"}`;
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
