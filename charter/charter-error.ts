import { printable } from "../core/printable";
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

/** Longer quotations than this do not fit on a line. */
const LONGEST = 120;

/** A text of the file as it may be quoted: printable, and cut to one line. */
export function quote(text: string): string {
  const clean = printable(text);
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST - 3)}...` : clean;
}

/** A charter that cannot be used, with everything that is wrong with it. The command line exits with 2. */
export class CharterError extends UserError {
  override readonly name = "CharterError";
  readonly path: string;

  constructor(
    path: string,
    readonly problems: readonly CharterProblem[],
  ) {
    const file = printable(path);
    super(describe(file, problems));
    this.path = path;
  }
}
