/**
 * `npm run bench`: how long a whole `clover check` takes, as a multiple of what no program of its kind can avoid, and how many
 * records the pseudonymiser gets through.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { generatePlan } from "./generate-plan";
import { benchPseudonymiser } from "./pseudonymise";
import { makeSavedPlan } from "./saved-plan";

const LARGE = 10_000;
const SMALL = 12;
const root = resolve(__dirname, "..");
const clover = join(root, "dist", "bin", "clover.js");
const charter = join(root, "charter.yaml");

/** A measurement: the program, the program that it is compared with, and the largest ratio. */
interface Comparison {
  readonly name: string;
  readonly limit: number;
  readonly runs: number;
  readonly baseline: Command;
  readonly measured: Command;
}

interface Command {
  readonly program?: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

const folder = mkdtempSync(join(tmpdir(), "clover-bench-"));
try {
  const failed = [
    compare({
      name: `small plan (${SMALL} resources) against node -e 0`,
      limit: 3,
      runs: 15,
      baseline: { args: ["-e", "0"] },
      measured: check(SMALL),
    }),
    compare({
      name: `plan of ${LARGE} resources against JSON.parse of it`,
      limit: 3,
      runs: 15,
      baseline: parse(LARGE),
      measured: check(LARGE),
    }),
    compareSavedPlan(),
  ].includes(false);
  if (failed) process.exitCode = 1;
  process.stdout.write(benchPseudonymiser());
} finally {
  rmSync(folder, { recursive: true });
}

function planFile(count: number): string {
  const file = join(folder, `plan-${count}.json`);
  writeFileSync(file, JSON.stringify(generatePlan(count)));
  return file;
}

function check(count: number): Command {
  return { args: [clover, "check", "--charter", charter, planFile(count)] };
}

function parse(count: number): Command {
  return {
    args: ["-e", "JSON.parse(require('node:fs').readFileSync(process.argv[1]))", join(folder, `plan-${count}.json`)],
  };
}

/** A saved plan can be shown by Terraform alone, which every check of one waits for. Without Terraform nothing is measured. */
function compareSavedPlan(): boolean {
  const plan = makeSavedPlan(join(folder, "saved"));
  if ("missing" in plan) {
    process.stdout.write(`SKIPPED, not measured: a saved plan against terraform show -json\n`);
    for (const line of plan.missing) process.stdout.write(`  ${line}\n`);
    return true;
  }
  const { terraform, file, folder: cwd, env } = plan;
  return compare({
    name: "saved plan against terraform show -json of it",
    limit: 1.3,
    runs: 7,
    baseline: { program: terraform, args: ["show", "-json", "-no-color", file], cwd, env },
    measured: { args: [clover, "check", "--charter", charter, file], cwd, env },
  });
}

/**
 * Interleaved, so that what else the machine does falls on both. The median says what people see; a loaded machine slows long
 * runs more than short ones, so the limit is held against the fastest.
 */
function compare({ name, limit, runs, baseline, measured }: Comparison): boolean {
  const times = Array.from({ length: runs }, () => ({ baseline: time(baseline), measured: time(measured) }));
  const ratioOf = (pick: (values: readonly number[]) => number) => {
    const own = pick(times.map((pair) => pair.measured));
    const base = pick(times.map((pair) => pair.baseline));
    return { ratio: own / base, text: `${(own / base).toFixed(2)} x (${own.toFixed(0)} ms / ${base.toFixed(0)} ms)` };
  };
  const [typical, fastest] = [ratioOf(median), ratioOf((values) => Math.min(...values))];
  process.stdout.write(`${name}, ${runs} runs each, limit ${limit} x\n`);
  process.stdout.write(`  median ${typical.text}, fastest ${fastest.text}\n`);
  return fastest.ratio <= limit;
}

function time({ program = process.execPath, args, cwd, env }: Command): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(program, args, {
    ...(cwd !== undefined && { cwd }),
    ...(env && { env }),
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  const spent = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`${[program, ...args].join(" ")} exited with ${status}: ${stderr}`);
  return spent;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
