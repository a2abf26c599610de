import { resourcePolicy } from "../policy";
import { judgeFlows } from "./flow";

/** Judges the destinations of events, logs, messages and calls. */
export const destination = resourcePolicy(
  {
    name: "egress/destination",
    description: "Logs, events, streams, messages, exports and calls are sent to approved jurisdictions only.",
    severity: "high",
    enforcementLevel: "mandatory",
    waivable: true,
    why:
      "Data often leaves as a by-product: a log that is delivered to another region, an event target, a webhook on a host in an unknown " +
      "country, an AI model that answers from another continent.",
    fix:
      "Send to a resource of a charter site, or list the host with its country under `endpoints` in the charter. Or declare the flow under `transfers` in the charter. " +
      "For an attribute that Clover does not know, add a waiver that says what it does, and please report the attribute.",
    controls: ["GDPR 44", "C5 OPS-14", "SecNumCloud 3.2 19.2.d", "DORA 30.2.b"],
    examples: [
      {
        name: "the destination of an event",
        terraform: {
          provider: { aws: [{ region: "eu-west-1" }] },
          variable: { bus: {} },
          resource: {
            aws_cloudwatch_event_target: {
              home: { rule: "r", arn: "arn:aws:sqs:eu-west-1:111122223333:q" },
              away: { rule: "r", arn: "arn:aws:sqs:us-east-1:111122223333:q" },
              late: { rule: "r", arn: "${var.bus}" },
            },
          },
        },
        expect: {
          "aws_cloudwatch_event_target.home": "pass",
          "aws_cloudwatch_event_target.away": "violation",
          "aws_cloudwatch_event_target.late": "undetermined",
        },
      },
      {
        name: "a place in an attribute without a known meaning, and in a description",
        terraform: {
          provider: { aws: [{ region: "eu-west-1" }] },
          resource: {
            aws_ssm_service_setting: {
              home: { setting_id: "/ssm/s", setting_value: "arn:aws:sns:eu-west-1:111122223333:t" },
              away: { setting_id: "/ssm/s", setting_value: "arn:aws:sns:us-east-1:111122223333:t" },
              note: { setting_id: "/ssm/s", setting_value: "on", tags: { see: "https://wiki.example.com/ssm" } },
            },
          },
        },
        expect: {
          "aws_ssm_service_setting.home": "pass",
          "aws_ssm_service_setting.away": "undetermined",
          "aws_ssm_service_setting.note": "pass",
        },
      },
    ],
  },
  judgeFlows({
    destination: { out: "sends data to", in: "is sent data from", both: "exchanges data with" },
    endpoint: { out: "sends data to", in: "is called from", both: "exchanges data with" },
    aggregate: { out: "sends collected data to", in: "collects data from", both: "collects data from and in" },
    inference: "sends requests to be answered in",
    uncatalogued: "names",
  }),
);
