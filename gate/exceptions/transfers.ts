/**
 * Declared transfers: flows across the border that the charter accepts until a date, because a named owner is responsible for the
 * data, the legal basis and the safeguard. A transfer accepts only flows whose source and destination are proven. Other flows stay
 * findings, because it is not known which border they cross.
 */
import type { Charter, Transfer } from "../../charter/schema";
import type { Flow, Located } from "../../placement/placement";
import type { Problem } from "../../policies/policy";
import type { Judgement } from "../hosting/evaluate";
import { printable } from "../../core/printable";
import { matches } from "../../core/glob";
import type { AcceptedTransfer, UnusedTransfer } from "../report";

/** One document with the judgements of the policies. */
export interface Judged {
  readonly located: Located;
  readonly judgements: readonly Judgement[];
}

/** The remaining judgements, the flows that a transfer accepted, and the transfers that accepted none. */
export interface Settled {
  readonly judged: readonly Judged[];
  readonly accepted: readonly AcceptedTransfer[];
  readonly unused: readonly UnusedTransfer[];
}

/** @param today Calendar day, UTC, YYYY-MM-DD. A transfer is valid through its last day. */
export function applyTransfers(documents: readonly Judged[], charter: Charter, today: string): Settled {
  const transfers = charter.transfers ?? [];
  const refusals = new Map<Transfer, string>();
  const used = new Set<Transfer>();
  const accepted = new Map<string, AcceptedTransfer>();

  const settle = (judgement: Judgement, located: Located): readonly Judgement[] => {
    const { policy, problem } = judgement;
    const { flow } = problem;
    if (!flow) return [judgement];
    const named = transfers.filter(({ resources }) => resources.some((glob) => matches(glob, problem.address)));
    const sound = named.filter((transfer) => {
      const refusal = refusalOf(transfer, problem, flow, located, today);
      if (refusal) refusals.set(transfer, refusal);
      return !refusal;
    });
    const [transfer] = sound;
    if (transfer) {
      for (const one of sound) used.add(one);
      const entry = describe(transfer, policy.name, problem, located.document.path);
      accepted.set(JSON.stringify(entry), entry);
      return [];
    }
    if (named.length === 0) return [judgement];
    const notes = named.map((one) => noteOf(one, refusalOf(one, problem, flow, located, today) ?? ""));
    return [{ policy, problem: { ...problem, message: [problem.message, ...notes].join(" ") } }];
  };

  const judged = documents.map(({ located, judgements }) => ({
    located,
    judgements: judgements.flatMap((judgement) => settle(judgement, located)),
  }));
  const unused = transfers
    .filter((transfer) => !used.has(transfer))
    .map((transfer) =>
      describeUnused(transfer, refusals.get(transfer) ?? "it matches no flow that crosses the border"),
    );
  return { judged, accepted: [...accepted.values()].toSorted(compare), unused };
}

/** @returns why the transfer does not accept a flow of a resource that it names, or nothing if it does. */
function refusalOf(
  transfer: Transfer,
  { outcome }: Problem,
  flow: Flow,
  located: Located,
  today: string,
): string | undefined {
  if (outcome !== "violation" || !flow.far) return "a flow that is not proven cannot be declared";
  const near = nearOf(flow, located);
  const far = farOf(flow);
  if (far !== transfer.to)
    return `it goes to ${transfer.to}, and the data to ${far ?? `${flow.far.id}, whose country is not known`}`;
  // Edge services and roles have no country of their own. The transfer names the country of the data.
  if (near !== transfer.from && !(near === "global" && (far === "global" || flow.kind === "share")))
    return `it comes from ${transfer.from}, and the resource is ${near === undefined ? "without a proven place" : `in ${near}`}`;
  return today > transfer.expires ? `it expired on ${transfer.expires}` : undefined;
}

/** The country of the resource; "global" if it does not belong to a region. */
function nearOf({ resource }: Flow, located: Located): string | undefined {
  const { status, place } = located.placementOf(resource);
  if (status === "global") return "global";
  return status === "placed" ? (place?.country ?? undefined) : undefined;
}

/** The country of the other end, for every direction; "global" for edge locations around the world. */
export const farOf = ({ far }: Flow): string | undefined =>
  far?.kind === "edge" || far?.kind === "global" ? "global" : (far?.country ?? undefined);

const noteOf = ({ id }: Transfer, why: string): string =>
  `The transfer ${id} of the charter does not accept it: ${why}.`;

function describe(
  { id, from, to, data, basis, safeguard, expires }: Transfer,
  policy: string,
  { address, path }: Problem,
  input: string,
): AcceptedTransfer {
  return {
    id,
    policy,
    address,
    path,
    from,
    to,
    data: { ...data, what: printable(data.what) },
    basis,
    safeguard,
    expires,
    input,
  };
}

const describeUnused = ({ id, from, to, expires }: Transfer, why: string): UnusedTransfer => ({
  id,
  from,
  to,
  expires,
  why,
});

function compare(a: AcceptedTransfer, b: AcceptedTransfer): number {
  const keys = ["id", "address", "policy", "path", "input"] as const;
  for (const key of keys) if (a[key] !== b[key]) return a[key] < b[key] ? -1 : 1;
  return 0;
}
