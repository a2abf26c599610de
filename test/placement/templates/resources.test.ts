import { ACCOUNT, accesses, flows, plan, STRANGER, synth, under } from "../documents";

type Json = Record<string, unknown>;
type Case = readonly [what: string, type: string, properties: Json, expected: readonly string[]];

const QUEUE = `arn:aws:sqs:eu-west-1:${ACCOUNT}:q`;
const join = (separator: string, ...parts: readonly unknown[]) => ({ "Fn::Join": [separator, parts] });
const AT = "template_body.Resources.It.Properties";
const URL = "https://collector.example.com/x";

/** What is said of a template, approved ends aside. */
function said(body: unknown, more: Json = {}): readonly string[] {
  // What Terraform is not to fill in has two dollars in its files.
  const text = (typeof body === "string" ? body : JSON.stringify(body)).split("${").join("$${");
  const located = under(synth({ aws_cloudformation_stack: { s: { name: "s", template_body: text, ...more } } }));
  const address = "aws_cloudformation_stack.s";
  return [...flows(located, address).filter((flow) => !flow.endsWith("(IE)")), ...accesses(located, address)];
}

const one = (type: string, properties: Json, beside: Json = {}) => ({
  Resources: { It: { Type: type, Properties: properties }, ...beside },
});

const abroad: readonly Case[] = [
  [
    "a distribution",
    "AWS::CloudFront::Distribution",
    { DistributionConfig: { Enabled: true } },
    ["edge both template_body.Resources.It.Type = AWS::CloudFront::Distribution -> global (?)"],
  ],
  [
    "an accelerator",
    "AWS::GlobalAccelerator::Accelerator",
    {},
    ["edge both template_body.Resources.It.Type = AWS::GlobalAccelerator::Accelerator -> global (?)"],
  ],
  [
    "a multi-region access point",
    "AWS::S3::MultiRegionAccessPoint",
    {},
    ["edge both template_body.Resources.It.Type = AWS::S3::MultiRegionAccessPoint -> global (?)"],
  ],
  [
    "a multi-region key",
    "AWS::KMS::Key",
    { MultiRegion: "true" },
    [`replica out ${AT}.MultiRegion = true -> global (?)`],
  ],
  [
    "a switch that an import throws",
    "AWS::KMS::Key",
    { MultiRegion: { "Fn::ImportValue": "x" } },
    [`replica out ${AT}.MultiRegion = <Fn::ImportValue> -> ?`],
  ],
  [
    "acceleration",
    "AWS::S3::Bucket",
    { AccelerateConfiguration: { AccelerationStatus: "Enabled" } },
    [`edge out ${AT}.AccelerateConfiguration.AccelerationStatus = Enabled -> global (?)`],
  ],
  [
    "an API whose endpoint nobody sets",
    "AWS::ApiGateway::RestApi",
    {},
    [`edge out ${AT}.EndpointConfiguration = not set -> global (?)`],
  ],
  [
    "an API at the edge",
    "AWS::ApiGateway::RestApi",
    { EndpointConfiguration: { Types: ["EDGE"] } },
    [`edge out ${AT}.EndpointConfiguration.Types[0] = EDGE -> global (?)`],
  ],
  [
    "replicas of a table",
    "AWS::DynamoDB::GlobalTable",
    { Replicas: [{ Region: "eu-west-1" }, { Region: "us-east-1" }] },
    [`peer both ${AT}.Replicas[1].Region = us-east-1 -> us-east-1 (US)`],
  ],
  [
    "a bucket of nobody's",
    "AWS::S3::Bucket",
    { ReplicationConfiguration: { Rules: [{ Destination: { Bucket: "arn:aws:s3:::virginia" } }] } },
    [`replica out ${AT}.ReplicationConfiguration.Rules[0].Destination.Bucket = arn:aws:s3:::virginia -> ?`],
  ],
  [
    "a strange caller",
    "AWS::Lambda::Permission",
    { Principal: STRANGER },
    [`foreign ${AT}.Principal = ${STRANGER}: account ${STRANGER} is not in the charter`],
  ],
  [
    "a share with strangers",
    "AWS::RAM::ResourceShare",
    { Principals: [ACCOUNT, STRANGER] },
    [`foreign ${AT}.Principals[1] = ${STRANGER}: account ${STRANGER} is not in the charter`],
  ],
  [
    "a stream to a strange host",
    "AWS::KinesisFirehose::DeliveryStream",
    { HttpEndpointDestinationConfiguration: { EndpointConfiguration: { Url: URL } } },
    [`endpoint out ${AT}.HttpEndpointDestinationConfiguration.EndpointConfiguration.Url = ${URL} -> ?`],
  ],
  [
    "a peer",
    "AWS::EC2::TransitGatewayPeeringAttachment",
    { PeerRegion: "us-east-1", PeerAccountId: STRANGER, PeerTransitGatewayId: "tgw-1" },
    [
      `peer both ${AT}.PeerRegion = us-east-1 -> us-east-1 (US)`,
      `peer both ${AT}.PeerTransitGatewayId = tgw-1 -> ?`,
      `foreign ${AT}.PeerAccountId = ${STRANGER}: account ${STRANGER} is not in the charter`,
    ],
  ],
  [
    "mail",
    "AWS::SNS::Topic",
    { Subscription: [{ Protocol: "email", Endpoint: "boss@example.com" }] },
    [`endpoint out ${AT}.Subscription[0].Endpoint = example.com -> ?`],
  ],
  [
    "a queue put together",
    "AWS::SNS::Subscription",
    { Endpoint: join(":", "arn", "aws", "sqs", "us-east-1", { Ref: "AWS::AccountId" }, "q") },
    [`endpoint out ${AT}.Endpoint = arn:aws:sqs:us-east-1:${ACCOUNT}:q -> us-east-1 (US)`],
  ],
  [
    "an ARN put together where no table looks",
    "AWS::Pipes::Pipe",
    { Target: join(":", "arn", "aws", "sqs", "us-east-1", ACCOUNT, "q") },
    [`destination out ${AT}.Target = arn:aws:sqs:us-east-1:${ACCOUNT}:q -> us-east-1 (US)`],
  ],
  [
    "a target that another stack names",
    "AWS::Events::Rule",
    { Targets: [{ Arn: { "Fn::ImportValue": "x" } }] },
    [`destination out ${AT}.Targets[0].Arn = <Fn::ImportValue> -> ?`],
  ],
  [
    "a role for a stranger, put together",
    "AWS::IAM::Role",
    {
      AssumeRolePolicyDocument: {
        Statement: [{ Effect: "Allow", Principal: { AWS: join("", "arn:aws:iam::", STRANGER, ":root") } }],
      },
    },
    [
      `foreign template_body.Statement[0].Principal.AWS = arn:aws:iam::${STRANGER}:root: account ${STRANGER} is not in the charter`,
    ],
  ],
  [
    "a type of somebody's",
    "Datadog::Monitors::Monitor",
    {},
    ["endpoint both template_body.Resources.It.Type = Datadog::Monitors::Monitor -> ?"],
  ],
  [
    "a custom resource of a stranger's",
    "Custom::Thing",
    { ServiceToken: `arn:aws:lambda:eu-west-1:${STRANGER}:function:f` },
    [
      `foreign ${AT}.ServiceToken = arn:aws:lambda:eu-west-1:${STRANGER}:function:f: account ${STRANGER} is not in the charter`,
    ],
  ],
  [
    "a template that lies elsewhere",
    "AWS::CloudFormation::Stack",
    { TemplateURL: "https://tpl.s3.eu-west-1.amazonaws.com/t.json" },
    [`source in ${AT}.TemplateURL = https://tpl.s3.eu-west-1.amazonaws.com/t.json -> ?`],
  ],
  [
    "a template inside",
    "AWS::CloudFormation::StackSet",
    {
      TemplateBody: JSON.stringify({
        Resources: { Key: { Type: "AWS::KMS::Key", Properties: { MultiRegion: true } } },
      }),
    },
    [`replica out ${AT}.TemplateBody.Resources.Key.Properties.MultiRegion = true -> global (?)`],
  ],
];

test.each(abroad)("%s in a template is said", (_, type, properties, expected) => {
  expect(said(one(type, properties))).toEqual(expected);
});

test.each(abroad.filter(([, , properties]) => !JSON.stringify(properties).includes('"Fn::')))(
  "%s is said of Cloud Control, too",
  (_, type, properties, expected) => {
    const state = { type_name: type, desired_state: JSON.stringify(properties) };
    const located = under(synth({ aws_cloudcontrolapi_resource: { s: state } }));
    const address = "aws_cloudcontrolapi_resource.s";
    const found = [...flows(located, address).filter((flow) => !flow.endsWith("(IE)")), ...accesses(located, address)];
    expect(found).toEqual(
      expected.map((each) => each.replace("template_body.Resources.It.Type", "type_name").replace(AT, "desired_state")),
    );
  },
);

const clean: readonly (readonly [what: string, type: string, properties: Json, beside?: Json])[] = [
  ["an encrypted bucket", "AWS::S3::Bucket", { BucketEncryption: { ServerSideEncryptionConfiguration: [] } }],
  [
    "a bucket that is not accelerated",
    "AWS::S3::Bucket",
    { AccelerateConfiguration: { AccelerationStatus: "Suspended" } },
  ],
  ["a key of one region", "AWS::KMS::Key", { MultiRegion: false }],
  ["a queue", "AWS::SQS::Queue", { RedrivePolicy: { deadLetterTargetArn: { "Fn::GetAtt": ["Dead", "Arn"] } } }],
  ["a topic with a queue", "AWS::SNS::Topic", { Subscription: [{ Protocol: "sqs", Endpoint: QUEUE }] }],
  [
    "a queue of the template's",
    "AWS::SNS::Subscription",
    { Endpoint: { "Fn::GetAtt": "Own.Arn" } },
    { Own: { Type: "AWS::SQS::Queue" } },
  ],
  [
    "a queue put together here",
    "AWS::SNS::Subscription",
    { Endpoint: { "Fn::Sub": "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:q" } },
  ],
  ["a function", "AWS::Lambda::Function", { Environment: { Variables: { REGION: { Ref: "AWS::Region" } } } }],
  [
    "a service that calls",
    "AWS::Lambda::Permission",
    { Principal: "events.amazonaws.com", SourceAccount: { Ref: "AWS::AccountId" } },
  ],
  [
    "an account of one's own",
    "AWS::Lambda::Permission",
    { Principal: { "Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root" } },
  ],
  ["a regional API", "AWS::ApiGateway::RestApi", { EndpointConfiguration: { Types: ["REGIONAL"] } }],
  [
    "a bucket of the template's by reference",
    "AWS::S3::Bucket",
    { ReplicationConfiguration: { Rules: [{ Destination: { Bucket: { "Fn::GetAtt": ["Copy", "Arn"] } } }] } },
    { Copy: { Type: "AWS::S3::Bucket" } },
  ],
  [
    "a bucket of the template's by ARN",
    "AWS::S3::Bucket",
    { ReplicationConfiguration: { Rules: [{ Destination: { Bucket: { "Fn::Sub": "arn:aws:s3:::${Copy}" } } }] } },
    { Copy: { Type: "AWS::S3::Bucket" } },
  ],
  [
    "a bucket of the template's by name",
    "AWS::S3::Bucket",
    { ReplicationConfiguration: { Rules: [{ Destination: { Bucket: "arn:aws:s3:::copy" } }] } },
    { Copy: { Type: "AWS::S3::Bucket", Properties: { BucketName: "copy" } } },
  ],
  [
    "what denies",
    "AWS::SQS::QueuePolicy",
    {
      PolicyDocument: {
        Statement: [{ Effect: "Deny", Action: "sqs:*", Principal: "*", Resource: "arn:aws:sqs:us-east-1:1:q" }],
      },
    },
  ],
  ["tags", "AWS::SQS::Queue", { Tags: [{ Key: "Principal", Value: "us-east-1" }], QueueName: "us-east-1" }],
  [
    "a custom resource",
    "Custom::Thing",
    { ServiceToken: { "Fn::GetAtt": ["Own", "Arn"] } },
    { Own: { Type: "AWS::Lambda::Function" } },
  ],
  ["what is listened for", "AWS::Events::Rule", { EventPattern: { region: ["us-east-1"] } }],
  ["a type that no table knows", "AWS::Future::Thing", { Size: 3, On: true, Url: "x" }],
];

test.each(clean.map(([what, type, properties, beside]) => [what, one(type, properties, beside)] as const))(
  "%s is no finding",
  (_, body) => {
    expect(said(body)).toEqual([]);
  },
);

describe("parameters", () => {
  const body = {
    Parameters: { Queue: { Type: "String", Default: QUEUE }, Who: { Type: "String" } },
    ...one("AWS::SNS::Subscription", { Endpoint: { Ref: "Queue" } }),
  };
  const caller = { ...body, ...one("AWS::Lambda::Permission", { Principal: { Ref: "Who" } }) };

  test("by default are what the template says", () => {
    expect(said(body)).toEqual([]);
  });
  test("are what the stack gives", () => {
    expect(said(body, { parameters: { Queue: QUEUE.replace("eu-west-1", "us-east-1") } })).toContain(
      `endpoint out ${AT}.Endpoint = arn:aws:sqs:us-east-1:${ACCOUNT}:q -> us-east-1 (US)`,
    );
  });
  test("without a value tell nothing", () => {
    expect(said(caller)).toEqual([`unknown ${AT}.Principal = <Who>: the text shows no account`]);
  });
  test("that only the apply will tell are followed", () => {
    const document = plan([
      {
        address: "aws_cloudformation_stack.s",
        values: { name: "s", template_body: JSON.stringify(caller), parameters: {} },
        unknown: { parameters: { Who: true } },
        expressions: {
          parameters: { references: ["data.aws_caller_identity.me.account_id", "data.aws_caller_identity.me"] },
        },
      },
      { address: "data.aws_caller_identity.me", values: {} },
    ]);
    expect(accesses(under(document), "aws_cloudformation_stack.s")).toEqual([]);
  });
});

test("what a custom resource answers tells nothing", () => {
  const beside = { Own: { Type: "Custom::Thing" } };
  expect(said(one("AWS::Lambda::Permission", { Principal: { "Fn::GetAtt": ["Own", "Who"] } }, beside))).toContain(
    `unknown ${AT}.Principal = <Own.Who>: the text shows no account`,
  );
});

test("the short forms of YAML are read", () => {
  const yaml = `Resources:
  It:
    Type: AWS::Events::Rule
    Properties:
      Targets:
        - Arn: !GetAtt Queue.Arn
        - Arn: !Join [":", [arn, aws, sqs, us-east-1, !Ref AWS::AccountId, q]]
        - Arn: !Sub "arn:aws:sqs:\${AWS::Region}:\${AWS::AccountId}:q"
        - Arn: !If [Far, !Sub "arn:aws:sqs:us-east-2:\${AWS::AccountId}:q", !Ref AWS::NoValue]
  Queue: { Type: AWS::SQS::Queue }
`;
  expect(said(yaml)).toEqual([
    `destination out ${AT}.Targets[1].Arn = arn:aws:sqs:us-east-1:${ACCOUNT}:q -> us-east-1 (US)`,
    `destination out ${AT}.Targets[3].Arn[0] = arn:aws:sqs:us-east-2:${ACCOUNT}:q -> us-east-2 (US)`,
  ]);
});

test.each([
  ["two readings", '{"Resources": {"It": {"Type": "AWS::KMS::Key", "Type": "AWS::SQS::Queue"}}}'],
  ["words", "these are words"],
  ["no end", `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`],
])("a template with %s cannot be read", (_, text) => {
  expect(said(text)).toEqual(["destination out template_body = a template that cannot be read -> ?"]);
});

test.each<readonly [where: string, body: Json, path: string]>([
  ["beside its resources", { "Fn::Transform": { Name: "AWS::Include" } }, "Transform"],
  ["among its resources", { Resources: { "Fn::Transform": { Name: "Mine" } } }, "Resources.Fn::Transform.Type"],
])("a macro %s may write anything", (_, body, path) => {
  expect(said(body).map((each) => each.split(" ")[2])).toEqual([`template_body.${path}`]);
});

test.each<readonly [what: string, url: string, more: Json, expected: readonly string[]]>([
  ["not read", "https://tpl.s3.eu-west-1.amazonaws.com/t.json", {}, ["-> ?"]],
  ["not read by path", "https://s3.eu-west-1.amazonaws.com/tpl/t.json", {}, ["-> ?"]],
  ["abroad", "https://tpl.s3.us-east-1.amazonaws.com/t.json", {}, ["-> us-east-1 (US)"]],
  ["of its own, and nothing that the input writes", "https://mine.s3.eu-west-1.amazonaws.com/t.json", {}, ["-> ?"]],
  ["read back", "https://tpl.s3.eu-west-1.amazonaws.com/t.json", { template_body: "{}" }, ["-> eu-west-1 (IE)"]],
])("a stack's template by URL is %s", (_, url, more, ends) => {
  const stack = { name: "s", template_url: url, ...more };
  const located = under(synth({ aws_cloudformation_stack: { s: stack }, aws_s3_bucket: { b: { bucket: "mine" } } }));
  expect(flows(located, "aws_cloudformation_stack.s")).toEqual(
    ends.map((end) => `source in template_url = ${url} ${end}`),
  );
});

test("a macro of somebody's may write anything, one of AWS's what it says", () => {
  expect(said({ Transform: ["AWS::Serverless-2016-10-31", "Mine"], Resources: {} })).toEqual([
    "source in template_body.Transform = a macro -> ?",
  ]);
});

test("a template around references of Terraform's is read, and the references are followed", () => {
  const body = JSON.stringify({
    Resources: {
      Key: { Type: "AWS::KMS::Key", Properties: { MultiRegion: true, Description: "${aws_sqs_queue.q.name}" } },
      Call: { Type: "AWS::Lambda::Permission", Properties: { Principal: "${var.who}" } },
      Own: { Type: "AWS::Lambda::Permission", Properties: { Principal: "${data.aws_caller_identity.me.account_id}" } },
      Rule: {
        Type: "AWS::Events::Rule",
        Properties: {
          Targets: [
            { Arn: "${aws_sqs_queue.q.arn}" },
            { Arn: `arn:aws:sqs:us-east-1:${ACCOUNT}:${"${aws_sqs_queue.q.name}"}` },
            { Arn: "arn:aws:sqs:${data.aws_region.here.name}:${data.aws_caller_identity.me.account_id}:q" },
          ],
        },
      },
    },
  });
  const located = under(
    synth(
      { aws_cloudformation_stack: { s: { name: "s", template_body: body } }, aws_sqs_queue: { q: { name: "q" } } },
      { variable: { who: {} }, data: { aws_caller_identity: { me: {} }, aws_region: { here: {} } } },
    ),
  );
  const at = "template_body.Resources";
  expect([
    ...flows(located, "aws_cloudformation_stack.s").filter((flow) => flow.includes(at)),
    ...accesses(located, "aws_cloudformation_stack.s"),
  ]).toEqual([
    `replica out ${at}.Key.Properties.MultiRegion = true -> global (?)`,
    `destination out ${at}.Rule.Properties.Targets[1].Arn = arn:aws:sqs:us-east-1:${ACCOUNT}:q -> us-east-1 (US)`,
    `unknown ${at}.Call.Properties.Principal = var.who: the principal is known only after apply`,
  ]);
});

test("a state of Cloud Control that only the apply will tell has a type all the same", () => {
  const document = plan([
    {
      address: "aws_cloudcontrolapi_resource.s",
      values: { type_name: "AWS::CloudFront::Distribution" },
      unknown: { desired_state: true },
      expressions: { desired_state: { references: ["aws_s3_bucket.b.arn", "aws_s3_bucket.b"] } },
    },
    { address: "aws_s3_bucket.b", unknown: { arn: true } },
  ]);
  expect(flows(under(document), "aws_cloudcontrolapi_resource.s")).toContain(
    "edge both type_name = AWS::CloudFront::Distribution -> global (?)",
  );
});
