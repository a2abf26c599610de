import { renderJson } from "../../reports/json";
import { finding, report } from "../gate/builders";
import { HOSTILE } from "./hostile";

test("the JSON report is the report, hostile names and all", () => {
  const given = report([finding({ address: HOSTILE })]);
  expect(JSON.parse(renderJson(given))).toEqual(given);
});

test("the keys of the contract are there, under the names that scripts rely on", () => {
  const { verdict, inputs, findings, coverage } = JSON.parse(renderJson(report([finding()])));
  expect({ verdict, inputs, findings, coverage }).toEqual({
    verdict: "rejected",
    inputs: [{ path: "plan.json", kind: "plan", sha256: "0".repeat(64), resources: 3 }],
    findings: [
      {
        policy: "residency/placement",
        outcome: "violation",
        severity: "critical",
        enforcementLevel: "mandatory",
        address: "aws_s3_bucket.b",
        path: "region",
        place: { id: "us-east-1", country: "US" },
        message: "aws_s3_bucket.b would be in us-east-1",
        fix: "Move it to a site of the charter.",
        input: "plan.json",
      },
    ],
    coverage: { resources: 3, placed: 2, undetermined: 1, byCountry: { IE: 1, global: 1 }, global: ["aws_iam_role.r"] },
  });
});
