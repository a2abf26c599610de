/** Checks of a declared transfer: a border to cross, data that may cross it, two people, and a unique id. */
import { transfer } from "../exceptions";
import type { DataProblem } from "../shape-problems";
import { isSamePerson, soundKeysOf } from "./sound-keys";

/** @param jurisdictions the charter's own, or undefined where they are wrong themselves */
export function* checkTransfers(
  transfers: unknown,
  jurisdictions: ReadonlySet<string> | undefined,
): Generator<DataProblem> {
  const ids = new Set<string>();
  for (const [i, item] of Array.isArray(transfers) ? transfers.entries() : []) {
    const { id, from, to, data, safeguard, owner, approver } = soundKeysOf(item, transfer);
    const at = (...keys: string[]) => ["transfers", i, ...keys];
    if (id !== undefined && ids.has(id))
      yield { path: at("id"), message: `another transfer is called ${id}: reports could not tell them apart` };
    if (id !== undefined) ids.add(id);
    if (from !== undefined && jurisdictions?.has(from) === false)
      yield {
        path: at("from"),
        message: `${from} is not in jurisdictions: a transfer starts where the enclave stands`,
      };
    if (to !== undefined && jurisdictions?.has(to))
      yield { path: at("to"), message: `${to} is in jurisdictions: what stays inside needs no transfer` };
    if (data?.class === "restricted" && safeguard !== undefined && safeguard !== "pseudonymised")
      yield { path: at("safeguard"), message: "restricted data leaves only pseudonymised: write pseudonymised" };
    if (owner !== undefined && approver !== undefined && isSamePerson(owner, approver))
      yield { path: at("approver"), message: "the owner cannot approve their own transfer: name another person" };
  }
}
