import { resourcePolicy } from "../policy";
import { judgeFlows } from "./flow";

/** Judges incoming flows too: reading from abroad has to be declared in the charter. */
export const source = resourcePolicy(
  {
    name: "egress/source",
    description: "Data is read from approved jurisdictions only.",
    severity: "medium",
    enforcementLevel: "mandatory",
    waivable: true,
    why:
      "A source abroad is a live connection across the border: a stream that is read there, a snapshot that is restored from there. " +
      "The connection is a flow whichever way its first byte goes.",
    fix: "Read from a charter site; bring what is outside in once, by a declared migration. Or declare the flow under `transfers` in the charter.",
    controls: ["GDPR 44", "C5 PSS-12", "DORA 30.2.b"],
    examples: [
      {
        name: "where a function's events come from",
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
