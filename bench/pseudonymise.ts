/** Measures the records that one core pseudonymises in a second, compared with reading and writing their JSON alone. */
import { createSecretKey } from "node:crypto";
import { parseContract } from "../pseudonymiser/contract";
import { compileContract } from "../pseudonymiser/transform";

const RECORDS = 50_000;
const RUNS = 5;

const contract = parseContract({
  domain: "bench",
  epoch: "month",
  discriminator: "event",
  records: {
    view: {
      user: { pseudonym: "user" },
      "device.id": { pseudonym: "device" },
      "device.kind": { oneOf: ["phone", "tv"] },
      address: { ip: { v4: 24, v6: 48 } },
      at: { time: "hour" },
      lat: { degrees: 1 },
      lon: { degrees: 1 },
      age: { step: 10 },
    },
  },
});

/** About 300 bytes each, with fields that the contract does not name. */
const records = Array.from({ length: RECORDS }, (_, index) =>
  JSON.stringify({
    event: "view",
    user: `user-${index % 9973}@example.no`,
    device: { id: `d-${index}`, kind: index % 2 === 0 ? "phone" : "tv", name: "living room" },
    address: `203.0.113.${index % 256}`,
    at: new Date(Date.UTC(2026, 10, 25, 0, 0, index % 86_400)).toISOString(),
    lat: 59 + (index % 1000) / 500,
    lon: 10 + (index % 1000) / 500,
    age: 18 + (index % 70),
    title: "a title that says a lot about who watches it",
  }),
);

/** @returns whole lines to print */
export function benchPseudonymiser(): string {
  const key = createSecretKey(Buffer.alloc(32, 1));
  const transform = compileContract(contract);
  const transformAll = () => {
    let transformed = 0;
    for (const record of records) {
      const outcome = transform(record, key);
      if (outcome.result === "transformed" && JSON.stringify(outcome.record).length > 0) transformed += 1;
    }
    if (transformed !== RECORDS) throw new Error(`only ${transformed} of ${RECORDS} records were transformed`);
  };
  const copyAll = () => records.reduce((length, record) => length + JSON.stringify(JSON.parse(record)).length, 0);

  const pairs = Array.from({ length: RUNS }, () => ({ transform: seconds(transformAll), copy: seconds(copyAll) }));
  const fastest = Math.min(...pairs.map((pair) => pair.transform));
  const copy = Math.min(...pairs.map((pair) => pair.copy));
  const perSecond = Math.round(RECORDS / fastest / 1000) * 1000;
  return (
    `pseudonymising ${RECORDS} records in memory, fastest of ${RUNS} runs\n` +
    `  ${perSecond.toLocaleString("en")} records per second and core, ${(fastest / copy).toFixed(2)} x reading and writing their JSON\n`
  );
}

function seconds(work: () => unknown): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e9;
}
