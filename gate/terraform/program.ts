/** Runs Terraform transparently: with the same standard streams, signals and exit code. */
import { spawn, type StdioOptions } from "node:child_process";
import { InputError } from "../../core/user-error";
import type { Host } from "./stand-in-host";

/** The end of a program: exit code or signal. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The destinations of the program's streams. */
export interface Streams {
  readonly stdin: "inherit" | "ignore";
  /** Output is passed through, or given to this function. */
  readonly stdout: "inherit" | ((chunk: Uint8Array) => void);
}

export const THROUGH: Streams = { stdin: "inherit", stdout: "inherit" };

/**
 * Runs `host.program`.
 *
 * @throws InputError if the program is not found
 */
export function runProgram(
  host: Host,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  { stdin, stdout }: Streams,
): Promise<Ended> {
  const stdio: StdioOptions = [stdin, stdout === "inherit" ? "inherit" : "pipe", "inherit"];
  return new Promise((settle, fail) => {
    // Registered before the program starts: a signal during the start would otherwise end only this process.
    const release = host.onSignal((signal) => {
      // A terminal sends Ctrl-C to the whole process group, and Terraform stops immediately at a second one.
      if ((signal === "SIGINT" || signal === "SIGQUIT") && host.interactive) return;
      child.kill(signal);
    });
    const child = spawn(host.program, args, { stdio, env });
    if (stdout !== "inherit") child.stdout!.on("data", stdout);
    child.once("error", (error: NodeJS.ErrnoException) => {
      release();
      fail(error.code === "ENOENT" || error.code === "EACCES" ? noProgram(host.program) : error);
    });
    child.once("close", (code, signal) => {
      release();
      settle({ code, signal });
    });
  });
}

function noProgram(program: string): InputError {
  return new InputError(
    `The program ${JSON.stringify(program)} cannot be run.`,
    "Install Terraform and put it on PATH, or name it in CLOVER_TERRAFORM.",
  );
}
