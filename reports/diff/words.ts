/** Words that the reports of `clover diff` share. */
import type { PostureDiff } from "../../gate/posture/diff";
import type { Section } from "../../gate/report";
import { count } from "../words";

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

/** The outcome in a sentence. */
export function conclude({ change, changes }: PostureDiff): string {
  const all = Object.values(changes).flat();
  const worse = all.filter((one) => one.worse).length;
  if (change === "none") return "nothing changed";
  if (change === "changed") return `${count(all.length, "change")}, none for the worse`;
  return `${worse} of ${count(all.length, "change")} for the worse`;
}
