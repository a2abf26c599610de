/** A binary plan or state file, shown as JSON by the program that wrote it. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { InputError } from "../../core/user-error";
import { printable } from "../../core/printable";

/** Plan files are zip archives. */
export const isBinaryPlan = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

const LARGEST_OUTPUT = 2 ** 30;

/**
 * Runs `PROGRAM show -json FILE` without a shell, in the nearest folder upwards that Terraform was initialised in: it needs
 * the providers' schemas.
 */
export async function showPlan(file: string, shown: string, program: string): Promise<Buffer> {
  const absolute = resolve(file);
  // A relative program would be looked up from the folder it is run in.
  const command = /[/\\]/.test(program) ? resolve(program) : program;
  const cwd = initialisedFolder(dirname(absolute)) ?? dirname(absolute);
  const { error, stdout, stderr } = await new Promise<{ error: Error | null; stdout: Buffer; stderr: Buffer }>(
    (done) => {
      execFile(
        command,
        ["show", "-json", "-no-color", absolute],
        { cwd, maxBuffer: LARGEST_OUTPUT, encoding: "buffer", windowsHide: true },
        (error, stdout, stderr) => done({ error, stdout, stderr }),
      );
    },
  );
  if (error) throw explain(error as NodeJS.ErrnoException, stderr.toString("utf8"), shown, program);
  return stdout;
}

function initialisedFolder(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".terraform"))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

const BY_HAND = "make the JSON yourself: terraform show -json PLAN > plan.json";

function explain(error: NodeJS.ErrnoException, stderr: string, shown: string, program: string): InputError {
  const name = printable(program);
  if (error.code === "ENOENT" || error.code === "EACCES") {
    return new InputError(
      `${printable(shown)} is a binary plan, and ${name}, which could show it, cannot be run.`,
      `Install it, name another program with CLOVER_TERRAFORM, or ${BY_HAND}`,
    );
  }
  if (error.code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") {
    return new InputError(
      `What ${name} shows of ${printable(shown)} is larger than 1 GiB.`,
      "Split the configuration into several plans.",
    );
  }
  const said = stderr
    .split("\n")
    .map((line) => printable(line.replace(/^[\s│╷╵]+/u, "")).trim())
    .filter((line) => line !== "")
    .slice(0, 4)
    .join(" ");
  return new InputError(
    `${printable(shown)} looks like a binary plan, but ${name} cannot show it: ${said || `exit ${String(error.code)}`}`,
    /plugin schemas|required plugins|terraform init|tofu init/i.test(stderr)
      ? `Run \`${name} init\` in the plan's configuration folder and keep the plan there, or ${BY_HAND}`
      : `Use the program and version that wrote the plan (CLOVER_TERRAFORM), or ${BY_HAND}`,
  );
}
