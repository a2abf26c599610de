import { resourcePolicy } from "../policy";
import { judgeFlows } from "./flow";

/** Events, logs, messages and calls go to approved places only. */
export const destination = resourcePolicy(
  {
    name: "egress/destination",
    description: "Logs, events, streams, messages, exports and calls are sent to approved jurisdictions only.",
    severity: "high",
    enforcementLevel: "mandatory",
    waivable: true,
    why:
      "Data leaves most quietly as a by-product: a log delivered to another region, an event target, a webhook on a host that no one " +
      "placed, a model that answers from another continent.",
    fix:
      "Send to a resource of a charter site, or list the host with its country under `endpoints` in the charter. Or declare the flow under `transfers` in the charter. " +
      "Waive an attribute that Clover does not know with what it does; please report it, too.",
    controls: ["GDPR 44", "C5 OPS-14", "SecNumCloud 3.2 19.2.d", "DORA 30.2.b"],
    examples: [
      {
        name: "where an event goes",
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
        name: "a place in an attribute that has no known meaning, and in one that is only read by people",
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
    aggregate: { out: "sends what it gathers to", in: "gathers data from", both: "gathers data from and at" },
    inference: "has requests answered in",
    uncatalogued: "names",
  }),
);
