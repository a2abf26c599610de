/** The report as JSON: the keys of `Report` in gate/report.ts. */
import { printable } from "../core/printable";
import type { Report } from "../gate/report";

/** The report itself. Hidden characters become JSON escapes: the value stays the same and nothing can hide in a log. */
export function renderJson(report: Report): string {
  return `${toJson(report)}\n`;
}

/** JSON whose text is free of hidden characters; the line breaks are JSON's own. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, null, 2).split("\n").map(printable).join("\n");
}
