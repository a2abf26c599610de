/** The report for people: who reads it may never have seen a Terraform plan. */
import { printable } from "../core/printable";
import type { Finding, Report } from "../gate/report";
import { painter, type Paint, type Style } from "./paint";
import { listsOf, rowsOf, scopeRows, sourceOf, type Row } from "./rows";
import { groupByResource, OUTCOME_WORDS, subjectOf, tally } from "./words";

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
  const paint = painter(colour);
  const blocks = [
    ...groupByResource(report.findings).map((group) => renderResource(group, paint)),
    ...listsOf(report).map(([title, lines]) => renderLines(title, lines)),
    scopeRows(report).map(renderRow).join("\n"),
    renderVerdict(report, paint),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function renderResource(group: readonly [Finding, ...Finding[]], paint: Paint): string {
  const head = paint("bold", printable(subjectOf(group[0])));
  const from = paint("dim", printable(sourceOf(group[0])));
  return [`${head}  ${from}`, ...group.map((finding) => renderFinding(finding, paint))].join("\n");
}

function renderFinding(finding: Finding, paint: Paint): string {
  const { outcome, message } = finding;
  const title = `${paint(STYLES[outcome], OUTCOME_WORDS[outcome])}: ${printable(message)}`;
  return [`  ${title}`, ...rowsOf(finding).map((row) => `    ${renderRow(row)}`)].join("\n");
}

const renderLines = (title: string, lines: readonly string[]): string =>
  [`${title}:`, ...lines.map((line) => `  ${printable(line)}`)].join("\n");

const renderRow = ([name, value]: Row): string => `${name.padEnd(9)}  ${printable(value)}`;

function renderVerdict({ verdict, findings }: Report, paint: Paint): string {
  const style: Style = verdict === "compliant" ? "green" : "red";
  return `${paint(style, verdict === "compliant" ? "COMPLIANT" : "REJECTED")}: ${tally(findings)}`;
}
