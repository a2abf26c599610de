/** The layer rules hold in this tree, and each of them can fail. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const ROOT = join(__dirname, "..");
const FOLDERS = [
  "core",
  "charter",
  "pseudonymiser",
  "constructs",
  "stacks",
  "model",
  "placement",
  "policies",
  "gate",
  "reports",
  "cli",
];
const config = require("../.dependency-cruiser.cjs") as { forbidden: { name: string }[] };

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
}

function cruise(folder: string, names: readonly string[]): Violation[] {
  const program = join(ROOT, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
  const { stdout } = spawnSync(
    process.execPath,
    [program, "--config", ".dependency-cruiser.cjs", "--output-type", "json", ...names],
    { cwd: folder, encoding: "utf8", maxBuffer: 1e9 },
  );
  return JSON.parse(stdout).summary.violations;
}

/** One file for each way in which a layer could be broken. */
const BREACHES: Record<string, string> = {
  "core/a.ts": 'import "../charter/clean";',
  "charter/a.ts": 'import "../model/clean";',
  "pseudonymiser/a.ts": 'import "../charter/clean";',
  "constructs/a.ts": 'import "../stacks/a";',
  "stacks/a.ts": 'import "../reports/a";',
  "model/a.ts": 'import "../charter/clean";',
  "placement/a.ts": 'import "../policies/clean";',
  "policies/a.ts": 'import "../gate/clean"; import "@pulumi/policy";',
  "gate/a.ts": 'import "../reports/a"; import "cdktf";',
  "reports/a.ts": 'import "../policies/clean"; import "node:fs";',
  "cli/a.ts": 'import "../constructs/a"; import "../test/a"; import "fast-check"; import "./nowhere";',
  "cli/one.ts": 'import { two } from "./two"; export const one = () => two;',
  "cli/two.ts": 'import { one } from "./one"; export const two = () => one;',
  "test/a.ts": "export {};",
};

test("every rule reports the breach that it is there for, and only that", () => {
  const folder = mkdtempSync(join(tmpdir(), "clover-layers-"));
  for (const name of [".dependency-cruiser.cjs", "tsconfig.json", "package.json"])
    cpSync(join(ROOT, name), join(folder, name));
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const clean = Object.fromEntries(FOLDERS.map((name) => [`${name}/clean.ts`, "export {};"]));
  for (const [name, text] of Object.entries({ ...clean, ...BREACHES })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const found = cruise(folder, [...FOLDERS, "test"]);
  rmSync(folder, { recursive: true });
  expect([...new Set(found.map(({ rule }) => rule.name))].toSorted()).toEqual(
    config.forbidden.map(({ name }) => name).toSorted(),
  );
  expect(found.filter(({ from }) => from.endsWith("clean.ts"))).toEqual([]);
}, 60_000);

test("types may refer to each other, and types of @pulumi/policy may be used anywhere", () => {
  const folder = mkdtempSync(join(tmpdir(), "clover-layers-"));
  for (const name of [".dependency-cruiser.cjs", "tsconfig.json", "package.json"])
    cpSync(join(ROOT, name), join(folder, name));
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  mkdirSync(join(folder, "gate"));
  writeFileSync(
    join(folder, "gate/one.ts"),
    'import type { Two } from "./two"; import type { Policies } from "@pulumi/policy"; export type One = Two & Policies;',
  );
  writeFileSync(join(folder, "gate/two.ts"), 'import type { One } from "./one"; export type Two = One | 2;');
  const found = cruise(folder, ["gate"]);
  rmSync(folder, { recursive: true });
  expect(found).toEqual([]);
}, 60_000);
