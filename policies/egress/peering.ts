import { resourcePolicy } from "../policy";
import { judgeFlows } from "./flow";

/** Judges connections between networks, clusters and databases. All data in a network can use such a connection. */
export const peering = resourcePolicy(
  {
    name: "egress/peering",
    description: "Networks, clusters and databases are connected only to peers in approved jurisdictions.",
    severity: "critical",
    enforcementLevel: "mandatory",
    waivable: true,
    why: "A peering, an attachment or a global cluster connects two places. Data can then go both ways, and the plan does not show it.",
    fix: "Connect charter sites only, and write the peer's region as a literal. Or declare the flow under `transfers` in the charter.",
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
  judgeFlows({ peer: "is connected to" }),
);
