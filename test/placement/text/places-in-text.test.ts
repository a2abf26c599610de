/** Places in texts without a grammar: what is found, what is left alone, and that the time is linear. */
import { sample, string } from "fast-check";
import { mayName, placesIn } from "../../../placement/text/places-in-text";

test.each([
  ["arn:aws:sqs:us-east-1:111122223333:q", [["arn", "arn:aws:sqs:us-east-1:111122223333:q"]]],
  ["--topic=arn:aws:sns:us-east-1:1:t, then", [["arn", "arn:aws:sns:us-east-1:1:t"]]],
  [
    "arn:aws:apigateway:eu-west-1:lambda:path/functions/arn:aws:lambda:us-east-1:1:function:f",
    [
      ["arn", "arn:aws:apigateway:eu-west-1:lambda:path/functions/"],
      ["arn", "arn:aws:lambda:us-east-1:1:function:f"],
    ],
  ],
  ["copy --dest=s3://us-archive/x", [["bucket", "us-archive"]]],
  ["jdbc:mysql://meta.example.com:3306/hive", [["url", "mysql://meta.example.com:3306/hive"]]],
  ["see sqs.us-east-1.amazonaws.com", [["host", "sqs.us-east-1.amazonaws.com"]]],
  ["999999999999", [["account", "999999999999"]]],
  ["+353861234567", [["phone", "+353861234567"]]],
  ["us-east-1_Ab12Cd34E", [["place", "us-east-1"]]],
  ["us-east-1:3b1f0c2a-0000-4000-8000-000000000000", [["place", "us-east-1"]]],
])("%s names a place", (text, expected) => {
  expect(mayName(text)).toBe(true);
  expect(placesIn(text).map(({ as, text: found }) => [as, found])).toEqual(expected);
});

test.each([
  "us-east-1",
  "ex-postgresql-1",
  "orders-us-east-1",
  "file:///etc/hosts",
  '<broker xmlns="http://activemq.apache.org/schema/core">',
  '{"$schema":"https://json-schema.org/draft/2020-12/schema"}',
  "ssm-parameter://name",
  "a: b",
  "1234567890123",
  "12:30",
])("%s names none", (text) => expect(placesIn(text)).toEqual([]));

test("what could name nothing is told without looking closer", () => {
  const missed = sample(string({ maxLength: 60 }), 2_000).filter((text) => !mayName(text) && placesIn(text).length > 0);
  expect(missed).toEqual([]);
});

test.each(["arn:aws:", "a.a.a.", "s3://", "x:", "us-east-1_", ".amazonaws."])(
  "a megabyte of %j is read in a moment",
  (part) => {
    // Anything worse than linear does not come back before the test is given up.
    expect(placesIn(part.repeat(Math.ceil(1_000_000 / part.length)))).toBeInstanceOf(Array);
  },
);
