import { countCoverage } from "../../../gate/judge/coverage";
import type { Placement } from "../../../placement/placement";
import { located, resource } from "../builders";

const at = (status: Placement["status"], country?: string | null): Partial<Placement> => ({
  status,
  ...(country === undefined ? {} : { place: { id: "x", country, kind: "region", cloud: "aws" } }),
});

test("what stays is counted by country; what nobody can place is undetermined, never left out; identities are listed", () => {
  const placements: Record<string, Partial<Placement>> = {
    "aws_a.no": at("placed", "NO"),
    "aws_a.ie1": at("placed", "IE"),
    "aws_a.ie2": at("placed", "IE"),
    "aws_a.nobody": at("placed", null),
    "aws_a.global": at("global"),
    "aws_a.everywhere": at("global"),
    "aws_a.nowhere": at("nowhere"),
    "aws_a.late": at("undetermined"),
    "aws_a.torn": at("conflict", "IE"),
    "aws_a.gone": at("placed", "US"),
  };
  const resources = Object.keys(placements).map((address) => resource(address, { stays: address !== "aws_a.gone" }));
  const document = located(resources, {
    placementOf: ({ address }) => placements[address] as Placement,
    programsOf: ({ address }) => (address === "aws_a.no" ? ["user_data"] : []),
    takenAtWord: ({ address }) => (address.startsWith("aws_a.ie") ? ["provider.region", `${address}.kms_key_id`] : []),
    flowsOf: (resource) =>
      resource.address === "aws_a.everywhere"
        ? [{ resource, kind: "edge", direction: "both", path: "", value: "aws_a" }]
        : [],
  });
  expect(countCoverage([document, document])).toEqual({
    resources: 18,
    placed: 12,
    undetermined: 6,
    byCountry: { IE: 4, NO: 2, global: 4, nowhere: 2 },
    global: ["aws_a.global"],
    programs: 2,
    takenAtWord: 6,
  });
});
