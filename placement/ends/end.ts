/** The end of a flow or a witness: the place that a value points to. */
import type { Jurisdiction } from "../../charter/jurisdiction";
import type { Place } from "../../charter/places";
import type { Standing } from "../text/account";

/**
 * Where a value points.
 * - `place`: there. - `here`: it names something beside the resource itself, so nothing crosses (a bare name, an id, an IAM
 *   role). - `unknown`: it points somewhere, and nobody can tell where.
 */
export type End = (
  { readonly at: "place"; readonly place: Place } | { readonly at: "here" } | { readonly at: "unknown" }
) & {
  readonly value: string;
  /** Standing of the account that it is in, where that is neither the enclave's nor an approved partner's. */
  readonly stranger?: Standing;
};

/** It stays beside the resource. */
export const here = (value: string): End => ({ at: "here", value });
/** Nobody can tell where. */
export const unknown = (value: string): End => ({ at: "unknown", value });
/** There, if there is a place. */
export const placed = (place: Place | undefined, value: string): End =>
  place ? { at: "place", place, value } : { at: "unknown", value };

/**
 * The end that counts most: one in a place that is not approved, else one that is unknown, else one in a stranger's account, else any
 * that names a place.
 */
export function worstEnd(ends: readonly End[], jurisdiction: Jurisdiction): End | undefined {
  const speaking = ends.filter((end) => end.at !== "here");
  return (
    speaking.find((end) => end.at === "place" && !jurisdiction.approves(end.place)) ??
    speaking.find((end) => end.at === "unknown") ??
    speaking.find(({ stranger }) => stranger) ??
    speaking[0]
  );
}
