import type { Placement } from "../../placement/placement";
import { describeWitness } from "../../placement/witnesses/describe";
import { describePlace } from "../../charter/places";
import { NOTHING, resourcePolicy, type Problem, type ResourceInput } from "../policy";

/** Judges the place of each resource. This is the main promise of Clover. */
export const placement = resourcePolicy(
  {
    name: "residency/placement",
    description: "Every resource is in a place whose country the charter approves.",
    severity: "critical",
    enforcementLevel: "mandatory",
    waivable: true,
    why:
      "Data is under the law of the country where it is stored and processed. Each resource must therefore be shown to be in an " +
      "approved country: by its own region, its zone or Outpost, or the provider configuration that serves it. If the input does not " +
      "show it, or two statements disagree, it is rejected. A region from the environment is not in the plan and so is not proof.",
    fix: "Give the resource or its provider a literal region of an approved country, or build it with a construct of a charter site.",
    controls: ["GDPR 44", "C5 PSS-12", "SecNumCloud 3.2 19.2.b", "DORA 30.2.b", "CSF SOV-3"],
    examples: [
      {
        name: "the provider's region decides, unless the resource names its own",
        terraform: {
          provider: { aws: [{ region: "eu-west-1" }, { alias: "us", region: "us-east-1" }] },
          resource: {
            aws_sqs_queue: {
              home: { name: "home" },
              away: { provider: "aws.us", name: "away" },
              back: { provider: "aws.us", name: "back", region: "eu-west-1" },
              gone: { name: "gone", region: "eu-central-1" },
            },
          },
        },
        expect: {
          "aws_sqs_queue.home": "pass",
          "aws_sqs_queue.away": "violation",
          "aws_sqs_queue.back": "pass",
          "aws_sqs_queue.gone": "violation",
        },
      },
      {
        name: "a region from the environment proves nothing",
        terraform: { provider: { aws: [{}] }, resource: { aws_sqs_queue: { somewhere: { name: "somewhere" } } } },
        expect: { "aws_sqs_queue.somewhere": "undetermined" },
      },
      {
        name: "identities do not belong to a region",
        terraform: {
          provider: { aws: [{ region: "us-east-1" }] },
          resource: { aws_iam_group: { auditors: { name: "auditors" } } },
        },
        expect: { "aws_iam_group.auditors": "pass" },
      },
    ],
  },
  (subject) => {
    const { resource, located } = subject;
    if (!resource.stays || resource.mode !== "managed") return NOTHING;
    const { status, place } = located.placementOf(resource);
    if (status === "global" || status === "nowhere") return NOTHING;
    return status === "placed" && place && located.jurisdiction.approves(place) ? NOTHING : judge(subject);
  },
);

function* judge({ resource, located, charter }: ResourceInput): Iterable<Problem> {
  const found = located.placementOf(resource);
  if (found.status === "undetermined" || found.status === "conflict") {
    yield {
      ...evidenceOf(found),
      outcome: "undetermined",
      message: `${resource.address} cannot be placed: ${found.why}.`,
    };
  } else if (found.status === "placed" && found.place && !located.jurisdiction.approves(found.place)) {
    const message = foreign(found, charter.jurisdictions);
    yield { ...evidenceOf(found), outcome: "violation", place: found.place, message };
  }
}

const evidenceOf = ({ resource, path, witnesses }: Placement) => ({
  address: resource.address,
  path,
  evidence: witnesses.map(describeWitness),
});

const foreign = (found: Placement, approved: readonly string[]): string =>
  `${found.resource.address} would be in ${describePlace(found.place!)}${parent(found)}; the charter approves ${approved.join(", ")}.`;

/** Names the parent region that runs a zone or rack. Without it, the finding for a zone in an approved country would look wrong. */
function parent(found: Placement): string {
  const region = found.place?.region;
  return region && region !== found.place?.id ? `, run from ${region}` : "";
}
