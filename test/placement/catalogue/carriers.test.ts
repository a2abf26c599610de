/** The catalogue of location carriers: what it says of the attributes that mislead, and that it is as new as its sources. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  carriersOf,
  carriersVersion,
  knownTypes,
  type Carrier,
  type CarriersFile,
} from "../../../placement/catalogue/carriers";
import { codePattern, digestRules } from "../../../scripts/carriers/rules";

const root = join(__dirname, "../../..");
const path = join(root, "placement/catalogue/carriers.json");
const text = readFileSync(path, "utf8");

const codeOf = ({ class: kind, role, flow, opens }: Carrier): string =>
  `${[kind, role, ...(flow ? [flow] : [])].join(":")}${opens ? `=${opens.join("|")}` : ""}`;

/** The code of one attribute; `-` when it is no carrier. */
function codeAt(type: string, attribute: string, mode: "managed" | "data" = "managed"): string {
  const carrier = carriersOf(`aws_${type}`, mode)?.carriers.find((each) => each.path === attribute);
  return carrier ? codeOf(carrier) : "-";
}

const everything = (["managed", "data"] as const).flatMap((mode) =>
  knownTypes(mode).flatMap((type) =>
    (carriersOf(type, mode)?.carriers ?? []).map((carrier) => ({ mode, type, carrier })),
  ),
);

describe("what the survey of the provider found", () => {
  const expected = readFileSync(join(__dirname, "carriers.expected.txt"), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));

  const types = [...new Set(expected.map((line) => line.split(" ")[0] ?? ""))];

  test.each(types)("classifies the attributes of %s as reviewed", (type) => {
    const own = expected.filter((line) => line.startsWith(`${type} `));
    const actual = own.map((line) => `${type} ${line.split(" ")[1]} ${codeAt(type, line.split(" ")[1] ?? "")}`);
    expect(actual).toEqual(own);
  });

  test("is not a list that shrinks unseen", () => expect(expected.length).toBe(718));
});

describe("directions", () => {
  test.each([
    ["ebs_snapshot_copy", "source_region", "region:in:copy"],
    ["db_snapshot_copy", "destination_region", "region:out:copy"],
    ["kms_replica_key", "primary_key_arn", "arn:in:replica"],
    ["dynamodb_table", "replica[].region_name", "region:out:replica"],
    ["vpc_peering_connection", "peer_region", "region:peer:peer"],
    ["db_instance", "kms_key_id", "kms-arn:key"],
    ["lambda_function", "role", "arn:control"],
    ["lambda_event_source_mapping", "event_source_arn", "arn:in:source"],
    ["flow_log", "log_destination", "s3-arn:out:destination"],
    ["cloudwatch_metric_alarm", "alarm_actions[]", "arn:out:destination"],
    ["kinesis_firehose_delivery_stream", "http_endpoint_configuration[].url", "url:out:endpoint"],
    ["ecr_pull_through_cache_rule", "upstream_registry_url", "image:in:source"],
    ["subnet", "availability_zone", "zone:place"],
    ["instance", "subnet_id", "subnet:place"],
    ["s3_bucket", "arn", "arn:self"],
    ["s3_bucket_versioning", "bucket", "bucket:link"],
    ["lambda_alias", "function_name", "arn:link"],
  ])("%s.%s is %s", (type, attribute, code) => expect(codeAt(type, attribute)).toBe(code));
});

describe("false friends", () => {
  test.each([
    ["its own name", "s3_bucket", "bucket"],
    ["its own name", "rds_cluster", "cluster_identifier"],
    ["a postal address", "account_primary_contact", "state_or_region"],
    ["a language", "lex_bot", "locale"],
    ["an area of a picture", "rekognition_stream_processor", "regions_of_interest[].bounding_box[].height"],
    ["a service level", "resiliencehub_resiliency_policy", "policy[].region[].rpo"],
    ["a rule of ageing", "ecr_lifecycle_policy", "policy"],
  ])("%s is no carrier: %s.%s", (_, type, attribute) => expect(codeAt(type, attribute)).toBe("-"));

  test.each([
    ["a filter", "s3control_storage_lens_configuration", "storage_lens_configuration[].exclude[].regions[]"],
    ["a filter", "securityhub_insight", "filters[].resource_region[].value"],
    ["an answer for people near it", "route53_record", "latency_routing_policy[].region"],
    ["who may read, not where it lies", "cloudfront_distribution", "restrictions[].geo_restriction[].locations[]"],
    [
      "a vendor's region",
      "appflow_connector_profile",
      "connector_profile_config[].connector_profile_properties[].snowflake[].region",
    ],
  ])("%s is a mention: %s.%s", (_, type, attribute) =>
    expect(codeAt(type, attribute)).toMatch(/^(region|geo):mention$/),
  );

  test("tags, descriptions and comments are in no type a carrier", () => {
    const texts = /(^|\.)(tags|tags_all|default_tags|description|comment|name_prefix|timeouts)(\{\}|\[\]|\.|$)/;
    expect(
      everything
        .filter(({ carrier }) => texts.test(carrier.path))
        .map(({ type, carrier }) => `${type}.${carrier.path}`),
    ).toEqual([]);
  });

  test("data sources send, read or share only where they are asked to", () => {
    const flows = everything.filter(({ mode, carrier }) => mode === "data" && carrier.flow);
    expect([...new Set(flows.map(({ type }) => type))].toSorted()).toEqual([
      "aws_ami",
      "aws_ami_ids",
      "aws_codeartifact_authorization_token",
      "aws_codeartifact_repository_endpoint",
      "aws_dynamodb_table_item",
      "aws_ebs_snapshot",
      "aws_ebs_snapshot_ids",
      "aws_ecr_authorization_token",
      "aws_ecr_image",
      "aws_ecr_images",
      "aws_ecr_repository",
      "aws_ecs_task_execution",
      "aws_lambda_invocation",
      "aws_s3_bucket_object",
      "aws_s3_bucket_objects",
      "aws_s3_object",
      "aws_s3_objects",
      "aws_secretsmanager_secret_rotation",
      "aws_secretsmanager_secret_version",
      "aws_secretsmanager_secret_versions",
      "aws_serverlessapplicationrepository_application",
      "aws_ssm_parameter",
    ]);
  });
});

describe("region, the argument", () => {
  test("says where a resource of provider 6 is", () => {
    const regions = everything.filter(({ mode, carrier }) => mode === "managed" && carrier.path === "region");
    const others = regions
      .filter(({ carrier }) => codeOf(carrier) !== "region:place")
      .map(({ type, carrier }) => `${type} ${codeOf(carrier)}`);
    expect(regions.length).toBeGreaterThan(1400);
    expect(others).toEqual([
      "aws_cloudformation_stack_set_instance region:out:destination",
      "aws_config_aggregate_authorization region:out:aggregate",
      "aws_servicequotas_template region:control",
    ]);
  });
});

describe("switches", () => {
  test.each([
    ["wafv2_web_acl", "scope", ["CLOUDFRONT"]],
    ["s3_bucket_accelerate_configuration", "status", ["Enabled"]],
    ["kms_key", "multi_region", ["true"]],
    ["cloudtrail_event_data_store", "multi_region_enabled", ["true", "null"]],
    ["securityhub_finding_aggregator", "linking_mode", ["ALL_REGIONS", "ALL_REGIONS_EXCEPT_SPECIFIED"]],
    ["cloudwatch_event_endpoint", "replication_config[].state", ["ENABLED", "null"]],
  ])("%s.%s opens a second place with %j", (type, attribute, opens) => {
    const carrier = carriersOf(`aws_${type}`, "managed")?.carriers.find((each) => each.path === attribute);
    expect(carrier).toMatchObject({ class: "mode", opens });
  });

  test("that open a place say with which values, and nothing else does", () => {
    const flowing = everything.filter(({ carrier }) => carrier.class === "mode" && carrier.flow && !carrier.opens);
    const other = everything.filter(({ carrier }) => carrier.opens && (carrier.class !== "mode" || !carrier.flow));
    expect([...flowing, ...other]).toEqual([]);
  });
});

describe("scope", () => {
  test("what holds, serves or carries content at many places is listed by name", () => {
    expect(knownTypes("managed").filter((type) => carriersOf(type, "managed")?.scope === "global-content"))
      .toMatchInlineSnapshot(`
     [
       "aws_amplify_app",
       "aws_appsync_domain_name",
       "aws_cloudfront_distribution",
       "aws_cloudfront_function",
       "aws_cloudfront_key_value_store",
       "aws_cloudfront_vpc_origin",
       "aws_cloudfrontkeyvaluestore_key",
       "aws_cloudfrontkeyvaluestore_keys_exclusive",
       "aws_codecatalyst_dev_environment",
       "aws_codecatalyst_project",
       "aws_codecatalyst_source_repository",
       "aws_ecrpublic_repository",
       "aws_globalaccelerator_accelerator",
       "aws_globalaccelerator_custom_routing_accelerator",
       "aws_globalaccelerator_custom_routing_endpoint_group",
       "aws_globalaccelerator_endpoint_group",
       "aws_ivs_channel",
       "aws_lightsail_distribution",
       "aws_s3control_multi_region_access_point",
       "aws_waf_web_acl",
     ]
    `);
  });

  test.each([
    "iam_role",
    "organizations_policy",
    "route53_record",
    "route53_zone",
    "cloudfront_cache_policy",
    "account_region",
  ])("%s is an identity, a name or a setting of no region", (type) =>
    expect(carriersOf(`aws_${type}`, "managed")?.scope).toBe("global-metadata"),
  );

  test.each([
    "rolesanywhere_profile",
    "route53_resolver_rule",
    "ssmincidents_replication_set",
    "dx_hosted_connection",
    "opsworks_stack",
  ])("%s is in its provider's region, without an argument that says so", (type) =>
    expect(carriersOf(`aws_${type}`, "managed")?.scope).toBe("regional"),
  );
});

describe("the closed world", () => {
  test("knows every type of both providers, also those that name no place", () => {
    expect({ managed: knownTypes("managed").length, data: knownTypes("data").length }).toEqual({
      managed: 1601,
      data: 631,
    });
    expect(carriersOf("aws_opsworks_stack", "managed")).toBeDefined();
    expect(carriersOf("aws_s3vectors_index", "managed")).toBeDefined();
  });

  test.each([
    "aws_invented",
    "s3_bucket",
    "aws_",
    "",
    "azurerm_storage_account",
    "aws___proto__",
    "__proto__",
    "aws_constructor",
  ])("does not know %j", (type) => {
    expect(carriersOf(type, "managed")).toBeUndefined();
    expect(carriersOf(type, "data")).toBeUndefined();
  });

  test("tells a resource from a data source of the same name", () => {
    expect(codeAt("s3_object", "bucket")).toBe("bucket:link");
    expect(codeAt("s3_object", "bucket", "data")).toBe("bucket:in:source");
  });
});

describe("the file", () => {
  const file = JSON.parse(text) as CarriersFile;

  test("holds codes of the vocabulary only", () =>
    expect(file.codes.filter((code) => !codePattern.test(code.replace(/~$/, "")))).toEqual([]));

  test("gives each path once, with its steps", () => {
    const paths = everything.map(({ mode, type, carrier }) => `${mode} ${type} ${carrier.path}`);
    expect(new Set(paths).size).toBe(paths.length);
    const [nested] =
      carriersOf("aws_s3_bucket_replication_configuration", "managed")?.carriers.filter(({ flow }) => flow) ?? [];
    expect(nested).toEqual({
      path: "rule[].destination[].account",
      segments: ["rule", "[]", "destination", "[]", "account"],
      class: "account",
      role: "out",
      computed: false,
      written: ["rule", "rule.destination"],
      flow: "replica",
    });
  });

  test("is small enough to be read at every start", () => expect(statSync(path).size).toBeLessThan(400_000));

  test("was made from the rules as they are: run npm run generate:carriers", () =>
    expect(file.rules).toBe(digestRules()));

  test("was made from the bindings that are installed", () => {
    const binding = readFileSync(join(root, "node_modules/@cdktf/provider-aws/lib/s3-bucket/index.js"), "utf8");
    expect(carriersVersion()).toEqual({
      schema: "5.100.0",
      bindings: /providerVersion: '([\d.]+)'/.exec(binding)?.[1],
      date: "2026-11-25",
    });
  });
});
