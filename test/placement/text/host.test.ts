import { isAwsHost } from "../../../charter/aws-domains";
import { hostOf, isLoopback, regionOfAwsHost } from "../../../placement/text/host";

test.each([
  ["https://sqs.eu-west-1.amazonaws.com/1/q", "sqs.eu-west-1.amazonaws.com"],
  ["HTTPS://SQS.EU-WEST-1.AMAZONAWS.COM:443/q", "sqs.eu-west-1.amazonaws.com"],
  ["sqs.eu-west-1.amazonaws.com.", "sqs.eu-west-1.amazonaws.com"],
  ["https://host.:8443?x#y", "host"],
  ["jdbc:postgresql://db.example.com:5432/app", "db.example.com"],
  ["//cdn.example.com/x", "cdn.example.com"],
  // What stands before an @ is a user, however much it looks like a host.
  ["https://sqs.eu-west-1.amazonaws.com@evil.com/x", "evil.com"],
  ["https://sqs.eu-west-1.amazonaws.com:443@evil.com:8080", "evil.com"],
  ["https://a@b@evil.com", "evil.com"],
  // What stands behind the host is a path, a query or a fragment.
  ["https://evil.com/@sqs.eu-west-1.amazonaws.com", "evil.com"],
  ["https://evil.com?@sqs.eu-west-1.amazonaws.com", "evil.com"],
  ["https://evil.com#@sqs.eu-west-1.amazonaws.com", "evil.com"],
  ["http://[::1]:4566/", "[::1]"],
  ["http://[2001:DB8::1]", "[2001:db8::1]"],
  ["10.0.0.1:9200", "10.0.0.1"],
])("the host of %s is %s", (text, host) => {
  expect(hostOf(text)).toBe(host);
});

test.each([
  "",
  "https://",
  "https://sqs.eu-west-1.amazonaws.com..",
  "https://sqs.eu-west-1.аmazonaws.com", // Cyrillic а
  "https://sqs．eu-west-1．amazonaws．com", // full-width stops
  "https://sqs.eu-west-1.amazonaws.com%00.evil.com",
  "https://evil.com\t.amazonaws.com",
  "https://evil com",
  "::1",
  "${var.host}",
])("%p has no host that can be told", (text) => {
  expect(hostOf(text)).toBeUndefined();
});

test("a backslash, at which readers of URLs disagree where the host ends, leaves no host that can be told", () => {
  // Browsers, Node and others read evil.com here; Clover reads the host behind the @.
  expect(new URL("https://evil.com\\@sqs.eu-west-1.amazonaws.com/").hostname).toBe("evil.com");
  expect(hostOf("https://evil.com\\@sqs.eu-west-1.amazonaws.com/")).toBeUndefined();
});

test.each([
  ["sqs.eu-west-1.amazonaws.com", "eu-west-1"],
  ["b.s3.us-east-1.amazonaws.com", "us-east-1"],
  ["s3-us-west-2.amazonaws.com", "us-west-2"],
  ["b.s3-us-west-2.amazonaws.com", "us-west-2"],
  ["s3.dualstack.eu-west-1.amazonaws.com", "eu-west-1"],
  ["b.s3-website.eu-central-1.amazonaws.com", "eu-central-1"],
  ["111122223333.dkr.ecr.us-east-1.amazonaws.com", "us-east-1"],
  ["vpce-0-1-us-east-1a.sqs.us-east-1.vpce.amazonaws.com", "us-east-1"],
  ["abc.lambda-url.us-east-1.on.aws", "us-east-1"],
  ["sqs.us-east-1.api.aws", "us-east-1"],
  ["sqs.cn-north-1.amazonaws.com.cn", "cn-north-1"],
  // A bucket may be called after a region: what serves it stands further to the right.
  ["eu-west-1.s3.us-east-1.amazonaws.com", "us-east-1"],
  ["eu-west-1.s3-us-west-2.amazonaws.com", "us-west-2"],
  ["eu-west-1.s3-website-us-east-1.amazonaws.com", "us-east-1"],
  ["eu-west-1.s3-external-1.amazonaws.com", "us-east-1"],
  ["eu-west-1.s3-accelerate.amazonaws.com", undefined],
  ["sts.amazonaws.com", undefined],
  ["b.s3.amazonaws.com", undefined],
  ["sqs.xx-new-1.amazonaws.com", undefined],
  ["evil-amazonaws.com", undefined],
  ["sqs.eu-west-1.evil-amazonaws.com", undefined],
  ["sqs.eu-west-1.amazonaws.com.evil.com", undefined],
  ["eu-west-1.example.com", undefined],
])("the region of %s is %s", (host, region) => {
  expect(regionOfAwsHost(host)?.id).toBe(region);
});

test("a bucket called after a region, at an endpoint that names none, says nothing of its region", () => {
  expect(regionOfAwsHost("eu-west-1.s3.amazonaws.com")).toBeUndefined();
});

test.each([
  ["amazonaws.com", true],
  ["x.aws.dev", true],
  ["evil-amazonaws.com", false],
  ["amazonaws.com.evil.com", false],
  ["amazonaws.community", false],
  ["notaws", false],
])("%s belongs to AWS: %s", (host, belongs) => {
  expect(isAwsHost(host)).toBe(belongs);
});

test.each([
  ["localhost", true],
  ["127.0.0.1", true],
  ["127.8.9.10", true],
  ["[::1]", true],
  ["localhost.evil.com", false],
  ["127.0.0.1.evil.com", false],
  ["[::2]", false],
  ["128.0.0.1", false],
])("%s is this machine: %s", (host, loopback) => {
  expect(isLoopback(host)).toBe(loopback);
});
