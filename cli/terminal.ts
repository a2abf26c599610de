/** The part of the process that a command may use. `cli/main.ts` binds it to the real process, tests to their own. */
import type { ExitCode } from "./exit-code";

export interface Terminal {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** True if standard output is a terminal that shows colour. */
  readonly colour: boolean;
  print(text: string): void;
  complain(text: string): void;
  /** Reads all of standard input. @throws InputError if standard input is a terminal */
  readStdin(): Buffer | Promise<Buffer>;
}

/** A command, with its arguments bound. */
export type Command = (terminal: Terminal) => Promise<ExitCode>;
