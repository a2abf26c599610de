/** Converts the judgements of one document to findings: one per identity, in a stable order. */
import type { Document } from "../../model/document";
import { isOurs, type Judgement } from "../hosting/evaluate";
import { printable } from "../../core/printable";
import type { Finding } from "../report";
import type { Selected } from "../examination";

const LONGEST = 2_000;

/** @returns findings sorted by address, policy and path; two judgements of one identity become one finding. */
export function findingsOf(
  document: Document,
  judgements: readonly Judgement[],
  selected: readonly Selected[],
): readonly Finding[] {
  if (judgements.length === 0) return [];
  const levels = new Map(selected.map(({ policy, level }) => [policy, level]));
  const origins = new Map(document.resources.map(({ address, origin }) => [address, origin]));
  const byIdentity = new Map<string, Finding>();
  const sorted = judgements.map((judgement) =>
    describe(
      judgement,
      levels.get(judgement.policy) ?? "mandatory",
      document.path,
      origins.get(judgement.problem.address),
    ),
  );
  for (const finding of sorted.toSorted(compare)) {
    const identity = JSON.stringify([finding.address, finding.policy, finding.path]);
    const known = byIdentity.get(identity);
    byIdentity.set(identity, known ? merge(known, finding) : finding);
  }
  return [...byIdentity.values()];
}

function describe({ policy, problem }: Judgement, level: Selected["level"], input: string, known?: string): Finding {
  const { place, origin = known, evidence } = problem;
  return {
    policy: policy.name,
    outcome: level === "advisory" ? "advisory" : problem.outcome,
    severity: policy.severity ?? "medium",
    enforcementLevel: level,
    address: problem.address,
    path: problem.path,
    ...(place ? { place: { id: place.id, country: place.country } } : {}),
    message: tidy(problem.message),
    fix: isOurs(policy) ? policy.fix : (policy.remediationSteps ?? policy.description),
    input,
    ...(origin === undefined ? {} : { origin }),
    ...(evidence?.length ? { evidence: evidence.map(tidy) } : {}),
  };
}

/** A sentence with hidden characters escaped and a limited length, because it may quote the input. */
function tidy(sentence: string): string {
  const visible = printable(sentence);
  return visible.length > LONGEST ? `${visible.slice(0, LONGEST)}...` : visible;
}

/** Merges two findings. The first one is worse and stays; the message of the other is kept as evidence. */
function merge(first: Finding, other: Finding): Finding {
  const more = [other.message, ...(other.evidence ?? [])].filter(
    (line) => line !== first.message && !first.evidence?.includes(line),
  );
  return more.length === 0 ? first : { ...first, evidence: [...(first.evidence ?? []), ...new Set(more)] };
}

const WORST_FIRST: readonly Finding["outcome"][] = ["violation", "undetermined", "advisory", "waived"];

function compare(a: Finding, b: Finding): number {
  return (
    order(a.address, b.address) ||
    order(a.policy, b.policy) ||
    order(a.path, b.path) ||
    WORST_FIRST.indexOf(a.outcome) - WORST_FIRST.indexOf(b.outcome) ||
    order(a.message, b.message)
  );
}

/** Compares by code unit, so that the order does not depend on the locale. */
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
