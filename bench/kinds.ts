/** The kinds of resources that the generated plan is made of: attributes as the real provider's plans have them. */

type Attributes = Record<string, unknown>;

/** One kind: what is planned, what only the apply will tell, and the configuration's own expressions. */
export interface Kind {
  readonly type: string;
  readonly after: (name: string, index: number) => Attributes;
  readonly unknown: Attributes;
  readonly expressions: Attributes;
}

const constant = (value: unknown) => ({ constant_value: value });
const refer = (...references: string[]) => ({ references });
const eachKey = refer("each.key");

const tlsOnly = (name: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Sid: "Readers",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111122223333:role/reader" },
        Action: ["s3:GetObject", "s3:ListBucket"],
        Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
      },
    ],
  });

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

const keyPolicy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "Owner",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111122223333:root" },
      Action: "kms:*",
      Resource: "*",
    },
  ],
});

const rule = (port: number, cidr: string) => ({
  cidr_blocks: [cidr],
  description: `port ${port}`,
  from_port: port,
  ipv6_cidr_blocks: [],
  prefix_list_ids: [],
  protocol: "tcp",
  security_groups: [],
  self: false,
  to_port: port,
});

/** In the order in which a module declares them, so that references point at earlier ones. */
export const kinds: readonly Kind[] = [
  {
    type: "aws_kms_key",
    after: (name) => ({
      bypass_policy_lockout_safety_check: false,
      custom_key_store_id: null,
      customer_master_key_spec: "SYMMETRIC_DEFAULT",
      deletion_window_in_days: 30,
      description: `Key of ${name}`,
      enable_key_rotation: true,
      is_enabled: true,
      key_usage: "ENCRYPT_DECRYPT",
      policy: keyPolicy,
      timeouts: null,
      xks_key_id: null,
    }),
    unknown: { arn: true, id: true, key_id: true, multi_region: true, rotation_period_in_days: true },
    expressions: {
      description: eachKey,
      enable_key_rotation: constant(true),
      policy: refer("data.aws_iam_policy_document.key.json"),
    },
  },
  {
    type: "aws_s3_bucket",
    after: (name) => ({ bucket: name, force_destroy: false, timeouts: null }),
    unknown: {
      acceleration_status: true,
      acl: true,
      arn: true,
      bucket_domain_name: true,
      bucket_prefix: true,
      bucket_regional_domain_name: true,
      cors_rule: true,
      grant: true,
      hosted_zone_id: true,
      id: true,
      lifecycle_rule: true,
      logging: true,
      object_lock_configuration: true,
      object_lock_enabled: true,
      policy: true,
      replication_configuration: true,
      request_payer: true,
      server_side_encryption_configuration: true,
      versioning: true,
      website: true,
      website_domain: true,
      website_endpoint: true,
    },
    expressions: { bucket: eachKey },
  },
  {
    type: "aws_s3_bucket_server_side_encryption_configuration",
    after: () => ({
      expected_bucket_owner: null,
      rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: "aws:kms" }], bucket_key_enabled: true }],
    }),
    unknown: {
      bucket: true,
      id: true,
      rule: [{ apply_server_side_encryption_by_default: [{ kms_master_key_id: true }] }],
    },
    expressions: {
      bucket: refer("aws_s3_bucket.main.id", "aws_s3_bucket.main"),
      rule: [
        {
          apply_server_side_encryption_by_default: [
            {
              kms_master_key_id: refer("aws_kms_key.main.arn", "aws_kms_key.main"),
              sse_algorithm: constant("aws:kms"),
            },
          ],
        },
      ],
    },
  },
  {
    type: "aws_s3_bucket_policy",
    after: (name) => ({ policy: tlsOnly(name) }),
    unknown: { bucket: true, id: true },
    expressions: {
      bucket: refer("aws_s3_bucket.main.id", "aws_s3_bucket.main"),
      policy: refer("data.aws_iam_policy_document.tls.json"),
    },
  },
  {
    type: "aws_s3_bucket_public_access_block",
    after: () => ({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    }),
    unknown: { bucket: true, id: true },
    expressions: { bucket: refer("aws_s3_bucket.main.id", "aws_s3_bucket.main") },
  },
  {
    type: "aws_iam_role",
    after: (name) => ({
      assume_role_policy: trust,
      description: null,
      force_detach_policies: false,
      max_session_duration: 3600,
      name,
      path: "/",
      permissions_boundary: null,
    }),
    unknown: {
      arn: true,
      create_date: true,
      id: true,
      inline_policy: true,
      managed_policy_arns: true,
      name_prefix: true,
      unique_id: true,
    },
    expressions: { assume_role_policy: refer("data.aws_iam_policy_document.trust.json"), name: eachKey },
  },
  {
    type: "aws_vpc",
    after: (_, index) => ({
      assign_generated_ipv6_cidr_block: null,
      cidr_block: `10.${index % 250}.0.0/16`,
      enable_dns_hostnames: true,
      enable_dns_support: true,
      instance_tenancy: "default",
      ipv4_ipam_pool_id: null,
      ipv4_netmask_length: null,
    }),
    unknown: {
      arn: true,
      default_network_acl_id: true,
      default_route_table_id: true,
      default_security_group_id: true,
      dhcp_options_id: true,
      enable_network_address_usage_metrics: true,
      id: true,
      main_route_table_id: true,
      owner_id: true,
    },
    expressions: { cidr_block: refer("each.value"), enable_dns_hostnames: constant(true) },
  },
  {
    type: "aws_subnet",
    after: (_, index) => ({
      assign_ipv6_address_on_creation: false,
      availability_zone: `eu-west-1${"abc"[index % 3]}`,
      cidr_block: `10.${index % 250}.1.0/24`,
      map_public_ip_on_launch: false,
      outpost_arn: null,
      timeouts: null,
    }),
    unknown: { arn: true, availability_zone_id: true, id: true, owner_id: true, vpc_id: true },
    expressions: {
      availability_zone: refer("each.value.zone", "each.value"),
      cidr_block: refer("each.value.cidr", "each.value"),
      vpc_id: refer("aws_vpc.main.id", "aws_vpc.main"),
    },
  },
  {
    type: "aws_security_group",
    after: (name) => ({
      description: "Managed by Terraform",
      egress: [rule(443, "10.0.0.0/8")],
      ingress: [rule(443, "10.0.0.0/8"), rule(5432, "10.0.0.0/8")],
      name,
      revoke_rules_on_delete: false,
      timeouts: null,
    }),
    unknown: { arn: true, egress: [{}], id: true, ingress: [{}, {}], name_prefix: true, owner_id: true, vpc_id: true },
    expressions: { name: eachKey, vpc_id: refer("aws_vpc.main.id", "aws_vpc.main") },
  },
  {
    type: "aws_sqs_queue",
    after: (name) => ({
      content_based_deduplication: false,
      delay_seconds: 0,
      fifo_queue: false,
      kms_master_key_id: "alias/queues",
      max_message_size: 262144,
      message_retention_seconds: 345600,
      name,
      receive_wait_time_seconds: 0,
      visibility_timeout_seconds: 30,
    }),
    unknown: {
      arn: true,
      deduplication_scope: true,
      fifo_throughput_limit: true,
      id: true,
      kms_data_key_reuse_period_seconds: true,
      name_prefix: true,
      policy: true,
      redrive_allow_policy: true,
      redrive_policy: true,
      sqs_managed_sse_enabled: true,
      url: true,
    },
    expressions: { name: eachKey, kms_master_key_id: constant("alias/queues") },
  },
  {
    type: "aws_dynamodb_table",
    after: (name) => ({
      attribute: [
        { name: "id", type: "S" },
        { name: "at", type: "N" },
      ],
      billing_mode: "PAY_PER_REQUEST",
      deletion_protection_enabled: true,
      global_secondary_index: [],
      hash_key: "id",
      import_table: [],
      local_secondary_index: [],
      name,
      point_in_time_recovery: [{ enabled: true }],
      range_key: "at",
      replica: [],
      server_side_encryption: [{ enabled: true }],
      stream_enabled: null,
      table_class: null,
      timeouts: null,
      ttl: [],
    }),
    unknown: {
      arn: true,
      attribute: [{}, {}],
      id: true,
      point_in_time_recovery: [{ recovery_period_in_days: true }],
      read_capacity: true,
      server_side_encryption: [{ kms_key_arn: true }],
      stream_arn: true,
      stream_label: true,
      stream_view_type: true,
      write_capacity: true,
    },
    expressions: {
      name: eachKey,
      hash_key: constant("id"),
      server_side_encryption: [
        { enabled: constant(true), kms_key_arn: refer("aws_kms_key.main.arn", "aws_kms_key.main") },
      ],
    },
  },
  {
    type: "aws_cloudwatch_log_group",
    after: (name) => ({
      kms_key_id: null,
      log_group_class: "STANDARD",
      name,
      retention_in_days: 365,
      skip_destroy: false,
    }),
    unknown: { arn: true, id: true, kms_key_id: true, name_prefix: true },
    expressions: {
      name: eachKey,
      kms_key_id: refer("aws_kms_key.main.arn", "aws_kms_key.main"),
      retention_in_days: constant(365),
    },
  },
];
