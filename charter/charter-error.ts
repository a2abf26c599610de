import { UserError } from "../core/user-error";

/** One thing that is wrong with a charter, with its place in the file. Lines and columns count from 1. */
export interface CharterProblem {
  readonly line: number;
  readonly column: number;
  /** Key path, for example `sites.dublin.region`; "" for the whole file. */
  readonly path: string;
  /** What is wrong, and what to write instead. */
  readonly message: string;
}

const SHOWN = 50;

function describe(file: string, problems: readonly CharterProblem[]): string {
  const lines = problems.slice(0, SHOWN).map(({ line, column, path, message }) => {
    return `  ${file}:${line}:${column} ${path ? `${path}: ` : ""}${message}`;
  });
  const rest = problems.length - lines.length;
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return [
    `${file} is not a charter that can be relied on: ${count}`,
    ...lines,
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ].join("\n");
}

// Everything quoted from a file reaches a terminal: escape sequences and direction overrides must not.
// eslint-disable-next-line no-control-regex -- these are the characters to remove
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** The text without characters that could steer a terminal, and not longer than a line. */
export function printable(text: string): string {
  const clean = text.replace(UNPRINTABLE, "\ufffd");
  return clean.length > 120 ? `${clean.slice(0, 117)}...` : clean;
}

/** A charter that cannot be used, with everything that is wrong with it. The command line exits with 2. */
export class CharterError extends UserError {
  override readonly name = "CharterError";
  readonly path: string;

  constructor(
    path: string,
    readonly problems: readonly CharterProblem[],
  ) {
    const file = path.replace(UNPRINTABLE, "\ufffd");
    super(describe(file, problems));
    this.path = path;
  }
}
