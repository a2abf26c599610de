/** Changes of posture as Markdown for a comment on a pull request, cut to the length that a comment can hold. */
import { SECTIONS, type Change } from "../../gate/report";
import type { PostureDiff } from "../../gate/posture/diff";
import { aboutOf, sidesOf } from "./changes";
import { conclude, TITLES } from "./words";
import { cell, code, LIMIT } from "../markdown";

/** The first line is a hidden mark by which a pipeline finds its earlier comment and replaces it. */
export function renderDiffMarkdown(diff: PostureDiff): string {
  const head = ["<!-- clover diff -->", `## Clover: posture ${WORDS[diff.change]}`, "", `${sentence(diff)}.`];
  const foot = ["", `Old: ${namesOf(diff.old.inputs)}. New: ${namesOf(diff.new.inputs)}.`, ""];
  let left = LIMIT - [...head, ...foot].join("\n").length;
  const sections = SECTIONS.flatMap((section) => {
    const changes = diff.changes[section];
    if (changes.length === 0) return [];
    left -= 200;
    const rows = changes.map(renderRow);
    const shown = rows.filter((row) => (left -= row.length + 1) > 0);
    const hidden = rows.length - shown.length;
    const more = hidden > 0 ? ["", `... and ${hidden} more; the JSON report has them all.`] : [];
    return ["", `### ${TITLES[section]}`, "", "| | | what | was and is |", "|---|---|---|---|", ...shown, ...more];
  });
  return [...head, ...sections, ...foot].join("\n");
}

const WORDS = { none: "unchanged", changed: "changed", worse: "got worse" } as const;

function sentence(diff: PostureDiff): string {
  const text = conclude(diff);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const renderRow = (change: Change): string =>
  `| ${change.worse ? "**worse**" : ""} | ${change.change} | ${code(aboutOf(change))} | ${cell(sidesOf(change))} |`;

const namesOf = (inputs: PostureDiff["old"]["inputs"]): string => inputs.map(({ path }) => code(path)).join(", ");
