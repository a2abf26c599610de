/** The code of functions: bundled at synth from this toolkit's own sources, so that what is judged is what will run. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AssetType, Fn, TerraformAsset } from "cdktf";
import type { Construct } from "constructs";
import { buildSync } from "esbuild";

/** A function's archive, relative to the stack's folder, and its SHA-256 in base64 as Lambda compares it. */
export interface FunctionCode {
  readonly filename: string;
  readonly sourceCodeHash: string;
}

/** Folders with bundles, by entry and constants: bundling twice gives the same twice. They go when the program ends. */
const bundles = new Map<string, string>();

/**
 * Bundles one module with all that it imports, the AWS SDK included: what Lambda would put in by itself changes without a
 * plan. The same sources give the same archive, to the byte.
 *
 * @param entry name of a module in `pseudonymiser/` that exports `handler`
 * @param constants values by the names that the module declares; JSON, written into the code
 */
export function bundleFunction(
  scope: Construct,
  entry: string,
  constants: Readonly<Record<string, unknown>> = {},
): FunctionCode {
  const name = JSON.stringify([entry, constants]);
  const path = bundles.get(name) ?? bundle(entry, constants);
  bundles.set(name, path);
  const asset = new TerraformAsset(scope, "code", { path, type: AssetType.ARCHIVE });
  return { filename: asset.path, sourceCodeHash: Fn.filebase64sha256(asset.path) };
}

function bundle(entry: string, constants: Readonly<Record<string, unknown>>): string {
  const { outputFiles } = buildSync({
    entryPoints: [require.resolve(`../../pseudonymiser/${entry}`)],
    bundle: true,
    write: false,
    platform: "node",
    target: "node20",
    format: "cjs",
    minify: true,
    legalComments: "none",
    logLevel: "silent",
    define: Object.fromEntries(Object.entries(constants).map(([constant, value]) => [constant, JSON.stringify(value)])),
  });
  if (bundles.size === 0) process.once("exit", removeBundles);
  const folder = mkdtempSync(join(tmpdir(), "clover-function-"));
  const file = join(folder, "index.js");
  writeFileSync(file, outputFiles[0]!.contents, { mode: 0o644 });
  // An archive carries the time of its files, and the earliest that it can say is 1980.
  const then = new Date("1980-01-02T00:00:00Z");
  utimesSync(file, then, then);
  return folder;
}

function removeBundles(): void {
  for (const folder of bundles.values()) rmSync(folder, { recursive: true, force: true });
}
