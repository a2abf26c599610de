/** OpenTofu on this machine, for tests that hold under both programs. */
import { execFileSync } from "node:child_process";
import { accessSync, chmodSync, closeSync, constants, openSync, readdirSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";

const PACKED = resolve(__dirname, "../../../shared/bin");

/**
 * Path of `tofu`: what CLOVER_TOFU names, or one on PATH, or the packed one that stands beside this checkout, unpacked into
 * `folder`. Undefined where there is none, which is said on standard error.
 */
export function findOpenTofu(folder: string): string | undefined {
  const named = process.env["CLOVER_TOFU"];
  if (named) return named;
  const found = (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((entry) => join(entry, "tofu"))
    .find(isExecutable);
  return found ?? unpack(folder);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function unpack(folder: string): string | undefined {
  const packed = listOf(PACKED).find((name) => /^tofu-.*\.xz$/.test(name));
  if (!packed) {
    process.stderr.write(
      "\nNOT TRIED under OpenTofu: there is none.\n  Put tofu on PATH, or name it in CLOVER_TOFU.\n",
    );
    return undefined;
  }
  const program = join(folder, "tofu");
  const file = openSync(program, "w");
  execFileSync("xz", ["-dc", join(PACKED, packed)], { stdio: ["ignore", file, "inherit"] });
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
