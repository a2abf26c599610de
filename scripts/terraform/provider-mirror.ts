/** The AWS provider on this machine, and its schema: found, never downloaded. */
import { execFileSync } from "node:child_process";
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
import { basename, join } from "node:path";
import type { ProviderSchemas } from "../carriers/schema";

const skipped = new Set(["proc", "sys", "dev", "node_modules", ".terraform.d", "plugin-cache"]);

/**
 * The folder above `registry.terraform.io` that holds the provider's executable, from `CLOVER_PROVIDER_MIRROR` or a few levels
 * under the root. A folder of that name alone proves nothing: plugin caches have one that only links elsewhere.
 */
export function findMirror(version: string): string | undefined {
  const named = process.env["CLOVER_PROVIDER_MIRROR"];
  if (named) return holdsProvider(named, version) ? named : undefined;
  let level = ["/"];
  for (let depth = 0; depth < 5; depth++) {
    const found = level.find((folder) => holdsProvider(folder, version));
    if (found) return found;
    level = level.flatMap(foldersIn);
  }
  return undefined;
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !skipped.has(entry.name))
      .map((entry) => join(folder, entry.name));
  } catch {
    return []; // Not ours to read.
  }
}

function holdsProvider(mirror: string, version: string): boolean {
  const folder = join(mirror, "registry.terraform.io", "hashicorp", "aws", version);
  if (!existsSync(folder)) return false;
  return foldersIn(folder).some((platform) =>
    readdirSync(platform).some((file) => file.startsWith(`terraform-provider-aws_v${version}`)),
  );
}

/** Makes a mirror in `folder` that gives the provider the address of another registry, such as OpenTofu's, out of links. */
export function linkMirror(mirror: string, version: string, registry: string, folder: string): void {
  const provider = join("hashicorp", "aws", version);
  const linked = join(folder, registry, provider);
  mkdirSync(linked, { recursive: true });
  // By platform: neither program follows a link higher up.
  for (const platform of foldersIn(join(mirror, "registry.terraform.io", provider)))
    symlinkSync(platform, join(linked, basename(platform)));
}

/** The schema dump of that version: from the cache, else from terraform and the mirror. Throws when neither is here. */
export function dumpSchema(version: string, cache: string): ProviderSchemas {
  const file = join(cache, `aws-schema-${version}.json`);
  if (!existsSync(file)) {
    mkdirSync(cache, { recursive: true });
    writeFileSync(file, askTerraform(version));
  }
  return JSON.parse(readFileSync(file, "utf8")) as ProviderSchemas;
}

function askTerraform(version: string): string {
  const mirror = findMirror(version);
  if (!mirror)
    throw new Error(`no filesystem mirror with the AWS provider ${version}: name one in CLOVER_PROVIDER_MIRROR`);
  const folder = mkdtempSync(join(tmpdir(), "clover-schema-"));
  const terraform = (...args: string[]) =>
    execFileSync("terraform", args, {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: process.env["PATH"], HOME: folder, CHECKPOINT_DISABLE: "1" },
    });
  try {
    const required = { aws: { source: "hashicorp/aws", version } };
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ terraform: { required_providers: required } }));
    terraform("init", "-input=false", `-plugin-dir=${mirror}`);
    return terraform("providers", "schema", "-json");
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    const why = missing
      ? "terraform is not on the PATH"
      : String((error as { stderr?: unknown }).stderr ?? error).trim();
    throw new Error(`the schema of the AWS provider ${version} could not be read: ${why}`, { cause: error });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
