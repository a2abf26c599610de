/** Exit codes, the contract of docs/architecture.md in one place. */
import { CharterError } from "../charter/charter-error";
import type { Report } from "../gate/report";
import { InputError } from "../model/graph";

/** What each exit code says. */
export const EXIT = { compliant: 0, rejected: 1, wrongInput: 2, fault: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Never a count: 256 findings would look like none. */
export const exitCodeOf = ({ verdict }: Pick<Report, "verdict">): ExitCode => EXIT[verdict];

/** Whoever wrote the input can mend the input; everything else is ours. */
export const exitCodeOfError = (error: unknown): ExitCode =>
  error instanceof InputError || error instanceof CharterError ? EXIT.wrongInput : EXIT.fault;
