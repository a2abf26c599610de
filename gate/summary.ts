/** The verdict in a few lines of text, for programs that report why they stop. */
import { printable } from "../core/printable";
import type { Finding, Report } from "./report";

const SHOWN = 20;

/** One line for the verdict, one for each finding that rejects, at most twenty of them. */
export function summarize(report: Report): string {
  const rejecting = report.findings.filter(({ outcome }) => outcome === "violation" || outcome === "undetermined");
  const lines = rejecting.slice(0, SHOWN).map((finding) => `  ${lineOf(finding)}`);
  if (rejecting.length > SHOWN) lines.push(`  ... and ${rejecting.length - SHOWN} more`);
  const reasons = rejecting.length > 0 ? ` for ${rejecting.length} reason${rejecting.length === 1 ? "" : "s"}` : "";
  const ending = report.endingWaivers.map(
    ({ policy, address, expires }) => `  the waiver for ${policy} at ${address} ends on ${expires}`,
  );
  lines.push(...ending.map(printable));
  return [`Clover: ${report.verdict}${reasons}. Resources: ${countPlaces(report.coverage)}.`, ...lines].join("\n");
}

function countPlaces({ byCountry, undetermined }: Report["coverage"]): string {
  const placed = Object.entries(byCountry).map(
    ([where, count]) => `${count} ${/^[A-Z]/.test(where) ? "in " : ""}${where}`,
  );
  const doubtful = undetermined > 0 ? [`${undetermined} without a proven place`] : [];
  return [...placed, ...doubtful].join(", ") || "none";
}

function lineOf({ policy, outcome, address, path, message, origin }: Finding): string {
  const where = [address || "whole input", path].filter(Boolean).join(" ");
  return printable(`${outcome} ${policy} at ${where}${origin ? ` (${origin})` : ""}: ${message}`);
}
