/**
 * OpenTofu for the tests: the one that is on this machine, or one that is built from its published Go module. The module files beside
 * this one pin its version and every dependency; `replace` is OpenTofu's own.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { findProgram } from "./terraform";
import type { Missing } from "../missing-tool";

const MODULE = join(__dirname, "opentofu");
const FILES = ["go.mod", "go.sum"] as const;
const REMEDY =
  "Put tofu on PATH, or name it in CLOVER_TOFU; or install the Go that scripts/terraform/opentofu/go.mod names and run " +
  "`npm run setup -- --opentofu`, which builds it (three minutes, once).";

/** The program that {@link buildOpenTofu} makes, in the user's cache and named after what it is made from: checkouts share it. */
function builtProgram(env: NodeJS.ProcessEnv): string {
  const hash = createHash("sha256");
  for (const file of FILES) hash.update(readFileSync(join(MODULE, file)));
  const caches = env["XDG_CACHE_HOME"] || join(homedir(), ".cache");
  return join(caches, "clover", `opentofu-${hash.digest("hex").slice(0, 16)}`, "tofu");
}

/** Finds what CLOVER_TOFU names, or else `tofu` on PATH, or else what was built. */
export function findOpenTofu(env: NodeJS.ProcessEnv): { program?: string; missing?: Missing } {
  const program =
    findProgram(env["CLOVER_TOFU"] || "tofu", env) ??
    (env["CLOVER_TOFU"] ? undefined : findProgram(builtProgram(env), env));
  return program ? { program } : { missing: { what: `the program ${env["CLOVER_TOFU"] || "tofu"}`, remedy: REMEDY } };
}

/** Builds it where none is found. @returns what is missing in the end, and why */
export async function buildOpenTofu(env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<Missing | undefined> {
  const { program, missing } = findOpenTofu(env);
  if (program) say(`OpenTofu is ${program}`);
  if (!missing || env["CLOVER_TOFU"]) return missing;
  if (!findProgram("go", env)) return { what: `${missing.what}, nor the program go to build it`, remedy: REMEDY };
  const target = builtProgram(env);
  say(`building OpenTofu into ${target}: about three minutes, once`);
  mkdirSync(join(target, "..", ".."), { recursive: true });
  // Beside its place, so that it appears there whole, whoever else builds it.
  const draft = mkdtempSync(join(target, "..", "..", "opentofu-draft-"));
  try {
    for (const file of FILES) cpSync(join(MODULE, file), join(draft, file));
    const failure = await build(draft, env);
    if (failure !== undefined) return { what: `${missing.what}: go build failed: ${failure}`, remedy: REMEDY };
    if (!existsSync(target)) renameSync(draft, join(target, ".."));
    return undefined;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** @returns the last words of a build that failed */
function build(folder: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const options = ["-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", "tofu"];
  return new Promise((settle) => {
    const go = spawn("go", ["build", ...options, "github.com/opentofu/opentofu/cmd/tofu"], {
      cwd: folder,
      env,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let words = "";
    go.stderr.on("data", (chunk: Buffer) => (words = (words + chunk.toString()).slice(-2000)));
    go.on("error", (error) => settle(error.message));
    go.on("close", (code) =>
      settle(code === 0 ? undefined : words.trim().split("\n").slice(-3).join(" ") || `code ${code}`),
    );
  });
}
