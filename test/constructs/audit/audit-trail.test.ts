import { AccessAnalyzer } from "../../../constructs/audit/access-analyzer";
import { AuditArchive } from "../../../constructs/audit/audit-archive";
import { AuditTrail } from "../../../constructs/audit/audit-trail";
import type { SiteStack } from "../../../constructs/foundation/site-stack";
import { type Answer, simulate } from "../../tools/simulate";
import { compliant, judged } from "../judged";
import { charter, synthesize } from "../synthesize";

const workload = (stack: SiteStack) => new AuditTrail(stack, "trail");
const audit = (stack: SiteStack) => new AuditTrail(stack, "trail", { archive: new AuditArchive(stack) });
const bucket = (store: string) => `clover-444455556666-dublin-archive-${store}`;
const objects = ["trails", "configurations"].map((store) => `arn:aws:s3:::${bucket(store)}/`);
const topic = "arn:aws:sns:eu-west-1:444455556666:clover-dublin-alarms";

test("a trail finds the archive in the audit account, and says all that happens in its account and region", () => {
  const { resource, data } = synthesize("dublin", workload);
  expect(data).toEqual({
    aws_s3_bucket: {
      "<trail/archive/configurations>": { bucket: bucket("configurations") },
      "<trail/archive/trails>": { bucket: bucket("trails") },
    },
    aws_kms_key: {
      "<trail/archive/configurations-key>": {
        key_id: "arn:aws:kms:eu-west-1:444455556666:alias/clover/dublin/archive/configurations/key",
      },
      "<trail/archive/trails-key>": {
        key_id: "arn:aws:kms:eu-west-1:444455556666:alias/clover/dublin/archive/trails/key",
      },
    },
  });
  const { advanced_event_selector: selectors, ...trail } = resource["aws_cloudtrail"]!["<trail/trail>"]!;
  expect(trail).toEqual({
    name: "clover-dublin-trail",
    s3_bucket_name: "${data.aws_s3_bucket.<trail/archive/trails>.bucket}",
    kms_key_id: "${data.aws_kms_key.<trail/archive/trails-key>.arn}",
    enable_logging: true,
    enable_log_file_validation: true,
    is_multi_region_trail: false,
    include_global_service_events: false,
    insight_selector: [{ insight_type: "ApiCallRateInsight" }, { insight_type: "ApiErrorRateInsight" }],
    depends_on: [],
  });
  const data_ = (type: string) => [
    { field: "eventCategory", equals: ["Data"] },
    { field: "resources.type", equals: [type] },
  ];
  expect(selectors).toEqual([
    { name: "Management", field_selector: [{ field: "eventCategory", equals: ["Management"] }] },
    ...[
      "AWS::DynamoDB::Stream",
      "AWS::DynamoDB::Table",
      "AWS::EC2::Snapshot",
      "AWS::Kinesis::Stream",
      "AWS::Lambda::Function",
      "AWS::RDS::DBCluster",
      "AWS::S3::AccessPoint",
      "AWS::S3Outposts::Object",
      "AWS::SNS::Topic",
      "AWS::SQS::Queue",
    ].map((name) => ({ name, field_selector: data_(name) })),
    {
      name: "AWS::S3::Object",
      field_selector: [...data_("AWS::S3::Object"), { field: "resources.ARN", not_starts_with: objects }],
    },
    {
      name: "Reads of the archive",
      field_selector: [
        ...data_("AWS::S3::Object"),
        { field: "readOnly", equals: ["true"] },
        { field: "resources.ARN", starts_with: objects },
      ],
    },
  ]);
});

test("in the audit account itself it waits for the archive's policies, and looks nothing up", () => {
  const { resource, data } = synthesize("dublin", audit, { account: "audit" });
  expect(data).toEqual({});
  expect(resource["aws_cloudtrail"]!["<trail/trail>"]).toMatchObject({
    s3_bucket_name: bucket("trails"),
    kms_key_id: "${aws_kms_key.<archive/trails/key/key>.arn}",
    depends_on: ["aws_s3_bucket_policy.<archive/trails/policy>"],
  });
  expect(resource["aws_config_delivery_channel"]!["<trail/configurations/channel>"]).toMatchObject({
    s3_bucket_name: bucket("configurations"),
    depends_on: [
      "aws_config_configuration_recorder.<trail/configurations/recorder>",
      "aws_s3_bucket_policy.<archive/configurations/policy>",
    ],
  });
});

test("the recorder takes in what has no region, and starts when there is a way to deliver", () => {
  const { resource } = synthesize("dublin", workload);
  expect(resource).toMatchObject({
    aws_iam_service_linked_role: { "<trail/configurations/role>": { aws_service_name: "config.amazonaws.com" } },
    aws_config_configuration_recorder: {
      "<trail/configurations/recorder>": {
        name: "clover-dublin-trail",
        role_arn: "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig",
        recording_group: { all_supported: true, include_global_resource_types: true },
        recording_mode: { recording_frequency: "CONTINUOUS" },
        depends_on: ["aws_iam_service_linked_role.<trail/configurations/role>"],
      },
    },
    aws_config_delivery_channel: {
      "<trail/configurations/channel>": {
        name: "clover-dublin-trail",
        s3_bucket_name: "${data.aws_s3_bucket.<trail/archive/configurations>.bucket}",
        s3_kms_key_arn: "${data.aws_kms_key.<trail/archive/configurations-key>.arn}",
        snapshot_delivery_properties: { delivery_frequency: "TwentyFour_Hours" },
        depends_on: ["aws_config_configuration_recorder.<trail/configurations/recorder>"],
      },
    },
    aws_config_configuration_recorder_status: {
      "<trail/configurations/status>": {
        name: "${aws_config_configuration_recorder.<trail/configurations/recorder>.name}",
        is_enabled: true,
        depends_on: ["aws_config_delivery_channel.<trail/configurations/channel>"],
      },
    },
  });
});

test("the recorder of a second region leaves the account's identities to the first", () => {
  const sites = { ...charter.sites, cork: { ...charter.sites["dublin"]!, network: "10.30.0.0/16" } };
  const { resource } = synthesize("cork", workload, { charter: { ...charter, sites } });
  expect(resource).not.toHaveProperty("aws_iam_service_linked_role");
  expect(resource["aws_config_configuration_recorder"]!["<trail/configurations/recorder>"]).toMatchObject({
    role_arn: "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig",
    recording_group: { all_supported: true, include_global_resource_types: false },
  });
});

describe("alarms", () => {
  const { resource } = synthesize("dublin", workload);
  const patterns = Object.values(resource["aws_cloudwatch_event_rule"]!).map(
    ({ event_pattern: pattern }) => JSON.parse(pattern as string) as Pattern,
  );
  interface Pattern {
    source: string[];
    "detail-type": string[];
    detail: { eventName?: string[] };
  }

  test.each([
    ["aws.cloudtrail", "StopLogging"],
    ["aws.cloudtrail", "DeleteTrail"],
    ["aws.cloudtrail", "PutEventSelectors"],
    ["aws.config", "StopConfigurationRecorder"],
    ["aws.config", "DeleteDeliveryChannel"],
    ["aws.kms", "DisableKey"],
    ["aws.kms", "ScheduleKeyDeletion"],
    ["aws.kms", "PutKeyPolicy"],
    ["aws.s3", "PutBucketPolicy"],
    ["aws.s3", "DeleteBucketPolicy"],
    ["aws.events", "DisableRule"],
    ["aws.sns", "DeleteTopic"],
    ["aws.access-analyzer", "DeleteAnalyzer"],
    ["aws.logs", "DeleteLogGroup"],
    ["aws.ec2", "DeleteFlowLogs"],
  ])("are raised by %s %s", (source, call) => {
    const matching = patterns.filter(
      (pattern) =>
        pattern.source.includes(source) &&
        pattern["detail-type"].includes("AWS API Call via CloudTrail") &&
        pattern.detail.eventName?.includes(call),
    );
    expect(matching).toHaveLength(1);
  });

  test("are raised by changes of the auditor's role, which no call in this region shows, and by findings", () => {
    expect(patterns.filter(({ detail }) => !detail.eventName)).toEqual([
      {
        source: ["aws.config"],
        "detail-type": ["Config Configuration Item Change"],
        detail: {
          configurationItem: {
            resourceType: ["AWS::IAM::Role", "AWS::IAM::Policy"],
            resourceName: ["clover-dublin-auditor"],
          },
        },
      },
      {
        source: ["aws.access-analyzer"],
        "detail-type": ["Access Analyzer Finding"],
        detail: { status: ["ACTIVE"] },
      },
    ]);
  });

  test("each go to the audit account's topic, in one role", () => {
    const rules = Object.keys(resource["aws_cloudwatch_event_rule"]!);
    expect(Object.values(resource["aws_cloudwatch_event_target"]!)).toEqual(
      rules.map((rule) => ({
        rule: `\${aws_cloudwatch_event_rule.${rule}.name}`,
        target_id: "alarm",
        arn: topic,
        role_arn: "${aws_iam_role.<trail/alarms/role>.arn}",
      })),
    );
    expect(rules).toHaveLength(8);
  });

  const role = resource["aws_iam_role_policy"]!["<trail/alarms/role-policy>"]!["policy"] as object;
  const key = "arn:aws:kms:eu-west-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const open = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }] };
  const alias = (name: string) => ({ "kms:ResourceAliases": [`alias/clover/dublin/archive/${name}`] });

  test.each<[string, string, object, Answer]>([
    ["sns:Publish", topic, {}, "Allowed"],
    ["sns:Publish", topic.replace("alarms", "others"), {}, "ImplicitlyDenied"],
    ["kms:GenerateDataKey", key, alias("alarm-key"), "Allowed"],
    ["kms:Decrypt", key, alias("trails/key"), "ImplicitlyDenied"],
    ["sns:Subscribe", topic, {}, "ImplicitlyDenied"],
  ])("come in a role that may %s on %s (%j): %s", async (action, asked, context, answer) => {
    const request = { principal: "arn:aws:iam::111122223333:role/clover-dublin-trail-alarms", action, resource: asked };
    expect(await simulate({ ...request, context: { ...context } }, { identity: [role], resource: open })).toBe(answer);
  });
});

test("an analyzer looks at every policy of the account", () => {
  const { resource } = synthesize("dublin", (stack) => new AccessAnalyzer(stack, "analyzer"));
  expect(resource).toEqual({
    aws_accessanalyzer_analyzer: {
      "<analyzer/analyzer>": { analyzer_name: "clover-dublin-analyzer", type: "ACCOUNT" },
    },
  });
});

test.each<[string, (stack: SiteStack) => unknown, string]>([
  ["the audit account", audit, "audit"],
  ["the workload account", workload, "workload"],
  ["any account's analyzer", (stack) => new AccessAnalyzer(stack, "analyzer"), "workload"],
])("the gate has nothing to say against the trail of %s", async (_, build, account) => {
  expect(await judged("dublin", (stack) => void build(stack), { account })).toEqual(compliant);
});

test("a trail on an Outpost, without an audit account, or by a name that AWS refuses is none", () => {
  expect(() => synthesize("hamar", workload)).toThrow(
    'hamar/trail: AuditTrail is built in an AWS region, but site "hamar" is an Outpost: it would be in eu-west-1, not in hamar. Use the trail of its anchor, which records the Outpost too, or build it in the stack of site "dublin".',
  );
  expect(() =>
    synthesize("dublin", workload, { charter: { ...charter, accounts: { workload: "111122223333" } } }),
  ).toThrow(
    'dublin/trail/archive: the charter names no account "audit", and any other account is foreign. Use one of "workload", or add "audit" under accounts in charter.yaml.',
  );
  expect(() => synthesize("dublin", (stack) => new AuditTrail(stack, "tr ail"))).toThrow(
    'dublin/tr ail: "clover-dublin-tr ail" is not a valid trail name: use 3 to 128 letters, digits, dots, - and _. Set a valid literal trail name, or shorten the construct id from which it is derived.',
  );
});
