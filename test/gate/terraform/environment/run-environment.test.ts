import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jurisdictionOf } from "../../../../charter/jurisdiction";
import { differences } from "../../../../gate/evidence/verify";
import {
  objections,
  sandboxOf,
  surveyRunEnvironment,
  surveyProviders,
} from "../../../../gate/terraform/environment/run-environment";
import type { Provider } from "../../../../model/document";
import { Unknown, type Values } from "../../../../model/value";
import { charter } from "../../../placement/documents";

const jurisdiction = jurisdictionOf({ ...charter, endpoints: { "*.example.ie": "IE", "*.example.us": "US" } });
let folder: string;
let env: Record<string, string>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "clover-conditions-"));
  mkdirSync(join(folder, ".aws"));
  env = { HOME: folder };
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const against = (more: Record<string, string> = {}) =>
  objections(surveyRunEnvironment({ ...env, ...more }, folder), jurisdiction);

test("an empty environment says nothing, and nothing is said against it", () => {
  expect(surveyRunEnvironment(env, folder)).toEqual({ recorded: {}, redirections: [], replaced: [] });
  expect(against()).toEqual([]);
});

test.each<[Record<string, string>, string[]]>([
  [{ AWS_REGION: "us-east-1", AWS_PROFILE: "deploy" }, []],
  [{ AWS_ENDPOINT_URL: "http://127.0.0.1:5000", AWS_ENDPOINT_URL_S3: "http://localhost:9000" }, []],
  [{ AWS_ENDPOINT_URL_S3: "https://s3.eu-west-1.amazonaws.com" }, []],
  [{ AWS_ENDPOINT_URL_STS: "https://sts.amazonaws.com", AWS_ENDPOINT_URL_KMS: "" }, []],
  [{ AWS_ENDPOINT_URL_S3: "https://minio.example.ie" }, []],
  [{ AWS_EC2_METADATA_SERVICE_ENDPOINT: "http://169.254.169.254" }, []],
  [
    { AWS_ENDPOINT_URL_S3: "https://s3.us-east-1.amazonaws.com" },
    ["AWS_ENDPOINT_URL_S3 is in us-east-1 (US), which the charter does not approve."],
  ],
  [
    { AWS_ENDPOINT_URL: "https://u:secret@collector.example.com/x" },
    ["AWS_ENDPOINT_URL is collector.example.com, whose place neither Clover nor the charter knows."],
  ],
  [
    { TF_AWS_SQS_ENDPOINT: "https://sqs.example.us", AWS_S3_ENDPOINT: "nonsense here" },
    [
      "AWS_S3_ENDPOINT is not a valid host.",
      "TF_AWS_SQS_ENDPOINT is in sqs.example.us (US), which the charter does not approve.",
    ],
  ],
  [
    { https_proxy: "http://proxy.example.com:3128" },
    ["HTTPS_PROXY is proxy.example.com, whose place neither Clover nor the charter knows."],
  ],
  [{ HTTPS_PROXY: "http://proxy.example.ie:3128", HTTP_PROXY: "http://127.0.0.1:3128" }, []],
  [{ HTTPS_PROXY: "http://proxy.example.com:3128", NO_PROXY: "localhost, .amazonaws.com" }, []],
  [{ HTTPS_PROXY: "http://proxy.example.com:3128", no_proxy: "*" }, []],
  [
    { TF_REATTACH_PROVIDERS: "{}" },
    ["TF_REATTACH_PROVIDERS replaces a provider by another program, which the lock file does not check."],
  ],
])("under %j there is to say: %j", (more, expected) => {
  expect(against(more)).toEqual(expected);
  expect(JSON.stringify(surveyRunEnvironment({ ...env, ...more }, folder).recorded)).not.toContain("secret");
});

test("shared files are looked at for the profile in use, wherever they are", () => {
  put(".aws/config", "[profile away]\nregion = us-east-1\nendpoint_url = https://away.example.com");
  expect(against()).toEqual([]);
  expect(against({ AWS_PROFILE: "away" })).toEqual([
    "endpoint_url of profile away is away.example.com, whose place neither Clover nor the charter knows.",
  ]);
  const other = put("other", "[default]\ns3 =\n  endpoint_url = https://s3.us-east-1.amazonaws.com\n");
  expect(against({ AWS_CONFIG_FILE: other })).toEqual([
    "s3.endpoint_url of profile default is in us-east-1 (US), which the charter does not approve.",
  ]);
  expect(surveyRunEnvironment({ ...env, AWS_PROFILE: "away" }, folder).recorded).toEqual({
    AWS_PROFILE: "away",
    "region of profile away": "us-east-1",
    "endpoint_url of profile away": "https://away.example.com",
  });
});

test("providers that read files or a profile of their own are looked at too, and silence is an objection", () => {
  const provider = (settings: Values): Provider => ({
    address: 'provider["x"]',
    source: "x",
    name: "x",
    module: "",
    settings,
  });
  const file = put("own", "[profile away]\nendpoint_url = https://away.example.com");
  const say = (settings: Values) => objections(surveyProviders([provider(settings)], env, folder), jurisdiction);
  expect([
    say({ region: "eu-west-1" }),
    say({ profile: "away" }),
    say({ profile: "away", shared_config_files: [file] }),
    say({ profile: new Unknown(["var.profile"]) }),
  ]).toEqual([
    [],
    [],
    ["endpoint_url of profile away is away.example.com, whose place neither Clover nor the charter knows."],
    [
      'The profile or the shared files of provider["x"] are not in the plan, so the hosts that they name are not known.',
    ],
  ]);
});

test("what a provider turns to by files of its own is recorded, to be compared before the apply", () => {
  const file = put("own", "[profile away]\nendpoint_url = https://u:p@away.example.ie:8443/x");
  const settings = { profile: "away", shared_config_files: [file] };
  const provider = { address: 'provider["x"]', source: "x", name: "x", module: "", settings };
  expect(surveyProviders([provider], env, folder).recorded).toEqual({
    'endpoint_url of profile away, for provider["x"]': "https://away.example.ie:8443",
  });
});

test.each([
  ["http://127.0.0.1:5000", "http://127.0.0.1:9"],
  ["https://minio.example.ie", "http://minio.example.ie"],
  ["https://minio.example.ie", "https://minio.example.ie:8443"],
])("%s and %s are two places", (one, other) => {
  const recorded = (AWS_ENDPOINT_URL: string) => surveyRunEnvironment({ ...env, AWS_ENDPOINT_URL }, folder).recorded;
  expect(differences(recorded(one), recorded(other))).toEqual([`AWS_ENDPOINT_URL was ${one} and is ${other}`]);
});

test("a sandbox is said aloud", () => {
  const survey = (more: Record<string, string>) => sandboxOf(surveyRunEnvironment({ ...env, ...more }, folder));
  expect([survey({}), survey({ AWS_ENDPOINT_URL: "https://s3.eu-west-1.amazonaws.com" })]).toEqual([
    undefined,
    undefined,
  ]);
  expect(survey({ AWS_ENDPOINT_URL: "http://127.0.0.1:5000" })).toBe(
    "AWS_ENDPOINT_URL: a sandbox on this machine, not AWS.",
  );
});

test("what changes is named; the lock file by its digest, an origin without what else its URL holds", () => {
  const before = surveyRunEnvironment({ ...env, AWS_REGION: "eu-west-1" }, folder).recorded;
  put(".terraform.lock.hcl", "provider {}");
  const after = surveyRunEnvironment({ ...env, AWS_ENDPOINT_URL: "http://u:p@localhost:1/x" }, folder).recorded;
  const digest = createHash("sha256").update("provider {}").digest("hex");
  expect(differences(before, before)).toEqual([]);
  expect(differences(before, after)).toEqual([
    `.terraform.lock.hcl was not set and is ${digest}`,
    "AWS_ENDPOINT_URL was not set and is http://localhost:1",
    "AWS_REGION was eu-west-1 and is not set",
  ]);
});

test("a file that cannot be read is an error, not silence", () => {
  mkdirSync(join(folder, ".aws", "config"));
  expect(() => surveyRunEnvironment(env, folder)).toThrow(`${join(folder, ".aws", "config")} cannot be read (EISDIR)`);
});
