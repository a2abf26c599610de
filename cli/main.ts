/** The executable `clover`: binds the command line to the process. */
import { buffer } from "node:stream/consumers";
import { isatty } from "node:tty";
import { InputError } from "../core/user-error";
import { run } from "./run";
import type { Terminal } from "./terminal";

const terminal: Terminal = {
  cwd: process.cwd(),
  env: process.env,
  colour: showsColour(),
  print: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
  async readStdin() {
    if (isatty(0)) {
      throw new InputError(
        "Standard input is a terminal, not a file.",
        "Pipe one in: terraform show -json plan | clover check -",
      );
    }
    // As a stream: reading a pipe at once ends with EAGAIN where the program that writes is slower.
    return await buffer(process.stdin);
  },
};

/** https://no-color.org and FORCE_COLOR before what the terminal says. */
function showsColour(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return process.stdout.isTTY === true && TERM !== "dumb";
}

// Whoever reads the report may stop early (`clover check | head`): the verdict still counts.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

// Nothing but a fault of our own gets here, and Node's own exit code for it would say "rejected".
process.on("uncaughtException", (error) => {
  terminal.complain(`clover: a fault of Clover's own: ${process.env.DEBUG ? error.stack : error.message}\n`);
  process.exit(3);
});

void run(process.argv.slice(2), terminal).then((code) => {
  process.exitCode = code;
});
