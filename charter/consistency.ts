/** What one key of a charter says about another: sites, auditor, partners, endpoints, enforcement levels, waivers, transfers. */
import { coversAwsHosts } from "./aws-domains";
import { checkPartners } from "./partner-consistency";
import { PROMISED_THEMES, themeOf } from "./promised-themes";
import { auditor } from "./schema";
import type { DataProblem } from "./shape-problems";
import { checkJurisdiction, checkSites } from "./site-consistency";
import { entriesOf, soundPartsOf, type SoundParts } from "./sound-parts";
import { soundKeysOf } from "./sound-keys";
import { checkTransfers } from "./transfer-consistency";
import { checkWaivers } from "./waiver-consistency";

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

/** Everything in the charter's data that contradicts something else in it, or the catalogue of places. */
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
