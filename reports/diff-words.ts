/** Words that the reports of `clover diff` share. */
import type { Change, PostureDiff } from "../gate/diff/diff";
import type { Said, Section } from "../gate/diff/facts";
import { count, nameCountry } from "./words";

export const TITLES: Readonly<Record<Section, string>> = {
  places: "Where things are",
  flows: "Data that crosses between places",
  principals: "Who is let in from outside",
  keys: "In whose custody keys are",
  findings: "Findings",
  providers: "Providers",
  charter: "What the charter says",
  policies: "How strictly policies are enforced",
  waivers: "Waivers",
  transfers: "Declared transfers",
};

/** "eu-west-1, IE (Ireland)"; a text as it stands. */
export function say(said: Said): string {
  if (typeof said === "string") return said;
  return `${said.id}, ${said.country === null ? "no single country" : nameCountry(said.country)}`;
}

/** What a change is about: input, address, attribute, and what of it. */
export const subjectOf = ({ input, address, path, what }: Change): string =>
  [input === "" ? "" : `${input}:`, address || "the whole input", path ?? "", what === undefined ? "" : `(${what})`]
    .filter(Boolean)
    .join(" ");

/** "eu-west-1, IE (Ireland) -> us-east-1, US (United States)"; the one side where there is no other. */
export const sidesOf = ({ from, to }: Change): string =>
  [from, to].flatMap((said) => (said === undefined || said === "" ? [] : [say(said)])).join(" -> ");

/** The outcome in a sentence. */
export function conclude({ change, changes }: PostureDiff): string {
  const all = Object.values(changes).flat();
  const worse = all.filter((one) => one.worse).length;
  if (change === "none") return "nothing changed";
  if (change === "changed") return `${count(all.length, "change")}, none for the worse`;
  return `${worse} of ${count(all.length, "change")} for the worse`;
}
