/** What the egress policies share: a flow is accepted when its other end is proven to stand in an approved country. */
import { nameOf } from "../../placement/decide";
import type { Flow } from "../../placement/placement";
import type { Problem, Subject } from "../policy";

type Kind = Flow["kind"];

/** A judge for the flows of some kinds. `what` says what crosses, with its verb: "replicates its data to". */
export const judgeFlows = (what: Partial<Record<Kind, string>>) =>
  function* ({ resource, located }: Subject): Iterable<Problem> {
    for (const flow of located.flowsOf(resource)) {
      const phrase = what[flow.kind];
      if (!phrase) continue;
      if (!flow.far) {
        yield {
          ...evidenceOf(flow),
          outcome: "undetermined",
          message: `${resource.address} ${phrase} ${flow.value || "an end that is known only after apply"}, whose place cannot be proven.`,
        };
      } else if (!located.jurisdiction.approves(flow.far)) {
        const end = flow.far.kind === "edge" ? "places around the world" : nameOf(flow.far);
        yield {
          ...evidenceOf(flow),
          outcome: "violation",
          place: flow.far,
          message: `${resource.address} ${phrase} ${end}, which the charter does not approve${flow.path ? ` (${flow.path})` : ""}.`,
        };
      }
    }
  };

const evidenceOf = (flow: Flow) => ({
  address: flow.resource.address,
  path: flow.path,
  evidence: [`${flow.kind}: ${flow.path || flow.resource.type} = ${flow.value}`],
  flow,
});
