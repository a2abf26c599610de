/** Runs a program to its end, or to its time limit: then its whole process group goes, providers and all. */
import { spawn } from "node:child_process";

/** Longer than any program takes on a machine that others use as well: it ends what would never end by itself. */
const LIMIT_MINUTES = 20;

/** How it ended and what it said. */
export interface ProgramResult {
  readonly code: number | null;
  /** Standard output and error as they came, without colours and cursor movements unless those were asked for. */
  readonly output: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** For its standard input, which is then closed. */
  readonly input?: string;
  /** Whether escape sequences stay in the output. */
  readonly colours?: boolean;
}

/** Rejects when the time is up or there is no such program. */
export function runToEnd(program: string, args: readonly string[], options: RunOptions): Promise<ProgramResult> {
  const { cwd, env, input, colours } = options;
  return new Promise((settle, fail) => {
    const child = spawn(program, args, { cwd, env, detached: true, stdio: ["pipe", "pipe", "pipe"] });
    const chunks: Buffer[] = [];
    const endGroup = () => {
      try {
        process.kill(-child.pid!, "SIGKILL");
      } catch {
        // Gone already.
      }
    };
    const read = () => {
      const text = Buffer.concat(chunks).toString();
      return colours ? text : plain(text);
    };
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      endGroup();
    }, LIMIT_MINUTES * 60_000);
    process.once("exit", endGroup);
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stdin.on("error", () => {}); // It may end without reading.
    child.stdin.end(input ?? "");
    const finish = (then: () => void) => {
      clearTimeout(timer);
      process.off("exit", endGroup);
      then();
    };
    child.once("error", (error) => finish(() => fail(error)));
    child.once("close", (code) =>
      finish(() => {
        if (late)
          fail(new Error(`${program} ${args.join(" ")} took more than ${LIMIT_MINUTES} minutes. It said:\n${read()}`));
        else settle({ code, output: read() });
      }),
    );
  });
}

/** Text without escape sequences and carriage returns. */
export function plain(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/\u001b\[[\d;?]*[A-Za-z]/g, "").replaceAll("\r", "");
}
