/**
 * The report formats by name: the only place where a format is added. `--format`, its help text and its error message read
 * these tables. Each entry loads its renderer when the format is asked for, so that a command starts without the others.
 */
import type { PostureDiff } from "../gate/posture/diff";
import type { Report } from "../gate/report";
import type { Rendering } from "./text";

/** A renderer: a pure function from a result to text. */
export type Render<Result> = (result: Result, rendering: Rendering) => string;

/** Renderers by the name that follows `--format`. The first one is the default. */
export type Formats<Result> = Readonly<Record<string, () => Promise<Render<Result>>>>;

/** The formats of `clover check`. */
export const reportFormats: Formats<Report> = {
  text: async () => (await import("./text")).renderText,
  json: async () => (await import("./json")).renderJson,
  sarif: async () => (await import("./sarif")).renderSarif,
  junit: async () => (await import("./junit")).renderJunit,
  markdown: async () => (await import("./markdown")).renderMarkdown,
  html: async () => (await import("./html")).renderHtml,
};

/** The formats of `clover diff`. */
export const diffFormats: Formats<PostureDiff> = {
  text: async () => (await import("./diff/text")).renderDiffText,
  json: async () => (await import("./diff/json")).renderDiffJson,
  markdown: async () => (await import("./diff/markdown")).renderDiffMarkdown,
};
