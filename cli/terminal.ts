/** What a command may touch of the process it runs in. `cli/main.ts` binds it to the real one, tests to their own. */
import type { ExitCode } from "./exit-code";

export interface Terminal {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether standard output is a terminal that shows colour. */
  readonly colour: boolean;
  print(text: string): void;
  complain(text: string): void;
  /** All of standard input; throws when nobody pipes anything in. */
  readStdin(): Buffer | Promise<Buffer>;
}

/** A command, with its arguments bound. */
export type Command = (terminal: Terminal) => Promise<ExitCode>;
