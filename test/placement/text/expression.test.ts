import { expressionIn, HOLE, textsOf } from "../../../placement/text/expression";

const said = (expression: string): readonly string[] => textsOf(expression).map((text) => text.replaceAll(HOLE, "?"));

test.each<[string, readonly string[]]>([
  ["'a'", ["a"]],
  ["'it\\'s'", ["it's"]],
  ["$states.input.url", ["?"]],
  ["'https://example.ie/' & $id", ["https://example.ie/?"]],
  ["$start & 'https://example.ie/'", ["?https://example.ie/"]],
  ["'arn:aws:sns:us-east-1:' & $account & ':t'", ["arn:aws:sns:us-east-1:?:t"]],
  ["$abroad ? 'us-east-1' : 'eu-west-1'", ["us-east-1", "eu-west-1"]],
  ["$known ? 'eu-west-1' : $states.input.region", ["eu-west-1", "?"]],
  ["'a' & $f('b')", ["a?", "b"]],
  ["$replace($arn, 'eu-west-1', 'us-east-1')", ["eu-west-1", "us-east-1"]],
  ["States.Format('https://sqs.{}.amazonaws.com/q', $.region)", ["https://sqs.?.amazonaws.com/q"]],
  ["States.Format('{}', 'us-east-1')", ["?", "us-east-1"]],
])("%s says %j", (expression, texts) => {
  expect(said(expression)).toEqual(texts);
});

test("an expression is told by its braces, or by its key", () => {
  expect([
    expressionIn("{% $x %}", "QueueUrl"),
    expressionIn("$.x", "QueueUrl.$"),
    expressionIn("$.x", "QueueUrl"),
  ]).toEqual([" $x ", "$.x", undefined]);
});
