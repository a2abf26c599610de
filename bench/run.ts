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
  readonly baseline: readonly string[];
  readonly measured: readonly string[];
}

const folder = mkdtempSync(join(tmpdir(), "clover-bench-"));
try {
  const failed = [
    compare({
      name: `small plan (${SMALL} resources) against node -e 0`,
      limit: 3,
      runs: 15,
      baseline: ["-e", "0"],
      measured: check(SMALL),
    }),
    compare({
      name: `plan of ${LARGE} resources against JSON.parse of it`,
      limit: 3,
      runs: 15,
      baseline: parse(LARGE),
      measured: check(LARGE),
    }),
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

function check(count: number): string[] {
  return [clover, "check", "--charter", charter, planFile(count)];
}

function parse(count: number): string[] {
  return ["-e", "JSON.parse(require('node:fs').readFileSync(process.argv[1]))", join(folder, `plan-${count}.json`)];
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

function time(args: readonly string[]): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  const spent = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`${args.join(" ")} exited with ${status}: ${stderr}`);
  return spent;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
