import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { CharterError } from "../../../charter/charter-error";
import { loadCharter } from "../../../charter/load";
import { refuseUnsoundWaivers } from "../../../gate/exceptions/waiver-soundness";
import { policies } from "../../../policies/catalogue";
import { charter, foreignPolicy } from "../builders";

const folder = mkdtempSync(join(tmpdir(), "clover-waivers-"));
const path = join(folder, "charter.yaml");
afterAll(() => rmSync(folder, { recursive: true }));

const sound = {
  policy: "residency/placement",
  address: "aws_s3_bucket.b",
  reason: "moves to Dublin in January",
  owner: "ada",
  approver: "grace",
  expires: "2026-12-31",
};

/** What is wrong, with the key that it is said of. */
function problemsOf(waiver: object, rules: object = {}, today = "2026-11-25"): readonly string[] {
  writeFileSync(path, stringify({ ...charter, waiverRules: rules, waivers: [{ ...sound, ...waiver }] }));
  try {
    const team = foreignPolicy(() => undefined);
    refuseUnsoundWaivers(loadCharter(path), [...policies, team], today);
    return [];
  } catch (error) {
    if (!(error instanceof CharterError)) throw error;
    return error.problems.map(({ path: key, message }) => `${key}: ${message}`);
  }
}

test.each<[string, object, object, readonly string[]]>([
  ["a sound waiver", {}, {}, []],
  [
    "a policy that does not exist",
    { policy: "residency/placment" },
    {},
    ["waivers[0].policy: residency/placment is not a policy: did you mean residency/placement?"],
  ],
  [
    "a policy that accepts no waiver",
    { policy: "integrity/complete-plan" },
    {},
    ["waivers[0].policy: integrity/complete-plan does not accept waivers: remove this one"],
  ],
  ["a policy of a team's own, which says nothing of waivers", { policy: "team/rule" }, {}, []],
  ["the last day that is allowed", { expires: "2027-02-23" }, {}, []],
  [
    "a day more",
    { expires: "2027-02-24" },
    {},
    ["waivers[0].expires: 91 days after today is too late: a waiver holds for 90 days, here until 2027-02-23"],
  ],
  [
    "a day more than the charter's own limit",
    { expires: "2026-12-06" },
    { longestDays: 10 },
    ["waivers[0].expires: 11 days after today is too late: a waiver holds for 10 days, here until 2026-12-05"],
  ],
  ["a longer one that the charter allows", { expires: "2027-05-01" }, { longestDays: 180 }, []],
  ["one whose day of granting is known, counted from there", { granted: "2026-12-01", expires: "2027-03-01" }, {}, []],
  ["one that expired long ago", { expires: "2020-01-01" }, {}, []],
  [
    "rules for a policy that does not exist",
    {},
    { never: ["residency/zones", "residency/zone"] },
    ["waiverRules.never[0]: residency/zones is not a policy: did you mean residency/zone?"],
  ],
])("%s", (_, waiver, rules, problems) => {
  expect(problemsOf(waiver, rules)).toEqual(problems);
});

test("each problem has its line and column in the charter", () => {
  writeFileSync(
    path,
    [
      "version: 1",
      "jurisdictions: [IE]",
      "accounts: {}",
      "sites: {}",
      "waivers:",
      "  - { policy: integrity/complete-plan, address: a.b, reason: because we must, owner: A, approver: B, expires: 2026-12-01 }",
    ].join("\n"),
  );
  expect(() => refuseUnsoundWaivers(loadCharter(path), policies, "2026-11-25")).toThrow(
    /charter\.yaml:6:15 waivers\[0\]\.policy: integrity\/complete-plan does not accept waivers: remove this one/,
  );
});
