/** Checks of a partner's entry: a foreign account, named once, in a country that the charter deals with. */
import { partner, transfer } from "../exceptions";
import type { DataProblem } from "../shape-problems";
import { soundKeysOf } from "./sound-keys";
import type { SoundParts } from "./sound-parts";

/** @param auditorAccount the auditor's account, where the charter names one */
export function* checkPartners(
  partners: unknown,
  { accounts, jurisdictions }: SoundParts,
  transfers: unknown,
  auditorAccount: string | undefined,
): Generator<DataProblem> {
  const declared = new Set(
    (Array.isArray(transfers) ? (transfers as unknown[]) : []).map((item) => soundKeysOf(item, transfer).to),
  );
  const known = new Set<string>();
  for (const [i, item] of Array.isArray(partners) ? partners.entries() : []) {
    const { account, country } = soundKeysOf(item, partner);
    const at = (key: string) => ["partners", i, key];
    if (account !== undefined) {
      if (accounts?.has(account))
        yield { path: at("account"), message: "this is one of the enclave's own accounts: remove this partner" };
      if (account === auditorAccount)
        yield {
          path: at("account"),
          message: "this is the auditor's account, which has a door of its own: remove this partner",
        };
      if (known.has(account))
        yield { path: at("account"), message: `another partner has the account ${account}: keep one of them` };
      known.add(account);
    }
    if (country !== undefined && jurisdictions?.has(country) === false && !declared.has(country))
      yield {
        path: at("country"),
        message: `${country} is not in jurisdictions: declare what goes there under transfers, or remove this partner`,
      };
  }
}
