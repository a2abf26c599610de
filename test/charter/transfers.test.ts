import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CharterError } from "../../charter/charter-error";
import { parseCharter } from "../../charter/load";

const text = readFileSync(join(__dirname, "..", "..", "charter.yaml"), "utf8");

const good = {
  id: "exports-de",
  from: "IE",
  to: "DE",
  resources: ["module.export.*", 'aws_s3_bucket.b["a"]'],
  data: { class: "allowable", what: "view counts per video, no user id" },
  basis: "GDPR 46.2.c",
  safeguard: "aggregated",
  owner: "Ann",
  approver: "Bea",
  expires: "2028-02-29",
};

/** `path: message` of every problem of a charter with these transfers. */
function problemsOf(...transfers: readonly object[]): readonly string[] {
  try {
    parseCharter(`${text}\ntransfers: ${JSON.stringify(transfers)}\n`, "charter.yaml");
    return [];
  } catch (error) {
    if (!(error instanceof CharterError)) throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
}

test("a transfer is read as it stands", () => {
  expect(parseCharter(`${text}\ntransfers: ${JSON.stringify([good])}\n`, "charter.yaml").transfers).toEqual([good]);
});

test.each<[string, object, readonly string[]]>([
  ["to everywhere", { to: "global" }, []],
  [
    "of restricted data, pseudonymised",
    { data: { ...good.data, class: "restricted" }, safeguard: "pseudonymised" },
    [],
  ],
  ["inside the EEA", { basis: "GDPR 1.3" }, []],
  ...["encrypted", "aggregated", "none"].map((safeguard): [string, object, readonly string[]] => [
    `of restricted data, ${safeguard}`,
    { data: { ...good.data, class: "restricted" }, safeguard },
    ["transfers[0].safeguard: restricted data leaves only pseudonymised: write pseudonymised"],
  ]),
  [
    "from abroad",
    { from: "DE", to: "US" },
    ["transfers[0].from: DE is not in jurisdictions: a transfer starts where the enclave stands"],
  ],
  ["that stays inside", { to: "NO" }, ["transfers[0].to: NO is in jurisdictions: what stays inside needs no transfer"]],
  ["to a country that is none", { to: "UK" }, ["transfers[0].to: UK is not a country code: the United Kingdom is GB"]],
  ["of nothing", { resources: [] }, ["transfers[0].resources: name at least one resource"]],
  [
    "of everything",
    { resources: ["*", "**.*", " a.b"] },
    [
      "transfers[0].resources[0]: name a resource or a module: a pattern of wildcards alone covers everything",
      "transfers[0].resources[1]: name a resource or a module: a pattern of wildcards alone covers everything",
      "transfers[0].resources[2]: write a Terraform address without blanks around it, for example module.export.*",
    ],
  ],
  [
    "on a basis of no law, of a class that we do not know",
    { basis: "GDPR 6.1.f", data: { class: "secret", what: "things" } },
    [
      "transfers[0].data.class: write restricted, allowable, public",
      "transfers[0].data.what: say what data in at least ten characters",
      expect.stringMatching(/^transfers\[0\]\.basis: write one of GDPR 1\.3, GDPR 45, GDPR 46\.2\.a, .*GDPR 49\.1\.g$/),
    ],
  ],
  [
    "that its owner approves, until a day that no calendar has",
    { owner: "Ann  Lee", approver: " ann lee", expires: "2027-02-29" },
    [
      "transfers[0].approver: the owner cannot approve their own transfer: name another person",
      "transfers[0].expires: write a day that the calendar has, as YYYY-MM-DD",
    ],
  ],
  [
    "with a key that nobody knows",
    { reason: "because" },
    [
      "transfers[0].reason: no such key: known here are id, from, to, resources, data, basis, safeguard, owner, approver, expires",
    ],
  ],
])("a transfer %s", (_, change, problems) => {
  expect(problemsOf({ ...good, ...change })).toEqual(problems);
});

test("two transfers never share a name", () => {
  expect(problemsOf(good, { ...good, to: "US" }, { ...good, id: "other" })).toEqual([
    "transfers[1].id: another transfer is called exports-de: reports could not tell them apart",
  ]);
});

test("a transfer that is no mapping, or lacks a key, is told so", () => {
  const { basis: _, ...lacking } = good;
  expect(problemsOf(lacking)).toEqual([
    "transfers[0].basis: this key is missing: Legal basis: GDPR Chapter V, or GDPR 1.3 for the free movement of data inside the EEA",
  ]);
  expect(problemsOf([] as object)).toEqual(["transfers[0]: write keys with values here"]);
});
