/**
 * `tsx scripts/setup.ts [--opentofu]`: prepares what the end-to-end tests and the sandbox need beyond Node: makes what a package index has, finds what it has not,
 * and names what is missing. Never fails: whatever needs a missing thing says so itself.
 */
import { buildOpenTofu } from "./terraform/opentofu";
import { findToolchain } from "./terraform/terraform";
import { prepareVenv } from "./local-cloud/venv";

const say = (line: string): void => void process.stdout.write(`setup: ${line}\n`);

async function prepare(): Promise<void> {
  const venv = prepareVenv(say);
  const tofu = process.argv.includes("--opentofu") ? await buildOpenTofu(process.env, say) : undefined;
  const { toolchain, missing } = findToolchain(process.env);
  if (toolchain) say(`terraform is ${toolchain.terraform}, providers come from ${toolchain.mirror}`);
  for (const { what, remedy } of [venv, tofu, ...missing].filter((one) => one !== undefined))
    say(`MISSING ${what}\n       ${remedy}`);
}

void prepare();
