import { resourcePolicy } from "../policy";
import { judgeFlows } from "./flow";

/** Judges the places of encryption keys: the holder of a key can read the data. */
export const key = resourcePolicy(
  {
    name: "egress/key",
    description: "Data is encrypted under keys in approved jurisdictions.",
    severity: "high",
    enforcementLevel: "mandatory",
    waivable: true,
    why:
      "Encryption protects data only as long as the key is protected (EDPB Recommendations 01/2020, use case 1). A key in another region is " +
      "under that region's law, and every decryption is a call across the border.",
    fix: "Use a key of the resource's own site. Or declare the flow under `transfers` in the charter.",
    controls: ["GDPR 32.1.a", "C5 CRY-03", "SecNumCloud 3.2 10.5", "DORA 9.4.d"],
    examples: [
      {
        name: "the region of a key comes from its ARN, or from the configuration that creates it",
        terraform: {
          provider: { aws: [{ region: "eu-west-1" }, { alias: "us", region: "us-east-1" }] },
          variable: { key: {} },
          resource: {
            aws_kms_key: { ours: {}, theirs: { provider: "aws.us" } },
            aws_cloudwatch_log_group: {
              home: { name: "a", kms_key_id: "arn:aws:kms:eu-west-1:111122223333:key/1" },
              made: { name: "b", kms_key_id: "${aws_kms_key.ours.arn}" },
              away: { name: "c", kms_key_id: "arn:aws:kms:us-east-1:111122223333:key/2" },
              theirs: { name: "d", kms_key_id: "${aws_kms_key.theirs.arn}" },
              late: { name: "e", kms_key_id: "${var.key}" },
            },
          },
        },
        expect: {
          "aws_kms_key.ours": "pass",
          "aws_kms_key.theirs": "pass",
          "aws_cloudwatch_log_group.home": "pass",
          "aws_cloudwatch_log_group.made": "pass",
          "aws_cloudwatch_log_group.away": "violation",
          "aws_cloudwatch_log_group.theirs": "violation",
          "aws_cloudwatch_log_group.late": "undetermined",
        },
      },
    ],
  },
  judgeFlows({ key: "is encrypted under a key in" }),
);
