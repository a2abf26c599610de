/**
 * The executable `clover-terraform`: binds the gate to the process. cdktf starts it at least six times per deploy, so it loads
 * next to nothing before it knows that there is something to judge.
 */
import { isatty } from "node:tty";
import { UserError } from "../core/user-error";
import { standIn } from "../gate/terraform/terraform-stand-in";
import type { Host } from "../gate/terraform/stand-in-host";
import type { Ended } from "../gate/terraform/program";
import { EXIT, exitCodeOfError } from "./exit-code";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;

const cleaners = new Set<() => void>();
process.on("exit", () => {
  for (const clean of cleaners) clean();
});

const host: Host = {
  program: process.env.CLOVER_TERRAFORM || "terraform",
  env: process.env,
  interactive: [0, 1, 2].some((stream) => isatty(stream)),
  judge: async (plan) => {
    const { judgePlan } = await import("./judge-plan");
    return judgePlan({ ...plan, colour: plan.colour && showsColour() }, { cwd: process.cwd(), env: process.env });
  },
  jurisdictionFor: async (folder) => {
    const { readJurisdiction } = await import("./judge-plan");
    return readJurisdiction(folder, { cwd: process.cwd(), env: process.env });
  },
  print: (text) =>
    new Promise((settle, fail) => {
      process.stdout.write(text, (error) => (error ? fail(error) : settle()));
    }),
  complain: (text) => void process.stderr.write(text),
  readLine,
  onSignal(listener) {
    for (const signal of SIGNALS) process.on(signal, listener);
    return () => {
      for (const signal of SIGNALS) process.off(signal, listener);
    };
  },
  onExit(clean) {
    cleaners.add(clean);
    return () => void cleaners.delete(clean);
  },
  privately(work) {
    const before = process.umask(0o077);
    try {
      return work();
    } finally {
      process.umask(before);
    }
  },
};

/** cdktf's terminal shows colours, and says so as every terminal does. */
const showsColour = (): boolean => !process.env.NO_COLOR && isatty(1) && process.env.TERM !== "dumb";

function readLine(): Promise<string | undefined> {
  const { stdin } = process;
  return new Promise((settle) => {
    let text = "";
    const finish = (line: string | undefined) => {
      stdin.off("data", read).off("end", endOfInput).off("error", endOfInput);
      release();
      // Let go of it: Terraform inherits it, and an open handle would keep this process from ending.
      stdin.destroy();
      settle(line);
    };
    // A terminal that closes ends its input first and sends a signal then, which is to have the last word.
    const endOfInput = () => void setTimeout(finish, 100, undefined);
    const read = (chunk: Buffer) => {
      text += chunk.toString();
      const end = text.indexOf("\n");
      if (end >= 0) finish(text.slice(0, end));
    };
    const release = host.onSignal(() => finish(undefined));
    stdin.on("data", read).on("end", endOfInput).on("error", endOfInput);
  });
}

/** Ends as Terraform ended, by the same signal too. */
function endLike({ code, signal }: Ended): void {
  process.exitCode = code ?? EXIT.fault;
  if (signal) process.kill(process.pid, signal);
}

function explain(error: unknown): Ended {
  if (error instanceof UserError) {
    host.complain(`clover: ${error.message}\n${error.remedy ? `  ${error.remedy}\n` : ""}`);
  } else {
    const { message, stack } = error as Error;
    host.complain(`clover: a fault of Clover's own: ${process.env.DEBUG ? stack : message}\n  Nothing was proven.\n`);
  }
  return { code: exitCodeOfError(error), signal: null };
}

// Nothing but a fault of our own gets here, and Node's own exit code for it would say "rejected".
process.on("uncaughtException", (error) => {
  host.complain(`clover: a fault of Clover's own: ${process.env.DEBUG ? error.stack : error.message}\n`);
  process.exit(EXIT.fault);
});

// Whoever reads may stop early; a verdict that nobody could be shown is an error where it is printed.
process.stdout.on("error", () => {});
// Nor is a terminal that was closed a fault: what ends the run then is its signal.
process.stderr.on("error", () => {});

void standIn(host, process.cwd(), process.argv.slice(2)).catch(explain).then(endLike);
