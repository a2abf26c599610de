/** Checks of one key of a charter against another: sites, auditor, partners, endpoints, enforcement levels, waivers, transfers. */
import { coversAwsHosts } from "../aws-domains";
import { checkPartners } from "./partners";
import { PROMISED_THEMES, themeOf } from "../promised-themes";
import { auditor } from "../schema";
import type { DataProblem } from "../shape-problems";
import { checkJurisdiction, checkSites } from "./sites";
import { entriesOf, soundPartsOf, type SoundParts } from "./sound-parts";
import { soundKeysOf } from "./sound-keys";
import { checkTransfers } from "./transfers";
import { checkWaivers } from "./waivers";

function* checkPolicies(policies: unknown): Generator<DataProblem> {
  for (const [id, level] of entriesOf(policies)) {
    const theme = themeOf(id);
    if (!PROMISED_THEMES.includes(theme) || level === "mandatory" || typeof level !== "string") continue;
    yield {
      path: ["policies", id],
      message: `${theme} is part of the promise and stays mandatory: remove this line, or waive single resources`,
    };
  }
}

/** The catalogue says where AWS's own hosts are: an entry of the charter could move one of them into another country. */
function* checkEndpoints(endpoints: unknown): Generator<DataProblem> {
  for (const [host] of entriesOf(endpoints))
    if (coversAwsHosts(host))
      yield {
        path: ["endpoints", host],
        at: "key",
        message: "hosts of AWS stand where their region is: remove this line",
      };
}

/** An auditor among the enclave's own accounts is not independent; one abroad would read the enclave's records from there. */
function* checkAuditor(data: unknown, parts: SoundParts): Generator<DataProblem> {
  const { account, jurisdiction } =
    auditor.pick({ account: true, jurisdiction: true }).strip().safeParse(data).data ?? {};
  if (account !== undefined && parts.accounts?.has(account))
    yield { path: ["auditor", "account"], message: "this is one of the enclave's own accounts: give the auditor's" };
  if (jurisdiction !== undefined)
    yield* checkJurisdiction(jurisdiction, parts, ["auditor", "jurisdiction"], "choose another");
}

/** Finds the entries of a charter that contradict another entry or the catalogue of places. */
export function findContradictions(data: Record<string, unknown>): readonly DataProblem[] {
  const parts = soundPartsOf(data);
  return [
    ...checkSites(parts),
    ...checkAuditor(data.auditor, parts),
    ...checkPartners(data.partners, parts, data.transfers, soundKeysOf(data.auditor, auditor).account),
    ...checkEndpoints(data.endpoints),
    ...checkPolicies(data.policies),
    ...checkWaivers(data.waivers, data.waiverRules),
    ...checkTransfers(data.transfers, parts.jurisdictions),
  ];
}
