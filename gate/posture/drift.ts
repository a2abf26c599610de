/**
 * What was changed outside Terraform since the last apply, as far as posture goes: a plan says what was recorded of a resource and
 * what was found of it, and the two are compared as `clover diff` compares two plans.
 */
import type { Charter } from "../../charter/schema";
import { locate } from "../../placement/locate";
import type { Located } from "../../placement/placement";
import { compare } from "./compare";
import { SECTIONS, type Said } from "../report";
import { factsOfDocument } from "./facts";
import type { Drift, Finding } from "../report";

/** @returns by input and section; empty for a document that tells of no change, and for changes of nothing but tags and the like */
export function driftOf(documents: readonly Located[], charter: Charter): readonly Drift[] {
  return documents.flatMap((found) => {
    const { document } = found;
    const drifted = document.resources.filter(({ recorded }) => recorded);
    if (drifted.length === 0) return [];
    const resources = document.resources.map(({ recorded, ...rest }) => ({ ...rest, ...recorded }));
    const recorded = locate({ ...document, resources }, charter);
    const changed = new Set(drifted.map(({ address }) => address));
    // Only what was changed is compared; the rest is there for those that refer to it.
    const only = (located: Located) => ({
      name: document.path,
      located: {
        ...located,
        document: { ...document, resources: located.document.resources.filter(({ address }) => changed.has(address)) },
      },
    });
    const changes = compare(factsOfDocument(only(recorded), asIs), factsOfDocument(only(found), asIs));
    return SECTIONS.flatMap((section) => changes[section].map((change) => ({ section, ...change })));
  });
}

const asIs = (text: string): string => text;

/** Says of each finding that somebody brought it about outside Terraform, where the drift tells. */
export const explainByDrift = (findings: readonly Finding[], drift: readonly Drift[]): readonly Finding[] =>
  findings.map((finding) => {
    const cause = drift.find((one) => brought(one, finding));
    return cause ? { ...finding, message: `${finding.message} ${sentenceOf(cause)}` } : finding;
  });

function brought({ worse, section, input, address, path, to }: Drift, finding: Finding): boolean {
  if (!worse || input !== finding.input || address !== finding.address) return false;
  if (section !== "places") return path === finding.path;
  const place = typeof to === "object" ? to.id : undefined;
  return finding.policy.startsWith("residency/") && finding.place?.id === place;
}

const sentenceOf = ({ section, from, to }: Drift): string =>
  section === "places" && from !== undefined && to !== undefined
    ? `It moved from ${sayPlace(from)} to ${sayPlace(to)} outside Terraform since the last apply.`
    : "That was changed outside Terraform since the last apply.";

const sayPlace = (said: Said): string =>
  typeof said === "string" ? said : `${said.id} (${said.country ?? "country unknown"})`;
