/** Markdown for a comment on a pull request: the verdict first, what rejects next, and never more than a comment can hold. */
import { printable } from "../core/printable";
import type { Finding, Report } from "../gate/report";
import { describeUnread, describeWaiver, listsOf } from "./rows";
import { count, describeCoverage, nameCountry, OUTCOME_WORDS, tally } from "./words";

/** A comment holds 65,536 characters; room is left for what a pipeline puts around it. */
export const LIMIT = 60_000;

/** The first line is a hidden mark by which a pipeline finds its earlier comment and replaces it. */
export function renderMarkdown(report: Report): string {
  const { verdict, findings, coverage, charter, inputs } = report;
  const head = [
    "<!-- clover -->",
    `## Clover: ${verdict}`,
    "",
    `${tally(findings)}. ${count(coverage.resources, "resource")}${coverage.resources ? `: ${describeCoverage(coverage)}` : ""}.`,
    "",
    ...describeUnread(coverage).flatMap(([, sentence]) => [`${sentence}.`, ""]),
  ];
  const foot = [
    "",
    `Approved: ${charter.jurisdictions.map(nameCountry).join(", ")} (${code(charter.path)}). Judged: ${inputs.map(({ path }) => code(path)).join(", ")}.`,
    "",
  ];
  const rows = findings.toSorted((a, b) => rank(a) - rank(b)).map(renderRow);
  const room = LIMIT - [...head, ...foot].join("\n").length;
  const table = fit(rows, room);
  const lists = fitLists(report, room - table.join("\n").length);
  return [...head, ...table, ...lists, ...foot].join("\n");
}

const rank = ({ outcome }: Finding): number => Object.keys(OUTCOME_WORDS).indexOf(outcome);

function renderRow(finding: Finding): string {
  const { outcome, address, path, input, place, message, fix, waiver, policy } = finding;
  const where = [code(address || input), path ? code(path) : ""].filter(Boolean).join("<br>");
  const at = place ? `${code(place.id)} ${place.country ?? "?"}` : "";
  const remedy = waiver ? describeWaiver(waiver) : fix;
  return `| ${OUTCOME_WORDS[outcome]} | ${where} | ${at} | ${cell(message)}<br>${cell(remedy)} | ${code(policy)} |`;
}

function fit(rows: readonly string[], room: number): string[] {
  if (rows.length === 0) return [];
  const table = ["| | resource | place | what and how to fix it | policy |", "|---|---|---|---|---|"];
  let left = room - 200;
  const shown = rows.filter((row) => (left -= row.length + 1) > 0);
  const hidden = rows.length - shown.length;
  return [...table, ...shown, ...(hidden > 0 ? ["", `... and ${hidden} more; the full report has them all.`] : [])];
}

/** The lists beside the findings, as far as the findings leave room. */
function fitLists(report: Report, room: number): string[] {
  let left = room;
  return listsOf(report).flatMap(([title, texts]) => {
    left -= 200;
    const lines = texts.map((line) => `- ${cell(line)}`);
    const shown = lines.filter((line) => (left -= line.length + 1) > 0);
    const hidden = lines.length - shown.length;
    const more = hidden > 0 ? [`- ... and ${hidden} more; the full report has them all.`] : [];
    return ["", `${title}:`, "", ...shown, ...more];
  });
}

/** Text in a table cell: nothing in it may act as markup, mention people, or end the cell. */
export function cell(text: string): string {
  const safe = printable(text).replace(/[\\`*_{}[\]()#+!|~]/g, "\\$&");
  return safe.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/@/g, "&#64;");
}

/** Text in a code span; a back-tick or a bar in it would end the span or the cell. */
export function code(text: string): string {
  return `\`${printable(text).replace(/`/g, "'").replace(/\|/g, "\\|")}\``;
}
