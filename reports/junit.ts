/** JUnit XML: a suite for each input, a test case for each finding, so that every CI shows it without a plug-in. */
import { printable } from "../core/printable";
import type { AcceptedTransfer, Finding, Report } from "../gate/report";
import { describeDrift, describeEnding, describeTransfer, describeUnused, describeWaiver } from "./rows";
import { OUTCOME_WORDS } from "./words";

/** Violations fail; what could not be proven is an error; advice and waivers pass with a note. */
export function renderJunit(report: Report): string {
  const notices = noticesOf(report);
  const suites = [...report.inputs.map(({ path }) => renderSuite(path, report)), ...renderNotices(notices, report)];
  const { failures, errors } = countOutcomes(report.findings);
  const tests = report.inputs.reduce(
    (sum, { path }) => sum + Math.max(1, casesIn(path, report).length),
    notices.length,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="clover" tests="${tests}" failures="${failures}" errors="${errors}">`,
    ...suites,
    "</testsuites>",
    "",
  ].join("\n");
}

const findingsIn = (path: string, { findings }: Report) => findings.filter(({ input }) => input === path);

const casesIn = (path: string, report: Report): readonly string[] => [
  ...findingsIn(path, report).map(renderCase),
  ...report.transfers.filter(({ input }) => input === path).map(renderTransfer),
];

/** A declared flow passes with a note, as a waived finding does. */
function renderTransfer(transfer: AcceptedTransfer): string {
  const name = [transfer.address, transfer.path].filter(Boolean).join(" ");
  const open = `    <testcase classname="${xml(transfer.policy)}" name="${xml(name)}"`;
  return `${open}>\n      <system-out>declared: ${xml(describeTransfer(transfer))}</system-out>\n    </testcase>`;
}

/** What happened outside Terraform, and what is to be done about waivers; no finding, so each passes with a note. */
const noticesOf = (report: Report): readonly string[] => [
  ...describeDrift(report).map((line) => `changed outside Terraform: ${line}`),
  ...describeEnding(report),
  ...describeUnused(report).map((line) => `covers nothing and should be deleted: ${line}`),
];

/** A suite of the charter's own: no input is to blame. */
function renderNotices(notices: readonly string[], { charter }: Report): readonly string[] {
  if (notices.length === 0) return [];
  const cases = notices.map(
    (line) => `    <testcase classname="notices" name="${xml(line)}"><system-out>${xml(line)}</system-out></testcase>`,
  );
  const open = `<testsuite name="${xml(charter.path)}" tests="${cases.length}" failures="0" errors="0">`;
  return [`  ${open}`, ...cases, "  </testsuite>"];
}

function renderSuite(path: string, report: Report): string {
  const { failures, errors } = countOutcomes(findingsIn(path, report));
  const found = casesIn(path, report);
  const cases = found.length > 0 ? found : [`    <testcase classname="clover" name="no findings"/>`];
  const open = `<testsuite name="${xml(path)}" tests="${cases.length}" failures="${failures}" errors="${errors}">`;
  return [`  ${open}`, ...cases, "  </testsuite>"].join("\n");
}

function renderCase(finding: Finding): string {
  const name = [finding.address || "whole input", finding.path].filter(Boolean).join(" ");
  const open = `    <testcase classname="${xml(finding.policy)}" name="${xml(name)}"`;
  const note = `${OUTCOME_WORDS[finding.outcome]}: ${finding.message}`;
  const remedy = finding.waiver ? `Waived: ${describeWaiver(finding.waiver)}` : `Fix: ${finding.fix}`;
  const body = [note, ...(finding.evidence ?? []), remedy].map(xml).join("\n");
  const tag = { violation: "failure", undetermined: "error", advisory: "system-out", waived: "system-out" }[
    finding.outcome
  ];
  const attributes = tag === "system-out" ? "" : ` type="${finding.severity}" message="${xml(note)}"`;
  return `${open}>\n      <${tag}${attributes}>${body}</${tag}>\n    </testcase>`;
}

const countOutcomes = (findings: readonly Finding[]) => ({
  failures: findings.filter(({ outcome }) => outcome === "violation").length,
  errors: findings.filter(({ outcome }) => outcome === "undetermined").length,
});

function xml(text: string): string {
  const names: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
  return printable(text)
    .replace(/[&<>"']/g, (mark) => names[mark] ?? mark)
    .replace(/[\ufffe\uffff]/g, "\ufffd");
}
