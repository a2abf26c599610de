/** Changes of posture for a terminal. Changes for the worse come first in each section and are always shown. */
import { SECTIONS, type Change } from "../../gate/report";
import type { PostureDiff } from "../../gate/posture/diff";
import { printable } from "../../core/printable";
import { aboutOf, sidesOf } from "./changes";
import { conclude, TITLES } from "./words";
import { painter, type Paint } from "../paint";
import type { Rendering } from "../text";

/** Harmless changes of a section that are shown before the rest is only counted. */
const SHOWN = 30;

const OUTCOMES = { none: ["NO CHANGE", "green"], changed: ["CHANGED", "cyan"], worse: ["WORSE", "red"] } as const;

/** Sections that hold a change, and the outcome last, where a terminal leaves the eye. */
export function renderDiffText(diff: PostureDiff, { colour }: Rendering): string {
  const paint = painter(colour);
  const [word, style] = OUTCOMES[diff.change];
  const sections = SECTIONS.filter((section) => diff.changes[section].length > 0).map((section) =>
    [paint("bold", TITLES[section]), ...linesOf(diff.changes[section], paint)].join("\n"),
  );
  return `${[...sections, `${paint(style, word)}: ${conclude(diff)}`].join("\n\n")}\n`;
}

function linesOf(changes: readonly Change[], paint: Paint): readonly string[] {
  const worse = changes.filter((change) => change.worse);
  const others = changes.filter((change) => !change.worse);
  const hidden = others.length - SHOWN;
  const more = hidden > 0 ? [`         ... and ${hidden} more; --format json has them all`] : [];
  return [...[...worse, ...others.slice(0, SHOWN)].map((change) => renderChange(change, paint)), ...more];
}

function renderChange(change: Change, paint: Paint): string {
  const mark = change.worse ? paint("red", "worse") : "     ";
  const sides = sidesOf(change);
  const text = `${aboutOf(change)}${sides ? `: ${sides}` : ""}`;
  return `  ${mark}  ${change.change.padEnd(7)}  ${printable(text)}`;
}
