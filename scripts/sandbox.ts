/**
 * `npm run sandbox`: the enclave deployed for real against a local AWS API, and a foreign resource refused. Ends with 0 only if
 * both went as promised, with 2 when something that it needs is missing.
 */
import { styleText } from "node:util";
import { type Inventory, type LocalCloud, openLocalCloud } from "./local-cloud/local-cloud";
import type { Missing } from "./missing-tool";
import { findToolchain } from "./terraform/terraform";
import { isReady, NOT_READY } from "./local-cloud/venv";

const APP = "node_modules/.bin/tsx test/e2e/apps/foreign.ts";
const colours = Boolean(process.stdout.isTTY) && !process.env["NO_COLOR"];

const paint = (style: "bold" | "green" | "red", text: string): string => (colours ? styleText(style, text) : text);
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const step = (text: string): void => say(`\n${paint("bold", text)}`);
const show = (output: string, lines: RegExp): void => {
  for (const line of output.split("\n")) if (lines.test(line)) say(`  ${line.trim()}`);
};

/** Says what became of a promise, and returns whether it was kept. */
function hold(promise: string, kept: boolean): boolean {
  say(`  ${kept ? paint("green", "held") : paint("red", "BROKEN")}: ${promise}`);
  return kept;
}

function tellMissing(missing: readonly Missing[]): number {
  for (const { what, remedy } of missing) process.stderr.write(`The sandbox needs ${what}.\n  ${remedy}\n`);
  return 2;
}

const same = (a: Inventory, b: Inventory): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A deployment that the charter allows: Dublin stands up. */
async function deployDublin(cloud: LocalCloud): Promise<boolean> {
  step("1. Dublin, by a real cdktf deploy behind the gate (about a minute)");
  const { code, output } = await cloud.cdktf(["deploy", "dublin", "--auto-approve"]);
  show(output, /COMPLIANT|REJECTED|Apply complete!/);
  const { buckets, vpcs } = await cloud.inventory();
  say(`  standing: ${buckets.length} buckets (${buckets.join(", ")}), networks ${vpcs.join(", ")}`);
  if (code !== 0) say(output);
  return hold("Dublin was judged compliant and stands", code === 0 && buckets.length > 0 && vpcs.length === 1);
}

/** One that it does not: nothing of it is ever made. */
async function tryAbroad(cloud: LocalCloud): Promise<boolean> {
  step("2. A stack with one bucket in us-east-1, by a provider alias of its own");
  const before = await cloud.inventory();
  await cloud.api.record();
  const { code, output } = await cloud.cdktf(["deploy", "own-alias", "--auto-approve"], { app: APP });
  const writes = (await cloud.api.calls()).filter(({ reads }) => !reads);
  show(output, /not allowed:|COMPLIANT|REJECTED|Nothing was applied/);
  const refused = hold("the deployment was refused", code === 1 && output.includes("REJECTED"));
  const silent = hold("the API was asked to write nothing", writes.length === 0);
  const absent = hold("what stands is what stood before", same(before, await cloud.inventory()));
  return refused && silent && absent;
}

async function main(): Promise<number> {
  const { toolchain, missing } = findToolchain(process.env);
  const lacking = [...missing, ...(isReady() ? [] : [NOT_READY])];
  if (!toolchain || lacking.length > 0) return tellMissing(lacking);

  say("A local AWS API (moto), the real Terraform, the real AWS provider, the real cdktf; no AWS account is touched.");
  say("Hamar is an Outpost, which moto knows in parts only: the tests plan and judge it.");
  const cloud = await openLocalCloud(toolchain);
  const stop = () => void cloud.close().finally(() => process.exit(130));
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    const stands = await deployDublin(cloud);
    const refused = await tryAbroad(cloud);
    step(stands && refused ? "Everything held." : "Something did not hold.");
    return stands && refused ? 0 : 1;
  } finally {
    await cloud.close();
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
}

void main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`The sandbox failed: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 3;
  },
);
