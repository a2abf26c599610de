/** The verdict in a few plain lines, for programs that only need to say why they stop. */
import { escapeHidden } from "./plain";
import type { Finding, Report } from "./report";

const SHOWN = 20;

/** One line for the verdict, one for each finding that rejects, at most twenty of them. */
export function summarize(report: Report): string {
  const rejecting = report.findings.filter(({ outcome }) => outcome === "violation" || outcome === "undetermined");
  const where = Object.entries(report.coverage.byCountry).map(([country, count]) => `${count} in ${country}`);
  const lines = rejecting.slice(0, SHOWN).map((finding) => `  ${lineOf(finding)}`);
  if (rejecting.length > SHOWN) lines.push(`  ... and ${rejecting.length - SHOWN} more`);
  const count = `${report.coverage.resources} resources (${where.join(", ") || "none placed"})`;
  return [`Clover: ${report.verdict}, ${rejecting.length} findings that reject, ${count}`, ...lines].join("\n");
}

function lineOf({ policy, outcome, address, path, message, origin }: Finding): string {
  const where = [address || "whole input", path].filter(Boolean).join(" ");
  return escapeHidden(`${outcome} ${policy} at ${where}${origin ? ` (${origin})` : ""}: ${message}`);
}
