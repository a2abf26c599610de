/**
 * Waivers: violations that the charter accepts for a while. A waiver covers a violation that people have looked at. It never
 * covers what could not be proven, since nobody can have looked at that; nor what a policy declares non-waivable.
 */
import type { Charter, Waiver } from "../charter/schema";
import { InputError } from "../model/graph";
import type { Finding, UnusedWaiver } from "./report";

/** What the waivers need to know of the policies that exist and of those that judged. */
export interface Roster {
  readonly known: ReadonlySet<string>;
  readonly judged: ReadonlySet<string>;
  readonly waivable: (policy: string) => boolean;
}

/** Findings after waivers, and the waivers that covered none. */
export interface Waived {
  readonly findings: readonly Finding[];
  readonly unused: readonly UnusedWaiver[];
}

/** @param today Calendar day, UTC, YYYY-MM-DD. A waiver holds through its last day. */
export function applyWaivers(findings: readonly Finding[], charter: Charter, roster: Roster, today: string): Waived {
  const waivers = charter.waivers ?? [];
  for (const waiver of waivers) refuseUnsound(waiver, roster);
  const refusals = new Map<Waiver, string>();
  const used = new Set<Waiver>();

  const settled = findings.map((finding) => {
    const matching = waivers.filter((waiver) => covers(waiver, finding));
    const sound = matching.filter((waiver) => {
      const refusal = refusalOf(waiver, finding, roster, today);
      if (refusal) refusals.set(waiver, refusal);
      return !refusal;
    });
    const [waiver] = sound;
    if (waiver) {
      for (const one of sound) used.add(one);
      const { reason, owner, approver, expires } = waiver;
      return { ...finding, outcome: "waived" as const, waiver: { reason, owner, approver, expires } };
    }
    if (matching.length === 0) return finding;
    const notes = matching.map(
      (waiver) => `waiver of ${waiver.owner} refused: ${refusalOf(waiver, finding, roster, today)}`,
    );
    return { ...finding, evidence: [...(finding.evidence ?? []), ...notes] };
  });

  const unused = waivers
    .filter((waiver) => roster.judged.has(waiver.policy) && !used.has(waiver))
    .map((waiver) => describeUnused(waiver, refusals.get(waiver) ?? "it matches no finding"));
  return { findings: settled, unused };
}

const covers = (waiver: Waiver, finding: Finding): boolean =>
  waiver.policy === finding.policy &&
  waiver.address === finding.address &&
  (waiver.path === undefined || waiver.path === finding.path);

/** @returns why the waiver does not cover a finding that it names, or nothing if it does. */
function refusalOf(waiver: Waiver, finding: Finding, roster: Roster, today: string): string | undefined {
  if (!roster.waivable(waiver.policy)) return `${waiver.policy} accepts no waiver`;
  if (today > waiver.expires) return `it expired on ${waiver.expires}`;
  if (finding.outcome === "undetermined") return "what could not be proven cannot be waived";
  return undefined;
}

/** A waiver that cannot mean what it says is an error in the charter, not a waiver that silently covers nothing. */
function refuseUnsound(waiver: Waiver, roster: Roster): void {
  const name = `The waiver for ${waiver.policy} at ${waiver.address}`;
  if (!roster.known.has(waiver.policy)) {
    throw new InputError(`${name} names a policy that does not exist.`, "List the policies with `clover policies`.");
  }
  if (waiver.owner.trim().toLowerCase() === waiver.approver.trim().toLowerCase()) {
    throw new InputError(`${name} is approved by its owner, ${waiver.owner}.`, "Let somebody else approve it.");
  }
  const day = new Date(`${waiver.expires}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== waiver.expires) {
    throw new InputError(`${name} expires on ${waiver.expires}, which is no day.`, "Write a day as YYYY-MM-DD.");
  }
}

function describeUnused({ policy, address, path, expires }: Waiver, why: string): UnusedWaiver {
  return { policy, address, ...(path === undefined ? {} : { path }), expires, why };
}
