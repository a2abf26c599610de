import { jurisdictionOf } from "../../../charter/jurisdiction";
import type { CarrierClass } from "../../../placement/catalogue/carriers";
import { endOfText } from "../../../placement/ends/text-end";
import { indexResources, type Context } from "../../../placement/ends/context";
import { ACCOUNT, charter, find, OUTPOST, synth, under } from "../documents";

const document = synth({
  aws_s3_bucket: { home: { bucket: "home" }, away: { bucket: "away", region: "us-east-1" } },
  aws_vpc: { away: { id: "vpc-away", region: "us-east-1" } },
});
const located = under(document);
const jurisdiction = jurisdictionOf({ ...charter, endpoints: { "*.example.ie": "IE" } });
/** What reading one text needs. */
const context = {
  document,
  jurisdiction,
  placementOf: located.placementOf,
  ...indexResources(document, jurisdiction),
} as Context;

const GATEWAY = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions";

const said = (text: string, carrier: CarrierClass): string => {
  const end = endOfText(text, carrier, context);
  return end.at === "place" ? `${end.place.id} (${end.place.country ?? "?"})` : end.at;
};

test.each<[CarrierClass, string, string]>([
  ["region", "eu-west-1", "eu-west-1 (IE)"],
  ["region", "eu-west-9", "unknown"],
  ["region", "", "unknown"],
  ["zone", "eu-west-1a", "eu-west-1a (IE)"],
  ["zone", "eu-central-1-ist-1a", "eu-central-1-ist-1a (TR)"],
  ["zone-id", "use1-az4", "use1-az4 (US)"],
  ["zone", "data--euw1-az1--x-s3", "euw1-az1 (IE)"],
  ["outpost", OUTPOST, `${OUTPOST} (NO)`],
  ["outpost", "op-0123456789abcdef0", "op-0123456789abcdef0 (NO)"],
  ["outpost", "op-0fedcba9876543210", "op-0fedcba9876543210 (?)"],
  ["arn", `arn:aws:sqs:us-east-1:${ACCOUNT}:q`, "us-east-1 (US)"],
  ["arn", `arn:aws:sqs:eu-west-9:${ACCOUNT}:q`, "unknown"],
  ["arn", `${OUTPOST}/bucket/b`, `${OUTPOST} (NO)`],
  ["arn", `arn:aws:iam::${ACCOUNT}:role/r`, "here"],
  ["arn", "arn:aws:s3:::away/key", "us-east-1 (US)"],
  ["arn", "arn:aws:s3:::nobodys", "unknown"],
  ["arn", `arn:aws:globalaccelerator::${ACCOUNT}:accelerator/a`, "unknown"],
  ["arn", `${GATEWAY}/arn:aws:lambda:us-east-1:${ACCOUNT}:function:f/invocations`, "us-east-1 (US)"],
  ["arn", `${GATEWAY}/arn:aws:lambda:eu-west-9:${ACCOUNT}:function:f/invocations`, "unknown"],
  ["arn", `${GATEWAY}/arn:aws:lambda:eu-west-1:${ACCOUNT}:function:f/invocations`, "eu-west-1 (IE)"],
  ["json", '{"States": {"Environment": {"Resource": "arn:aws:lambda:us-east-1:1:function:f"}}}', "us-east-1 (US)"],
  ["json", '{"Environment": {"Resource": "arn:aws:lambda:us-east-1:1:function:f"}}', "here"],
  ["json", '{"uri": "arn:${AWS::Partition}:sqs:us-east-1:${AWS::AccountId}:q"}', "us-east-1 (US)"],
  ["json", '{"uri": "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:q"}', "here"],
  ["json", `{"uri": "${GATEWAY}/arn:aws:lambda:us-east-1:1:function:f/invocations"}`, "us-east-1 (US)"],
  ["json", "Resources:\n  S:\n    Endpoint: !Sub arn:aws:sqs:us-east-1:${AWS::AccountId}:q\n", "us-east-1 (US)"],
  ["json", '{"ApiEndpoint": "https://hooks.example.com/x"}', "unknown"],
  ["json", '{"ApiEndpoint": "https://hooks.example.ie/x"}', "hooks.example.ie (IE)"],
  ["json", '{"options": {"splunk-url": "https://splunk.example.com"}}', "unknown"],
  ["json", '{"servers": [{"uri": "https://example.com"}], "$schema": "https://json-schema.org/x"}', "here"],
  ["json", `${'{"a":'.repeat(480)}{"region":"us-east-1"}${"}".repeat(480)}`, "us-east-1 (US)"],
  ["json", `${'{"a":'.repeat(600)}{}${"}".repeat(600)}`, "unknown"],
  ["json", "# arn:aws:sqs:us-east-1:1:q\nDescription: in us-east-1\nRegion: eu-west-1\n", "eu-west-1 (IE)"],
  ["json", "a: &a [b]\n- no: document", "unknown"],
  ["kms-arn", `arn:aws:kms:us-east-1:${ACCOUNT}:key/1`, "us-east-1 (US)"],
  ["kms-arn", "alias/own", "here"],
  ["bucket", "home", "eu-west-1 (IE)"],
  ["bucket", "away/prefix", "us-east-1 (US)"],
  ["bucket", "nobodys", "unknown"],
  ["near-bucket", "nobodys", "here"],
  ["s3-uri", "s3://away/key", "us-east-1 (US)"],
  ["s3-uri", "s3a://home", "eu-west-1 (IE)"],
  ["s3-uri", "s3://nobodys/home", "unknown"],
  ["host", "away.s3.amazonaws.com", "us-east-1 (US)"],
  ["host", "home.s3.amazonaws.com.", "eu-west-1 (IE)"],
  ["host", "nobodys.s3.amazonaws.com", "unknown"],
  ["url", "https://home.s3-accelerate.amazonaws.com/x", "global (?)"],
  ["url", "https://home.s3-accelerate.dualstack.amazonaws.com", "global (?)"],
  ["host", "home.s3.us-west-2.amazonaws.com", "us-west-2 (US)"],
  ["host", "sts.amazonaws.com", "unknown"],
  ["url", "https://logs.example.ie/x", "logs.example.ie (IE)"],
  ["url", "https://example.com/x", "unknown"],
  ["url", "http://127.0.0.1:4566", "here"],
  ["url", "http://10.20.0.5:8080/x", "here"],
  ["host", "192.168.1.7", "here"],
  ["host", "203.0.113.7", "unknown"],
  ["host", "10.example.com", "unknown"],
  ["url", "not a url", "unknown"],
  ["contact", "ops@logs.example.ie", "logs.example.ie (IE)"],
  ["contact", "ops@logs.example.ie@evil.com", "unknown"],
  ["contact", "+353123456", "unknown"],
  ["service", "com.amazonaws.us-east-1.s3", "us-east-1 (US)"],
  ["service", "com.amazonaws.vpce.eu-west-1.vpce-svc-0", "eu-west-1 (IE)"],
  ["service", "com.amazonaws.eu-west-9.s3", "unknown"],
  ["image", `${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/app:1`, "us-east-1 (US)"],
  ["image", "docker.io/library/nginx", "here"],
  ["ip", "10.0.0.1", "here"],
  ["ip", "10.evil.example", "unknown"],
  ["ip", "10.0.0.0/8", "here"],
  ["ip", "203.0.113.7", "unknown"],
  ["geo", "IE", "IE (IE)"],
  ["id", "vpc-away", "us-east-1 (US)"],
  ["id", "vpc-nobodys", "here"],
])("a %s of %s is %s", (carrier, text, expected) => {
  expect(said(text, carrier)).toBe(expected);
});

test("the placement of what a name stands for is the one that is shown elsewhere", () => {
  expect(located.placementOf(find(located, "aws_s3_bucket.away")).place?.id).toBe("us-east-1");
});
