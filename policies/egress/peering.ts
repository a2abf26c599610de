import { resourcePolicy } from "../policy";
import { judgeFlows } from "./flow";

/** A network joined to one abroad is a road for everything on it. */
export const peering = resourcePolicy(
  {
    name: "egress/peering",
    description: "Networks, clusters and databases are joined to peers in approved jurisdictions only.",
    severity: "critical",
    enforcementLevel: "mandatory",
    waivable: true,
    why: "A peering, an attachment or a global cluster joins two places so that data goes both ways without another word in the plan.",
    fix: "Join charter sites only; name the peer's region literally. Or declare the flow under `transfers` in the charter.",
    controls: ["GDPR 44", "C5 COS-04", "SecNumCloud 3.2 19.2.b", "NIS2 21.2.e"],
    examples: [
      {
        name: "the peer's region decides",
        terraform: {
          provider: { aws: [{ region: "eu-west-1" }] },
          variable: { peer: {} },
          resource: {
            aws_vpc_peering_connection: {
              home: { vpc_id: "vpc-1", peer_vpc_id: "vpc-2", peer_region: "eu-west-1" },
              away: { vpc_id: "vpc-1", peer_vpc_id: "vpc-3", peer_region: "us-east-1" },
              late: { vpc_id: "vpc-1", peer_vpc_id: "vpc-4", peer_region: "${var.peer}" },
            },
          },
        },
        expect: {
          "aws_vpc_peering_connection.home": "pass",
          "aws_vpc_peering_connection.away": "violation",
          "aws_vpc_peering_connection.late": "undetermined",
        },
      },
    ],
  },
  judgeFlows({ peer: "is joined to" }),
);
