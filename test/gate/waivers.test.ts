import type { Waiver } from "../../charter/schema";
import type { Finding } from "../../gate/report";
import { applyWaivers } from "../../gate/waivers";
import { charter, finding } from "./builders";

const waiver: Waiver = {
  policy: "residency/placement",
  address: "aws_s3_bucket.b",
  reason: "moves to Dublin in January",
  owner: "ada",
  approver: "grace",
  expires: "2026-12-31",
};
const { reason, owner, approver, expires } = waiver;
const roster = {
  known: new Set(["residency/placement", "residency/zone", "integrity/complete-plan"]),
  judged: new Set(["residency/placement", "integrity/complete-plan"]),
  waivable: (policy: string) => policy !== "integrity/complete-plan",
};

const apply = (findings: readonly Finding[], waivers: readonly Waiver[], today = "2026-11-25") =>
  applyWaivers(findings, { ...charter, waivers }, roster, today);

const waived = finding({ outcome: "waived", waiver: { reason, owner, approver, expires } });

test("a waiver covers the violation that it names, and the report says who accepted it until when", () => {
  expect(apply([finding()], [waiver])).toEqual({ findings: [waived], unused: [] });
});

test("it holds through its last day and not a day longer", () => {
  expect(apply([finding()], [waiver], "2026-12-31").findings).toEqual([waived]);
  expect(apply([finding()], [waiver], "2027-01-01")).toEqual({
    findings: [finding({ evidence: ["waiver of ada refused: it expired on 2026-12-31"] })],
    unused: [{ policy: waiver.policy, address: waiver.address, expires, why: "it expired on 2026-12-31" }],
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

test("what could not be proven cannot be waived: nobody has looked at it", () => {
  const undetermined = finding({ outcome: "undetermined", evidence: ["no witness"] });
  expect(apply([undetermined], [waiver])).toEqual({
    findings: [
      { ...undetermined, evidence: ["no witness", "waiver of ada refused: what could not be proven cannot be waived"] },
    ],
    unused: [
      { policy: waiver.policy, address: waiver.address, expires, why: "what could not be proven cannot be waived" },
    ],
  });
});

test("a policy that accepts no waiver refuses it", () => {
  const broken = finding({ policy: "integrity/complete-plan" });
  const refused = "integrity/complete-plan accepts no waiver";
  expect(apply([broken], [{ ...waiver, policy: "integrity/complete-plan" }]).findings).toEqual([
    { ...broken, evidence: [`waiver of ada refused: ${refused}`] },
  ]);
});

test("a second waiver covers what the first one no longer does", () => {
  const old = { ...waiver, expires: "2026-01-01" };
  expect(apply([finding()], [old, waiver])).toEqual({
    findings: [waived],
    unused: [
      { policy: waiver.policy, address: waiver.address, expires: "2026-01-01", why: "it expired on 2026-01-01" },
    ],
  });
});

test("a waiver for a policy that did not judge this time is not called unused", () => {
  expect(apply([], [{ ...waiver, policy: "residency/zone" }])).toEqual({ findings: [], unused: [] });
});

test.each<[string, Partial<Waiver>, string]>([
  ["its owner approved it", { approver: " Ada " }, "is approved by its owner, ada"],
  ["the policy does not exist", { policy: "residency/none" }, "names a policy that does not exist"],
  ["the day does not exist", { expires: "2026-02-30" }, "expires on 2026-02-30, which is no day"],
])("a waiver is an error in the charter when %s, also while it covers nothing", (_, change, message) => {
  expect(() => apply([], [{ ...waiver, ...change }])).toThrow(message);
});
