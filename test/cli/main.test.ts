/** The executable itself, as people and pipelines run it. */
import { spawnSync, type SpawnSyncOptions } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { ROOT, setUpFolder } from "./workbench";

const folder = setUpFolder();
const bundle = join(ROOT, "dist", "bin", "clover.js");
const npm = process.platform === "win32" ? "npm.cmd" : "npm";
afterAll(() => rmSync(folder, { recursive: true }));

const quiet = {
  ...process.env,
  NO_COLOR: undefined,
  FORCE_COLOR: undefined,
  INIT_CWD: undefined,
  npm_lifecycle_event: undefined,
};

function runClover(args: string[], options: SpawnSyncOptions & { env?: Record<string, string> } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, "scripts", "clover.cjs"), ...args], {
    cwd: folder,
    encoding: "utf8",
    ...options,
    env: { ...quiet, ...options.env } as NodeJS.ProcessEnv,
  });
  return { status, stdout: String(stdout), stderr: String(stderr) };
}

test("it says its version, and is bundled first where that is due", () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  expect(runClover(["--version"])).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
});

test("the exit code, the report and the complaints go where they belong", () => {
  expect(runClover(["check", "home/cdk.tf.json"])).toEqual({
    status: 0,
    stdout: expect.stringContaining("COMPLIANT"),
    stderr: "",
  });
  expect(runClover(["check", "abroad/cdk.tf.json"])).toEqual({
    status: 1,
    stdout: expect.stringContaining("REJECTED"),
    stderr: "",
  });
  expect(runClover(["check", "none.json"])).toEqual({
    status: 2,
    stdout: "",
    stderr: expect.stringContaining("none.json"),
  });
});

test("npm run clover does what npx clover does, in the folder of the caller", () => {
  mkdirSync(join(folder, "sub"));
  const { status, stdout, stderr } = spawnSync(
    npm,
    ["run", "--silent", "--prefix", ROOT, "clover", "--", "check", "../abroad/cdk.tf.json"],
    {
      cwd: join(folder, "sub"),
      encoding: "utf8",
      env: quiet as NodeJS.ProcessEnv,
    },
  );
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  expect(stdout).toMatch(/^aws_sqs_queue\.q {2}in \.\.\/abroad\/cdk\.tf\.json\n/);
});

test("a source that is younger than the bundle is bundled first, without a word", () => {
  utimesSync(bundle, new Date(0), new Date(0));
  expect(runClover(["check", "home/cdk.tf.json"])).toEqual({
    status: 0,
    stdout: expect.stringContaining("COMPLIANT"),
    stderr: "",
  });
  expect(statSync(bundle).mtimeMs).toBeGreaterThan(Date.now() - 60_000);
});

test("the bundle runs by itself, as an installed package runs it", () => {
  const { status, stdout } = spawnSync(bundle, ["check", "home/cdk.tf.json", "--format", "json"], {
    cwd: folder,
    encoding: "utf8",
  });
  expect([status, JSON.parse(stdout).verdict]).toEqual([0, "compliant"]);
});

test("a plan can be piped in", () => {
  const input = readFileSync(join(folder, "abroad/cdk.tf.json"));
  expect(runClover(["check", "-"], { input })).toEqual({
    status: 1,
    stdout: expect.stringContaining("us-east-1"),
    stderr: "",
  });
});

test("a plan that is piped in late, and in pieces, is waited for", () => {
  const pieces = "(sleep 0.5; head -c 100 FILE; sleep 0.5; tail -c +101 FILE)".replaceAll("FILE", "abroad/cdk.tf.json");
  const { status, stdout, stderr } = spawnSync(
    "bash",
    ["-c", `${pieces} | "${process.execPath}" "${bundle}" check -`],
    {
      cwd: folder,
      encoding: "utf8",
      env: quiet as NodeJS.ProcessEnv,
    },
  );
  expect({ status, stdout, stderr }).toEqual({
    status: 1,
    stdout: expect.stringContaining("us-east-1"),
    stderr: "",
  });
});

test("a reader that stops early does not change the verdict", () => {
  const script = `"${process.execPath}" "${bundle}" check abroad/cdk.tf.json | true; echo "\${PIPESTATUS[0]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", script], { cwd: folder, encoding: "utf8" });
  expect({ stdout, stderr }).toEqual({ stdout: "1\n", stderr: "" });
});

test.each([
  [{}, false],
  [{ FORCE_COLOR: "1" }, true],
  [{ FORCE_COLOR: "0" }, false],
  [{ FORCE_COLOR: "1", NO_COLOR: "1" }, false],
])("with %j in the environment, a pipe gets colour: %s", (env, coloured) => {
  expect(runClover(["check", "abroad/cdk.tf.json"], { env }).stdout.includes("\u001b[")).toBe(coloured);
});
