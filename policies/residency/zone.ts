import { describePlace } from "../../charter/places";
import { NOTHING, resourcePolicy, type Problem, type ResourceInput } from "../policy";
import { describeWitness } from "../../placement/witnesses/describe";

const SUBREGIONAL = new Set(["zone", "outpost"]);

/** Judges zones and Outposts by the country they are in, and by that of their parent region. */
export const zone = resourcePolicy(
  {
    name: "residency/zone",
    description:
      "Every availability zone, local zone, wavelength zone and Outpost is in an approved country, and so is its parent region.",
    severity: "critical",
    enforcementLevel: "mandatory",
    waivable: true,
    why:
      "A zone has the name of its parent region but may be in another country: eu-central-1-ist-1a is in Turkey, eu-west-3-cmn-wlz-1a in Morocco. " +
      "An Outpost's ARN names the region that controls it, not the country of the rack. Only the charter can give that country.",
    fix: "Use a zone of a charter site, or declare the Outpost as a site in the charter with its whole ARN.",
    controls: ["GDPR 44", "C5 PSS-12", "SecNumCloud 3.2 19.2.b", "DORA 30.2.b"],
    examples: [
      {
        name: "zones are looked up in the catalogue",
        terraform: {
          provider: { aws: [{ region: "eu-west-1" }, { alias: "de", region: "eu-central-1" }] },
          resource: {
            aws_subnet: {
              dublin: { vpc_id: "vpc-1", cidr_block: "10.0.0.0/24", availability_zone_id: "euw1-az1" },
              istanbul: {
                provider: "aws.de",
                vpc_id: "vpc-2",
                cidr_block: "10.0.1.0/24",
                availability_zone: "eu-central-1-ist-1a",
              },
              dallas: { vpc_id: "vpc-1", cidr_block: "10.0.2.0/24", availability_zone_id: "use1-az4" },
              late: { vpc_id: "vpc-1", cidr_block: "10.0.3.0/24", availability_zone: "${var.zone}" },
            },
          },
          variable: { zone: {} },
        },
        expect: {
          "aws_subnet.dublin": "pass",
          "aws_subnet.istanbul": "violation",
          "aws_subnet.dallas": "violation",
          "aws_subnet.late": "undetermined",
        },
      },
      {
        name: "the charter gives the place of an Outpost",
        terraform: {
          provider: { aws: [{ region: "eu-west-1" }] },
          resource: {
            aws_subnet: {
              hamar: {
                vpc_id: "vpc-1",
                cidr_block: "10.0.0.0/24",
                outpost_arn: "arn:aws:outposts:eu-west-1:111122223333:outpost/op-0123456789abcdef0",
              },
              stray: {
                vpc_id: "vpc-1",
                cidr_block: "10.0.1.0/24",
                outpost_arn: "arn:aws:outposts:eu-west-1:111122223333:outpost/op-0fedcba9876543210",
              },
            },
          },
        },
        expect: { "aws_subnet.hamar": "pass", "aws_subnet.stray": "violation" },
      },
    ],
  },
  (subject) => {
    const { resource, located } = subject;
    if (!resource.stays || resource.mode !== "managed") return NOTHING;
    return located.placementOf(resource).witnesses.some(({ kind }) => SUBREGIONAL.has(kind)) ? judge(subject) : NOTHING;
  },
);

function* judge({ resource, located }: ResourceInput): Iterable<Problem> {
  for (const witness of located.placementOf(resource).witnesses) {
    if (!SUBREGIONAL.has(witness.kind)) continue;
    const base = { address: resource.address, path: witness.path, evidence: [describeWitness(witness)] };
    if (!witness.place) {
      yield {
        ...base,
        outcome: "undetermined",
        message: `${witness.path} of ${resource.address} is ${witness.value}, which names no zone or Outpost that the catalogue or the charter knows.`,
      };
    } else if (!located.jurisdiction.approves(witness.place)) {
      const parent =
        witness.place.region && witness.place.region !== witness.place.id ? `, run from ${witness.place.region}` : "";
      yield {
        ...base,
        outcome: "violation",
        place: witness.place,
        message: `${witness.path} of ${resource.address} puts it in ${describePlace(witness.place)}${parent}, which the charter does not approve.`,
      };
    }
  }
}
