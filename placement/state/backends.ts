/**
 * Backends of Terraform and OpenTofu: the arguments that decide where the state is stored, who can reach it, and which key encrypts
 * it. The names come from the schemas of the backends (internal/backend/remote-state in both projects, including backends that
 * were removed later). Stacks, `terraform_remote_state` and the gate share this table.
 */

/**
 * Meaning of an argument.
 *
 * - `silent`: unrelated to a place: names, keys inside the store, secrets, flags.
 * - `region`: a region of the backend's cloud. - `signing`: the same, unless an endpoint outside of AWS overrides it.
 * - `host`: one URL or host, or several. - `database`: a PostgreSQL connection string.
 * - `bucket`: an S3 bucket, access point or directory bucket. - `key`: a KMS key. - `role`: an IAM role. - `accounts`: AWS account ids.
 * - `files`: files with settings that are not in the input, endpoints among them. - `profile`: a section of such a file.
 * - `google-key`: a key of Cloud KMS, by its location. - `azure-cloud`: one of Azure's separate clouds.
 * - `edge`: if it is true, edge locations around the world serve the state. - `elsewhere`: it leads to an unknown place.
 */
export type Says =
  | "silent"
  | "region"
  | "signing"
  | "host"
  | "database"
  | "bucket"
  | "key"
  | "role"
  | "accounts"
  | "files"
  | "profile"
  | "google-key"
  | "azure-cloud"
  | "edge"
  | "elsewhere";

/** Meanings of arguments by name. A nested table is a block or an object. */
export interface Arguments {
  readonly [name: string]: Says | Arguments;
}

/** One type of backend. */
export interface BackendType {
  /** The cloud whose regions it takes. */
  readonly cloud?: string;
  /** The state stays on the machine that runs Terraform. */
  readonly local?: true;
  /** Paths of the arguments that decide where the state is. One of them must be set. Empty if no argument decides it. */
  readonly settledBy: readonly string[];
  /** The argument that names the store, if no argument gives its location. */
  readonly store?: string;
  /** The host that it uses if none of them is set, and the country of that host. */
  readonly standard?: { readonly host: string; readonly country: string };
  readonly arguments: Arguments;
  /** Arguments that distinguish two states at one place. Workspaces of one configuration share all other arguments. */
  readonly identity: readonly string[];
}

/** Arguments that are unrelated to a place. */
const silent = (names: string): Arguments => Object.fromEntries(names.split(" ").map((name) => [name, "silent"]));

const S3_ROLE: Arguments = {
  role_arn: "role",
  ...silent("duration external_id policy policy_arns session_name source_identity tags transitive_tag_keys"),
  ...silent("web_identity_token web_identity_token_file"),
};

const S3: BackendType = {
  cloud: "aws",
  settledBy: ["endpoints.s3", "endpoint", "region"],
  identity: ["bucket", "key", "workspace_key_prefix", "endpoints.s3", "endpoint"],
  arguments: {
    bucket: "bucket",
    region: "signing",
    sts_region: "region",
    endpoints: { s3: "host", dynamodb: "host", iam: "host", sso: "host", sts: "host" },
    endpoint: "host",
    dynamodb_endpoint: "host",
    iam_endpoint: "host",
    sts_endpoint: "host",
    ec2_metadata_service_endpoint: "host",
    http_proxy: "host",
    https_proxy: "host",
    kms_key_id: "key",
    role_arn: "role",
    assume_role: S3_ROLE,
    assume_role_with_web_identity: S3_ROLE,
    allowed_account_ids: "accounts",
    profile: "profile",
    shared_config_files: "files",
    shared_credentials_file: "profile",
    shared_credentials_files: "profile",
    // FIPS and dual-stack endpoints are in the same region.
    ...silent(
      "key workspace_key_prefix dynamodb_table use_lockfile encrypt acl sse_customer_key access_key secret_key token",
    ),
    ...silent("external_id session_name assume_role_duration_seconds assume_role_policy assume_role_policy_arns"),
    ...silent(
      "assume_role_tags assume_role_transitive_tag_keys lock_table forbidden_account_ids custom_ca_bundle no_proxy",
    ),
    ...silent(
      "insecure use_fips_endpoint use_dualstack_endpoint ec2_metadata_service_endpoint_mode retry_mode max_retries",
    ),
    ...silent("skip_credentials_validation skip_requesting_account_id skip_metadata_api_check skip_region_validation"),
    ...silent("skip_get_ec2_platforms skip_s3_checksum force_path_style use_path_style use_legacy_workflow"),
    ...silent("allow_empty state_tags lock_tags"),
  },
};

const HCP = { host: "app.terraform.io", country: "US" } as const;
const WORKSPACES: Arguments = silent("name prefix tags project");

const OSS_ROLE: Arguments = { role_arn: "role", ...silent("session_name policy session_expiration") };

/** Backends by the name in `backend "NAME"`. `cloud` is the entry for the `cloud` block. */
export const BACKENDS: ReadonlyMap<string, BackendType> = new Map<string, BackendType>([
  ["s3", S3],
  ["local", { local: true, settledBy: [], identity: ["path"], arguments: silent("path workspace_dir") }],
  ["inmem", { local: true, settledBy: [], identity: ["lock_id"], arguments: silent("lock_id") }],
  [
    "http",
    {
      settledBy: ["address"],
      identity: ["address"],
      arguments: {
        address: "host",
        lock_address: "host",
        unlock_address: "host",
        ...silent("update_method lock_method unlock_method username password skip_cert_verification retry_max"),
        ...silent(
          "retry_wait_min retry_wait_max client_ca_certificate_pem client_certificate_pem client_private_key_pem",
        ),
        ...silent("headers"),
      },
    },
  ],
  ...(["remote", "cloud"] as const).map((name): [string, BackendType] => [
    name,
    {
      settledBy: ["hostname"],
      standard: HCP,
      identity: ["hostname", "organization", "workspaces"],
      arguments: { hostname: "host", workspaces: WORKSPACES, ...silent("organization token") },
    },
  ]),
  [
    "atlas",
    {
      settledBy: ["address"],
      standard: { host: "atlas.hashicorp.com", country: "US" },
      identity: ["address", "name"],
      arguments: { address: "host", ...silent("name access_token") },
    },
  ],
  [
    "gcs",
    {
      cloud: "gcp",
      settledBy: ["storage_custom_endpoint"],
      store: "bucket",
      identity: ["bucket", "prefix", "storage_custom_endpoint"],
      arguments: {
        storage_custom_endpoint: "host",
        kms_encryption_key: "google-key",
        ...silent(
          "bucket prefix path project region credentials access_token encryption_key impersonate_service_account",
        ),
        ...silent("impersonate_service_account_delegates"),
      },
    },
  ],
  [
    "azurerm",
    {
      cloud: "azure",
      settledBy: [],
      store: "storage_account_name",
      identity: ["storage_account_name", "container_name", "key", "environment"],
      arguments: {
        environment: "azure-cloud",
        metadata_host: "host",
        msi_endpoint: "host",
        endpoint: "host",
        oidc_request_url: "host",
        ...silent(
          "storage_account_name container_name key snapshot resource_group_name subscription_id tenant_id client_id",
        ),
        ...silent(
          "client_id_file_path client_secret client_secret_file_path client_certificate client_certificate_path",
        ),
        ...silent(
          "client_certificate_password access_key sas_token use_oidc oidc_token oidc_token_file_path use_msi use_cli",
        ),
        ...silent("oidc_request_token ado_pipeline_service_connection_id ado_service_connection_id use_azuread_auth"),
        ...silent(
          "use_aks_workload_identity use_microsoft_graph lookup_blob_endpoint timeout_seconds encryption_scope",
        ),
        ...silent("customer_provided_key arm_subscription_id arm_tenant_id arm_client_id arm_client_secret"),
      },
    },
  ],
  [
    "oss",
    {
      cloud: "alibaba",
      settledBy: ["endpoint", "region"],
      identity: ["bucket", "prefix", "key", "endpoint"],
      arguments: {
        region: "signing",
        endpoint: "host",
        tablestore_endpoint: "host",
        tablestore_instance_name: "silent",
        sts_endpoint: "host",
        assume_role: OSS_ROLE,
        assume_role_role_arn: "role",
        assume_role_with_oidc: {
          oidc_provider_arn: "role",
          ...OSS_ROLE,
          ...silent("oidc_token oidc_token_file role_session_name"),
        },
        ...silent("bucket prefix key tablestore_table encrypt acl access_key secret_key security_token ecs_role_name"),
        ...silent("assume_role_session_name assume_role_policy assume_role_session_expiration profile"),
        ...silent("shared_credentials_file"),
      },
    },
  ],
  [
    "cos",
    {
      cloud: "tencent",
      settledBy: ["endpoint", "region"],
      identity: ["bucket", "prefix", "key", "endpoint"],
      arguments: {
        region: "signing",
        endpoint: "host",
        domain: "host",
        accelerate: "edge",
        assume_role: OSS_ROLE,
        ...silent("bucket prefix key encrypt acl secret_id secret_key security_token"),
      },
    },
  ],
  [
    "oci",
    {
      cloud: "oci",
      settledBy: ["region"],
      identity: ["namespace", "bucket", "key", "region"],
      arguments: {
        region: "region",
        kms_key_id: "silent",
        ...silent(
          "bucket namespace key workspace_key_prefix sse_customer_key sse_customer_key_sha256 sse_customer_algorithm",
        ),
        ...silent("auth tenancy_ocid user_ocid fingerprint private_key private_key_path private_key_password"),
        ...silent("config_file_profile"),
      },
    },
  ],
  [
    "consul",
    {
      settledBy: ["address"],
      identity: ["address", "path"],
      arguments: {
        address: "host",
        // The server forwards the request to the data centre of this name.
        datacenter: "elsewhere",
        ...silent("path access_token scheme http_auth gzip lock ca_file cert_file key_file"),
      },
    },
  ],
  [
    "kubernetes",
    {
      settledBy: ["host"],
      identity: ["host", "namespace", "secret_suffix"],
      arguments: {
        host: "host",
        proxy_url: "host",
        exec: "elsewhere",
        ...silent("secret_suffix labels namespace in_cluster_config load_config_file username password insecure token"),
        ...silent("client_certificate client_key cluster_ca_certificate config_paths config_path config_context"),
        ...silent("config_context_auth_info config_context_cluster"),
      },
    },
  ],
  [
    "pg",
    {
      settledBy: ["conn_str"],
      identity: ["conn_str", "schema_name"],
      arguments: {
        conn_str: "database",
        ...silent("schema_name table_name index_name skip_schema_creation skip_table_creation skip_index_creation"),
      },
    },
  ],
  [
    "swift",
    {
      settledBy: ["auth_url"],
      identity: ["auth_url", "container", "path", "state_name"],
      arguments: {
        auth_url: "host",
        region_name: "elsewhere",
        ...silent(
          "user_id user_name tenant_id tenant_name password token user_domain_name user_domain_id default_domain",
        ),
        ...silent(
          "project_domain_name project_domain_id domain_id domain_name insecure cacert_file cert key swauth cloud",
        ),
        ...silent("application_credential_id application_credential_name application_credential_secret allow_reauth"),
        ...silent("max_retries disable_no_cache_header path container archive_path archive_container expire_after"),
        ...silent("lock state_name"),
      },
    },
  ],
  [
    "etcd",
    {
      settledBy: ["endpoints"],
      identity: ["endpoints", "path"],
      arguments: { endpoints: "host", ...silent("path username password") },
    },
  ],
  [
    "etcdv3",
    {
      settledBy: ["endpoints"],
      identity: ["endpoints", "prefix"],
      arguments: {
        endpoints: "host",
        ...silent("username password prefix lock cacert_path cert_path key_path max_request_bytes"),
      },
    },
  ],
  [
    "artifactory",
    {
      settledBy: ["url"],
      identity: ["url", "repo", "subpath"],
      arguments: { url: "host", ...silent("username password repo subpath") },
    },
  ],
  [
    "manta",
    {
      settledBy: ["url"],
      standard: { host: "us-east.manta.joyent.com", country: "US" },
      identity: ["url", "account", "path", "object_name"],
      arguments: {
        url: "host",
        ...silent("account user key_material key_id insecure_skip_tls_verify path object_name objectName"),
      },
    },
  ],
]);
