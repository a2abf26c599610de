/** The groups of employees that the reference enclave's gateway needs. */
import type { Charter } from "../charter/schema";

/** Tells whether the charter names the group that works, the group that approves, and the audit account that records them. */
export const employs = ({ people, accounts }: Charter): boolean =>
  Object.hasOwn(accounts, "audit") &&
  ["operations", "security"].every((group) => Object.hasOwn(people?.groups ?? {}, group));
