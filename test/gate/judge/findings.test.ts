import { findingsOf } from "../../../gate/judge/findings";
import type { Problem } from "../../../policies/policy";
import { document, foreignPolicy, resource } from "../builders";

const policy = foreignPolicy(() => undefined, { severity: "high", remediationSteps: "do this" });
const second = foreignPolicy(() => undefined, { name: "team/second" });
const problem: Problem = { outcome: "violation", address: "aws_vpc.v", path: "region", message: "wrong" };
const input = document([resource("aws_vpc.v", { origin: "dublin/vpc" })]);

const find = (problems: readonly (Problem & { by?: typeof policy })[], level: "mandatory" | "advisory" = "mandatory") =>
  findingsOf(
    input,
    problems.map(({ by = policy, ...problem }) => ({ policy: by, problem })),
    [policy, second].map((policy) => ({ policy, level })),
  );

const expected = {
  policy: "team/rule",
  outcome: "violation",
  severity: "high",
  enforcementLevel: "mandatory",
  address: "aws_vpc.v",
  path: "region",
  message: "wrong",
  fix: "do this",
  input: "plan.json",
  origin: "dublin/vpc",
};

test("a problem becomes a finding with the policy's fix, its level, and where the resource was written", () => {
  const place = { id: "us-east-1", country: "US", kind: "region", cloud: "aws" } as const;
  expect(find([{ ...problem, place, evidence: ["seen"] }])).toEqual([
    { ...expected, place: { id: "us-east-1", country: "US" }, evidence: ["seen"] },
  ]);
});

test("an advisory policy gives advice, whatever it says", () => {
  expect(find([problem, { ...problem, path: "other", outcome: "undetermined" }], "advisory")).toEqual([
    { ...expected, path: "other", outcome: "advisory", enforcementLevel: "advisory" },
    { ...expected, outcome: "advisory", enforcementLevel: "advisory" },
  ]);
});

test("two problems of one identity are one finding: the worse stands, and nothing that was said is lost", () => {
  const doubt = { ...problem, outcome: "undetermined", message: "unsure", evidence: ["a", "b"] } as const;
  expect(find([doubt, { ...problem, evidence: ["b"] }, problem])).toEqual([
    { ...expected, evidence: ["b", "unsure", "a"] },
  ]);
});

test("the order depends on what is found, not on when", () => {
  const problems = [
    { ...problem, by: second },
    { ...problem, address: "aws_a.a" },
    { ...problem, path: "Zone" },
    problem,
    { ...problem, address: "" },
  ];
  const order = (findings: ReturnType<typeof find>) => findings.map((f) => `${f.address} ${f.policy} ${f.path}`);
  const sorted = [
    " team/rule region",
    "aws_a.a team/rule region",
    "aws_vpc.v team/rule Zone",
    "aws_vpc.v team/rule region",
    "aws_vpc.v team/second region",
  ];
  expect(order(find(problems))).toEqual(sorted);
  expect(order(find(problems.toReversed()))).toEqual(sorted);
});
