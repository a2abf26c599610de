/** The outcome of `clover verify`, for people and for programs. */
import { printable } from "../core/printable";
import type { Verification } from "../gate/evidence/verify";
import { toJson } from "./json";

/** One line a check, and the outcome last. */
export function renderVerification({ verified, checks }: Verification, name: string): string {
  const rows = checks.map(
    ({ check, holds, says }) => `${holds ? "holds " : "FAILED"}  ${check.padEnd(9)}  ${printable(says)}`,
  );
  const failed = checks.filter(({ holds }) => !holds).length;
  const outcome = verified ? "VERIFIED" : "NOT VERIFIED";
  const tally = verified ? "" : `: ${failed} of ${checks.length} checks failed`;
  return `${rows.join("\n")}\n\n${outcome}: ${printable(name)}${tally}\n`;
}

/** The checks, and of the statement what says which one it is. */
export function renderVerificationJson({ verified, checks, keys, statement }: Verification): string {
  const told = statement && {
    subject: statement.subject,
    predicateType: statement.predicateType,
    verdict: statement.predicate.verdict,
    judgedAt: statement.predicate.judgedAt,
    charter: statement.predicate.charter,
    tools: statement.predicate.tools,
  };
  return `${toJson({ verified, checks, keys, statement: told ?? null })}\n`;
}
