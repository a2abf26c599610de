import type { Resource } from "../../model/document";
import { follow } from "../../model/references/references";
import { isValues, Unknown, type Value } from "../../model/value";
import { expand, segmentsOf } from "../../placement/catalogue/expand";
import { custodyOfAttribute } from "../../placement/custody/custody";
import type { Located } from "../../placement/placement";
import { NOTHING, resourcePolicy, type Problem } from "../policy";

/** Types that store data, and the attribute that names their key. S3 buckets are encrypted by a separate resource. */
const KEY_OF: Readonly<Record<string, string>> = {
  aws_backup_vault: "kms_key_arn",
  aws_cloudtrail: "kms_key_id",
  aws_cloudwatch_log_group: "kms_key_id",
  aws_db_instance: "kms_key_id",
  aws_docdb_cluster: "kms_key_id",
  aws_dynamodb_table: "server_side_encryption[].kms_key_arn",
  aws_ebs_volume: "kms_key_id",
  aws_efs_file_system: "kms_key_id",
  aws_elasticache_replication_group: "kms_key_id",
  aws_fsx_lustre_file_system: "kms_key_id",
  aws_fsx_ontap_file_system: "kms_key_id",
  aws_fsx_openzfs_file_system: "kms_key_id",
  aws_kinesis_stream: "kms_key_id",
  aws_memorydb_cluster: "kms_key_arn",
  aws_neptune_cluster: "kms_key_arn",
  aws_opensearch_domain: "encrypt_at_rest[].kms_key_id",
  aws_rds_cluster: "kms_key_id",
  aws_redshift_cluster: "kms_key_id",
  aws_s3_bucket_server_side_encryption_configuration:
    "rule[].apply_server_side_encryption_by_default[].kms_master_key_id",
  aws_secretsmanager_secret: "kms_key_id",
  aws_sns_topic: "kms_master_key_id",
  aws_sqs_queue: "kms_master_key_id",
};

/** Requires customer managed keys, because the enclave can disable them. */
export const customerManaged = resourcePolicy(
  {
    name: "keys/customer-managed",
    description: "Every resource that stores data is encrypted under a customer managed key.",
    severity: "medium",
    enforcementLevel: "advisory",
    waivable: true,
    why:
      "With a key that AWS manages, anyone with access to the service has access to the data. A customer managed key has a policy and a log of " +
      "its uses, and it can be disabled: the data is then unreadable.",
    fix: "Name a KMS key of the site: use SovereignKey, or a construct that creates its own key.",
    controls: ["GDPR 32.1.a", "C5 CRY-03", "SecNumCloud 3.2 10.5", "DORA 9.4.d", "NIS2 21.2.h"],
    examples: [
      {
        name: "a customer managed key, an AWS managed key, or none",
        terraform: {
          provider: { aws: [{ region: "eu-west-1" }] },
          variable: { key: {} },
          resource: {
            aws_kms_key: { site: {} },
            aws_sqs_queue: {
              own: { name: "a", kms_master_key_id: "${aws_kms_key.site.id}" },
              aws: { name: "b", kms_master_key_id: "alias/aws/sqs" },
              none: { name: "c" },
              late: { name: "d", kms_master_key_id: "${var.key}" },
            },
          },
        },
        expect: {
          "aws_kms_key.site": "pass",
          "aws_sqs_queue.own": "pass",
          "aws_sqs_queue.aws": "violation",
          "aws_sqs_queue.none": "violation",
          "aws_sqs_queue.late": "undetermined",
        },
      },
      {
        name: "a bucket is encrypted by a resource that names it",
        terraform: {
          provider: { aws: [{ region: "eu-west-1" }] },
          resource: {
            aws_s3_bucket: { open: { bucket: "open" }, closed: { bucket: "closed" } },
            aws_s3_bucket_server_side_encryption_configuration: {
              closed: {
                bucket: "${aws_s3_bucket.closed.id}",
                rule: [
                  {
                    apply_server_side_encryption_by_default: [
                      { sse_algorithm: "aws:kms", kms_master_key_id: "arn:aws:kms:eu-west-1:111122223333:key/1" },
                    ],
                  },
                ],
              },
            },
          },
        },
        expect: {
          "aws_s3_bucket.open": "violation",
          "aws_s3_bucket.closed": "pass",
          "aws_s3_bucket_server_side_encryption_configuration.closed": "pass",
        },
      },
    ],
  },
  ({ resource, located }) => {
    if (!resource.stays || resource.mode !== "managed") return NOTHING;
    if (resource.type === "aws_s3_bucket") {
      return encryptedBuckets(located).has(resource) ? NOTHING : [missing(resource, "", "no key of its own")];
    }
    const attribute = Object.hasOwn(KEY_OF, resource.type) ? KEY_OF[resource.type] : undefined;
    return attribute === undefined ? NOTHING : judgeAttribute(resource, attribute, located);
  },
);

function* judgeAttribute(resource: Resource, attribute: string, located: Located): Iterable<Problem> {
  const keepings = custodyOfAttribute(resource, attribute, located);
  if (keepings.length === 0) yield missing(resource, attribute, "no key of its own");
  for (const { path, custody, key } of keepings) {
    if (custody === "aws-owned") yield missing(resource, path, "no key of its own");
    if (custody === "aws-managed") yield missing(resource, path, `only AWS's own key ${key}`);
    if (custody === "unproven") yield unproven(resource, path, key);
  }
}

const missing = (resource: Resource, path: string, why: string): Problem => ({
  outcome: "violation",
  address: resource.address,
  path,
  message: `${resource.address} has ${why}: it is encrypted under a key that AWS manages, if at all.`,
});

const unproven = (resource: Resource, path: string, key: string): Problem => ({
  outcome: "undetermined",
  address: resource.address,
  path,
  message: `The key of ${resource.address} is ${key || "not in the input"}, which the input does not resolve to a KMS key.`,
});

const encrypted = new WeakMap<Located, ReadonlySet<Resource>>();

/** Buckets of the document that an encryption configuration names, by name or by reference. */
function encryptedBuckets(located: Located): ReadonlySet<Resource> {
  const known = encrypted.get(located);
  if (known) return known;
  const { resources } = located.document;
  const byName = new Map(
    resources.filter((each) => each.type === "aws_s3_bucket").map((each) => [each.values["bucket"], each]),
  );
  const found = new Set<Resource>();
  for (const resource of resources) {
    if (resource.type === "aws_s3_bucket" && isValues(inlineRule(resource))) found.add(resource);
    if (resource.type !== "aws_s3_bucket_server_side_encryption_configuration") continue;
    const bucket = resource.values["bucket"];
    const owner = typeof bucket === "string" ? byName.get(bucket) : undefined;
    if (owner) found.add(owner);
    if (bucket instanceof Unknown) {
      for (const target of follow(resource, "bucket", bucket))
        if (target.kind === "resource") found.add(target.resource);
    }
  }
  encrypted.set(located, found);
  return found;
}

/** The encryption rule inside a bucket. AWS provider 3 and older write it there; later versions show it as computed. */
function inlineRule(resource: Resource): Value | undefined {
  const path = "server_side_encryption_configuration[].rule[].apply_server_side_encryption_by_default[]";
  return expand(resource.values, segmentsOf(path)).find(
    ({ value }) => isValues(value) && Boolean(value["kms_master_key_id"]),
  )?.value;
}
