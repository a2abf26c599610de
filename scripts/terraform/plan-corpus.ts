/**
 * Makes the real plans of `test/plans` from the configurations beside them: `tsx scripts/terraform/plan-corpus.ts [--force] [FAMILY[/CASE]...]`.
 * A case that has a plan keeps it, unless forced. No AWS API is asked, except a local one for the cases that say so. OpenTofu is the
 * one that scripts/terraform/opentofu.ts finds.
 */
import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { type Moto, startMoto } from "../local-cloud/moto";
import { finishPlan, type Making, readMaking } from "./plan-making";
import { findOpenTofu } from "./opentofu";
import { linkMirror } from "./provider-mirror";
import { findToolchain, PROVIDER_VERSION, type Toolchain } from "./terraform";

const corpus = resolve(__dirname, "..", "..", "test", "plans");
/** The charter's workload account. */
const ACCOUNT = "111122223333";
/** What a case says of itself; Terraform reads none of it. */
const NOTES = new Set(["plan.json", "expected.json", "making.json", "before", "prior-state.json"]);

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const force = args.includes("--force");
  const wanted = args.filter((arg) => !arg.startsWith("--"));
  const due = listCases(wanted).filter((folder) => force || !existsSync(join(folder, "plan.json")));
  if (due.length === 0) return;
  const { toolchain, missing } = findToolchain(process.env);
  if (!toolchain) throw new Error(missing.map(({ what, remedy }) => `${what} is missing. ${remedy}`).join("\n"));
  const plugins = linkPlugins(toolchain);
  let failed = 0;
  try {
    for (const folder of due) {
      const name = folder.slice(corpus.length + 1);
      try {
        writeFileSync(join(folder, "plan.json"), await makePlan(folder, toolchain, plugins));
        process.stdout.write(`made ${name}\n`);
      } catch (error) {
        failed++;
        process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
      }
    }
  } finally {
    rmSync(plugins, { recursive: true, force: true });
  }
  if (failed > 0) process.exitCode = 1;
}

/** Folders that hold an expectation: all of them, or those of the named families and cases. */
function listCases(wanted: readonly string[]): string[] {
  return readdirSync(corpus, { withFileTypes: true })
    .filter((family) => family.isDirectory())
    .flatMap((family) => readdirSync(join(corpus, family.name)).map((name) => `${family.name}/${name}`))
    .filter((name) => existsSync(join(corpus, name, "expected.json")))
    .filter((name) => wanted.length === 0 || wanted.includes(name) || wanted.includes(name.split("/")[0]!))
    .map((name) => join(corpus, name));
}

/** A plugin folder in which the mirror's provider stands under the addresses that Terraform and OpenTofu give it. */
function linkPlugins({ mirror }: Toolchain): string {
  const plugins = mkdtempSync(join(tmpdir(), "clover-plugins-"));
  for (const registry of ["registry.terraform.io", "registry.opentofu.org"])
    linkMirror(mirror, PROVIDER_VERSION, registry, plugins);
  return plugins;
}

async function makePlan(folder: string, toolchain: Toolchain, plugins: string): Promise<string> {
  const making = readMaking(folder);
  const work = mkdtempSync(join(tmpdir(), "clover-plan-"));
  const moto = making.api ? await startMoto() : undefined;
  try {
    const env = { ...environment(work), ...(moto ? await localApi(moto) : {}), ...making.environment };
    const run = runner(work, making.program === "tofu" ? requireOpenTofu() : toolchain.terraform, env);
    const init = () => run("init", "-input=false", "-no-color", `-plugin-dir=${plugins}`);
    if (moto && existsSync(join(folder, "before"))) {
      cpSync(join(folder, "before"), work, { recursive: true });
      init();
      run("apply", "-input=false", "-no-color", "-auto-approve");
      for (const name of readdirSync(join(folder, "before"))) rmSync(join(work, name), { recursive: true });
      const somebody = await moto.assume(ACCOUNT);
      for (const { service, region, parameters } of making.meanwhile ?? [])
        await moto.ask(service, region, somebody, parameters);
      if (making.stateless) rmSync(join(work, "terraform.tfstate"));
    }
    cpSync(folder, work, { recursive: true, filter: (path) => path === folder || !NOTES.has(basename(path)) });
    const state = join(folder, "prior-state.json");
    if (existsSync(state)) cpSync(state, join(work, "terraform.tfstate"));
    init();
    plan(run, making);
    return finishPlan(run("show", "-json", "plan.out"), work, making);
  } finally {
    await moto?.stop();
    rmSync(work, { recursive: true, force: true });
  }
}

function requireOpenTofu(): string {
  const { program, missing } = findOpenTofu(process.env);
  if (program === undefined) throw new Error(`${missing?.what} is missing. ${missing?.remedy}`);
  return program;
}

function plan(run: (...args: string[]) => string, making: Making): void {
  const refresh = making.api ? [] : ["-refresh=false"]; // Nothing answers.
  try {
    run("plan", "-input=false", "-no-color", "-out=plan.out", ...refresh, ...(making.arguments ?? []));
  } catch (error) {
    if (!making.fails) throw error;
    return;
  }
  if (making.fails) throw new Error("the plan was to fail, and did not");
}

/** Nothing of the user's; credentials that nobody would accept, and no way to ask anybody. */
const environment = (home: string): NodeJS.ProcessEnv => ({
  PATH: process.env["PATH"],
  HOME: home,
  CHECKPOINT_DISABLE: "1",
  TF_IN_AUTOMATION: "1",
  AWS_ACCESS_KEY_ID: "mock",
  AWS_SECRET_ACCESS_KEY: "mock",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_CONFIG_FILE: join(home, "no-config"),
  AWS_SHARED_CREDENTIALS_FILE: join(home, "no-credentials"),
});

const localApi = async (moto: Moto): Promise<NodeJS.ProcessEnv> => ({
  AWS_ENDPOINT_URL: moto.url,
  ...(await moto.assume(ACCOUNT)),
});

const runner = (cwd: string, program: string, env: NodeJS.ProcessEnv) => {
  const options: ExecFileSyncOptionsWithStringEncoding = {
    cwd,
    env,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: "pipe",
  };
  return (...args: string[]): string => {
    try {
      return execFileSync(program, args, options);
    } catch (error) {
      const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
      throw new Error(`${basename(program)} ${args[0]} failed:\n${stdout.slice(-1500)}${stderr.slice(-3000)}`, {
        cause: error,
      });
    }
  };
};

void main();
