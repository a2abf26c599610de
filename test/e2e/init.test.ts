/** What `clover init` writes, run as a person and as a pipeline would run it. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { loadCharter } from "../../charter/load";
import { run } from "../../cli/run";
import { recordTerminal } from "../cli/workbench";
import { installClover } from "../tools/installed-package";

const folder = mkdtempSync(join(tmpdir(), "clover-init-"));
const read = (file: string): string => readFileSync(join(folder, file), "utf8");
beforeAll(async () => {
  const terminal = recordTerminal({ cwd: folder });
  const code = await run(["init"], terminal);
  if (code !== 0) throw new Error(terminal.err());
  installClover(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A script of a pipeline, with the options that GitHub and GitLab give their shells. */
function runScript(script: string) {
  const env = {
    PATH: process.env["PATH"],
    HOME: folder,
    CI: "true",
    NO_UPDATE_NOTIFIER: "1",
    GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
  };
  const options = { cwd: folder, env, encoding: "utf8" as const };
  const { status, stdout, stderr } = spawnSync("bash", ["-eo", "pipefail", "-c", script], options);
  return { status, output: `${stdout}${stderr}` };
}

const github = (): string =>
  (
    parse(read(".github/workflows/clover.yml")) as { jobs: { check: { steps: { name?: string; run?: string }[] } } }
  ).jobs.check.steps.find(({ name }) => name === "Judge")!.run!;
const gitlab = (): string => (parse(read(".gitlab-ci.yml")) as { clover: { script: string[] } }).clover.script[1]!;
const resultsOf = (): readonly { ruleId: string }[] =>
  (JSON.parse(read("clover.sarif")) as { runs: { results: { ruleId: string }[] }[] }).runs[0]!.results;

test("the charter is one that can be relied on", () => {
  expect(Object.keys(loadCharter(join(folder, "charter.yaml")).charter.sites)).toEqual(["dublin"]);
});

test("what it starts with is compliant, by hand", () => {
  const { status, output } = runScript("npm run synth && npm run check");
  expect({ status, verdicts: output.match(/compliant\. Resources: 8 in IE|COMPLIANT: no findings/g) }).toEqual({
    status: 0,
    verdicts: ["compliant. Resources: 8 in IE", "COMPLIANT: no findings"],
  });
});

test("and in both pipelines, which leave their reports", () => {
  expect({ github: runScript(github()).status, gitlab: runScript(gitlab()).status }).toEqual({ github: 0, gitlab: 0 });
  expect([
    resultsOf(),
    read("summary.md").includes("## Clover: compliant"),
    read("clover.xml").includes("no findings"),
  ]).toEqual([[], true, true]);
});

test("a program that cannot be synthesized fails them, though the compliant stack of an earlier run is still there", () => {
  const main = read("main.ts");
  writeFileSync(join(folder, "main.ts"), `${main}throw new Error("broken");\n`);
  const { status, output } = runScript(gitlab());
  writeFileSync(join(folder, "main.ts"), main);
  expect({ status, says: /Error: broken/.test(output) }).toEqual({ status: 1, says: true });
});

test("a queue abroad fails both, and stands in their reports", () => {
  const main = read("main.ts").replace(
    "  new SovereignBucket(",
    '  dublin.addOverride("resource.aws_sqs_queue.away", { name: "a", region: "us-east-1" });\n  new SovereignBucket(',
  );
  writeFileSync(join(folder, "main.ts"), main);
  expect({ github: runScript(github()).status, gitlab: runScript(gitlab()).status }).toEqual({ github: 1, gitlab: 1 });
  expect(resultsOf().map(({ ruleId }) => ruleId)).toContain("residency/placement");
  expect(read("clover.xml")).toContain("aws_sqs_queue.away would be in us-east-1 (US)");
});
