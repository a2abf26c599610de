/**
 * Knowledge about the providers of other clouds: the attributes that name a place, and the types that are placed in another way. A
 * resource whose type is not listed and that names no place stays unproven.
 */

/** A setting that makes a resource keep a copy in the region paired with its own. */
export interface Paired {
  /** Attribute path, written as in the catalogue of carriers; "" if the cloud always makes the copy. */
  readonly path: string;
  /** Values that make the copy, in lower case; booleans as text. */
  readonly values: readonly string[];
  /** True if the provider's default makes the copy too. */
  readonly byDefault?: true;
  /** An attribute path and a value with which the default does not make the copy. */
  readonly unless?: readonly [path: string, value: string];
}

/** One cloud whose provider Clover knows. */
export interface ForeignCloud {
  /** Its name in the catalogue of places. */
  readonly cloud: string;
  /** Attributes that name the place of any resource. */
  readonly place: readonly string[];
  /** By type, the path of a list whose first place is that of the resource. For types that do not use `place`. */
  readonly placeOf?: Readonly<Record<string, string>>;
  /** Names of attributes, at any depth, that open a second place. */
  readonly second: RegExp;
  /** By type, paths that open a second place under another name. */
  readonly secondOf?: Readonly<Record<string, string>>;
  /** Settings of the provider that give the place of resources that name no place. */
  readonly provider: readonly string[];
  /** Types that `provider` places. Other types need an attribute of their own, which the provider fills in. */
  readonly falls: RegExp;
  /** By type, the attributes that name the resource of which it is a part. It has the same place as that resource. */
  readonly parts: Readonly<Record<string, string>>;
  /** By type, attributes that name a resource with which it exchanges data. */
  readonly ends?: Readonly<Record<string, Readonly<Record<string, "peer" | "destination" | "key">>>>;
  /** Names of attributes, at any depth, that name the key which encrypts the resource. */
  readonly keys?: RegExp;
  /** Pattern that finds the place in the text of an id. */
  readonly inText?: RegExp;
  readonly paired?: Readonly<Record<string, Paired>>;
  /** Types of names and settings that do not belong to a region. */
  readonly names: ReadonlySet<string>;
  /** Types that serve content from edges around the world. */
  readonly edges: RegExp;
}

const NONE = /^$/;

/** Inverts a table `parent attribute: types`, which is easier to compare with the documentation of a provider. */
function partsOf(prefix: string, byAttribute: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const entries = Object.entries(byAttribute).flatMap(([attribute, types]) =>
    types.split(" ").map((type): [string, string] => [`${prefix}_${type}`, attribute]),
  );
  // A type may be linked by either of two attributes in different major versions of its provider.
  const parts: Record<string, string> = {};
  for (const [type, attribute] of entries) parts[type] = parts[type] ? `${parts[type]} ${attribute}` : attribute;
  return parts;
}

const azure: ForeignCloud = {
  cloud: "azure",
  place: ["location", "edge_zone"],
  second: /(^|_)(locations?|regions?)$|^georeplications$/,
  secondOf: { azurerm_shared_image_version: "target_region[].name" },
  provider: [],
  falls: NONE,
  parts: partsOf("azurerm", {
    virtual_network_name: "subnet virtual_network_peering",
    network_security_group_name: "network_security_rule",
    route_table_name: "route",
    subnet_id:
      "subnet_network_security_group_association subnet_route_table_association subnet_nat_gateway_association",
    nat_gateway_id: "nat_gateway_public_ip_association nat_gateway_public_ip_prefix_association",
    network_interface_id:
      "network_interface_security_group_association network_interface_backend_address_pool_association " +
      "network_interface_application_security_group_association",
    loadbalancer_id: "lb_backend_address_pool lb_probe lb_rule lb_nat_rule lb_nat_pool lb_outbound_rule",
    storage_account_name: "storage_container storage_share storage_queue storage_table storage_blob",
    storage_account_id:
      "storage_container storage_share storage_queue storage_management_policy storage_account_network_rules " +
      "storage_account_customer_managed_key storage_data_lake_gen2_filesystem storage_encryption_scope",
    key_vault_id: "key_vault_key key_vault_secret key_vault_certificate",
    virtual_machine_id: "virtual_machine_data_disk_attachment",
    kubernetes_cluster_id: "kubernetes_cluster_node_pool",
    server_id:
      "mssql_database mssql_elasticpool mssql_virtual_network_rule postgresql_flexible_server_database " +
      "postgresql_flexible_server_configuration",
    server_name: "mysql_flexible_database mysql_flexible_server_configuration",
    account_name: "cosmosdb_sql_database cosmosdb_sql_container cosmosdb_mongo_database cosmosdb_mongo_collection",
    namespace_name: "eventhub",
    namespace_id: "eventhub servicebus_queue servicebus_topic",
    eventhub_name: "eventhub_consumer_group",
    target_resource_id: "monitor_diagnostic_setting",
    scope: "management_lock",
    resource_group_id: "consumption_budget_resource_group",
  }),
  ends: {
    azurerm_virtual_network_peering: { remote_virtual_network_id: "peer" },
    azurerm_monitor_diagnostic_setting: {
      log_analytics_workspace_id: "destination",
      storage_account_id: "destination",
      eventhub_authorization_rule_id: "destination",
      partner_solution_id: "destination",
    },
    azurerm_storage_account_customer_managed_key: { key_vault_id: "key" },
  },
  keys: /(^|_)(key_vault_key_id|key_vault_key_uri|managed_hsm_key_id|encryption_key_id)$/,
  paired: {
    azurerm_storage_account: { path: "account_replication_type", values: ["grs", "ragrs", "gzrs", "ragzrs"] },
    azurerm_mssql_database: { path: "storage_account_type", values: ["geo", "geozone"], byDefault: true },
    azurerm_mssql_managed_instance: { path: "storage_account_type", values: ["grs", "gzrs"], byDefault: true },
    azurerm_recovery_services_vault: { path: "storage_mode_type", values: ["georedundant"], byDefault: true },
    // Azure replicates key vaults to the paired region. The user cannot switch this off.
    azurerm_key_vault: { path: "", values: [], byDefault: true },
    azurerm_data_protection_backup_vault: { path: "redundancy", values: ["georedundant"] },
    azurerm_postgresql_flexible_server: { path: "geo_redundant_backup_enabled", values: ["true"] },
    azurerm_mysql_flexible_server: { path: "geo_redundant_backup_enabled", values: ["true"] },
    azurerm_postgresql_server: { path: "geo_redundant_backup_enabled", values: ["true"] },
    azurerm_mysql_server: { path: "geo_redundant_backup_enabled", values: ["true"] },
    azurerm_mariadb_server: { path: "geo_redundant_backup_enabled", values: ["true"] },
    azurerm_cosmosdb_account: {
      path: "backup[].storage_redundancy",
      values: ["geo"],
      byDefault: true,
      unless: ["backup[].type", "Continuous"],
    },
  },
  names: new Set([
    "azurerm_private_dns_zone",
    "azurerm_private_dns_a_record",
    "azurerm_private_dns_cname_record",
    "azurerm_dns_zone",
    "azurerm_dns_a_record",
    "azurerm_dns_cname_record",
    "azurerm_dns_txt_record",
  ]),
  edges: /^azurerm_(cdn_(profile|endpoint|frontdoor_profile|frontdoor_endpoint)|frontdoor|traffic_manager_profile)$/,
};

const gcp: ForeignCloud = {
  cloud: "gcp",
  place: ["zone", "region", "location", "location_id"],
  placeOf: { google_secret_manager_secret: "replication[].user_managed[].replicas[].location" },
  second: /(^|_)(locations?|regions?)$|^(zones?|(replica|distribution_policy|node)_zones|(preferred|secondary)_zone)$/,
  provider: ["zone", "region"],
  falls:
    /^google_(compute_(instance|disk|address|subnetwork|router|router_nat|vpn_tunnel|vpn_gateway|ha_vpn_gateway|forwarding_rule|target_pool|instance_group|instance_group_manager|autoscaler|resource_policy|region_[a-z_]+)|sql_database_instance|redis_instance|vpc_access_connector)$/,
  parts: partsOf("google", {
    bucket: "storage_bucket_object",
    dataset_id: "bigquery_table",
    instance: "sql_database sql_user bigtable_table spanner_database",
    key_ring: "kms_crypto_key",
    secret: "secret_manager_secret_version",
  }),
  keys: /(^|_)kms_key(_name|_link|_self_link|_id)?$|^crypto_key(_name|_id)?$/,
  inText: /(?:^|\/)(?:locations|regions|zones)\/([a-z0-9-]+)(?:\/|$)/,
  names: new Set(["google_compute_network", "google_project_service", "google_service_account"]),
  edges: /^google_(compute_backend_bucket|network_services_edge_cache_[a-z_]+)$/,
};

const oci: ForeignCloud = {
  cloud: "oci",
  place: ["availability_domain", "region"],
  second: /(^|_)regions?(_name)?$|(^|_)availability_domains?$/,
  provider: ["region"],
  falls:
    /^oci_(core|objectstorage|database|kms|vault|containerengine|file_storage|load_balancer|logging|functions|streaming)_/,
  parts: {},
  keys: /(^|_)kms_key_id$/,
  inText: /^ocid1\.[a-z0-9]+\.[a-z0-9]+\.([a-z0-9-]+)\./,
  names: new Set(["oci_identity_compartment", "oci_identity_tag_namespace", "oci_identity_tag"]),
  edges: NONE,
};

const hetzner: ForeignCloud = {
  cloud: "hetzner",
  place: ["location", "datacenter", "home_location"],
  second: /(^|_)(locations?|datacenters?)$/,
  provider: [],
  falls: NONE,
  parts: partsOf("hcloud", {
    server_id: "volume volume_attachment server_network floating_ip floating_ip_assignment snapshot rdns",
    load_balancer_id: "load_balancer_service load_balancer_target load_balancer_network",
  }),
  names: new Set(["hcloud_ssh_key", "hcloud_firewall", "hcloud_network", "hcloud_placement_group"]),
  edges: NONE,
};

const scaleway: ForeignCloud = {
  cloud: "scaleway",
  place: ["zone", "region"],
  second: /(^|_)(regions?|zones?)$/,
  provider: ["zone", "region"],
  falls:
    /^scaleway_(instance|object|rdb|k8s|vpc|lb|block|baremetal|redis|mongodb|container|function|registry|secret|key_manager|mnq|ipam|file|inference|apple_silicon)_?/,
  parts: {},
  inText: /^([a-z]{2}-[a-z]{3}(?:-\d)?)\/[0-9a-f-]{36}$/,
  names: new Set(["scaleway_account_project", "scaleway_iam_ssh_key"]),
  edges: NONE,
};

const ovh: ForeignCloud = {
  cloud: "ovh",
  place: ["region"],
  placeOf: { ovh_cloud_project_database: "nodes[].region" },
  second: /(^|_)(regions?|datacenters?)$/,
  provider: [],
  falls: NONE,
  parts: {},
  names: new Set(["ovh_cloud_project_sshkey"]),
  edges: NONE,
};

/** Clouds by namespace and type of the provider, for the copies of HashiCorp and of the vendors. */
const CLOUDS: Readonly<Record<string, ForeignCloud>> = {
  "hashicorp/azurerm": azure,
  "hashicorp/google": gcp,
  "hashicorp/google-beta": gcp,
  "hashicorp/oci": oci,
  "oracle/oci": oci,
  "hashicorp/hcloud": hetzner,
  "hetznercloud/hcloud": hetzner,
  "hashicorp/scaleway": scaleway,
  "scaleway/scaleway": scaleway,
  "hashicorp/ovh": ovh,
  "ovh/ovh": ovh,
};

/** The cloud of a provider, by its full source address (a short name in plans before Terraform 0.13). Forks are not known. */
export function foreignCloudOf(source: string): ForeignCloud | undefined {
  const name = /^[a-z0-9-]+$/.test(source)
    ? `hashicorp/${source}`
    : /^registry\.(?:terraform\.io|opentofu\.org)\/([a-z0-9-]+\/[a-z0-9-]+)$/.exec(source)?.[1];
  return name !== undefined && Object.hasOwn(CLOUDS, name) ? CLOUDS[name] : undefined;
}
