import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CATALOGUE_DATE } from "../../../charter/places";
import { judge, type JudgeOptions } from "../../../gate/judge/judge";
import type { Provider, Resource } from "../../../model/document";
import { policies } from "../../../policies/catalogue";
import { document, foreignPolicy, resource } from "../builders";

const folder = mkdtempSync(join(tmpdir(), "clover-judge-"));
const charterPath = join(folder, "charter.yaml");
const text = readFileSync(join(__dirname, "../../../charter.yaml"), "utf8");
beforeEach(() => writeFileSync(charterPath, text));
afterAll(() => rmSync(folder, { recursive: true }));

const provider = (region: string): Provider => ({
  address: 'provider["registry.terraform.io/hashicorp/aws"]',
  source: "registry.terraform.io/hashicorp/aws",
  name: "aws",
  module: "",
  settings: { region },
});
const queue = (region: string, change: Partial<Resource> = {}): Resource =>
  resource("aws_sqs_queue.q", {
    provider: provider(region),
    values: { name: "q", sqs_managed_sse_enabled: true },
    ...change,
  });

const judgeThese = (resources: readonly Resource[], change: Partial<JudgeOptions> = {}) =>
  judge({ documents: [document(resources)], charterPath, now: new Date("2026-11-25T12:00:00Z"), ...change });

const placementOnly = { policyGlobs: ["residency/placement"] };

test("a document whose resources stand in approved countries is compliant, and the report says against what it was judged", async () => {
  await expect(judgeThese([queue("eu-west-1")], placementOnly)).resolves.toEqual({
    verdict: "compliant",
    inputs: [{ path: "plan.json", kind: "plan", sha256: "0".repeat(64), resources: 1 }],
    findings: [],
    coverage: { resources: 1, placed: 1, undetermined: 0, byCountry: { IE: 1 }, global: [] },
    policies: ["residency/placement"],
    drift: [],
    unusedWaivers: [],
    endingWaivers: [],
    transfers: [],
    unusedTransfers: [],
    charter: {
      path: charterPath,
      sha256: createHash("sha256").update(text).digest("hex"),
      jurisdictions: ["IE", "NO"],
    },
    catalogue: { date: CATALOGUE_DATE },
    version: JSON.parse(readFileSync(join(__dirname, "../../../package.json"), "utf8")).version,
  });
});

test("a foreign resource rejects, and so does one that nobody can place", async () => {
  const { verdict, findings, coverage } = await judgeThese([queue("us-east-1")], placementOnly);
  expect([verdict, findings.map(({ outcome, place }) => [outcome, place]), coverage.byCountry]).toEqual([
    "rejected",
    [["violation", { id: "us-east-1", country: "US" }]],
    { US: 1 },
  ]);
  const lost = await judgeThese([queue("moon-1")], placementOnly);
  expect([lost.verdict, lost.findings.map(({ outcome }) => outcome), lost.coverage.undetermined]).toEqual([
    "rejected",
    ["undetermined"],
    1,
  ]);
});

test("without globs every policy of the pack judges", async () => {
  const { policies: judged } = await judgeThese([queue("eu-west-1")]);
  expect(judged).toEqual(policies.map(({ name }) => name).toSorted());
});

test("advice does not reject, unless the charter makes the policy mandatory", async () => {
  const advise = foreignPolicy((_, report) => report("could be better"), { enforcementLevel: "advisory" });
  const options = { extraPolicies: [advise], policyGlobs: ["team/*"] };
  const advised = await judgeThese([queue("eu-west-1")], options);
  expect([advised.verdict, advised.findings.map(({ outcome }) => outcome)]).toEqual(["compliant", ["advisory"]]);
  writeFileSync(charterPath, `${text}\npolicies: { team/rule: mandatory }\n`);
  const demanded = await judgeThese([queue("eu-west-1")], options);
  expect([demanded.verdict, demanded.findings.map(({ outcome }) => outcome)]).toEqual(["rejected", ["violation"]]);
});

test("a waiver of the charter is applied by the day that the caller names", async () => {
  const waiver = {
    policy: "residency/placement",
    address: "aws_sqs_queue.q",
    reason: "moves home this year",
    owner: "ada",
    approver: "grace",
    expires: "2026-12-31",
  };
  writeFileSync(charterPath, `${text}\nwaivers: [${JSON.stringify(waiver)}]\n`);
  const until = await judgeThese([queue("us-east-1")], placementOnly);
  expect([until.verdict, until.findings.map(({ outcome }) => outcome), until.unusedWaivers]).toEqual([
    "compliant",
    ["waived"],
    [],
  ]);
  const after = await judgeThese([queue("us-east-1")], { ...placementOnly, now: new Date("2027-01-01T00:00:00Z") });
  expect([after.verdict, after.findings.map(({ outcome }) => outcome)]).toEqual(["rejected", ["violation"]]);
});

test("a level for a policy that does not exist is an error in the charter", async () => {
  writeFileSync(charterPath, `${text}\npolicies: { residency/placemnt: mandatory }\n`);
  await expect(judgeThese([queue("eu-west-1")])).rejects.toThrow("residency/placemnt");
});

test("nothing to judge is an error, unless the caller says that a plan may be empty", async () => {
  await expect(judgeThese([])).rejects.toThrow("There is nothing to judge: no resource in plan.json.");
  await expect(judgeThese([], { documents: [] })).rejects.toThrow(
    "There is nothing to judge: no resource in the input.",
  );
  const { verdict, coverage } = await judgeThese([], { allowEmpty: true });
  expect([verdict, coverage.resources]).toEqual(["compliant", 0]);
});

test("a plan that only deletes does hold resources", async () => {
  const gone = queue("us-east-1", { stays: false, actions: ["delete"] });
  const { verdict, inputs, coverage } = await judgeThese([gone]);
  expect([verdict, inputs[0]?.resources, coverage.resources]).toEqual(["compliant", 1, 0]);
});

test("an input that is named twice is judged once; two inputs keep their findings apart", async () => {
  const one = document([queue("us-east-1")], { path: "one.json" });
  const two = document([queue("us-east-1")], { path: "two.json" });
  const { inputs, findings } = await judgeThese([], { ...placementOnly, documents: [two, one, two] });
  expect(inputs.map(({ path }) => path)).toEqual(["two.json", "one.json"]);
  expect(findings.map(({ input, address }) => [input, address])).toEqual([
    ["two.json", "aws_sqs_queue.q"],
    ["one.json", "aws_sqs_queue.q"],
  ]);
});
