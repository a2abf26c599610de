import { readProfile } from "../../../../gate/terraform/environment/aws-config";

const CONFIG = `
# the usual
[default]
region = eu-west-1
s3 =
  max_concurrent_requests = 20
  endpoint_url = https://minio.example.ie

[profile  away ]
REGION=us-east-1
services = elsewhere
; a comment
endpoint_url = https://all.example.com = odd
output

[services elsewhere]
dynamodb =
  endpoint_url = https://tables.example.com
sqs =
  endpoint_url =
[away]
region = eu-central-1
`;
const CREDENTIALS = `[default]\r\naws_access_key_id = AKIA\r\n[away]\r\nregion = eu-north-1\r\nendpoint_url=https://late.example.com`;

test.each<[string, string, string, string | undefined, Record<string, string>]>([
  ["default", CONFIG, CREDENTIALS, "eu-west-1", { "s3.endpoint_url": "https://minio.example.ie" }],
  [
    "away",
    CONFIG,
    "",
    "us-east-1",
    { "dynamodb.endpoint_url": "https://tables.example.com", endpoint_url: "https://all.example.com = odd" },
  ],
  [
    "away",
    CONFIG,
    CREDENTIALS,
    "eu-north-1",
    { "dynamodb.endpoint_url": "https://tables.example.com", endpoint_url: "https://late.example.com" },
  ],
  ["default", "[profile default]\nendpoint_url=https://a.ie", "", undefined, { endpoint_url: "https://a.ie" }],
  [
    "default",
    "[profile default]\nendpoint_url=https://a.ie\n[default]\nendpoint_url=https://b.ie\nregion=eu-west-1",
    "",
    undefined,
    { endpoint_url: "https://a.ie" },
  ],
  ["nobody", CONFIG, CREDENTIALS, undefined, {}],
  ["default", "", "", undefined, {}],
  ["default", "region = eu-west-1\nno section", "[unclosed", undefined, {}],
  ["__proto__", "[profile __proto__]\nregion = us-east-1", "", "us-east-1", {}],
])("the profile %s says where its calls go", (profile, config, credentials, region, endpoints) => {
  const settings = readProfile(config, credentials, profile);
  expect([settings.region, Object.fromEntries(settings.endpoints)]).toEqual([region, endpoints]);
});
