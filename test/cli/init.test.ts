import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { run } from "../../cli/run";
import { loadCharter } from "../../charter/load";
import { version } from "../../package.json";
import { recordTerminal } from "./workbench";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "clover-init-"))));
afterEach(() => rmSync(folder, { recursive: true }));

async function init(...args: string[]) {
  const terminal = recordTerminal({ cwd: folder });
  const code = await run(["init", ...args], terminal);
  return { code, out: terminal.out(), err: terminal.err() };
}

const FILES = [
  ".github",
  ".gitignore",
  ".gitlab-ci.yml",
  "cdktf.json",
  "charter.yaml",
  "main.ts",
  "package.json",
  "tsconfig.json",
];
const read = (file: string): string => readFileSync(join(folder, file), "utf8");

test("a folder that is not there is made, and every file in it can be read by whom it is for", async () => {
  const { code, out, err } = await init("a/My Enclave");
  expect({ code, err, files: readdirSync(join(folder, "a/My Enclave")).toSorted() }).toEqual({
    code: 0,
    err: "",
    files: FILES,
  });
  expect(out).toContain("Next:\n  1. Put the package of this Clover into a/My Enclave/vendor/clover-");
  expect(loadCharter(join(folder, "a/My Enclave/charter.yaml")).charter.jurisdictions).toEqual(["IE"]);
  for (const file of ["package.json", "cdktf.json", "tsconfig.json"]) JSON.parse(read(`a/My Enclave/${file}`));
  for (const file of [".gitlab-ci.yml", ".github/workflows/clover.yml"]) parse(read(`a/My Enclave/${file}`));
  expect(JSON.parse(read("a/My Enclave/package.json"))).toMatchObject({ name: "my-enclave", private: true });
});

test("Clover itself comes from a file, never from whoever has its name in a registry", async () => {
  await init();
  const { dependencies, devDependencies } = JSON.parse(read("package.json"));
  expect(dependencies.clover).toBe(`file:vendor/clover-${version}.tgz`);
  const others = Object.entries({ ...dependencies, ...devDependencies }).filter(([name]) => name !== "clover");
  expect(others.filter(([, wanted]) => !/^\d+\.\d+\.\d+$/.test(String(wanted)))).toEqual([]);
});

test.each<[string, () => void]>([
  ["a charter", () => writeFileSync(join(folder, "charter.yaml"), "mine")],
  ["a folder", () => mkdirSync(join(folder, "main.ts"))],
  ["a link that leads nowhere", () => symlinkSync("/nowhere", join(folder, ".gitlab-ci.yml"))],
  [
    "a workflow of that name",
    () => {
      mkdirSync(join(folder, ".github/workflows"), { recursive: true });
      writeFileSync(join(folder, ".github/workflows/clover.yml"), "mine");
    },
  ],
])("%s that is there is not written over, and nothing else is written", async (_, prepare) => {
  prepare();
  const before = readdirSync(folder, { recursive: true }).toSorted();
  const { code, out, err } = await init();
  expect({ code, out, after: readdirSync(folder, { recursive: true }).toSorted() }).toEqual({
    code: 2,
    out: "",
    after: before,
  });
  expect(err).toMatch(
    /is there already, and nothing is written over\. Nothing was written\.\n {2}Name an empty folder/,
  );
});

test("other files may be there", async () => {
  writeFileSync(join(folder, "README.md"), "mine");
  expect([(await init(".")).code, read("README.md"), existsSync(join(folder, "main.ts"))]).toEqual([0, "mine", true]);
});

test("a file is no folder", async () => {
  writeFileSync(join(folder, "file"), "mine");
  const { code, err } = await init("file");
  expect([code, err.includes("a part of the path is a file")]).toEqual([2, true]);
});

test("where the system makes no folders it says so, and ends", async () => {
  const { code, err } = await init("/proc/clover/enclave");
  expect([code, err]).toEqual([2, expect.stringContaining("cannot be written: ENOENT.")]);
});

test("there is no way to force it", async () => {
  expect((await init("--force")).code).toBe(2);
});
