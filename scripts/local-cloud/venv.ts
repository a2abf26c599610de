/** The project's own Python: a virtual environment with the local AWS API, pinned. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Missing } from "../missing-tool";

const root = resolve(__dirname, "..", "..");
const folder = join(root, ".venv");
const requirements = join(root, "scripts", "local-cloud", "requirements.txt");
const stamp = join(folder, "requirements.sha256");

/** Python of the virtual environment. */
export const PYTHON = join(folder, "bin", "python");

const wanted = (): string => createHash("sha256").update(readFileSync(requirements)).digest("hex");

/** Whether the virtual environment holds what the requirements say. */
export const isReady = (): boolean =>
  existsSync(PYTHON) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted();

const REMEDY = "Run `npm run setup` where Python 3.11 or later, its venv module, and a package index can be reached.";

/** What to say where it is needed and not there. */
export const NOT_READY: Missing = { what: "the local AWS API (moto) in .venv", remedy: REMEDY };

/** Makes it when it is not there or not up to date; nothing to do costs nothing. */
export function prepareVenv(say: (line: string) => void): Missing | undefined {
  if (isReady()) return undefined;
  say("setting up .venv with the local AWS API (moto): about a minute, once");
  rmSync(folder, { recursive: true, force: true });
  const made =
    run("python3", ["-m", "venv", folder]) ??
    run(PYTHON, ["-m", "pip", "install", "-q", "--no-deps", "--no-compile", "-r", requirements]);
  if (made !== undefined) return { what: `${NOT_READY.what}: ${made}`, remedy: REMEDY };
  writeFileSync(stamp, wanted());
  return undefined;
}

/** @returns the reason why it did not work, or nothing */
function run(program: string, args: readonly string[]): string | undefined {
  const { status, error, stderr } = spawnSync(program, args, { encoding: "utf8", stdio: ["ignore", "ignore", "pipe"] });
  if (error) return `${program} cannot be run (${(error as NodeJS.ErrnoException).code})`;
  return status === 0 ? undefined : (stderr.trim().split("\n").at(-1) ?? `${program} failed`);
}
