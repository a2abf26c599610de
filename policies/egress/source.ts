import { resourcePolicy } from "../policy";
import { judgeFlows } from "./flow";

/** Judges incoming flows. Reading from an unapproved country must be declared in the charter. */
export const source = resourcePolicy(
  {
    name: "egress/source",
    description: "Data is read from approved jurisdictions only.",
    severity: "medium",
    enforcementLevel: "mandatory",
    waivable: true,
    why:
      "A source in another country is a live connection across the border, such as a stream that is read or a snapshot that is restored. " +
      "Such a connection is a flow, even if the data comes in.",
    fix: "Read from a charter site. Bring outside data in once, by a declared migration. Or declare the flow under `transfers` in the charter.",
    controls: ["GDPR 44", "C5 PSS-12", "DORA 30.2.b"],
    examples: [
      {
        name: "the source of a function's events",
        terraform: {
          provider: { aws: [{ region: "eu-west-1" }] },
          variable: { stream: {} },
          resource: {
            aws_lambda_event_source_mapping: {
              home: { function_name: "f", event_source_arn: "arn:aws:sqs:eu-west-1:111122223333:q" },
              away: { function_name: "f", event_source_arn: "arn:aws:sqs:us-east-1:111122223333:q" },
              late: { function_name: "f", event_source_arn: "${var.stream}" },
            },
          },
        },
        expect: {
          "aws_lambda_event_source_mapping.home": "pass",
          "aws_lambda_event_source_mapping.away": "violation",
          "aws_lambda_event_source_mapping.late": "undetermined",
        },
      },
    ],
  },
  judgeFlows({ source: "reads from" }),
);
