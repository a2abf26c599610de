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
  "model/input/a.ts": 'import "../../charter/clean";',
  "placement/a.ts": 'import "../policies/clean";',
  "policies/a.ts": 'import "../gate/clean"; import "@pulumi/policy";',
  "gate/a.ts": 'import "../reports/a"; import "cdktf";',
  "reports/a.ts": 'import "../policies/clean"; import "node:fs";',
  "cli/a.ts": 'import "../constructs/a"; import "../test/a"; import "fast-check"; import "./nowhere";',
  "cli/one.ts": 'import type { Two } from "./two"; export type One = Two;',
  "cli/two.ts": 'import type { One } from "./one"; export type Two = One | 2;',
  "test/a.ts": "export {};",
};

/** One file for each room that could import a room behind it, and one in a room without a rule. */
const ROOM_BREACHES: Record<string, string> = {
  "constructs/foundation/a.ts": 'import "../keys/clean";',
  "constructs/keys/a.ts": 'import "../network/clean";',
  "constructs/logs/a.ts": 'import "../network/clean";',
  "constructs/network/a.ts": 'import "../data/clean";',
  "constructs/data/a.ts": 'import "../access/clean";',
  "constructs/access/a.ts": 'import "../audit/clean";',
  "constructs/audit/a.ts": 'import "../access/clean";',
  "constructs/outposts/a.ts": 'import "../audit/clean";',
  "constructs/pseudonymisation/a.ts": 'import "../transfer/clean";',
  "constructs/transfer/a.ts": 'import "../audit/clean";',
  "constructs/guardrails/a.ts": 'import "../keys/clean";',
  "constructs/attic/a.ts": 'import "../../core/clean";',
  "model/a.ts": 'import "./plan/clean";',
  "model/references/a.ts": 'import "../entries/clean";',
  "model/expressions/a.ts": 'import "../entries/clean";',
  "model/source/a.ts": 'import "../entries/clean";',
  "model/entries/a.ts": 'import "../plan/clean";',
  "model/plan/a.ts": 'import "../synth/clean";',
  "model/synth/a.ts": 'import "../plan/clean";',
  "model/state/a.ts": 'import "../plan/clean";',
  "model/pulumi/a.ts": 'import "../plan/clean";',
  "model/input/b.ts": 'import "../attic/a";',
  "model/attic/a.ts": 'import "../../core/clean";',
  "placement/catalogue/a.ts": 'import "../text/clean";',
  "placement/text/a.ts": 'import "../access/clean";',
  "placement/state/a.ts": 'import "../ends/clean";',
  "placement/ends/a.ts": 'import "../witnesses/clean";',
  "placement/custody/a.ts": 'import "../access/clean";',
  "placement/templates/a.ts": 'import "../access/clean";',
  "placement/witnesses/a.ts": 'import "../../placement/locate";',
  "placement/access/a.ts": 'import "../flows/clean";',
  "placement/other-clouds/a.ts": 'import "../flows/clean";',
  "placement/flows/a.ts": 'import "../access/clean";',
  "placement/attic/a.ts": 'import "../../core/clean";',
  "placement/locate.ts": 'import "./flows/clean";',
  "gate/b.ts": 'import "./judge/clean";',
  "gate/hosting/a.ts": 'import "../clean";',
  "gate/posture/a.ts": 'import "../judge/clean";',
  "gate/exceptions/a.ts": 'import "../judge/clean";',
  "gate/evidence/a.ts": 'import "../judge/clean";',
  "gate/judge/a.ts": 'import "../evidence/clean";',
  "gate/terraform/a.ts": 'import "../judge/clean";',
  "gate/attic/a.ts": 'import "../../core/clean";',
};

test("every rule reports the breach that it is there for, and only that", () => {
  const folder = mkdtempSync(join(tmpdir(), "clover-layers-"));
  for (const name of [".dependency-cruiser.cjs", "tsconfig.json", "package.json"])
    cpSync(join(ROOT, name), join(folder, name));
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const rooms = Object.keys(ROOM_BREACHES).map((name) => dirname(name));
  const clean = Object.fromEntries([...FOLDERS, ...rooms].map((name) => [`${name}/clean.ts`, "export {};"]));
  for (const [name, text] of Object.entries({ ...clean, ...BREACHES, ...ROOM_BREACHES })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const found = cruise(folder, [...FOLDERS, "test"]);
  rmSync(folder, { recursive: true });
  expect([...new Set(found.map(({ rule }) => rule.name))].toSorted()).toEqual(
    config.forbidden.map(({ name }) => name).toSorted(),
  );
  expect(found.filter(({ from }) => from.endsWith("clean.ts") && !from.includes("/attic/"))).toEqual([]);
  expect(found.filter(({ from }) => from === "placement/locate.ts")).toEqual([]);
});

test("types of @pulumi/policy may be used anywhere", () => {
  const folder = mkdtempSync(join(tmpdir(), "clover-layers-"));
  for (const name of [".dependency-cruiser.cjs", "tsconfig.json", "package.json"])
    cpSync(join(ROOT, name), join(folder, name));
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  mkdirSync(join(folder, "gate"));
  writeFileSync(
    join(folder, "gate/one.ts"),
    'import type { Policies } from "@pulumi/policy"; export type One = Policies;',
  );
  const found = cruise(folder, ["gate"]);
  rmSync(folder, { recursive: true });
  expect(found).toEqual([]);
});
