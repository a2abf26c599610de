/** Report formats by name: the one table that `--format` knows. */
import type { Report } from "../gate/report";
import { renderHtml } from "./html";
import { renderJson } from "./json";
import { renderJunit } from "./junit";
import { renderMarkdown } from "./markdown";
import { renderSarif } from "./sarif";
import { renderText, type Rendering } from "./text";

/** What every format is: a pure function from verdict to text. */
export type Render = (report: Report, rendering: Rendering) => string;

/** Every format that works. */
export const formats: Readonly<Record<string, Render>> = {
  text: renderText,
  json: renderJson,
  sarif: renderSarif,
  junit: renderJunit,
  markdown: renderMarkdown,
  html: renderHtml,
};
