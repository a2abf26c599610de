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
  const { outputFiles } = buildSync({
    entryPoints: [require.resolve(`../pseudonymiser/${entry}`)],
    bundle: true,
    write: false,
    platform: "node",
    target: "node20",
    format: "cjs",
    minify: true,
    legalComments: "none",
    logLevel: "silent",
    define: Object.fromEntries(Object.entries(constants).map(([name, value]) => [name, JSON.stringify(value)])),
  });
  const folder = mkdtempSync(join(tmpdir(), "clover-function-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "index.js");
  writeFileSync(file, outputFiles[0]!.contents, { mode: 0o644 });
  // An archive carries the time of its files, and the earliest that it can say is 1980.
  const then = new Date("1980-01-02T00:00:00Z");
  utimesSync(file, then, then);
  const asset = new TerraformAsset(scope, "code", { path: folder, type: AssetType.ARCHIVE });
  return { filename: asset.path, sourceCodeHash: Fn.filebase64sha256(asset.path) };
}
