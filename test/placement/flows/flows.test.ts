import { ACCOUNT, flows, plan, synth, under } from "../documents";

const flowsIn = (resource: Record<string, unknown>, address: string, charter = {}) =>
  flows(under(synth(resource), charter), address);

describe("a subscription sends to", () => {
  const sent = (endpoint: string, charter = {}) =>
    flowsIn(
      {
        aws_sns_topic_subscription: {
          s: { topic_arn: `arn:aws:sns:eu-west-1:${ACCOUNT}:t`, protocol: "https", endpoint },
        },
      },
      "aws_sns_topic_subscription.s",
      charter,
    ).filter((flow) => flow.includes(" endpoint "));

  test.each([
    [`arn:aws:sqs:eu-west-1:${ACCOUNT}:q`, "eu-west-1 (IE)"],
    [`arn:aws:sqs:us-east-1:${ACCOUNT}:q`, "us-east-1 (US)"],
    [`arn:aws:sqs:xx-new-1:${ACCOUNT}:q`, "?"],
    ["https://sqs.eu-west-1.amazonaws.com/q", "eu-west-1 (IE)"],
    ["https://sqs.eu-west-1.amazonaws.com@evil.com/q", "?"],
    ["https://sqs.eu-west-1.amazonaws.com.evil.com/q", "?"],
    ["https://evil-amazonaws.com/eu-west-1", "?"],
    ["https://hooks.example.ie/x", "IE"],
    ["https://HOOKS.EXAMPLE.IE.:8443/x", "IE"],
    ["https://a.example.no/x", "NO"],
    ["https://example.no/x", "?"],
    ["https://hooks.example.ie.evil.com/x", "?"],
    ["https://hooks.example.ie@evil.com/x", "?"],
    ["https://[2001:db8::1]/x", "?"],
  ])("%s, which is at %s", (endpoint, place) => {
    const [flow = "", ...others] = sent(endpoint, { endpoints: { "hooks.example.ie": "IE", "*.example.no": "NO" } });
    expect(others).toEqual([]);
    const shown = flow.slice(flow.lastIndexOf("-> ") + 3);
    expect(place.length === 2 ? /\((..)\)$/.exec(shown)?.[1] : shown).toBe(place);
  });

  test("the machine itself, which is nowhere else", () => {
    expect(sent("http://localhost:4566/x")).toEqual([]);
  });
});

describe("a bucket replicates to", () => {
  const replication = (bucket: string) => ({
    aws_s3_bucket: {
      home: { bucket: "home" },
      away: { bucket: "away", region: "eu-central-1" },
    },
    aws_s3_bucket_replication_configuration: {
      r: {
        bucket: "home",
        role: `arn:aws:iam::${ACCOUNT}:role/r`,
        rule: [{ status: "Enabled", destination: { bucket } }],
      },
    },
  });
  const path = "replica out rule[0].destination.bucket";
  test.each([
    ["arn:aws:s3:::home", "eu-west-1 (IE)"],
    ["arn:aws:s3:::away", "eu-central-1 (DE)"],
    ["arn:aws:s3:::elsewhere", "?"],
    [`arn:aws:s3:us-west-2:${ACCOUNT}:accesspoint/p`, "us-west-2 (US)"],
    [`arn:aws:s3::${ACCOUNT}:accesspoint/m.mrap`, "global (?)"],
    [`arn:aws:s3::${ACCOUNT}:home`, "?"],
  ])("%s, which is at %s", (bucket, place) => {
    expect(flowsIn(replication(bucket), "aws_s3_bucket_replication_configuration.r")).toEqual([
      `${path} = ${bucket} -> ${place}`,
    ]);
  });

  test("a neighbour, by reference", () => {
    expect(flowsIn(replication("${aws_s3_bucket.away.arn}"), "aws_s3_bucket_replication_configuration.r")).toEqual([
      `${path} = aws_s3_bucket.away.arn -> eu-central-1 (DE)`,
    ]);
  });

  test("whatever a variable will say", () => {
    expect(flowsIn({ ...replication("${var.target}") }, "aws_s3_bucket_replication_configuration.r")).toEqual([
      `${path} = a variable without a value (var.target) -> ?`,
    ]);
  });
});

test.each<[string, string[]]>([
  ["home", []],
  ["elsewhere", []],
  [`arn:aws:s3:eu-west-1:${ACCOUNT}:accesspoint/p`, []],
  [`arn:aws:s3:us-east-1:${ACCOUNT}:accesspoint/p`, ["us-east-1 (US)"]],
  [`arn:aws:s3::${ACCOUNT}:accesspoint/m.mrap`, ["global (?)"]],
])("an object is where its bucket is, and an access point by its ARN may be elsewhere: %s", (bucket, places) => {
  const resources = {
    // Called as the first word of such an ARN: it is not that access point.
    aws_s3_bucket: { home: { bucket: "home" }, decoy: { bucket: "accesspoint" } },
    aws_s3_object: { o: { bucket, key: "k", content: "c" } },
  };
  expect(flowsIn(resources, "aws_s3_object.o")).toEqual(
    places.map((place) => `destination both bucket = ${bucket} -> ${place}`),
  );
});

test("tables, keys and distributions that open a second place say so at their attribute", () => {
  const resources = {
    aws_dynamodb_table: { t: { name: "t", replica: [{ region_name: "eu-west-1" }, { region_name: "us-east-1" }] } },
    aws_kms_key: { single: { multi_region: false }, multi: { multi_region: true } },
    aws_cloudfront_distribution: { c: { enabled: true } },
    aws_s3_bucket_accelerate_configuration: {
      on: { bucket: "b", status: "Enabled" },
      off: { bucket: "b", status: "Suspended" },
    },
  };
  const located = under(synth(resources));
  const of = (address: string) => flows(located, address);
  expect({
    table: of("aws_dynamodb_table.t"),
    single: of("aws_kms_key.single"),
    multi: of("aws_kms_key.multi").map((flow) => flow.split(" -> ")[1]),
    edge: of("aws_cloudfront_distribution.c"),
    on: of("aws_s3_bucket_accelerate_configuration.on"),
    off: of("aws_s3_bucket_accelerate_configuration.off"),
  }).toEqual({
    table: [
      "replica out replica[0].region_name = eu-west-1 -> eu-west-1 (IE)",
      "replica out replica[1].region_name = us-east-1 -> us-east-1 (US)",
    ],
    single: [],
    multi: ["global (?)"],
    edge: ["edge both  = aws_cloudfront_distribution -> global (?)"],
    on: ["edge out status = Enabled -> global (?)"],
    off: [],
  });
});

test("a domain of API Gateway is at the edge unless it says that it is regional", () => {
  const certificate_arn = `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/c`;
  const domain = (values: Record<string, unknown>) =>
    flowsIn(
      { aws_api_gateway_domain_name: { d: { domain_name: "api.example.ie", ...values } } },
      "aws_api_gateway_domain_name.d",
    );
  expect(domain({ certificate_arn })).toEqual(["edge out endpoint_configuration[].types[] = not set -> global (?)"]);
  expect(domain({ certificate_arn, endpoint_configuration: [{ types: ["EDGE"] }] })).toEqual([
    "edge out endpoint_configuration[0].types[0] = EDGE -> global (?)",
  ]);
  expect(
    domain({
      regional_certificate_arn: `arn:aws:acm:eu-west-1:${ACCOUNT}:certificate/c`,
      endpoint_configuration: [{ types: ["REGIONAL"] }],
    }),
  ).toEqual([]);
});

test("what is deleted, and what is only read, sends nothing", () => {
  const values = { replica: [{ region_name: "us-east-1" }] };
  const located = under(
    plan([
      { address: "aws_dynamodb_table.gone", values, actions: ["delete"] },
      { address: "data.aws_dynamodb_table.read", values },
      { address: "aws_dynamodb_table.kept", values, actions: ["no-op"] },
    ]),
  );
  expect([
    flows(located, "aws_dynamodb_table.gone"),
    flows(located, "data.aws_dynamodb_table.read"),
    flows(located, "aws_dynamodb_table.kept"),
  ]).toEqual([[], [], ["replica out replica[0].region_name = us-east-1 -> us-east-1 (US)"]]);
});

describe("a map that says where things go is read like the document that it is", () => {
  const sent = (parameters: object) =>
    flowsIn(
      {
        aws_sqs_queue: { far: { name: "far", region: "us-east-1" }, near: { name: "near" } },
        aws_apigatewayv2_integration: {
          i: { api_id: "a", integration_type: "AWS_PROXY", request_parameters: parameters },
        },
      },
      "aws_apigatewayv2_integration.i",
    ).map((flow) => flow.slice(flow.lastIndexOf("-> ") + 3));

  test.each<[object, string[]]>([
    [{ "append:header.from": "us-east-1", MessageBody: "$request.body" }, []],
    [{ Region: "eu-west-1" }, ["eu-west-1 (IE)"]],
    [{ Region: "us-east-1" }, ["us-east-1 (US)"]],
    [{ QueueUrl: `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/q` }, ["us-east-1 (US)"]],
    [{ QueueUrl: "${aws_sqs_queue.far.id}" }, ["us-east-1 (US)"]],
    [{ QueueUrl: "${aws_sqs_queue.far.id}", Region: "eu-west-1" }, ["eu-west-1 (IE)", "us-east-1 (US)"]],
    [{ QueueUrl: "${var.nobody}" }, ["?"]],
  ])("%j", (given, places) => {
    expect(sent(given).toSorted()).toEqual(places);
  });
});
