import { resourcePolicy } from "../policy";
import { judgeFlows } from "./flow";

/** Judges the places of replicas, copies and backups. A copy holds the same data. */
export const replication = resourcePolicy(
  {
    name: "egress/replication",
    description: "Replicas, copies and backups are made in approved jurisdictions only.",
    severity: "critical",
    enforcementLevel: "mandatory",
    waivable: true,
    why:
      "A replica, a snapshot copy, a backup copy or a multi-Region key holds the same data, or can decrypt it, under another law. The copy often " +
      "names its destination in one attribute among many, as a bare bucket name, or only by a reference.",
    fix: "Replicate between charter sites only, or remove the replica; use single-Region keys. Or declare the flow under `transfers` in the charter.",
    controls: ["GDPR 44", "GDPR 46.1", "C5 PSS-12", "SecNumCloud 3.2 19.2.b", "DORA 30.2.b"],
    examples: [
      {
        name: "the region of each replica of a table",
        terraform: {
          provider: { aws: [{ region: "eu-west-1" }] },
          variable: { where: {} },
          resource: {
            aws_dynamodb_table: {
              alone: { name: "a", hash_key: "id" },
              copied: { name: "b", hash_key: "id", replica: [{ region_name: "eu-central-1" }] },
              late: { name: "c", hash_key: "id", replica: [{ region_name: "${var.where}" }] },
            },
          },
        },
        expect: {
          "aws_dynamodb_table.alone": "pass",
          "aws_dynamodb_table.copied": "violation",
          "aws_dynamodb_table.late": "undetermined",
        },
      },
      {
        name: "the configuration decides where a bucket is, and its name does not",
        terraform: {
          provider: { aws: [{ region: "eu-west-1" }, { alias: "de", region: "eu-central-1" }] },
          resource: {
            aws_s3_bucket: {
              home: { bucket: "copies-us-east-1" },
              abroad: { provider: "aws.de", bucket: "copies-eu-west-1" },
            },
            aws_s3_bucket_replication_configuration: {
              inside: rule("arn:aws:s3:::copies-us-east-1"),
              outside: rule("${aws_s3_bucket.abroad.arn}"),
              unknown: rule("arn:aws:s3:::other-companys"),
            },
          },
        },
        expect: {
          "aws_s3_bucket.home": "pass",
          "aws_s3_bucket.abroad": "pass",
          "aws_s3_bucket_replication_configuration.inside": "pass",
          "aws_s3_bucket_replication_configuration.outside": "violation",
          "aws_s3_bucket_replication_configuration.unknown": "undetermined",
        },
      },
    ],
  },
  judgeFlows({
    replica: { out: "replicates to", in: "is a replica of data in", both: "replicates with" },
    copy: { out: "copies to", in: "is copied from", both: "copies to or from" },
  }),
);

function rule(bucket: string): Record<string, unknown> {
  return {
    bucket: "source",
    role: "arn:aws:iam::111122223333:role/replication",
    rule: [{ id: "all", status: "Enabled", destination: [{ bucket }] }],
  };
}
