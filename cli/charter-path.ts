/** Which charter holds: the one that is named, else the environment's, else the nearest one upwards. */
import { relative } from "node:path";
import { findCharter } from "../charter/load";
import { InputError } from "../core/user-error";
import type { Terminal } from "./terminal";

/** Throws {@link InputError} if there is none: without a promise there is nothing to judge by. */
export function locateCharter(named: string | undefined, { cwd, env }: Terminal): string {
  const given = named ?? (env.CLOVER_CHARTER || undefined);
  if (given !== undefined) return given;
  const found = findCharter(cwd);
  // Relative, so that the same input gives the same report on every machine.
  if (found !== undefined) return relative(cwd, found);
  throw new InputError(
    "There is no charter.yaml here or in any folder above.",
    "Name one with --charter FILE or CLOVER_CHARTER. A charter says at least `version: 1` and what it approves: jurisdictions, accounts, sites.",
  );
}
