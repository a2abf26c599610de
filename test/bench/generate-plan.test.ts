import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generatePlan } from "../../bench/generate-plan";
import { judge } from "../../gate/judge/judge";

test("the same number gives the same plan", () => {
  expect(JSON.stringify(generatePlan(300))).toBe(JSON.stringify(generatePlan(300)));
});

test("the plan that is measured is read whole, stands in Ireland, and raises no false alarm", async () => {
  const folder = mkdtempSync(join(tmpdir(), "clover-bench-"));
  const path = join(folder, "plan.json");
  writeFileSync(path, JSON.stringify(generatePlan(300)));
  const charterPath = join(__dirname, "../../charter.yaml");
  const {
    verdict,
    findings,
    inputs,
    coverage: counted,
  } = await judge({ paths: [path], charterPath, now: new Date(0) });
  rmSync(folder, { recursive: true });
  const { global, ...coverage } = counted;
  expect(global).toHaveLength(coverage.byCountry.global ?? 0);
  expect({ verdict, findings, resources: inputs[0]?.resources, coverage }).toEqual({
    verdict: "compliant",
    findings: [],
    resources: 300,
    coverage: {
      resources: 300,
      placed: 300,
      takenAtWord: expect.any(Number) as number,
      undetermined: 0,
      byCountry: { IE: expect.any(Number), global: expect.any(Number) },
    },
  });
});
