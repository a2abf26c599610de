/** Finds the charter: the one that --charter names, else CLOVER_CHARTER, else the nearest charter.yaml upwards. */
import { relative } from "node:path";
import { findCharter } from "../charter/load";
import { InputError } from "../core/user-error";
import type { Terminal } from "./terminal";

/** The path of the charter. @throws InputError if there is none */
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
