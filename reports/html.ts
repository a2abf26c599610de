/** One page for an auditor's file: no script, no link to anywhere, readable on paper. */
import { printable } from "../core/printable";
import type { Finding, Report } from "../gate/report";
import { listsOf, rowsOf, scopeRows, sourceOf, type Row } from "./rows";
import { groupByResource, OUTCOME_WORDS, subjectOf, tally } from "./words";

const STYLE = [
  "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}",
  "h2{font-size:1.1rem;overflow-wrap:anywhere;margin:2rem 0 0}",
  "dl{display:grid;grid-template-columns:max-content 1fr;gap:0 1rem;margin:.5rem 0 1rem}",
  "dt{color:#555}dd{margin:0;overflow-wrap:anywhere}",
  ".violation,.rejected{color:#b00020}.undetermined{color:#8a5a00}.compliant{color:#0a6b2d}",
].join("");

/** The verdict first, then every finding by resource, then what was judged against what. */
export function renderHtml(report: Report): string {
  const { verdict, findings } = report;
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>Clover: ${verdict}</title>`,
    `<style>${STYLE}</style>`,
    "</head>",
    "<body>",
    `<h1 class="${verdict}">${verdict === "compliant" ? "Compliant" : "Rejected"}: ${html(tally(findings))}</h1>`,
    renderRows(scopeRows(report)),
    ...groupByResource(findings).map(renderResource),
    ...listsOf(report).flatMap(([title, lines]) => renderList(title, lines)),
    ...renderList("Identities and names that are in no region", report.coverage.global),
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function renderResource(group: readonly [Finding, ...Finding[]]): string {
  const head = [`<h2>${html(subjectOf(group[0]))}</h2>`, `<p>${html(sourceOf(group[0]))}</p>`];
  return [...head, ...group.map(renderFinding)].join("\n");
}

function renderFinding(finding: Finding): string {
  const { outcome, message } = finding;
  const title = `<strong class="${outcome}">${OUTCOME_WORDS[outcome]}</strong>: ${html(message)}`;
  return `<p>${title}</p>\n${renderRows(rowsOf(finding))}`;
}

const renderList = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`<h2>${title}</h2>`, "<ul>", ...lines.map((line) => `<li>${html(line)}</li>`), "</ul>"];

const renderRows = (rows: readonly Row[]): string =>
  ["<dl>", ...rows.map(([name, value]) => `<dt>${name}</dt><dd>${html(value)}</dd>`), "</dl>"].join("\n");

function html(text: string): string {
  const names: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return printable(text).replace(/[&<>"']/g, (mark) => names[mark] ?? mark);
}
