import { outpostArnIn, parseArn } from "../../../placement/text/arn";

test.each([
  [
    "arn:aws:sqs:eu-west-1:111122223333:q",
    { partition: "aws", service: "sqs", region: "eu-west-1", account: "111122223333", resource: "q" },
  ],
  ["arn:aws:s3:::bucket/key", { partition: "aws", service: "s3", region: "", account: "", resource: "bucket/key" }],
  [
    "arn:aws-cn:logs:cn-north-1:1:log-group:g:*",
    { partition: "aws-cn", service: "logs", region: "cn-north-1", account: "1", resource: "log-group:g:*" },
  ],
  ["arn:aws:iam::1:role/a:b:c", { partition: "aws", service: "iam", region: "", account: "1", resource: "role/a:b:c" }],
  ["arn:::::", { partition: "", service: "", region: "", account: "", resource: "" }],
])("%s is read whole", (text, arn) => {
  expect(parseArn(text)).toEqual(arn);
});

test.each(["", "arn", "arn:aws:s3::", "see arn:aws:sqs:us-east-1:1:q", " arn:aws:sqs:us-east-1:1:q", "urn:a:b:c:d:e"])(
  "%p is no ARN",
  (text) => {
    expect(parseArn(text)).toBeUndefined();
  },
);

test.each([
  ["arn:aws:outposts:eu-west-1:1:outpost/op-0abc", "arn:aws:outposts:eu-west-1:1:outpost/op-0abc"],
  ["arn:aws:s3-outposts:eu-west-1:1:outpost/op-0abc/bucket/b", "arn:aws:outposts:eu-west-1:1:outpost/op-0abc"],
  ["arn:aws:s3-outposts:eu-west-1:1:outpost/op-0abc/accesspoint/p", "arn:aws:outposts:eu-west-1:1:outpost/op-0abc"],
  ["arn:aws:outposts:eu-west-1:1:site/os-0abc", undefined],
  ["arn:aws:ec2:eu-west-1:1:subnet/outpost/op-0abc", undefined],
])("the Outpost in %s is %s", (text, outpost) => {
  expect(outpostArnIn(parseArn(text)!)).toBe(outpost);
});
