import { jurisdictionOf } from "../../../charter/jurisdiction";
import type { Place } from "../../../charter/places";
import { decide } from "../../../placement/witnesses/decide";
import type { Witness } from "../../../placement/placement";
import { resource } from "../../gate/builders";
import { charter, OUTPOST } from "../documents";

const { approves, locate, locateOutpostId } = jurisdictionOf(charter);
const it = resource("aws_sqs_queue.q");

function says(kind: Witness["kind"], value: string, path: string = kind): Witness {
  const place = locate(value) ?? locateOutpostId(value);
  return { kind, path, value, ...(place && { place }) };
}
const dublin = says("provider", "eu-west-1", "aws.region");
const virginia = says("provider", "us-east-1", "aws.region");
const silent: Witness = { kind: "provider", path: "aws.region", value: "" };
const local: Witness = { kind: "provider", path: "aws.region", value: "local.r" };

const sentence = ({ status, place, path, why }: ReturnType<typeof decide>) =>
  status === "placed" ? `${place?.id} by ${path}` : `${status} at ${path}: ${why}`;

test.each<[string, readonly Witness[], Witness | undefined, string]>([
  ["the provider's region, where nothing else speaks", [], dublin, "eu-west-1 by aws.region"],
  ["its own region, whatever its provider says", [says("region", "eu-west-1")], virginia, "eu-west-1 by region"],
  [
    "its own region, also where its provider says nothing",
    [says("region", "eu-west-1")],
    silent,
    "eu-west-1 by region",
  ],
  ["a zone inside its provider's region", [says("zone", "eu-west-1b")], dublin, "eu-west-1b by zone"],
  [
    "the region, where it is spread over zones of one",
    [says("zone", "eu-west-1a", "a"), says("zone", "euw1-az2", "b")],
    dublin,
    "eu-west-1 by aws.region",
  ],
  [
    "the one zone, however often it is named",
    [says("zone", "eu-west-1a", "a"), says("zone", "eu-west-1a", "b")],
    dublin,
    "eu-west-1a by a",
  ],
  [
    "the Outpost rather than the region that its ARN names",
    [says("outpost", OUTPOST), says("zone", "eu-west-1a")],
    dublin,
    `${OUTPOST} by outpost`,
  ],
  ["an Outpost by its id", [says("outpost", "op-0123456789abcdef0")], dublin, "op-0123456789abcdef0 by outpost"],
  [
    "an Outpost that nobody declares",
    [says("outpost", "op-0fedcba9876543210")],
    dublin,
    "op-0fedcba9876543210 by outpost",
  ],
  [
    "nothing, where nobody says anything",
    [],
    undefined,
    "undetermined at region: the input does not say which provider configuration serves it, and no attribute of its own names a place",
  ],
  [
    "nothing, where the region comes from the environment",
    [],
    silent,
    "undetermined at region: aws.region is not set: a region that comes from the environment or a profile is not in the input and proves nothing",
  ],
  [
    "nothing, where the region is not in the plan",
    [],
    local,
    "undetermined at region: aws.region is local.r, which the input does not resolve",
  ],
  [
    "nothing, where one of its own statements cannot be read",
    [says("region", "eu-west-1"), says("zone", "eu-west-9z")],
    dublin,
    "undetermined at zone: zone is eu-west-9z, which names no place that the catalogue or the charter knows",
  ],
  [
    "a conflict between its zone and its provider",
    [says("zone", "eu-central-1a")],
    dublin,
    "conflict at zone: zone says eu-central-1a (DE), aws.region says eu-west-1 (IE)",
  ],
  [
    "a conflict between its zone and its region",
    [says("region", "eu-west-1"), says("zone", "us-east-1a")],
    dublin,
    "conflict at region: region says eu-west-1 (IE), zone says us-east-1a (US)",
  ],
  [
    "a conflict between its own ARN and its provider",
    [says("arn", "us-east-1", "arn")],
    dublin,
    "conflict at arn: arn says us-east-1 (US), aws.region says eu-west-1 (IE)",
  ],
])("it is at %s", (_, own, provider, expected) => {
  expect(sentence(decide(it, own, provider, approves))).toBe(expected);
});

test("among several zones of one region, the one abroad is named", () => {
  const own = [says("zone", "eu-central-1a", "a"), says("zone", "eu-central-1-ist-1a", "b")];
  const inGermany = (place: Place) => place.country === "DE";
  expect(sentence(decide(it, own, undefined, inGermany))).toBe("eu-central-1-ist-1a by b");
  expect(sentence(decide(it, own.toReversed(), undefined, inGermany))).toBe("eu-central-1-ist-1a by b");
});

test("the placement shows every witness that was heard, and none that does not count", () => {
  const own = [says("region", "eu-west-1"), says("zone", "eu-west-1a")];
  expect(decide(it, own, virginia, approves)).toEqual({
    resource: it,
    status: "placed",
    place: locate("eu-west-1a"),
    witnesses: own,
    path: "zone",
    why: "",
  });
});
