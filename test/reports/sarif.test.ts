import { renderSarif } from "../../reports/sarif";
import { finding, report } from "../gate/builders";

const waiver = {
  reason: "moves to Dublin in January",
  owner: "ada",
  approver: "grace",
  ticket: "CLV-1",
  expires: "2026-12-31",
};

test("what rejects is an error, advice a note, and what is waived stands suppressed under a rule of no severity", () => {
  const findings = [
    finding({ outcome: "advisory", address: "aws_a.a", policy: "keys/customer-managed", severity: "low" }),
    finding({ evidence: ["seen"], input: "out/a b.json" }),
    finding({ outcome: "waived", address: "aws_b.b", waiver }),
    finding({ outcome: "undetermined", address: "", input: "-" }),
  ];
  const [run] = JSON.parse(renderSarif(report(findings))).runs;
  expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual([
    "residency/placement",
    "keys/customer-managed",
    "residency/placement/waived",
  ]);
  expect(run.tool.driver.rules.map(({ properties }: { properties: object }) => properties)).toEqual([
    { "security-severity": "9.5", tags: ["security", "residency"] },
    { "security-severity": "2.0", tags: ["security", "keys"] },
    { tags: ["security", "residency"] },
  ]);
  expect(run.results.map((result: Record<string, unknown>) => [result.level, result.ruleId])).toEqual([
    ["error", "residency/placement"],
    ["error", "residency/placement"],
    ["note", "keys/customer-managed"],
    ["note", "residency/placement/waived"],
  ]);
  expect(run.results.map(({ suppressions }: { suppressions?: unknown }) => suppressions)).toEqual([
    undefined,
    undefined,
    undefined,
    [
      {
        kind: "external",
        status: "accepted",
        justification: "until 2026-12-31, owner ada, approved by grace, ticket CLV-1: moves to Dublin in January",
        properties: waiver,
      },
    ],
  ]);
  expect(run.results[0]).toEqual({
    ruleId: "residency/placement",
    level: "error",
    message: { text: "aws_s3_bucket.b would be in us-east-1\nseen\nMove it to a site of the charter." },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: "out/a%20b.json" }, region: { startLine: 1 } },
        logicalLocations: [{ fullyQualifiedName: "aws_s3_bucket.b", kind: "resource" }],
      },
    ],
    partialFingerprints: { "clover/v1": "residency/placement|aws_s3_bucket.b|region" },
    properties: { outcome: "violation", attribute: "region", place: { id: "us-east-1", country: "US" } },
  });
  expect(run.results[1].locations[0].physicalLocation.artifactLocation.uri).toBe("stdin");
});

test("a run never holds more results than code scanning takes, and what rejects comes first", () => {
  const findings = [...Array(25_001).keys()].map((index) =>
    finding({ outcome: "advisory", address: `aws_a.a${index}` }),
  );
  const { results } = JSON.parse(renderSarif(report([...findings, finding()]))).runs[0];
  expect(results.length).toBe(25_000);
  expect(results[0].level).toBe("error");
});
