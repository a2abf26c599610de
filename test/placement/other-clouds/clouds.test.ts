/** Small configurations of other clouds, read by the real reader and judged by the real policies. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCharter } from "../../../charter/load";
import { judge } from "../../../gate/judge/judge";
import { readInputs } from "../../../model/input/read";
import { locate } from "../../../placement/locate";

const folder = mkdtempSync(join(tmpdir(), "clover-foreign-"));
afterAll(() => rmSync(folder, { recursive: true }));
const charterPath = join(__dirname, "../../../charter.yaml");

const SOURCES = {
  azurerm: "hashicorp/azurerm",
  google: "hashicorp/google",
  oci: "oracle/oci",
  ovh: "ovh/ovh",
  hcloud: "hetznercloud/hcloud",
  scaleway: "scaleway/scaleway",
};

type Blocks = Record<string, Record<string, object>>;
interface Written {
  readonly resource: Blocks;
  readonly provider?: object;
  readonly variable?: object;
}

let files = 0;
function write({ resource, ...rest }: Written): string {
  const path = join(mkdtempSync(join(folder, `${(files += 1)}-`)), "cdk.tf.json");
  const required = Object.fromEntries(Object.entries(SOURCES).map(([name, source]) => [name, { source }]));
  writeFileSync(path, JSON.stringify({ terraform: { required_providers: required }, resource, ...rest }));
  return path;
}

/** `outcome policy address path place` of every finding. */
async function findingsOf(written: Written): Promise<readonly string[]> {
  const { findings } = await judge({ paths: [write(written)], charterPath, now: new Date("2026-11-25T00:00:00Z") });
  return findings.map(({ outcome, policy, address, path, place }) =>
    [outcome, policy, address, path, place?.country].filter(Boolean).join(" "),
  );
}

/** Status, or place and country, of each resource. */
async function placesOf(written: Written): Promise<Record<string, string>> {
  const [document] = await readInputs([write(written)], {});
  if (!document) throw new Error("nothing was read");
  const located = locate(document, loadCharter(charterPath).charter);
  return Object.fromEntries(
    document.resources.map((resource) => {
      const { status, place } = located.placementOf(resource);
      return [resource.address, status === "placed" ? `${place?.id} ${place?.country}` : status];
    }),
  );
}

const one = (type: string, values: object, provider?: object): Written => ({
  resource: { [type]: { x: values } },
  ...(provider && { provider: { [type.split("_")[0] ?? ""]: [provider] } }),
});

describe("a resource is where its own attribute says", () => {
  test.each<[string, Written, string]>([
    ["northeurope is Ireland", one("azurerm_resource_group", { location: "northeurope" }), "northeurope IE"],
    ["as the portal spells it", one("azurerm_resource_group", { location: "North Europe" }), "northeurope IE"],
    ["westeurope is the Netherlands", one("azurerm_resource_group", { location: "westeurope" }), "westeurope NL"],
    ["norwayeast is Norway", one("azurerm_storage_account", { location: "norwayeast" }), "norwayeast NO"],
    ["a region that nobody knows", one("azurerm_resource_group", { location: "norwaynorth" }), "undetermined"],
    ["a region of another cloud", one("azurerm_resource_group", { location: "eu-west-1" }), "undetermined"],
    ["no location", one("azurerm_resource_group", { name: "northeurope" }), "undetermined"],
    ["an edge zone", one("azurerm_public_ip", { location: "northeurope", edge_zone: "perth" }), "undetermined"],
    ["europe-west1 is Belgium", one("google_storage_bucket", { location: "EUROPE-WEST1" }), "europe-west1 BE"],
    ["a zone", one("google_compute_instance", { zone: "europe-north1-a" }), "europe-north1-a FI"],
    ["the EU is no country", one("google_storage_bucket", { location: "EU" }), "undetermined"],
    ["a pair of regions is no country", one("google_storage_bucket", { location: "EUR4" }), "undetermined"],
    [
      "the first replica of a secret",
      one("google_secret_manager_secret", {
        replication: { user_managed: { replicas: [{ location: "europe-north1" }, { location: "europe-west1" }] } },
      }),
      "europe-north1 FI",
    ],
    ["nbg1 is Germany", one("hcloud_server", { location: "nbg1" }), "nbg1 DE"],
    ["a data centre of hel1", one("hcloud_server", { datacenter: "hel1-dc2" }), "hel1-dc2 FI"],
    ["an OVH region", one("ovh_cloud_project_kube", { region: "GRA11" }), "GRA11 FR"],
    ["an OVH database", one("ovh_cloud_project_database", { nodes: [{ region: "DE" }] }), "undetermined"],
    ["a Scaleway zone", one("scaleway_instance_server", { zone: "nl-ams-1" }), "nl-ams-1 NL"],
    [
      "an availability domain",
      one("oci_core_volume", { availability_domain: "uocm:EU-FRANKFURT-1-AD-2" }),
      "eu-frankfurt-1-ad-2 DE",
    ],
  ])("%s", async (_, written, place) => {
    expect(await placesOf(written)).toEqual({ [Object.keys(written.resource)[0] + ".x"]: place });
  });

  test("through variables and other resources' attributes, never through a part of a name", async () => {
    const places = await placesOf({
      variable: { area: { default: "northeurope" }, short: { default: "eastus" }, late: {} },
      resource: {
        azurerm_resource_group: {
          a: { location: "${var.area}" },
          b: { location: "${azurerm_resource_group.a.location}" },
          c: { location: "${var.short}2" },
          d: { location: "${var.late}" },
          e: { location: "${azurerm_resource_group.a.location}2" },
          f: { location: "${azurerm_resource_group.a.id}" },
        },
      },
    });
    expect(places).toEqual({
      "azurerm_resource_group.a": "northeurope IE",
      "azurerm_resource_group.b": "northeurope IE",
      "azurerm_resource_group.c": "eastus2 US",
      "azurerm_resource_group.d": "undetermined",
      "azurerm_resource_group.e": "undetermined",
      "azurerm_resource_group.f": "undetermined",
    });
  });
});

describe("the provider's own region places only types that are known to take it", () => {
  test.each<[string, Written, string]>([
    ["an address", one("google_compute_address", {}, { region: "europe-north1" }), "europe-north1 FI"],
    [
      "its own region first",
      one("google_compute_address", { region: "europe-west2" }, { region: "europe-north1" }),
      "europe-west2 GB",
    ],
    ["a topic is everywhere", one("google_pubsub_topic", {}, { region: "europe-north1" }), "undetermined"],
    ["a dataset defaults to the US", one("google_bigquery_dataset", {}, { region: "europe-north1" }), "undetermined"],
    ["no region set", one("google_compute_address", {}, {}), "undetermined"],
    [
      "zone and region that disagree",
      one("google_compute_disk", {}, { region: "europe-north1", zone: "europe-west1-b" }),
      "conflict",
    ],
    ["Oracle", one("oci_core_vcn", {}, { region: "eu-frankfurt-1" }), "eu-frankfurt-1 DE"],
    ["Oracle's names of records", one("oci_dns_zone", {}, { region: "eu-frankfurt-1" }), "undetermined"],
    ["Scaleway", one("scaleway_object_bucket", {}, { region: "fr-par", zone: "fr-par-2" }), "fr-par-2 FR"],
    ["Scaleway without", one("scaleway_object_bucket", {}, {}), "undetermined"],
  ])("%s", async (_, written, place) => {
    expect(await placesOf(written)).toEqual({ [Object.keys(written.resource)[0] + ".x"]: place });
  });
});

describe("a part is where its whole is", () => {
  const network = { name: "v", location: "northeurope", resource_group_name: "rg" };

  test("by reference, by id, by name", async () => {
    const places = await placesOf({
      variable: { other: {} },
      resource: {
        azurerm_resource_group: { rg: { name: "rg", location: "northeurope" } },
        azurerm_virtual_network: { v: network },
        azurerm_storage_account: { s: { name: "s", location: "norwayeast", account_replication_type: "LRS" } },
        azurerm_subnet: {
          byreference: { virtual_network_name: "${azurerm_virtual_network.v.name}" },
          byname: { virtual_network_name: "v", resource_group_name: "rg" },
          othergroup: { virtual_network_name: "v", resource_group_name: "another" },
          stranger: { virtual_network_name: "w", resource_group_name: "rg" },
          late: { virtual_network_name: "${var.other}", resource_group_name: "rg" },
        },
        azurerm_storage_container: { c: { storage_account_id: "${azurerm_storage_account.s.id}" } },
        azurerm_management_lock: { l: { scope: "${azurerm_resource_group.rg.id}" } },
        azurerm_resource_group_template_deployment: {
          anything: { resource_group_name: "${azurerm_resource_group.rg.name}" },
        },
        azurerm_role_assignment: { who: { scope: "${azurerm_storage_account.s.id}" } },
      },
    });
    expect(places).toEqual({
      "azurerm_resource_group.rg": "northeurope IE",
      "azurerm_virtual_network.v": "northeurope IE",
      "azurerm_storage_account.s": "norwayeast NO",
      "azurerm_subnet.byreference": "northeurope IE",
      "azurerm_subnet.byname": "northeurope IE",
      "azurerm_subnet.othergroup": "undetermined",
      "azurerm_subnet.stranger": "undetermined",
      "azurerm_subnet.late": "undetermined",
      "azurerm_storage_container.c": "norwayeast NO",
      "azurerm_management_lock.l": "northeurope IE",
      "azurerm_resource_group_template_deployment.anything": "undetermined",
      "azurerm_role_assignment.who": "undetermined",
    });
  });

  test("a part of something abroad is abroad", async () => {
    const written = {
      resource: {
        hcloud_server: { s: { location: "nbg1" } },
        hcloud_volume: { v: { server_id: "${hcloud_server.s.id}" } },
      },
    };
    expect(await placesOf(written)).toEqual({ "hcloud_server.s": "nbg1 DE", "hcloud_volume.v": "nbg1 DE" });
    expect(await findingsOf(written)).toEqual([
      "violation residency/placement hcloud_server.s location DE",
      "violation residency/placement hcloud_volume.v server_id DE",
    ]);
  });
});

describe("judged by every policy", () => {
  const account = (change: object): Written =>
    one("azurerm_storage_account", { name: "s", location: "northeurope", account_replication_type: "LRS", ...change });

  test.each<[string, Written, readonly string[]]>([
    ["what stays in Ireland is compliant", account({}), []],
    ["zone redundancy stays in the region", account({ account_replication_type: "ZRS" }), []],
    ["what stays in Norway is compliant", account({ location: "norwayeast", account_replication_type: "GZRS" }), []],
    ["tags are mentions", account({ tags: { region: "westeurope", location: "westus" } }), []],
    [
      "a resource abroad",
      account({ location: "westeurope" }),
      ["violation residency/placement azurerm_storage_account.x location NL"],
    ],
    ...["GRS", "RAGRS", "GZRS", "RAGZRS"].map((type): [string, Written, readonly string[]] => [
      `${type} pairs northeurope with westeurope`,
      account({ account_replication_type: type }),
      ["violation egress/replication azurerm_storage_account.x account_replication_type NL"],
    ]),
    [
      "geo-redundancy of a region whose pair nobody knows",
      account({ location: "polandcentral", account_replication_type: "GRS" }),
      [
        "undetermined egress/replication azurerm_storage_account.x account_replication_type",
        "violation residency/placement azurerm_storage_account.x location PL",
      ],
    ],
    [
      "geo-redundancy that a variable decides",
      { ...account({ account_replication_type: "${var.r}" }), variable: { r: {} } },
      ["undetermined egress/replication azurerm_storage_account.x account_replication_type"],
    ],
    [
      "replicas that name their place",
      one("azurerm_container_registry", {
        location: "northeurope",
        georeplications: [{ location: "norwayeast" }, { location: "West Europe", tags: { location: "westus" } }],
      }),
      ["violation egress/replication azurerm_container_registry.x georeplications[1].location NL"],
    ],
    [
      "further places of a database, and its backups",
      one("azurerm_cosmosdb_account", {
        location: "northeurope",
        geo_location: [{ location: "northeurope" }, { location: "${var.l}" }],
        secondary_location: "moon",
      }),
      [
        "violation egress/replication azurerm_cosmosdb_account.x backup.storage_redundancy NL",
        "undetermined egress/replication azurerm_cosmosdb_account.x geo_location[1].location",
        "undetermined egress/replication azurerm_cosmosdb_account.x secondary_location",
      ],
    ],
    [
      "continuous backup stays",
      one("azurerm_cosmosdb_account", { location: "northeurope", backup: [{ type: "Continuous" }] }),
      [],
    ],
    [
      "versions of an image",
      one("azurerm_shared_image_version", {
        location: "northeurope",
        target_region: [{ name: "northeurope" }, { name: "eastus" }],
      }),
      ["violation egress/replication azurerm_shared_image_version.x target_region[1].name US"],
    ],
    [
      "a vault that Azure replicates",
      one("azurerm_key_vault", { location: "northeurope" }),
      ["violation egress/replication azurerm_key_vault.x NL"],
    ],
    [
      "what works from everywhere",
      one("azurerm_cdn_frontdoor_profile", { name: "f" }),
      ["violation egress/edge azurerm_cdn_frontdoor_profile.x"],
    ],
    [
      "a bucket of a multi-region",
      one("google_storage_bucket", { location: "EU" }),
      ["undetermined residency/placement google_storage_bucket.x location"],
    ],
    [
      "a bucket in Belgium",
      one("google_storage_bucket", { location: "europe-west1" }),
      ["violation residency/placement google_storage_bucket.x location BE"],
    ],
    [
      "a secret's replicas",
      one("google_secret_manager_secret", {
        replication: [{ user_managed: [{ replicas: [{ location: "europe-north1" }, { location: "europe-west1" }] }] }],
      }),
      [
        "violation egress/replication google_secret_manager_secret.x replication[0].user_managed[0].replicas[1].location BE",
        "violation residency/placement google_secret_manager_secret.x replication[0].user_managed[0].replicas[0].location FI",
      ],
    ],
    [
      "a secret that Google places",
      one("google_secret_manager_secret", { replication: [{ auto: [{}] }] }),
      [
        "violation egress/replication google_secret_manager_secret.x replication[0].auto[0]",
        "undetermined residency/placement google_secret_manager_secret.x",
      ],
    ],
    [
      "a region peer",
      one("oci_core_remote_peering_connection", { peer_region_name: "us-ashburn-1" }, { region: "eu-frankfurt-1" }),
      [
        "violation egress/replication oci_core_remote_peering_connection.x peer_region_name US",
        'violation residency/placement oci_core_remote_peering_connection.x provider["registry.terraform.io/oracle/oci"].region DE',
      ],
    ],
    [
      "who gets in is not known",
      one("google_storage_bucket_iam_member", { bucket: "b", member: "allUsers" }),
      ["undetermined residency/placement google_storage_bucket_iam_member.x"],
    ],
  ])("%s", async (_, written, findings) => {
    expect(await findingsOf(written)).toEqual(findings);
  });

  test("a network joined to another", async () => {
    const vnet = (location: string) => ({ name: location, location, resource_group_name: "rg" });
    const peering = (to: string) => ({
      virtual_network_name: "${azurerm_virtual_network.home.name}",
      remote_virtual_network_id: to,
    });
    expect(
      await findingsOf({
        resource: {
          azurerm_virtual_network: { home: vnet("northeurope"), hamar: vnet("norwayeast"), away: vnet("westeurope") },
          azurerm_virtual_network_peering: {
            inside: peering("${azurerm_virtual_network.hamar.id}"),
            outside: peering("${azurerm_virtual_network.away.id}"),
            stranger: peering("/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v"),
          },
        },
      }),
    ).toEqual([
      "violation residency/placement azurerm_virtual_network.away location NL",
      "violation egress/peering azurerm_virtual_network_peering.outside remote_virtual_network_id NL",
      "undetermined egress/peering azurerm_virtual_network_peering.stranger remote_virtual_network_id",
    ]);
  });
});

test("a plan shows values where a configuration shows references: names, and regions that the provider fills in", async () => {
  const changes = [
    ["azurerm_virtual_network", "azurerm", { name: "v", location: "northeurope" }, { id: true }],
    ["azurerm_subnet", "azurerm", { name: "s", virtual_network_name: "v", resource_group_name: "rg" }, { id: true }],
    ["google_compute_address", "google", { name: "a" }, { id: true, region: true }],
    ["google_pubsub_topic", "google", { name: "t" }, { id: true }],
    ["google_vertex_ai_dataset", "google", { name: "d" }, { id: true, region: true }],
  ] as const;
  const source = (name: string) => `registry.terraform.io/hashicorp/${name}`;
  const identity = (type: string) => ({ address: `${type}.x`, mode: "managed", type, name: "x" });
  const network = { references: ["azurerm_virtual_network.x.name", "azurerm_virtual_network.x"] };
  const plan = {
    format_version: "1.2",
    terraform_version: "1.9.0",
    complete: true,
    errored: false,
    planned_values: {},
    resource_changes: changes.map(([type, provider, after, after_unknown]) => ({
      ...identity(type),
      provider_name: source(provider),
      change: { actions: ["create"], before: null, after, after_unknown },
    })),
    configuration: {
      provider_config: {
        google: {
          name: "google",
          full_name: source("google"),
          expressions: { region: { constant_value: "europe-north1" } },
        },
        azurerm: { name: "azurerm", full_name: source("azurerm"), expressions: {} },
      },
      root_module: {
        resources: changes.map(([type, provider]) => ({
          ...identity(type),
          provider_config_key: provider,
          expressions: type === "azurerm_subnet" ? { virtual_network_name: network } : {},
        })),
      },
    },
  };
  const path = join(mkdtempSync(join(folder, "plan-")), "plan.json");
  writeFileSync(path, JSON.stringify(plan));
  const [document] = await readInputs([path], {});
  const located = document && locate(document, loadCharter(charterPath).charter);
  const places = document?.resources.map((resource) => [resource.type, located?.placementOf(resource).place?.id]);
  expect(places).toEqual([
    ["azurerm_virtual_network", "northeurope"],
    ["azurerm_subnet", "northeurope"],
    ["google_compute_address", "europe-north1"],
    ["google_pubsub_topic", undefined],
    ["google_vertex_ai_dataset", "europe-north1"],
  ]);
});

test("a state shows ids: a part's begins with its whole's", async () => {
  const group = "/subscriptions/s/resourceGroups/rg";
  const vnet = `${group}/providers/Microsoft.Network/virtualNetworks/v`;
  const resources = [
    ["azurerm_resource_group", { id: group, name: "rg", location: "northeurope" }],
    ["azurerm_virtual_network", { id: vnet, name: "v", location: "westeurope", resource_group_name: "rg" }],
    ["azurerm_subnet", { id: `${vnet}/subnets/a`, virtual_network_name: "v", resource_group_name: "other" }],
    ["azurerm_subnet_route_table_association", { id: `${vnet}/subnets/a`, subnet_id: `${vnet}/subnets/a` }],
    ["azurerm_route", { id: `${group}/providers/Microsoft.Network/routeTables/t/routes/r`, route_table_name: "t" }],
  ] as const;
  const state = {
    version: 4,
    terraform_version: "1.9.0",
    serial: 1,
    lineage: "l",
    outputs: {},
    resources: resources.map(([type, attributes]) => ({
      mode: "managed",
      type,
      name: "x",
      provider: 'provider["registry.terraform.io/hashicorp/azurerm"]',
      instances: [{ schema_version: 0, attributes }],
    })),
  };
  const path = join(mkdtempSync(join(folder, "state-")), "terraform.tfstate");
  writeFileSync(path, JSON.stringify(state));
  const [document] = await readInputs([path], {});
  const located = document && locate(document, loadCharter(charterPath).charter);
  const places = document?.resources.map((resource) => [resource.type, located?.placementOf(resource).place?.id]);
  expect(places).toEqual([
    ["azurerm_resource_group", "northeurope"],
    ["azurerm_virtual_network", "westeurope"],
    ["azurerm_subnet", "westeurope"],
    ["azurerm_subnet_route_table_association", "westeurope"],
    ["azurerm_route", undefined],
  ]);
});

test("a provider that the charter approves may do what Clover cannot follow, and still goes abroad where that is proven", async () => {
  const path = join(folder, "charter.yaml");
  writeFileSync(path, `${readFileSync(charterPath, "utf8")}\nproviders: [registry.terraform.io/hashicorp/azurerm]\n`);
  const written = write({
    resource: {
      azurerm_dashboard_grafana: { unplaced: { name: "g" } },
      azurerm_storage_account: {
        late: { location: "northeurope", account_replication_type: "${var.r}" },
        paired: { location: "northeurope", account_replication_type: "GRS" },
      },
      azurerm_resource_group: { away: { location: "westeurope" } },
    },
    variable: { r: {} },
  });
  const { findings } = await judge({ paths: [written], charterPath: path, now: new Date("2026-11-25T00:00:00Z") });
  expect(findings.map(({ policy, address }) => `${policy} ${address}`)).toEqual([
    "residency/placement azurerm_resource_group.away",
    "egress/replication azurerm_storage_account.paired",
  ]);
});

test.each([
  ["hashicorp/google-beta", "google_compute_address", "europe-north1 FI"],
  ["registry.opentofu.org/hashicorp/google", "google_compute_address", "europe-north1 FI"],
  ["registry.terraform.io/acme/google", "google_compute_address", "undetermined"],
  ["example.com/hashicorp/google", "google_compute_address", "undetermined"],
])("a resource of %s is judged by whose program it is", async (source, type, place) => {
  const path = join(mkdtempSync(join(folder, "source-")), "cdk.tf.json");
  const resource = { [type]: { x: { region: "europe-north1" } } };
  writeFileSync(path, JSON.stringify({ terraform: { required_providers: { google: { source } } }, resource }));
  const [document] = await readInputs([path], {});
  const [x] = document?.resources ?? [];
  if (!document || !x) throw new Error("nothing was read");
  const found = locate(document, loadCharter(charterPath).charter).placementOf(x);
  expect(found.place ? `${found.place.id} ${found.place.country}` : found.status).toBe(place);
});

test("a peering is a flow both ways, a log's workspace one way out", async () => {
  const [document] = await readInputs(
    [
      write({
        resource: {
          azurerm_virtual_network: { v: { name: "v", location: "northeurope" } },
          azurerm_log_analytics_workspace: { w: { name: "w", location: "westeurope" } },
          azurerm_virtual_network_peering: {
            p: {
              virtual_network_name: "${azurerm_virtual_network.v.name}",
              remote_virtual_network_id: "${azurerm_virtual_network.v.id}",
            },
          },
          azurerm_monitor_diagnostic_setting: {
            d: {
              target_resource_id: "${azurerm_virtual_network.v.id}",
              log_analytics_workspace_id: "${azurerm_log_analytics_workspace.w.id}",
            },
          },
        },
      }),
    ],
    {},
  );
  if (!document) throw new Error("nothing was read");
  const located = locate(document, loadCharter(charterPath).charter);
  const flows = document.resources.flatMap((resource) => located.flowsOf(resource));
  expect(
    flows.map(({ resource, kind, direction, path, far }) => [resource.type, kind, direction, path, far?.id]),
  ).toEqual([
    ["azurerm_virtual_network_peering", "peer", "both", "remote_virtual_network_id", "northeurope"],
    ["azurerm_monitor_diagnostic_setting", "destination", "out", "log_analytics_workspace_id", "westeurope"],
  ]);
});

describe("keys, and ids whose text tells a place", () => {
  const ring = (place: string) => `projects/p/locations/${place}/keyRings/r/cryptoKeys/k`;
  const bucket = (key: string) =>
    one("google_storage_bucket", { location: "europe-north1", encryption: [{ default_kms_key_name: key }] });
  const finnish = "violation residency/placement google_storage_bucket.x location FI";

  test.each<[string, Written, readonly string[]]>([
    [
      "a key abroad",
      bucket(ring("europe-west1")),
      ["violation egress/key google_storage_bucket.x encryption[0].default_kms_key_name BE", finnish],
    ],
    [
      "a key of nowhere",
      bucket(ring("global")),
      ["undetermined egress/key google_storage_bucket.x encryption[0].default_kms_key_name", finnish],
    ],
    [
      "a subnet of another region",
      one("google_compute_instance", {
        zone: "europe-north1-a",
        self_link: "projects/p/zones/europe-west1-b/instances/x",
        network_interface: [
          { subnetwork: "projects/p/regions/europe-west1/subnetworks/s" },
          { subnetwork: "https://www.googleapis.com/compute/v1/projects/p/regions/europe-north1/subnetworks/s" },
        ],
      }),
      [
        "violation egress/peering google_compute_instance.x network_interface[0].subnetwork BE",
        "violation residency/placement google_compute_instance.x zone FI",
        "violation residency/zone google_compute_instance.x zone FI",
      ],
    ],
    [
      "a vault that the document does not hold",
      one("azurerm_disk_encryption_set", {
        location: "northeurope",
        key_vault_key_id: "https://v.vault.azure.net/keys/k/1",
      }),
      ["undetermined egress/key azurerm_disk_encryption_set.x key_vault_key_id"],
    ],
    [
      "a vault of the document",
      {
        resource: {
          azurerm_key_vault: { v: { location: "norwayeast" } },
          azurerm_key_vault_key: { k: { key_vault_id: "${azurerm_key_vault.v.id}" } },
          azurerm_disk_encryption_set: {
            x: { location: "northeurope", key_vault_key_id: "${azurerm_key_vault_key.k.id}" },
          },
        },
      },
      [],
    ],
    [
      "an instance beside a volume's id",
      one(
        "oci_core_volume_attachment",
        { volume_id: "ocid1.volume.oc1.us-ashburn-1.abc" },
        { region: "eu-frankfurt-1" },
      ),
      [
        "violation egress/peering oci_core_volume_attachment.x volume_id US",
        'violation residency/placement oci_core_volume_attachment.x provider["registry.terraform.io/oracle/oci"].region DE',
      ],
    ],
  ])("%s", async (_, written, findings) => {
    expect(await findingsOf(written)).toEqual(findings);
  });
});
