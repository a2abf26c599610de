/** Records on request: the answer says of each what became of it. */
import { countOutcomes, type Counts, metricLine } from "./counts";
import { epochOf } from "./pseudonyms";
import type { World } from "./stream";
import { compileContract } from "./transform";

/** One for each record that was sent, in their order. Reasons name fields, never values. */
export type RequestAnswer = {
  readonly domain: string;
  readonly epoch: string;
  readonly records: readonly (
    | { readonly result: "transformed"; readonly record: object }
    | { readonly result: "dropped" | "failed"; readonly reason: string }
  )[];
  readonly counts: Counts;
};

/** As many as Lambda's 6 MB let through with room to spare; more is a mistake or an attack. */
const MOST = 10_000;

/**
 * Handles one request, `{ "records": [...] }` of objects.
 *
 * @throws when the request is none: the caller sees the sentence
 */
export function createRequestHandler(world: World): (event: unknown) => Promise<RequestAnswer> {
  const { contract } = world;
  const transform = compileContract(contract);
  return async (event) => {
    const records = (event as { records?: unknown } | null)?.records;
    if (!Array.isArray(records)) throw new Error('The request holds no records. Send { "records": [...] }.');
    if (records.length > MOST) throw new Error(`The request holds ${records.length} records. Send at most ${MOST}.`);
    const epoch = epochOf(world.now(), contract.epoch);
    const key = await world.keys(contract.domain, epoch);
    const outcomes = records.map((record) => transform(record, key));
    await world.remember(
      epoch,
      outcomes.flatMap((outcome) => (outcome.result === "transformed" ? outcome.identities : [])),
    );
    const counts = countOutcomes(outcomes);
    world.log(metricLine(contract.domain, { ...counts }, world.now()));
    return {
      domain: contract.domain,
      epoch,
      records: outcomes.map((outcome) =>
        outcome.result === "transformed"
          ? { result: outcome.result, record: outcome.record }
          : { result: outcome.result, reason: outcome.reason },
      ),
      counts,
    };
  };
}
