/** Judgement that the egress policies share: a flow is accepted if its other end is proven to stand in an approved country. */
import { describePlace, type Place } from "../../charter/places";
import type { Flow, Located } from "../../placement/placement";
import { NOTHING, type Problem, type ResourceInput } from "../policy";

/** The verb of a flow, by the direction in which data goes: `{ out: "copies to", in: "copies from", both: ... }`. */
type Verbs = string | Readonly<Record<Flow["direction"], string>>;
type Phrases = Readonly<Partial<Record<Flow["kind"], Verbs>>>;

/**
 * A judge for the flows of some kinds, with the words that say what crosses. Most resources have no flow, and six policies ask
 * each of them: the answer to that is the same empty list.
 */
export const judgeFlows = (what: Phrases) => {
  const isJudged = ({ kind }: Flow) => what[kind] !== undefined;
  return ({ resource, located }: ResourceInput): Iterable<Problem> => {
    const flows = located.flowsOf(resource);
    return flows.some(isJudged) ? judgeEach(flows.filter(isJudged), what, located) : NOTHING;
  };
};

function* judgeEach(flows: readonly Flow[], what: Phrases, located: Located): Iterable<Problem> {
  for (const flow of flows) {
    const verbs = what[flow.kind] ?? "";
    const says = `${flow.resource.address} ${typeof verbs === "string" ? verbs : verbs[flow.direction]}`;
    if (!flow.far) {
      const far = flow.value || "an end that is known only after apply";
      const message = `${says} ${far}, ${UNPROVEN[flow.kind] ?? "whose place cannot be proven"}.`;
      yield { ...evidenceOf(flow), outcome: "undetermined", message };
    } else if (!located.jurisdiction.approves(flow.far)) {
      const far = flow.far.kind === "edge" ? placesOf(flow.far) : describePlace(flow.far);
      const message = `${says} ${far}, which the charter does not approve${flow.path ? ` (${flow.path})` : ""}.`;
      yield { ...evidenceOf(flow), outcome: "violation", place: flow.far, message };
    }
  }
}

/** Why nothing is proven, where it is not the place that is unknown. */
const UNPROVEN: Readonly<Partial<Record<Flow["kind"], string>>> = {
  uncatalogued: "in an attribute of which Clover does not know what it does with that",
};

/** The edge is not one place but many. */
const placesOf = ({ id }: Place): string => (id === "global" ? "places around the world" : `several regions (${id})`);

const evidenceOf = (flow: Flow) => ({
  address: flow.resource.address,
  path: flow.path,
  evidence: [`${flow.kind}: ${flow.path || flow.resource.type} = ${flow.value}`],
  flow,
});
