import * as fc from "fast-check";
import { generaliseDegrees, generaliseIp, generaliseNumber, generaliseTime } from "../../pseudonymiser/generalise";

test.each<[unknown, string | undefined]>([
  ["203.0.113.77", "203.0.112.0/20"],
  ["255.255.255.255", "255.255.240.0/20"],
  ["0.0.0.0", "0.0.0.0/20"],
  ["2001:db8:85a3:8d3:1319:8a2e:370:7348", "2001:db8:85a0::/44"],
  ["2001:DB8:85a3::", "2001:db8:85a0::/44"],
  ["::1", "::/44"],
  ["fe80::1%eth0", undefined],
  ["::ffff:203.0.113.77", "203.0.112.0/20"],
  ["::ffff:cb00:714d", "203.0.112.0/20"],
  ["::203.0.113.77", "::/44"],
  ["203.0.113", undefined],
  ["203.0.113.077", undefined],
  ["203.0.113.77 ", undefined],
  ["ingrid", undefined],
  ["", undefined],
  [3405803853, undefined],
  [null, undefined],
  [["203.0.113.77"], undefined],
])("of the address %j the network is kept: %j", (value, expected) => {
  expect(generaliseIp(value, { v4: 20, v6: 44 })).toBe(expected);
});

test("no bits at all are no address at all", () => {
  expect([generaliseIp("203.0.113.77", { v4: 0, v6: 0 }), generaliseIp("2001:db8::1", { v4: 0, v6: 0 })]).toEqual([
    "0.0.0.0/0",
    "::/0",
  ]);
});

test("two addresses of one network are told apart by nothing", () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.integer({ min: 0, max: 255 }), (address, last) => {
      const neighbour = address.replace(/\d+$/, String(last));
      const bits = { v4: 24, v6: 48 };
      expect(generaliseIp(neighbour, bits)).toBe(generaliseIp(address, bits));
    }),
  );
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      const network = generaliseIp(address, { v4: 24, v6: 48 });
      expect(network).toMatch(/^(?:[0-9a-f:]+\/48|\d+\.\d+\.\d+\.0\/24)$/);
      // What is kept is a network itself: keeping it again changes nothing.
      expect(generaliseIp(network!.split("/")[0], { v4: 24, v6: 48 })).toBe(network);
    }),
  );
});

test.each<[unknown, string | undefined, string | undefined]>([
  ["2026-11-25T00:42:07.5+01:00", "2026-11-24T23Z", "2026-11"],
  ["2026-01-01T00:30:00+01:00", "2025-12-31T23Z", "2025-12"],
  [1_764_067_327_000, "2025-11-25T10Z", "2025-11"],
  ["2026-11-25T10:42:07", undefined, undefined],
  ["2026-11-25", undefined, undefined],
  ["2026-13-25T10:42:07Z", undefined, undefined],
  ["yesterday", undefined, undefined],
  [Number.NaN, undefined, undefined],
  [1e300, undefined, undefined],
  [-1e14, undefined, undefined],
  [null, undefined, undefined],
])("of the time %j the hour is %j and the month %j", (value, hour, month) => {
  expect([generaliseTime(value, "hour"), generaliseTime(value, "month")]).toEqual([hour, month]);
});

test.each<[unknown, number | undefined]>([
  [60.7945, 60.8],
  [-60.7945, -60.8],
  [-0.01, 0],
  [180, 180],
  [181, undefined],
  [Number.POSITIVE_INFINITY, undefined],
  ["60.7945", undefined],
])("the place %j becomes %j", (value, expected) => {
  expect(generaliseDegrees(value, 1)).toBe(expected);
});

test.each<[unknown, number, number | undefined]>([
  [34, 10, 30],
  [-1, 10, -10],
  [0.37, 0.1, 0.3],
  [5, 10, 0],
  [Number.NaN, 10, undefined],
  ["34", 10, undefined],
])("the number %j in steps of %j becomes %j", (value, step, expected) => {
  expect(generaliseNumber(value, step)).toBe(expected);
});
