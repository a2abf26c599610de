/** Exit codes, as README.md promises them. */
import type { Report } from "../gate/report";
import { UserError } from "../core/user-error";

/** The exit codes by name. */
export const EXIT = { compliant: 0, rejected: 1, wrongInput: 2, fault: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Never a count: 256 findings would look like none. */
export const exitCodeOf = ({ verdict }: Pick<Report, "verdict">): ExitCode => EXIT[verdict];

/** The exit code of an error: a UserError is a wrong input, any other error is a fault of Clover. */
export const exitCodeOfError = (error: unknown): ExitCode =>
  error instanceof UserError ? EXIT.wrongInput : EXIT.fault;
