import type { Waiver } from "../../../charter/schema";
import type { Finding } from "../../../gate/report";
import { applyWaivers } from "../../../gate/exceptions/waivers";
import { charter, finding } from "../builders";

const waiver: Waiver = {
  policy: "residency/placement",
  address: "aws_s3_bucket.b",
  reason: "moves to Dublin in January",
  owner: "ada",
  approver: "grace",
  expires: "2026-12-31",
};
const { reason, owner, approver, expires } = waiver;
const judged = new Set(["residency/placement", "integrity/complete-plan"]);

const apply = (findings: readonly Finding[], waivers: readonly Waiver[], today = "2026-11-25") =>
  applyWaivers(findings, { ...charter, waivers }, judged, today);

const waived = finding({ outcome: "waived", waiver: { reason, owner, approver, expires } });

test("a waiver covers the violation that it names, and the report says who accepted it until when", () => {
  expect(apply([finding()], [waiver])).toEqual({ findings: [waived], unused: [], ending: [] });
});

test("it holds through its last day and not a day longer", () => {
  expect(apply([finding()], [waiver], "2026-12-31").findings).toEqual([waived]);
  expect(apply([finding()], [waiver], "2027-01-01")).toEqual({
    findings: [finding({ evidence: ["waiver of ada refused: it expired on 2026-12-31"] })],
    unused: [{ policy: waiver.policy, address: waiver.address, expires, why: "it expired on 2026-12-31" }],
    ending: [],
  });
});

test("a waiver with a path covers that attribute alone", () => {
  const other = finding({ path: "replica[0].region" });
  expect(apply([finding(), other], [{ ...waiver, path: "region" }]).findings).toEqual([waived, other]);
  expect(apply([finding(), other], [waiver]).findings.map(({ outcome }) => outcome)).toEqual(["waived", "waived"]);
});

test.each<[string, Partial<Waiver>]>([
  ["another address", { address: "aws_s3_bucket.b2" }],
  ["a prefix of the address", { address: "aws_s3_bucket" }],
  ["a glob", { address: "aws_s3_bucket.*" }],
  ["another path", { path: "regio" }],
])("%s covers nothing, and is reported as unused", (_, change) => {
  const { findings, unused } = apply([finding()], [{ ...waiver, ...change }]);
  expect(findings).toEqual([finding()]);
  expect(unused).toEqual([
    { policy: waiver.policy, address: waiver.address, expires, why: "it matches no finding", ...change },
  ]);
});

test("an undetermined finding cannot be waived: nobody has looked at it", () => {
  const undetermined = finding({ outcome: "undetermined", evidence: ["no witness"] });
  expect(apply([undetermined], [waiver])).toEqual({
    findings: [
      { ...undetermined, evidence: ["no witness", "waiver of ada refused: an undetermined finding cannot be waived"] },
    ],
    unused: [
      { policy: waiver.policy, address: waiver.address, expires, why: "an undetermined finding cannot be waived" },
    ],
    ending: [],
  });
});

test("a second waiver covers what the first one no longer does", () => {
  const old = { ...waiver, expires: "2026-01-01" };
  expect(apply([finding()], [old, waiver])).toEqual({
    findings: [waived],
    unused: [
      { policy: waiver.policy, address: waiver.address, expires: "2026-01-01", why: "it expired on 2026-01-01" },
    ],
    ending: [],
  });
});

test("a waiver for a policy that did not judge this time is not called unused", () => {
  expect(apply([], [{ ...waiver, policy: "residency/zone" }])).toEqual({ findings: [], unused: [], ending: [] });
});

test.each<[string, Partial<Waiver>, string]>([
  ["before the day it was granted for", { granted: "2026-11-26" }, "it is valid from 2026-11-26"],
  [
    "at another place than the one that was accepted",
    { place: "eu-central-1" },
    "it accepts eu-central-1, and this is in us-east-1",
  ],
])("a waiver covers nothing %s", (_, change, why) => {
  const { findings, unused } = apply([finding()], [{ ...waiver, ...change }]);
  expect(findings).toEqual([finding({ evidence: [`waiver of ada refused: ${why}`] })]);
  expect(unused).toEqual([{ policy: waiver.policy, address: waiver.address, expires, why }]);
});

test("a waiver for a place covers nothing that is not about a place", () => {
  const { place: _, ...placeless } = finding();
  expect(apply([placeless], [{ ...waiver, place: "us-east-1" }]).findings).toEqual([
    { ...placeless, evidence: ["waiver of ada refused: it accepts us-east-1, and this is not about a place"] },
  ]);
});

test("the finding carries all that the charter says of who accepted it", () => {
  const papers = { ticket: "CLV-1", granted: "2026-11-25" };
  expect(apply([finding()], [{ ...waiver, ...papers, place: "us-east-1" }]).findings).toEqual([
    finding({ outcome: "waived", waiver: { reason, owner, approver, ...papers, expires } }),
  ]);
});

test.each<[string, string, number | undefined]>([
  ["2026-12-01", "31 days before its last day says nothing", undefined],
  ["2026-12-01", "30 days before it warns", 30],
  ["2026-12-31", "on its last day it warns", 0],
  ["2027-01-01", "afterwards it is expired, not ending", undefined],
])("%s: %s", (today, says, days) => {
  const day = says.startsWith("31") ? "2026-11-30" : today;
  expect(apply([finding()], [{ ...waiver, path: "region" }], day).ending).toEqual(
    days === undefined
      ? []
      : [{ policy: waiver.policy, address: waiver.address, path: "region", owner, expires, days }],
  );
});

test("a waiver that covers nothing is to be deleted, not to be renewed", () => {
  const { ending, unused } = apply([], [waiver], "2026-12-30");
  expect([ending, unused.length]).toEqual([[], 1]);
});
