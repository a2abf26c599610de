import { readFileSync } from "node:fs";
import { parse, stringify } from "yaml";
import { CharterError } from "../../charter/charter-error";
import { jurisdictionOf } from "../../charter/jurisdiction";
import { parseCharter } from "../../charter/load";

type Json = Record<string, unknown>;

const reference = parse(readFileSync("charter.yaml", "utf8")) as Json;
const PARTNER = {
  account: "555566667777",
  who: "Payments Ltd",
  country: "IE",
  why: "settles the invoices of the shop",
  until: "2026-12-31",
};
const TRANSFER = {
  id: "invoices",
  from: "IE",
  to: "US",
  resources: ["aws_sqs_queue.invoices"],
  data: { class: "allowable", what: "invoices without names" },
  basis: "GDPR 46.2.c",
  safeguard: "aggregated",
  owner: "Ann Lee",
  approver: "Bea Quinn",
  expires: "2026-12-31",
};

const read = (change: Json) => parseCharter(stringify({ ...reference, ...change }), "charter.yaml");

/** `path: message` of everything that is wrong, without lines. */
function problems(change: Json): readonly string[] {
  try {
    read(change);
    return [];
  } catch (error) {
    if (!(error instanceof CharterError)) throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
}

test("a partner in an approved country needs no more than its entry", () => {
  expect(problems({ partners: [PARTNER] })).toEqual([]);
});

test.each<[string, Json, readonly string[]]>([
  [
    "has one of the enclave's own accounts",
    { account: "444455556666" },
    ["partners[0].account: this is one of the enclave's own accounts: remove this partner"],
  ],
  [
    "has the auditor's account",
    { account: "600070008000" },
    ["partners[0].account: this is the auditor's account, which has a door of its own: remove this partner"],
  ],
  [
    "works from a country that is not approved, and nothing is declared to go there",
    { country: "US" },
    [
      "partners[0].country: US is not in jurisdictions: declare what goes there under transfers, or remove this partner",
    ],
  ],
  ["gives no reason", { why: "data" }, ["partners[0].why: say why in at least ten characters"]],
  ["ends on no day", { until: "2026-02-30" }, ["partners[0].until: write a day that the calendar has, as YYYY-MM-DD"]],
])("a partner is refused that %s", (_, change, expected) => {
  expect(problems({ partners: [{ ...PARTNER, ...change }] })).toEqual(expected);
});

test("an account has one entry", () => {
  expect(problems({ partners: [PARTNER, { ...PARTNER, who: "Another Ltd" }] })).toEqual([
    "partners[1].account: another partner has the account 555566667777: keep one of them",
  ]);
});

test("a partner abroad may stand beside a transfer to that country, and to no other", () => {
  const abroad = [{ ...PARTNER, country: "US" }];
  expect(problems({ partners: abroad, transfers: [TRANSFER] })).toEqual([]);
  expect(problems({ partners: abroad, transfers: [{ ...TRANSFER, to: "GB" }] })).toEqual([
    "partners[0].country: US is not in jurisdictions: declare what goes there under transfers, or remove this partner",
  ]);
});

test.each([
  ["token.actions.githubusercontent.com", true],
  ["gitlab.example.ie/team", true],
  ["arn:aws:iam::111122223333:saml-provider/staff", true],
  ["https://token.actions.githubusercontent.com", false],
  ["*.githubusercontent.com", false],
  ["arn:aws:iam::*:saml-provider/staff", false],
])("the issuer %s is taken: %s", (name, taken) => {
  expect(problems({ issuers: { [name]: { who: "our own people" } } }).length === 0).toBe(taken);
});

test("an entry holds through its last day, and never without a day to compare", () => {
  const charter = read({ partners: [PARTNER] });
  const holds = (today?: string) => jurisdictionOf(charter, today).partnerOf("555566667777")?.holds;
  expect([holds("2026-12-30"), holds("2026-12-31"), holds("2027-01-01"), holds()]).toEqual([true, true, false, false]);
  expect(jurisdictionOf(charter, "2026-12-31").partnerOf("999999999999")).toBeUndefined();
});
