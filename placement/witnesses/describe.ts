/** A witness in words, as evidence of a finding or a statement shows it. */
import { describePlace } from "../../charter/places";
import type { Witness } from "../placement";

/** One line: `provider: provider["..."].region = us-east-1 -> us-east-1 (US)`. */
export function describeWitness(witness: Witness): string {
  const says = witness.place ? describePlace(witness.place) : "no known place";
  return `${witness.kind}: ${witness.path} = ${witness.value || "(not set)"} -> ${says}`;
}
