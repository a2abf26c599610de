import { createSecretKey } from "node:crypto";
import * as fc from "fast-check";
import { pseudonymOf } from "../../pseudonymiser/pseudonyms";
import { compileContract } from "../../pseudonymiser/transform";
import { contract, record } from "./contract-of-logins";

const key = createSecretKey(Buffer.alloc(32, 7));
const transform = compileContract(contract);
const user = pseudonymOf(key, "user", "ingrid@example.no")!;
const device = pseudonymOf(key, "device", 4711)!;

test("of a record only what the contract names is left, in the form that it says, and the rest is counted", () => {
  expect(transform(JSON.stringify(record), key)).toEqual({
    result: "transformed",
    record: {
      user,
      device: { id: device, kind: "tv" },
      address: "203.0.113.0/24",
      at: "2026-11-25T09Z",
      lat: 60.8,
      age: 30,
      event: "login",
    },
    identities: [
      { kind: "user", pseudonym: user, identifier: "ingrid@example.no" },
      { kind: "device", pseudonym: device, identifier: "4711" },
    ],
    surplus: 2,
  });
});

test("what is optional may be missing, and what is to be dropped may be anything", () => {
  const { device: _, lat, age, ...rest } = record;
  expect(transform({ ...rest, device: { id: "4711" }, phone: { deep: true } }, key)).toMatchObject({
    result: "transformed",
    record: { device: { id: device } },
    surplus: 1,
  });
  expect([lat, age]).toEqual([60.7945, 34]);
});

test.each<[string, unknown]>([
  ["a kind that the contract does not name", { event: "purchase", user: 1 }],
  ["a kind that is a method of every object", { event: "toString" }],
])("%s is dropped", (_, given) => {
  expect(transform(given, key)).toEqual({
    result: "dropped",
    reason: "the contract does not know this kind of record",
  });
});

test.each<[string, unknown, string]>([
  ["no JSON", "{", "the record is not JSON"],
  ["nothing", "", "the record is not JSON"],
  ["a list", "[]", "the record is not an object"],
  ["null", "null", "the record is not an object"],
  ["no kind", {}, "event is not there"],
  ["a kind that is no text", { event: 1 }, "event is not there"],
  ["a kind of the prototype's", '{"__proto__":{"event":"login"}}', "event is not there"],
  ["a record without its user", { ...record, user: undefined }, "user is not there"],
  ["a user of the prototype's", Object.create({ ...record }), "event is not there"],
  ["a device that is none", { ...record, device: "tv" }, "device is not an object"],
  ["a list of devices", { ...record, device: [{ id: 1 }] }, "device is not an object"],
  ["a record without its device", { ...record, device: undefined }, "device.id is not there"],
  ["a device of no known kind", { ...record, device: { id: 1, kind: "Ingrids tv" } }, "device.kind is not what"],
  ["a name in an address", { ...record, address: "ingrid" }, "address is not what the contract says"],
  ["an empty user", { ...record, user: "" }, "user is not what the contract says"],
  ["half a user", { ...record, user: "\ud800" }, "user is not what the contract says"],
  ["a user that is no whole number", { ...record, user: 1.5 }, "user is not what the contract says"],
  ["a user that is an object", { ...record, user: { id: 1 } }, "user is not what the contract says"],
  ["a huge user", { ...record, user: "x".repeat(1025) }, "user is not what the contract says"],
])("%s fails, and the reason says no value", (_, given, reason) => {
  const outcome = transform(given, key);
  expect(outcome).toEqual({ result: "failed", reason: expect.stringContaining(reason) });
  expect(JSON.stringify(outcome)).not.toContain("ngrid");
});

test("one user is one pseudonym, however it is spelled, and another kind of thing is another", () => {
  const both = (kind: string, value: unknown) => pseudonymOf(key, kind, value);
  expect(both("user", "7")).toBe(both("user", 7));
  expect(both("user", "Å")).toBe(both("user", "Å"));
  expect(new Set([both("user", "7"), both("device", "7"), both("use", "r7"), both("user", "8")]).size).toBe(4);
});

test("whatever it is given, no value that the contract does not let through comes out", () => {
  const secret = fc.string({ minLength: 12 }).map((text) => `secret${text}`);
  fc.assert(
    fc.property(fc.jsonValue(), secret, fc.jsonValue(), (user, hidden, address) => {
      const outcome = transform({ ...record, user, address, extra: hidden, device: { id: hidden, x: hidden } }, key);
      const told = outcome.result === "transformed" ? outcome.record : outcome;
      expect(JSON.stringify(told)).not.toContain("secret");
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => void expect(transform(text, key).result).not.toBe("transformed")));
});
