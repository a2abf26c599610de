/** Killed at a hundred moments of a run: nothing unjudged is ever asked of the API, and nothing is left that others could read. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type LocalCloud, openLocalCloud } from "../../scripts/local-cloud/local-cloud";
import { describeEndToEnd } from "../tools/end-to-end";

const RUNS = Number(process.env["CLOVER_TEST_RUNS"] ?? 100);
/** The same moments for the same seed; another one is given by the environment. */
const SEED = Number(process.env["CLOVER_TEST_SEED"] ?? 20261125);

const configuration = (region: string) => `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.100.0" }
  }
}
variable "run" { type = string }
provider "aws" {
  region      = "${region}"
  max_retries = 2
}
resource "aws_ssm_parameter" "one" {
  name  = "/clover/killed"
  type  = "String"
  value = var.run
}
`;

/** Mulberry32. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describeEndToEnd("the gate, killed without warning", (toolchain) => {
  let cloud: LocalCloud;
  let base: string;
  beforeAll(async () => {
    cloud = await openLocalCloud(toolchain);
    base = mkdtempSync(join(tmpdir(), "clover-killed-"));
    for (const [name, region] of [
      ["home", "eu-west-1"],
      ["abroad", "us-east-1"],
    ] as const) {
      mkdirSync(join(base, name));
      writeFileSync(join(base, name, "main.tf"), configuration(region));
      const { code, output } = await gate(name, ["init", "-input=false"]).ended;
      if (code !== 0) throw new Error(output);
    }
    mkdirSync(join(base, "temporary"));
  });
  afterAll(async () => {
    rmSync(base, { recursive: true, force: true });
    await cloud?.close();
  });

  function gate(name: string, args: readonly string[], run = "0") {
    const child = spawn(cloud.env["TERRAFORM_BINARY_NAME"]!, args, {
      cwd: join(base, name),
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...cloud.env, TMPDIR: join(base, "temporary"), TF_VAR_run: run },
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    // Closed when the last process of the run has gone, Terraform and its provider too.
    const ended = new Promise<{ code: number | null; output: string }>((settle) => {
      child.on("close", (code) => settle({ code, output }));
    });
    return { pid: child.pid!, ended };
  }

  const kill = (pid: number) => {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It was faster.
    }
  };

  const left = () =>
    readdirSync(join(base, "temporary"), { withFileTypes: true, recursive: true })
      .filter(({ parentPath, name }) => `${parentPath}/${name}`.includes("clover-plan-"))
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mode & 0o077);

  test(`changes nothing unjudged and leaves nothing readable, ${RUNS} times`, async () => {
    const draw = random(SEED);
    const started = Date.now();
    const whole = await gate("home", ["apply", "-auto-approve"], "first").ended;
    const length = Date.now() - started;
    expect(whole.code).toBe(0);

    const seen = { beforeVerdict: 0, afterVerdict: 0, applied: 0 };
    const wrong: unknown[] = [];
    for (let index = 0; index < RUNS; index += 1) {
      const name = index % 4 === 3 ? "abroad" : "home";
      const delay = Math.round(draw() * length * 1.05);
      const group = draw() < 0.5;
      await cloud.api.record();
      const run = gate(name, ["apply", "-auto-approve"], `${SEED}-${index}`);
      // The first run may have met a busier machine than this one: what has ended need not be waited for.
      await Promise.race([run.ended, sleep(delay, undefined, { ref: false })]);
      kill(group ? -run.pid : run.pid);
      // Terraform goes on without the gate for a while, until whoever runs the pipeline ends that too.
      if (!group) await Promise.race([run.ended, sleep(2000)]);
      kill(-run.pid);
      const { output } = await run.ended;
      const writes = (await cloud.api.calls()).filter(({ reads }) => !reads);
      const verdict = /(COMPLIANT|REJECTED):/.exec(output)?.[1];
      seen[writes.length > 0 ? "applied" : verdict ? "afterVerdict" : "beforeVerdict"] += 1;
      const lawful = writes.length === 0 || (name === "home" && verdict === "COMPLIANT");
      const readable = left().filter((mode) => mode !== 0);
      if (!lawful || readable.length > 0) wrong.push({ index, name, delay, group, writes, readable });
    }
    process.stderr.write(`seed ${SEED}, a run takes ${length} ms: ${JSON.stringify(seen)}\n`);
    expect(wrong).toEqual([]);
    // The moments were spread over the whole run, or this shows nothing.
    expect(Object.values(seen).every((count) => count > 0)).toBe(true);

    const next = await gate("home", ["apply", "-auto-approve"], "last").ended;
    expect([next.code, left()]).toEqual([0, []]);
  });
});
