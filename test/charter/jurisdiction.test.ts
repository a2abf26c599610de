import { join } from "node:path";
import { jurisdictionOf } from "../../charter/jurisdiction";
import { loadCharter } from "../../charter/load";
import { findPlace, type Place } from "../../charter/places";
import type { Charter } from "../../charter/schema";

const { charter } = loadCharter(join(__dirname, "..", "..", "charter.yaml"));
const HAMAR = "arn:aws:outposts:eu-west-1:111122223333:outpost/op-0123456789abcdef0";
const endpoints = { "logs.example.ie": "IE", "*.example.no": "NO", "*.us.example.no": "US", "example.com": "US" };
const enclave = jurisdictionOf({ ...charter, endpoints });

const outpost = (id: string, country: string | null, region?: string): Place => ({
  id,
  country,
  kind: "outpost",
  cloud: "aws",
  ...(region ? { region } : {}),
});

describe("approves", () => {
  test.each<[boolean, string, Place | undefined]>([
    [true, "a region in an approved country", findPlace("eu-west-1")],
    [true, "a zone of it", findPlace("euw1-az1")],
    [true, "the declared Outpost in Norway that hangs on Ireland", enclave.locate(HAMAR)],
    [true, "an approved region of another cloud", findPlace("norwayeast", "azure")],
    [
      true,
      "a zone of another cloud's approved region",
      { id: "x", country: "IE", kind: "zone", region: "northeurope", cloud: "azure" },
    ],
    [
      true,
      "a region place that does not repeat its own name",
      { id: "eu-west-1", country: "IE", kind: "region", cloud: "aws" },
    ],
    [true, "a declared host", enclave.hostPlace("logs.example.ie")],
    [false, "a declared host in a country that is not approved", enclave.hostPlace("example.com")],
    [false, "a region abroad", findPlace("eu-west-2")],
    [false, "a local zone abroad", findPlace("eu-central-1-ist-1a")],
    [false, "a region whose country nobody says", findPlace("eu-isoe-west-1")],
    [
      false,
      "a zone in Oslo that hangs on Sweden",
      { id: "eu-north-1-osl-1a", country: "NO", kind: "local-zone", region: "eu-north-1", cloud: "aws" },
    ],
    [
      false,
      "a zone in Oslo that hangs on a region that nobody knows",
      { id: "x", country: "NO", kind: "local-zone", region: "eu-west-9", cloud: "aws" },
    ],
    [
      false,
      "a zone in Oslo that hangs on another zone",
      { id: "x", country: "NO", kind: "local-zone", region: "euw1-az1", cloud: "aws" },
    ],
    [false, "a zone in Oslo that hangs on nothing", { id: "x", country: "NO", kind: "local-zone", cloud: "aws" }],
    [false, "a parent of another cloud", { id: "x", country: "NO", kind: "zone", region: "eu-west-1", cloud: "gcp" }],
    [false, "an Outpost in Norway that hangs on Sweden", outpost("x", "NO", "eu-north-1")],
    [false, "an Outpost in Norway that hangs on nothing", outpost("x", "NO")],
    [false, "an Outpost that the charter does not declare", outpost("x", null, "eu-west-1")],
    [
      false,
      "the global place, even with a country",
      { id: "global", country: "IE", kind: "global", region: "eu-west-1", cloud: "aws" },
    ],
    [
      false,
      "an edge, even with a country",
      { id: "DUB2-C1", country: "IE", kind: "edge", region: "eu-west-1", cloud: "aws" },
    ],
  ])("%s for %s", (approved, _, place) => {
    expect(place && enclave.approves(place)).toBe(approved);
  });
});

describe("locate", () => {
  test.each<[string, string, Place | undefined]>([
    ["a region", "eu-west-1", findPlace("eu-west-1")],
    ["the declared Outpost", HAMAR, outpost(HAMAR, "NO", "eu-west-1")],
    ["another Outpost", HAMAR.replace("def0", "def1"), outpost(HAMAR.replace("def0", "def1"), null, "eu-west-1")],
    [
      "the same id in another region",
      HAMAR.replace("eu-west-1", "eu-north-1"),
      outpost(HAMAR.replace("eu-west-1", "eu-north-1"), null, "eu-north-1"),
    ],
    [
      "the same id in another account",
      HAMAR.replace("1111", "9999"),
      outpost(HAMAR.replace("1111", "9999"), null, "eu-west-1"),
    ],
    [
      "the same id in another partition",
      HAMAR.replace("arn:aws:", "arn:aws-cn:"),
      outpost(HAMAR.replace("arn:aws:", "arn:aws-cn:"), null, "eu-west-1"),
    ],
    [
      "an Outpost without a region",
      "arn:aws:outposts:::outpost/op-0",
      outpost("arn:aws:outposts:::outpost/op-0", null),
    ],
    ["something on the Outpost", `${HAMAR}/bucket/b`, undefined],
    ["a text around the ARN", ` ${HAMAR}`, undefined],
    ["another ARN", "arn:aws:s3:::bucket", undefined],
    ["the name of a site", "hamar", undefined],
  ])("of %s", (_, text, place) => {
    expect(enclave.locate(text)).toEqual(place);
  });

  test.each<[string, Place | undefined]>([
    ["op-0123456789abcdef0", outpost("op-0123456789abcdef0", "NO", "eu-west-1")],
    ["op-0123456789abcdef1", outpost("op-0123456789abcdef1", null)],
    ["op-", undefined],
    ["0123456789abcdef0", undefined],
    [HAMAR, undefined],
  ])("of the Outpost id %s", (id, place) => {
    expect(enclave.locateOutpostId(id)).toEqual(place);
  });
});

test("an Outpost ARN leads to its site", () => {
  expect(enclave.siteOfOutpost(HAMAR)).toEqual({ name: "hamar", site: charter.sites.hamar });
  expect(enclave.siteOfOutpost("op-0123456789abcdef0")).toBeUndefined();
});

test.each([
  ["111122223333", true],
  ["444455556666", true],
  ["111122223334", false],
  ["arn:aws:iam::111122223333:root", false],
  ["*", false],
  ["", false],
  ["workload", false],
  ["constructor", false],
])("the account %s is one of the enclave's: %s", (id, approved) => {
  expect(enclave.accountApproved(id)).toBe(approved);
});

describe("hostPlace", () => {
  test.each([
    ["logs.example.ie", "logs.example.ie", "IE"],
    ["LOGS.Example.IE.", "logs.example.ie", "IE"],
    ["a.example.no", "a.example.no", "NO"],
    ["b.a.example.no", "b.a.example.no", "NO"],
    ["a.us.example.no", "a.us.example.no", "US"],
    ["us.example.no", "us.example.no", "NO"],
  ])("of %s", (host, id, country) => {
    expect(enclave.hostPlace(host)).toEqual({ id, country, kind: "host", cloud: "" });
  });

  test.each([
    "example.no",
    "xlogs.example.ie",
    "logs.example.ie.evil.com",
    "evilexample.no",
    "a.example.no.evil.com",
    "",
    ".",
    "constructor",
    "__proto__",
  ])("is not known for %j", (host) => {
    expect(enclave.hostPlace(host)).toBeUndefined();
  });

  test("is not known for any host without endpoints", () => {
    expect(jurisdictionOf(charter).hostPlace("logs.example.ie")).toBeUndefined();
  });
});

test("sites are asked by their own names alone", () => {
  const empty: Charter = { version: 1, jurisdictions: ["IE"], accounts: {}, sites: {} };
  expect(jurisdictionOf(empty).locate(HAMAR)).toEqual(outpost(HAMAR, null, "eu-west-1"));
});
