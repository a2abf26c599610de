import { SovereignBucket, type SovereignBucketProps } from "../../../constructs/data/sovereign-bucket";
import { synthesize } from "../synthesize";

const bucket = (props: SovereignBucketProps) =>
  synthesize("dublin", (stack) => new SovereignBucket(stack, "mail", props)).resource;

const arn = "arn:aws:s3:::clover-111122223333-dublin-mail";
const deny = { Effect: "Deny", Principal: "*" };

test("a bucket has its own key, keeps versions, and is closed to the public, to plaintext and to foreign accounts", () => {
  const { aws_kms_key: keys, aws_kms_alias: _alias, ...rest } = bucket({ dataClass: "restricted" });
  expect(Object.keys(keys!)).toEqual(["<mail/key/key>"]);
  const id = "${aws_s3_bucket.<mail/bucket>.id}";
  expect(rest).toEqual({
    aws_s3_bucket: {
      "<mail/bucket>": {
        bucket: "clover-111122223333-dublin-mail",
        force_destroy: false,
        object_lock_enabled: false,
        tags: { "data-class": "restricted" },
      },
    },
    aws_s3_bucket_versioning: {
      "<mail/versioning>": { bucket: id, versioning_configuration: { status: "Enabled" } },
    },
    aws_s3_bucket_server_side_encryption_configuration: {
      "<mail/encryption>": {
        bucket: id,
        rule: [
          {
            bucket_key_enabled: true,
            apply_server_side_encryption_by_default: {
              sse_algorithm: "aws:kms",
              kms_master_key_id: "${aws_kms_key.<mail/key/key>.arn}",
            },
          },
        ],
      },
    },
    aws_s3_bucket_public_access_block: {
      "<mail/public-access>": {
        bucket: id,
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      },
    },
    aws_s3_bucket_ownership_controls: {
      "<mail/ownership>": { bucket: id, rule: { object_ownership: "BucketOwnerEnforced" } },
    },
    aws_s3_bucket_policy: {
      "<mail/policy>": {
        bucket: id,
        depends_on: [
          "aws_s3_bucket_public_access_block.<mail/public-access>",
          "aws_s3_bucket_ownership_controls.<mail/ownership>",
        ],
        policy: {
          Version: "2012-10-17",
          Statement: [
            {
              ...deny,
              Sid: "DenyPlaintext",
              Action: "s3:*",
              Resource: [arn, `${arn}/*`],
              Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
            {
              ...deny,
              Sid: "DenyForeignAccounts",
              Action: "s3:*",
              Resource: [arn, `${arn}/*`],
              Condition: {
                StringNotEquals: { "aws:PrincipalAccount": ["111122223333", "444455556666"] },
                BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
              },
            },
            {
              ...deny,
              Sid: "DenyOtherEncryption",
              Action: "s3:PutObject",
              Resource: `${arn}/*`,
              Condition: {
                StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
                Null: { "s3:x-amz-server-side-encryption": "false" },
              },
            },
          ],
        },
      },
    },
  });
});

test("objects are locked for the days asked for, once versions are on", () => {
  const resource = bucket({ dataClass: "audit", objectLock: { mode: "COMPLIANCE", days: 400 } });
  expect(resource["aws_s3_bucket"]!["<mail/bucket>"]!["object_lock_enabled"]).toBe(true);
  expect(resource["aws_s3_bucket_object_lock_configuration"]).toEqual({
    "<mail/object-lock>": {
      bucket: "${aws_s3_bucket.<mail/bucket>.id}",
      rule: { default_retention: { mode: "COMPLIANCE", days: 400 } },
      depends_on: ["aws_s3_bucket_versioning.<mail/versioning>"],
    },
  });
});

test("a reader of the enclave gets the objects and the key to them, and can write neither", () => {
  const resource = bucket({ dataClass: "audit", readers: [{ account: "audit", role: "auditor" }] });
  const reader = { Sid: "Readers", Effect: "Allow", Principal: { AWS: ["arn:aws:iam::444455556666:role/auditor"] } };
  expect(resource["aws_s3_bucket_policy"]!["<mail/policy>"]!["policy"]).toHaveProperty("Statement.3", {
    ...reader,
    Action: ["s3:GetBucketLocation", "s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket"],
    Resource: [arn, `${arn}/*`],
  });
  expect(resource["aws_kms_key"]!["<mail/key/key>"]!["policy"]).toHaveProperty("Statement.1", {
    ...reader,
    Action: ["kms:Decrypt", "kms:DescribeKey"],
    Resource: "*",
  });
});

test("a name can be given, and then stands in every policy", () => {
  const resource = bucket({ dataClass: "allowable", bucketName: "post-office" });
  expect(resource["aws_s3_bucket"]!["<mail/bucket>"]!["bucket"]).toBe("post-office");
  expect(JSON.stringify(resource["aws_s3_bucket_policy"])).toContain('"arn:aws:s3:::post-office/*"');
});
