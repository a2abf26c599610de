/** One change of posture in words: for `clover diff`, and for what `clover check` says of drift. */
import type { Change, FactValue } from "../../gate/report";
import { nameCountry } from "../words";

/** "eu-west-1, IE (Ireland)"; a text as it stands. */
function say(said: FactValue): string {
  if (typeof said === "string") return said;
  return `${said.id}, ${said.country === null ? "no single country" : nameCountry(said.country)}`;
}

/** The subject of a change: input, address, attribute and aspect. */
export const aboutOf = ({ input, address, path, what }: Change): string =>
  [input === "" ? "" : `${input}:`, address || "the whole input", path ?? "", what === undefined ? "" : `(${what})`]
    .filter(Boolean)
    .join(" ");

/** "eu-west-1, IE (Ireland) -> us-east-1, US (United States)"; the one side where there is no other. */
export const sidesOf = ({ from, to }: Change): string =>
  [from, to].flatMap((said) => (said === undefined || said === "" ? [] : [say(said)])).join(" -> ");
