/** Judges flows, for all egress policies: a flow is accepted if its other end is proven to be in an approved country. */
import { describePlace, type Place } from "../../charter/places";
import type { Flow, Located } from "../../placement/placement";
import { NOTHING, type Problem, type ResourceInput } from "../policy";

/** The verb of a flow, by the direction in which data goes: `{ out: "copies to", in: "copies from", both: ... }`. */
type Verbs = string | Readonly<Record<Flow["direction"], string>>;
type Phrases = Readonly<Partial<Record<Flow["kind"], Verbs>>>;

/**
 * Makes a judge for flows of some kinds, with the verb that describes each kind. Six policies judge each resource and most resources
 * have no flow, so the empty result is one shared list.
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

/** By kind, the reason why a flow is not proven, for kinds whose place is known. */
const UNPROVEN: Readonly<Partial<Record<Flow["kind"], string>>> = {
  uncatalogued: "in an attribute whose meaning Clover does not know",
};

/** A description of a place. The global place stands for many places. */
const placesOf = ({ id }: Place): string => (id === "global" ? "places around the world" : `several regions (${id})`);

const evidenceOf = (flow: Flow) => ({
  address: flow.resource.address,
  path: flow.path,
  evidence: [`${flow.kind}: ${flow.path || flow.resource.type} = ${flow.value}`],
  flow,
});
