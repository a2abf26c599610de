/** Whom the reference enclave's gateway is for. */
import type { Charter } from "../charter/schema";

/** Whether the charter names both groups that the gateway needs, those who work and those who approve, and an account that records them. */
export const employs = ({ people, accounts }: Charter): boolean =>
  Object.hasOwn(accounts, "audit") &&
  ["operations", "security"].every((group) => Object.hasOwn(people?.groups ?? {}, group));
