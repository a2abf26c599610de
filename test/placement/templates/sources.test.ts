import { partsOfUrl } from "../../../placement/templates/sources";
import { flows, plan, synth, under } from "../documents";

const TABLE = JSON.stringify({
  Resources: { T: { Type: "AWS::DynamoDB::GlobalTable", Properties: { Replicas: [{ Region: "us-east-1" }] } } },
});
const URL = "https://home-clinic.s3.eu-west-1.amazonaws.com/stacks/t.json";
const ABROAD = "peer both template_url.Resources.T.Properties.Replicas[0].Region = us-east-1 -> us-east-1 (US)";

const said = (object: Record<string, unknown>, url = URL): readonly string[] =>
  flows(
    under(
      synth({
        aws_s3_bucket: { home: { bucket: "home-clinic" } },
        aws_s3_object: { t: { bucket: "home-clinic", key: "stacks/t.json", ...object } },
        aws_cloudformation_stack: { s: { name: "s", template_url: url } },
      }),
    ),
    "aws_cloudformation_stack.s",
  );

test.each<[string, Record<string, unknown>, readonly string[]]>([
  ["its content", { content: TABLE }, [ABROAD]],
  ["its content in base64", { content_base64: Buffer.from(TABLE).toString("base64") }, [ABROAD]],
  ["content that opens nothing", { content: '{"Resources": {"Q": {"Type": "AWS::SQS::Queue"}}}' }, []],
  ["a file that the input does not hold", { source: "t.json" }, [`source in template_url = ${URL} -> ?`]],
  ["content that cannot be read", { content: "{" }, [`source in template_url = ${URL} -> ?`]],
  ["another key", { key: "other.json", content: TABLE }, [`source in template_url = ${URL} -> ?`]],
  ["another bucket", { bucket: "away", content: TABLE }, [`source in template_url = ${URL} -> ?`]],
])("a template in an object of the same input is read by %s", (_, object, expected) => {
  expect(said(object)).toEqual(expected);
});

test("the object's bucket may be named by a reference", () => {
  expect(said({ bucket: "${aws_s3_bucket.home.id}", content: TABLE })).toEqual([ABROAD]);
});

test("an URL that refers to the object leads to it", () => {
  const url = "https://home-clinic.s3.eu-west-1.amazonaws.com/${aws_s3_object.t.key}";
  expect(said({ content: TABLE }, url)).toContain(ABROAD);
});

test.each<[string, Record<string, unknown>, string]>([
  ["servicecatalog_provisioned_product", { product_id: "prod-1" }, "product_id = prod-1"],
  [
    "serverlessapplicationrepository_cloudformation_stack",
    { application_id: "arn:aws:serverlessrepo:eu-west-1:111122223333:applications/x" },
    "application_id = arn:aws:serverlessrepo:eu-west-1:111122223333:applications/x",
  ],
])("what a %s carries out is not in the input", (type, values, expected) => {
  const located = under(synth({ [`aws_${type}`]: { it: values } }));
  expect(flows(located, `aws_${type}.it`)).toEqual([`source in ${expected} -> ?`]);
});

test.each([
  [URL, { bucket: "home-clinic", key: "stacks/t.json" }],
  ["https://s3.eu-west-1.amazonaws.com/home/a%20b.json?versionId=1", { bucket: "home", key: "a b.json" }],
  ["s3://home/t.yaml", { bucket: "home", key: "t.yaml" }],
  ["https://example.com/home/t.yaml", undefined],
  ["https://s3.eu-west-1.amazonaws.com/home", undefined],
  ["t.yaml", undefined],
])("the bucket and the key of %s are told", (url, parts) => {
  expect(partsOfUrl(url)).toEqual(parts);
});

test("a definition known only after apply is not where an ARN in it leads", () => {
  const document = plan([
    {
      address: "aws_sfn_state_machine.m",
      values: { name: "m" },
      unknown: { definition: true },
      expressions: { definition: { references: ["aws_lambda_function.f.arn", "aws_lambda_function.f"] } },
    },
    { address: "aws_lambda_function.f", values: { function_name: "f" }, unknown: { arn: true } },
  ]);
  expect(flows(under(document), "aws_sfn_state_machine.m")).toEqual([
    "destination out definition = aws_lambda_function.f.arn -> ?",
  ]);
});

test("a document around references says what is written in it", () => {
  const definition = (queue: string) =>
    JSON.stringify({
      StartAt: "A",
      States: {
        A: { Type: "Task", Resource: "${aws_lambda_function.f.arn}", Next: "B" },
        B: { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage", Parameters: { QueueUrl: queue }, End: true },
      },
    });
  const ends = (queue: string) =>
    flows(
      under(
        synth({
          aws_lambda_function: { f: { function_name: "f" } },
          aws_sfn_state_machine: { m: { name: "m", definition: definition(queue) } },
        }),
      ),
      "aws_sfn_state_machine.m",
    ).filter((flow) => !flow.endsWith("(IE)"));
  expect([
    ends("https://sqs.us-east-1.amazonaws.com/111122223333/q"),
    ends("https://sqs.eu-west-1.amazonaws.com/111122223333/q"),
  ]).toEqual([["destination out definition = us-east-1 -> us-east-1 (US)"], []]);
});
