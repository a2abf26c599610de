import { createHmac } from "node:crypto";
import { deriveDomainKeys, epochOf, pseudonymOf } from "../../pseudonymiser/pseudonyms";
import { createRequestHandler } from "../../pseudonymiser/request";
import { createStreamHandler, type StreamEvent, type World } from "../../pseudonymiser/stream";
import type { Identity } from "../../pseudonymiser/transform";
import { contract, record } from "./contract-of-logins";

const NOW = new Date("2026-11-25T10:00:00Z");

function world(failing: { write?: boolean; mac?: number } = {}) {
  const seen = {
    macs: 0,
    objects: {} as Record<string, string>,
    identities: [] as [string, Identity][],
    log: [] as string[],
  };
  let refusals = failing.mac ?? 0;
  const made: World = {
    contract,
    keys: deriveDomainKeys(async (message) => {
      seen.macs += 1;
      if (refusals-- > 0) throw new Error("throttled");
      return createHmac("sha256", "root").update(message).digest();
    }),
    async write(name, body) {
      if (failing.write) throw new Error("no bucket");
      seen.objects[name] = body;
    },
    async remember(epoch, identities) {
      seen.identities.push(...identities.map((one): [string, Identity] => [epoch, one]));
    },
    log: (line) => void seen.log.push(line),
    now: () => NOW,
  };
  return { made, seen };
}

const november = Date.parse("2026-11-25T10:00:00Z") / 1000;
const event = (...records: unknown[]): StreamEvent => ({
  Records: records.map((one, index) => ({
    eventID: `shardId-000000000000:${index + 1}`,
    kinesis: {
      data: (one instanceof Buffer ? one : Buffer.from(typeof one === "string" ? one : JSON.stringify(one))).toString(
        "base64",
      ),
      sequenceNumber: String(index + 1),
      approximateArrivalTimestamp: november,
    },
  })),
});
const user = (name: string) => ({ event: "logout", user: name });
const metrics = (log: readonly string[]) => {
  const { transformed, dropped, failed, surplus } = JSON.parse(log.at(-1)!) as Record<string, number>;
  return { transformed, dropped, failed, surplus };
};

test("a batch becomes one object of lines in the order of the stream, and one call to KMS", async () => {
  const { made, seen } = world();
  const handle = createStreamHandler(made);
  const first = await handle(event(user("a"), { event: "purchase" }, user("b")));
  const second = await handle(event(user("a")));

  const key = await made.keys("advertising", "2026-11");
  const line = (name: string) => `${JSON.stringify({ user: pseudonymOf(key, "user", name), event: "logout" })}\n`;
  expect([first, second]).toEqual([{ batchItemFailures: [] }, { batchItemFailures: [] }]);
  expect(seen.objects).toEqual({
    "advertising/2026-11/shardId-000000000000-1-3.ndjson": line("a") + line("b"),
    "advertising/2026-11/shardId-000000000000-1-1.ndjson": line("a"),
  });
  expect(seen.macs).toBe(1);
  expect(metrics(seen.log.slice(0, 1))).toEqual({ transformed: 2, dropped: 1, failed: 0, surplus: 0 });
});

test("a malformed record comes back as failed, what was before it is written, and what is after it is handed over again", async () => {
  const { made, seen } = world();
  const handle = createStreamHandler(made);
  const bad = Buffer.from([0xff, 0xfe]);
  const all: unknown[] = [user("a"), bad, user("b"), "{", user("c")];
  const lost: unknown[] = [];
  // What Lambda does: on from the lowest failure, and a record that fails alone goes to the failure destination.
  let rest = event(...all).Records;
  while (rest.length > 0) {
    const { batchItemFailures } = await handle({ Records: rest });
    const [failure] = batchItemFailures;
    if (!failure) break;
    const at = rest.findIndex(({ kinesis }) => kinesis.sequenceNumber === failure.itemIdentifier);
    lost.push(all[Number(failure.itemIdentifier) - 1]);
    rest = rest.slice(at + 1);
  }
  const key = await made.keys("advertising", "2026-11");
  const written = Object.values(seen.objects).join("").trim().split("\n");
  expect(lost).toEqual([bad, "{"]);
  expect(written.map((one) => (JSON.parse(one) as { user: string }).user)).toEqual(
    ["a", "b", "c"].map((name) => pseudonymOf(key, "user", name)),
  );
});

test("a record keeps its epoch however late it is handed over, and its pseudonym is another one in the next", async () => {
  const { made, seen } = world();
  const [late, early] = event(user("a"), user("a")).Records;
  const october = { ...early!, kinesis: { ...early!.kinesis, approximateArrivalTimestamp: november - 30 * 86_400 } };
  await createStreamHandler(made)({ Records: [late!, october] });
  expect(Object.keys(seen.objects).toSorted()).toEqual([
    "advertising/2026-10/shardId-000000000000-2-2.ndjson",
    "advertising/2026-11/shardId-000000000000-1-1.ndjson",
  ]);
  expect(new Set(Object.values(seen.objects)).size).toBe(2);
  expect(seen.identities.map(([epoch, { identifier }]) => [epoch, identifier])).toEqual([
    ["2026-11", "a"],
    ["2026-10", "a"],
  ]);
});

test("what KMS or the store refuses fails the whole batch, and succeeds when it is handed over again", async () => {
  const { made, seen } = world({ mac: 1 });
  const handle = createStreamHandler(made);
  await expect(handle(event(user("a")))).rejects.toThrow("throttled");
  await expect(handle(event(user("a")))).resolves.toEqual({ batchItemFailures: [] });
  expect(seen.macs).toBe(2);
  await expect(createStreamHandler(world({ write: true }).made)(event(user("a")))).rejects.toThrow("no bucket");
});

test("a request is answered record by record, with the counts", async () => {
  const { made, seen } = world();
  const answer = await createRequestHandler(made)({ records: [record, { event: "purchase" }, { event: "login" }, 7] });
  expect(answer).toEqual({
    domain: "advertising",
    epoch: "2026-11",
    records: [
      { result: "transformed", record: expect.objectContaining({ event: "login", age: 30 }) },
      { result: "dropped", reason: "the contract does not know this kind of record" },
      { result: "failed", reason: "user is not there" },
      { result: "failed", reason: "the record is not an object" },
    ],
    counts: { transformed: 1, dropped: 1, failed: 2, surplus: 2 },
  });
  expect(JSON.stringify(seen.log)).not.toMatch(/ingrid|123 45/);
});

test.each<[unknown, string]>([
  [undefined, "The request holds no records"],
  [{ records: {} }, "The request holds no records"],
  [{ records: Array.from({ length: 10_001 }, () => ({})) }, "The request holds 10001 records"],
])("a request that is none is refused", async (given, sentence) => {
  await expect(createRequestHandler(world().made)(given)).rejects.toThrow(sentence);
});

test.each<["month" | "quarter" | "year" | "forever", string]>([
  ["month", "2026-11"],
  ["quarter", "2026-q4"],
  ["year", "2026"],
  ["forever", "forever"],
])("an epoch is a %s of the calendar: %s", (length, expected) => {
  expect(epochOf(NOW, length)).toBe(expected);
});
