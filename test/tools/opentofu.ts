/** OpenTofu on this machine, for tests that hold under both programs. */
import { execFileSync } from "node:child_process";
import { accessSync, chmodSync, closeSync, constants, openSync, readdirSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";

const PACKED = resolve(__dirname, "../../../shared/bin");

/**
 * How to come by `tofu`: what CLOVER_TOFU names, or one on PATH, or the packed one that stands beside this checkout, which is
 * unpacked into a folder. Undefined where there is none, which is said on standard error.
 */
export function locateOpenTofu(): ((folder: string) => string) | undefined {
  const named = process.env["CLOVER_TOFU"];
  const onPath = (process.env["PATH"] ?? "").split(delimiter).map((entry) => join(entry, "tofu"));
  const found = named || onPath.find(isExecutable);
  if (found) return () => found;
  const packed = listOf(PACKED).find((name) => /^tofu-.*\.xz$/.test(name));
  if (packed) return (folder) => unpack(join(PACKED, packed), folder);
  process.stderr.write("\nSKIPPED under OpenTofu: there is none.\n  Put tofu on PATH, or name it in CLOVER_TOFU.\n");
  return undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function unpack(packed: string, folder: string): string {
  const program = join(folder, "tofu");
  const file = openSync(program, "w");
  execFileSync("xz", ["-dc", packed], { stdio: ["ignore", file, "inherit"] });
  closeSync(file);
  chmodSync(program, 0o755);
  return program;
}

function listOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
