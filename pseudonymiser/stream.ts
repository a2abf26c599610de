/** Records off a Kinesis stream: pseudonymised into objects of JSON lines, in order, none lost. */
import type { DataContract } from "./contract";
import { countOutcomes, metricLine } from "./counts";
import { type DomainKeys, epochOf } from "./pseudonyms";
import { compileContract, type Identity, type TransformResult } from "./transform";

/** What Lambda hands over (https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html). */
export interface StreamEvent {
  readonly Records: readonly {
    /** `shardId-000000000000:4957...` */
    readonly eventID: string;
    readonly kinesis: {
      /** Base64. */
      readonly data: string;
      readonly sequenceNumber: string;
      /** Seconds since 1970, with a fraction. */
      readonly approximateArrivalTimestamp: number;
    };
  }[];
}

/** Lambda moves on to the lowest of these, hands it over again, and gives it to the failure destination in the end. */
export interface StreamAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** What the handlers need of the world. */
export interface World {
  readonly contract: DataContract;
  readonly keys: DomainKeys;
  /** Writes one object of the export store. */
  write(name: string, body: string): Promise<void>;
  /** Remembers who is behind pseudonyms; a world without re-identification forgets. */
  remember(epoch: string, identities: readonly Identity[]): Promise<void>;
  /** One line of the log. */
  log(line: string): void;
  now(): Date;
}

/**
 * Handles one batch. A record that is malformed ends it: what comes before is written, it and all after it are handed over
 * again, so that nothing is written twice and nothing is left out. Delivery is at least once: a function that dies after it
 * wrote will write the same records again, under another name if the batch is cut differently.
 *
 * @throws whatever KMS or the stores throw: Lambda then hands over the whole batch again
 */
export function createStreamHandler(world: World): (event: StreamEvent) => Promise<StreamAnswer> {
  const { contract } = world;
  const transform = compileContract(contract);
  return async ({ Records: records }) => {
    const outcomes: TransformResult[] = [];
    const batches = new Map<string, { lines: string[]; identities: Identity[]; first: string; last: string }>();
    let failed: string | undefined;
    for (const { eventID, kinesis } of records) {
      // The arrival is the same however often it is handed over, so the pseudonym is too.
      const epoch = epochOf(new Date(kinesis.approximateArrivalTimestamp * 1000), contract.epoch);
      const text = decode(kinesis.data);
      const outcome = transform(text, await world.keys(contract.domain, epoch));
      outcomes.push(outcome);
      if (outcome.result === "failed") {
        failed = kinesis.sequenceNumber;
        world.log(JSON.stringify({ level: "error", record: eventID, reason: outcome.reason }));
        break;
      }
      if (outcome.result === "dropped") continue;
      const batch = batches.get(epoch) ?? { lines: [], identities: [], first: nameOf(eventID), last: "" };
      batch.lines.push(JSON.stringify(outcome.record));
      batch.identities.push(...outcome.identities);
      batch.last = kinesis.sequenceNumber;
      batches.set(epoch, batch);
    }
    for (const [epoch, { lines, identities, first, last }] of batches) {
      await world.remember(epoch, identities);
      await world.write(`${contract.domain}/${epoch}/${first}-${last}.ndjson`, `${lines.join("\n")}\n`);
    }
    world.log(metricLine(contract.domain, { ...countOutcomes(outcomes) }, world.now()));
    return { batchItemFailures: failed === undefined ? [] : [{ itemIdentifier: failed }] };
  };
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Bytes that are no text are no JSON either. */
function decode(data: string): string {
  try {
    return utf8.decode(Buffer.from(data, "base64"));
  } catch {
    return "";
  }
}

const nameOf = (eventID: string): string => eventID.replaceAll(/[^\w-]/g, "-");
