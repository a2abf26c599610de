/** Exit codes, the contract of docs/architecture.md in one place. */
import type { Report } from "../gate/report";
import { UserError } from "../core/user-error";

/** What each exit code says. */
export const EXIT = { compliant: 0, rejected: 1, wrongInput: 2, fault: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Never a count: 256 findings would look like none. */
export const exitCodeOf = ({ verdict }: Pick<Report, "verdict">): ExitCode => EXIT[verdict];

/** A user can mend what a UserError explains; any other error is a fault of ours. */
export const exitCodeOfError = (error: unknown): ExitCode =>
  error instanceof UserError ? EXIT.wrongInput : EXIT.fault;
