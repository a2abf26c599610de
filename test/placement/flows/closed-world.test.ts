/** The closed world of attributes at work: silent texts, programs, settings without a grammar, and data sources that hand data over. */
import { locate } from "../../../placement/locate";
import { ACCOUNT, charter, flows, plan, synth, under } from "../documents";

const flowsOf = (type: string, values: Record<string, unknown>, approved = {}) =>
  flows(under(synth({ aws_s3_bucket: { here: { bucket: "here" } }, [type]: { x: values } }), approved), `${type}.x`);

const silent = (value: unknown) => flowsOf("aws_ssm_service_setting", { setting_value: value });

test.each([
  [`arn:aws:sqs:us-east-1:${ACCOUNT}:q`],
  ["arn:aws:sqs:eu-west-1:999999999999:q"],
  ["arn:aws:iam::999999999999:role/r"],
  ["arn:aws:s3:::elsewhere/x"],
  ["https://collector.example.com/in"],
  ["https://sqs.us-east-1.amazonaws.com/1/q"],
  ["sqs.us-east-1.amazonaws.com"],
  ["https://sqs.eu-west-1.amazonaws.com/999999999999/q"],
  ["s3://elsewhere/x"],
  ["999999999999"],
  ["+12025550123"],
  ["us-east-1_Ab12Cd34E"],
  [`{"to":"arn:aws:sns:us-east-1:${ACCOUNT}:t"}`],
])("a silent text that holds %s is undetermined", (text) =>
  expect(silent(text)).toEqual([expect.stringMatching(/^uncatalogued both setting_value .*-> \?$/)]),
);

test.each([
  [`arn:aws:sqs:eu-west-1:${ACCOUNT}:q`],
  [`arn:aws:iam::${ACCOUNT}:role/r`],
  ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
  ["arn:aws:s3:::here/x"],
  ["s3://here/x"],
  [`https://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/q`],
  ["https://sts.amazonaws.com"],
  ["http://169.254.169.254/latest/meta-data"],
  ["http://10.0.0.7:8080/x"],
  ["http://db.internal/x"],
  [ACCOUNT],
  ["us-east-1"],
  ["lambda.amazonaws.com"],
])("a silent text that holds %s is accepted", (text) => expect(silent(text)).toEqual([]));

test.each([
  ["a tag", "aws_sqs_queue", { tags: { see: "https://wiki.example.com" } }],
  ["a description", "aws_kms_key", { description: "was arn:aws:kms:us-east-1:999999999999:key/1" }],
  ["content", "aws_ssm_parameter", { value: "https://api.example.com" }],
  ["a filter", "aws_cloudwatch_event_rule", { event_pattern: '{"resources":["arn:aws:s3:::elsewhere"]}' }],
  [
    "a subscriber's filter",
    "aws_sns_topic_subscription",
    { filter_policy: '{"url":[{"prefix":"https://a.example"}]}' },
  ],
  [
    "a header of an answer",
    "aws_api_gateway_integration_response",
    { response_parameters: { "method.response.header.Access-Control-Allow-Origin": "'https://shop.example.com'" } },
  ],
  ["a schema", "aws_api_gateway_model", { schema: '{"$ref":"https://apigateway.amazonaws.com/restapis/x/models/Y"}' }],
  [
    "the context of a key",
    "aws_kms_grant",
    { constraints: [{ encryption_context_equals: { "aws:s3:arn": "arn:aws:s3:::elsewhere" } }] },
  ],
  ["an origin", "aws_s3_bucket_cors_configuration", { cors_rule: [{ allowed_origins: ["https://shop.example.com"] }] }],
  ["a call-back", "aws_cognito_user_pool_client", { callback_urls: ["https://shop.example.com"] }],
  ["a page", "aws_lb_listener", { default_action: [{ fixed_response: [{ message_body: "https://example.com" }] }] }],
])("%s is a mention", (_, type, values) => expect(flowsOf(type, values)).toEqual([]));

test("a silent text is found inside blocks, lists and maps, and behind names of a newer provider", () => {
  const abroad = `arn:aws:sqs:us-east-1:${ACCOUNT}:q`;
  expect(flowsOf("aws_batch_job_definition", { parameters: { Target: abroad } })).toEqual([
    `uncatalogued both parameters.Target = ${abroad} -> ?`,
  ]);
  expect(flowsOf("aws_sqs_queue", { forward: [{ to: [{ arns: [abroad] }] }] })).toEqual([
    `uncatalogued both forward[0].to[0].arns[0] = ${abroad} -> ?`,
  ]);
});

describe("a program", () => {
  const inUserData = (text: string, approved = {}) =>
    flowsOf("aws_launch_template", { user_data: Buffer.from(text).toString("base64") }, approved);

  test.each([
    [`aws sqs send-message --queue-url https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/q`],
    [`TOPIC=arn:aws:sns:us-east-1:${ACCOUNT}:t`],
    ["curl https://s3.us-east-1.amazonaws.com/b"],
  ])("sends abroad: %s", (text) =>
    expect(inUserData(`#!/bin/sh\n${text}\n`)).toEqual([
      expect.stringMatching(/^endpoint out user_data = .* -> us-east-1 \(US\)$/),
    ]),
  );

  test("that names an account of somebody else is undetermined", () =>
    expect(inUserData("Q=https://sqs.eu-west-1.amazonaws.com/999999999999/q")).toEqual([
      expect.stringMatching(/^endpoint out user_data .* -> \?$/),
    ]));

  test("that names a host outside AWS is told, unless the charter knows the host", () => {
    const text = "curl https://get.example.ie/install.sh";
    expect(inUserData(text)).toEqual([expect.stringMatching(/^program out user_data = get.example.ie -> /)]);
    expect(inUserData(text, { endpoints: { "get.example.ie": "IE" } })).toEqual([]);
  });

  test.each([
    ["# was https://sqs.us-east-1.amazonaws.com/1/q"],
    ["aws s3 cp s3://anything/x ."],
    ["export AWS_REGION=us-east-1"],
    [`aws lambda get-layer --arn arn:aws:lambda:eu-west-1:017000801446:layer:tools:1`],
    ["curl http://169.254.169.254/latest/meta-data"],
  ])("says nothing: %s", (text) => expect(inUserData(text)).toEqual([]));

  test("stands in documents, too, under the keys of containers and functions", () => {
    const queue = "https://sqs.us-east-1.amazonaws.com/1/q";
    const container = (more: object) =>
      flowsOf("aws_ecs_task_definition", {
        container_definitions: JSON.stringify([{ name: "a", image: "b", ...more }]),
      });
    expect(container({ environment: [{ name: "QUEUE", value: queue }] })).toEqual([
      `endpoint out container_definitions = ${queue} -> us-east-1 (US)`,
    ]);
    expect(container({ dockerLabels: { was: queue } })).toEqual([]);
  });

  test("is counted, also where it is known only after apply", () => {
    const document = plan([
      { address: "aws_instance.known", values: { user_data: "x" } },
      { address: "aws_instance.late", values: {}, unknown: { user_data: true } },
      { address: "aws_instance.without", values: {} },
    ]);
    const located = locate(document, charter);
    expect(document.resources.map((resource) => located.programsOf(resource))).toEqual([
      ["user_data"],
      ["user_data"],
      [],
    ]);
  });
});

describe("services that work from everywhere behind an API of a region", () => {
  test.each([
    ["aws_amplify_app", {}, "edge both  = aws_amplify_app"],
    ["aws_ivs_channel", {}, "edge both  = aws_ivs_channel"],
    ["aws_appsync_domain_name", {}, "edge both  = aws_appsync_domain_name"],
    ["aws_cognito_user_pool_domain", { certificate_arn: `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/1` }, "edge out"],
    ["aws_ecs_service", { launch_type: "EXTERNAL" }, "edge both launch_type = EXTERNAL"],
    ["aws_ecs_task_set", { launch_type: "EXTERNAL" }, "edge both launch_type = EXTERNAL"],
    [
      "aws_eks_cluster",
      { remote_network_config: [{ remote_node_networks: [{ cidrs: ["10.9.0.0/16"] }] }] },
      "edge both",
    ],
  ])("%s %j", (type, values, expected) => expect(flowsOf(type, values)).toEqual([expect.stringContaining(expected)]));

  test.each([
    ["aws_cognito_user_pool_domain", { domain: "login" }],
    ["aws_ecs_service", { launch_type: "FARGATE" }],
    ["aws_ivschat_room", {}],
  ])("but not %s %j", (type, values) => expect(flowsOf(type, values)).toEqual([]));
});

describe("settings without a grammar", () => {
  const step = (...args: string[]) =>
    flowsOf("aws_emr_cluster", { step: [{ hadoop_jar_step: [{ jar: "command-runner.jar", args }] }] });

  test("lead where their words lead", () => {
    expect(step("s3-dist-cp", "--src", "s3://here/", "--dest=s3://elsewhere/")).toEqual([
      "copy both step[0].hadoop_jar_step[0].args[2] = s3://here -> eu-west-1 (IE)",
      "copy both step[0].hadoop_jar_step[0].args[3] = s3://elsewhere -> ?",
    ]);
    expect(step("s3://eu-west-1.elasticmapreduce/libs/script-runner/script-runner.jar")).toEqual([
      expect.stringContaining("-> eu-west-1 (IE)"),
    ]);
  });

  test.each([
    ["AmazonProvidedDNS", []],
    ["10.0.0.2", []],
    ["8.8.8.8", ["endpoint out domain_name_servers[0] = 8.8.8.8 -> ?"]],
  ])("a resolver for the whole network: %s", (server, expected) =>
    expect(flowsOf("aws_vpc_dhcp_options", { domain_name_servers: [server] })).toEqual(expected),
  );
});

describe("a data source that hands data over", () => {
  const read = (type: string, values: object, provider?: string) =>
    flows(
      under(plan([{ address: `data.${type}.x`, values: values as never, ...(provider && { provider }) }]), {}),
      `data.${type}.x`,
    );

  test.each([
    ["aws_ecs_task_execution", { cluster: `arn:aws:ecs:us-east-1:${ACCOUNT}:cluster/c` }],
    ["aws_lambda_invocation", { function_name: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:f`, input: "{}" }],
  ])("goes where its task or function is: %s", (type, values) =>
    expect(read(type, values)).toContainEqual(expect.stringMatching(/^destination out .* -> us-east-1 \(US\)$/)),
  );

  test("crosses the border where its provider is abroad", () =>
    expect(read("aws_ecs_task_execution", { cluster: "c" }, "aws.us")).toContainEqual(
      expect.stringContaining("-> us-east-1 (US)"),
    ));

  test("stays where it is asked at home", () =>
    expect(read("aws_lambda_invocation", { function_name: "f", input: "{}" })).not.toContainEqual(
      expect.stringMatching(/\(US\)|-> \?/),
    ));
});

test("what the target of an event is given is a program: places abroad are findings, and other hosts are advice", () => {
  const given = (values: Record<string, unknown>) => flowsOf("aws_cloudwatch_event_target", values);
  const queue = `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/q`;
  expect(given({ input: `{"commands":["aws sqs send-message --queue-url ${queue}"]}` })).toEqual([
    `endpoint out input = ${queue} -> us-east-1 (US)`,
  ]);
  expect(given({ input_transformer: [{ input_template: `{"to":"arn:aws:sns:us-east-1:${ACCOUNT}:t"}` }] })).toEqual([
    `endpoint out input_transformer[0].input_template = arn:aws:sns:us-east-1:${ACCOUNT}:t -> us-east-1 (US)`,
  ]);
  expect(given({ input: '{"url":"https://example.com/health"}' })).toEqual([
    "program out input = example.com -> example.com (?)",
  ]);
});

test("a program is looked through around what only the apply will tell", () => {
  const run = (user_data: string) =>
    flows(
      under(synth({ aws_sqs_queue: { q: { name: "q" } }, aws_instance: { i: { ami: "ami-1", user_data } } })),
      "aws_instance.i",
    ).map((flow) => flow.split(" -> ").at(-1));
  const publish = `aws sns publish --topic-arn arn:aws:sns:us-east-1:${ACCOUNT}:t --message`;
  expect(run(`${publish} \${aws_sqs_queue.q.url}`)).toEqual(["us-east-1 (US)"]);
  expect(run("curl https://sqs.eu-west-1.amazonaws.com/${aws_sqs_queue.q.name} ${aws_sqs_queue.q.arn}")).toEqual([]);
});
