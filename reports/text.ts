/** The report for people: who reads it may never have seen a Terraform plan. */
import { escapeHidden } from "../gate/plain";
import type { Finding, Report } from "../gate/report";
import { count, describeCoverage, groupByResource, nameCountry, OUTCOME_WORDS, subjectOf, tally } from "./words";

/** Select Graphic Rendition codes: `util.styleText` is younger than the oldest Node that we run on. */
const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36, gray: 90 } as const;
type Style = keyof typeof CODES;
type Paint = (style: Style, text: string) => string;

const STYLES: Readonly<Record<Finding["outcome"], Style>> = {
  violation: "red",
  undetermined: "yellow",
  advisory: "cyan",
  waived: "gray",
};

/** What a report may be told about where it will be read. */
export interface Rendering {
  /** Whether the reader's terminal shows colour. */
  readonly colour: boolean;
}

/** Findings by resource, what was judged, and the verdict last, where a terminal leaves the eye. */
export function renderText(report: Report, { colour }: Rendering): string {
  const paint: Paint = (style, text) => (colour ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text);
  const blocks = [
    ...groupByResource(report.findings).map((group) => renderResource(group, paint)),
    ...renderWaivers(report),
    renderScope(report),
    renderVerdict(report, paint),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function renderResource(group: readonly [Finding, ...Finding[]], paint: Paint): string {
  const [{ origin, input }] = group;
  const head = paint("bold", escapeHidden(subjectOf(group[0])));
  const from = escapeHidden(origin ? `${origin}, in ${input}` : `in ${input}`);
  return [`${head}  ${paint("dim", from)}`, ...group.map((finding) => renderFinding(finding, paint))].join("\n");
}

function renderFinding(finding: Finding, paint: Paint): string {
  const { outcome, policy, severity, place, path, message, evidence = [], fix, waiver } = finding;
  const title = `${paint(STYLES[outcome], OUTCOME_WORDS[outcome])}: ${escapeHidden(message)}`;
  const rows: [string, string][] = [];
  if (place) rows.push(["place", `${place.id}, ${place.country ? nameCountry(place.country) : "country not known"}`]);
  if (path) rows.push(["attribute", path]);
  for (const line of evidence) rows.push(["evidence", line]);
  if (waiver) {
    rows.push([
      "waived",
      `until ${waiver.expires}, owner ${waiver.owner}, approved by ${waiver.approver}: ${waiver.reason}`,
    ]);
  } else rows.push(["fix", fix]);
  rows.push(["policy", `${policy} (${severity})`]);
  return [`  ${title}`, ...rows.map(([name, value]) => `    ${name.padEnd(9)}  ${escapeHidden(value)}`)].join("\n");
}

function renderWaivers({ unusedWaivers }: Report): string[] {
  if (unusedWaivers.length === 0) return [];
  const lines = unusedWaivers.map(({ policy, address, path, expires, why }) =>
    escapeHidden(`  ${policy} at ${address}${path ? ` ${path}` : ""}, until ${expires}: ${why}`),
  );
  return [["Waivers that cover nothing and should be deleted:", ...lines].join("\n")];
}

function renderScope({ inputs, charter, catalogue, coverage, policies }: Report): string {
  const rows: [string, string][] = [
    ...inputs.map(({ path, kind, resources }): [string, string] => [
      "judged",
      `${path} (${kind}, ${count(resources, "resource")})`,
    ]),
    ["charter", `${charter.path}, approves ${charter.jurisdictions.map(nameCountry).join(", ")}`],
    ["policies", policies.join(", ")],
    ["catalogue", `places as known in ${catalogue.date}`],
    [
      "places",
      coverage.resources === 0 ? "nothing stays" : `${coverage.resources} in all: ${describeCoverage(coverage)}`,
    ],
  ];
  return rows.map(([name, value]) => `${name.padEnd(9)}  ${escapeHidden(value)}`).join("\n");
}

function renderVerdict({ verdict, findings }: Report, paint: Paint): string {
  const style: Style = verdict === "compliant" ? "green" : "red";
  return `${paint(style, verdict === "compliant" ? "COMPLIANT" : "REJECTED")}: ${tally(findings)}`;
}
