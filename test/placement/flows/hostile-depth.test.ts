/** Hostile depth and size: every document ends in findings or in none, and never in a fault. */
import { assert, constantFrom, integer, property } from "fast-check";
import { find, synth, under } from "../documents";

type Attribute = readonly [type: string, attribute: string, more: Readonly<Record<string, unknown>>];

const attributes: readonly Attribute[] = [
  ["aws_sqs_queue_policy", "policy", { queue_url: "https://sqs.eu-west-1.amazonaws.com/111122223333/q" }],
  ["aws_sfn_state_machine", "definition", { role_arn: "arn:aws:iam::111122223333:role/r" }],
  ["aws_api_gateway_rest_api", "body", { name: "a", endpoint_configuration: [{ types: ["REGIONAL"] }] }],
  ["aws_cloudformation_stack", "template_body", { name: "s" }],
  ["aws_cloudcontrolapi_resource", "desired_state", { type_name: "AWS::SQS::Queue" }],
  ["aws_prometheus_alert_manager_definition", "definition", { workspace_id: "ws-1" }],
  ["aws_redshiftdata_statement", "sql", { database: "d" }],
  ["aws_osis_pipeline", "pipeline_configuration_body", { pipeline_name: "p" }],
  ["aws_cloudwatch_event_target", "arn", { rule: "r" }],
];

const inside = (levels: number, open: string, close: string): string => open.repeat(levels) + close.repeat(levels);

/** Texts that are deep or long in one way each. */
const shapes: readonly ((levels: number) => string)[] = [
  (levels) => `{"Statement":${inside(levels, "[", "]")}}`,
  (levels) => `{"Resources":{"K":{"Type":"AWS::SQS::Queue","Properties":${inside(levels, '{"Fn::If":["c",', "1]}")}}}}`,
  (levels) => `{"StartAt":"A","States":${'{"States":'.repeat(levels)}1${"}".repeat(levels)}}`,
  (levels) => `a: 1\nb: ${inside(levels, "[", "]")}`,
  (levels) => `a: 1\nb: ${"{a: ".repeat(levels)}`,
  (levels) => `Resources:\n  K: ${inside(levels, "!Sub [", "]")}\n`,
  (levels) => `a:\n${"- ".repeat(levels)}x`,
  (levels) => "arn:aws:x:eu-west-1::/".repeat(levels),
  (levels) => JSON.stringify({ a: "${".repeat(levels), b: "{{".repeat(levels), c: "<".repeat(levels) }),
  (levels) => `SELECT ${"'".repeat(levels)}; ${"/*".repeat(levels)}`,
  (levels) => `a: &a x\n${Array.from({ length: levels }, (_, at) => `b${at}: *a`).join("\n")}`,
  (levels) => " \n#\n".repeat(levels),
];

test("a document of any depth is judged", () => {
  const sizes = integer({ min: 400, max: 8000 });
  assert(
    property(constantFrom(...attributes), constantFrom(...shapes), sizes, ([type, attribute, more], shape, levels) => {
      const text = shape(levels).replace(/\$\{/g, "$$$${");
      const located = under(synth({ [type]: { it: { ...more, [attribute]: text } } }));
      const it = find(located, `${type}.it`);
      expect({ flows: located.flowsOf(it), access: located.accessOf(it) }).toEqual({
        flows: expect.any(Array) as unknown,
        access: expect.any(Array) as unknown,
      });
    }),
    { numRuns: 60 },
  );
});

test.each(attributes.filter(([, attribute]) => attribute !== "sql" && attribute !== "arn"))(
  "%s says that a %s which is too deep cannot be read",
  (type, attribute, more) => {
    const located = under(synth({ [type]: { it: { ...more, [attribute]: inside(5000, '{"a":[', "]}") } } }));
    const it = find(located, `${type}.it`);
    const ends = located.flowsOf(it).map(({ far }) => far?.id ?? "?");
    const ways = located.accessOf(it).map(({ is }) => is);
    expect([...ends, ...ways]).toEqual([attribute === "policy" ? "unknown" : "?"]);
  },
);

test("an ARN that carries thousands of others is at no place that can be told", () => {
  const located = under(
    synth({ aws_cloudwatch_event_target: { it: { rule: "r", arn: "arn:aws:x:eu-west-1::/".repeat(8000) } } }),
  );
  expect(located.flowsOf(find(located, "aws_cloudwatch_event_target.it")).map(({ far }) => far)).toEqual([undefined]);
});
