/** The report for people: who reads it may never have seen a Terraform plan. */
import { escapeHidden } from "../gate/plain";
import type { Finding, Report } from "../gate/report";
import { listsOf, rowsOf, scopeRows, sourceOf, type Row } from "./rows";
import { groupByResource, OUTCOME_WORDS, subjectOf, tally } from "./words";

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
    ...listsOf(report).map(([title, lines]) => renderLines(title, lines)),
    scopeRows(report).map(renderRow).join("\n"),
    renderVerdict(report, paint),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function renderResource(group: readonly [Finding, ...Finding[]], paint: Paint): string {
  const head = paint("bold", escapeHidden(subjectOf(group[0])));
  const from = paint("dim", escapeHidden(sourceOf(group[0])));
  return [`${head}  ${from}`, ...group.map((finding) => renderFinding(finding, paint))].join("\n");
}

function renderFinding(finding: Finding, paint: Paint): string {
  const { outcome, message } = finding;
  const title = `${paint(STYLES[outcome], OUTCOME_WORDS[outcome])}: ${escapeHidden(message)}`;
  return [`  ${title}`, ...rowsOf(finding).map((row) => `    ${renderRow(row)}`)].join("\n");
}

const renderLines = (title: string, lines: readonly string[]): string =>
  [`${title}:`, ...lines.map((line) => `  ${escapeHidden(line)}`)].join("\n");

const renderRow = ([name, value]: Row): string => `${name.padEnd(9)}  ${escapeHidden(value)}`;

function renderVerdict({ verdict, findings }: Report, paint: Paint): string {
  const style: Style = verdict === "compliant" ? "green" : "red";
  return `${paint(style, verdict === "compliant" ? "COMPLIANT" : "REJECTED")}: ${tally(findings)}`;
}
