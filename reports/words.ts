/** Words that the reports share. */
import type { Finding, Report } from "../gate/report";
import { countryName } from "./country-names";

/** Code and name, "IE (Ireland)"; a text that is not a country code is returned as it is. */
export function nameCountry(code: string): string {
  const name = countryName(code);
  return name ? `${code} (${name})` : code;
}

/** "1 resource", "2 resources". */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** The subject of a finding: its address, or the whole input. */
export const subjectOf = ({ address, input }: Finding): string => address || `the whole of ${input}`;

/** The outcomes in plain words. */
export const OUTCOME_WORDS: Readonly<Record<Finding["outcome"], string>> = {
  violation: "not allowed",
  undetermined: "cannot be proven",
  advisory: "advice",
  waived: "waived",
};

/** "2 not allowed, 1 cannot be proven"; "no findings" when there are none. */
export function tally(findings: readonly Finding[]): string {
  const parts = Object.entries(OUTCOME_WORDS).flatMap(([outcome, words]) => {
    const number = findings.filter((finding) => finding.outcome === outcome).length;
    return number === 0 ? [] : [`${number} ${words}`];
  });
  return parts.join(", ") || "no findings";
}

/** "11 in IE (Ireland), 2 global, 1 not proven". */
export function describeCoverage({ byCountry, undetermined }: Report["coverage"]): string {
  const parts = Object.entries(byCountry).map(([code, number]) => {
    if (code === "global") return `${number} global (names and identities)`;
    if (code === "nowhere") return `${number} that hold nothing anywhere`;
    return `${number} in ${nameCountry(code)}`;
  });
  if (undetermined > 0) parts.push(`${undetermined} whose place is not proven`);
  return parts.join(", ");
}

/** The findings of one resource together, in the order in which they come. */
export function groupByResource(findings: readonly Finding[]): readonly (readonly [Finding, ...Finding[]])[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.input, finding.address]);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
}
