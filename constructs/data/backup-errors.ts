/** What SovereignBackup says of copies that it refuses. */
import { ConstructError } from "../foundation/errors";

/** What one charter approves of, another need not. */
export function otherCharter(path: string, copyTo: string): ConstructError {
  return new ConstructError(
    path,
    `copyTo is ${copyTo}, whose stack is built from another charter`,
    "Build both stacks from the same charter object, so that it approves of both places",
  );
}

/** A vault lets other accounts in by name only, and every copy would fail at night. */
export function notAdmittedAsCopier(path: string, copyTo: string, account: string): ConstructError {
  return new ConstructError(
    path,
    `copyTo is ${copyTo}, which takes no copies from the account "${account}"`,
    `Give ${copyTo} copiesFrom: ["${account}"]`,
  );
}
