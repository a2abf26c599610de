import { canonicalize, type Json } from "../../../gate/evidence/canonical";

/** The order of members of RFC 8785, section 3.2.3. */
const RFC_8785 = '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude02":5,"\ufb33":3}';

test.each<[Json, string]>([
  [{ b: 1, a: [{ d: null, c: true }, "x"] }, '{"a":[{"c":true,"d":null},"x"],"b":1}'],
  [{ "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude02": 5, "\u0080": 6, "\u00f6": 7 }, RFC_8785],
  [[1e21, 1e-7, 0.1, -0, 100], "[1e+21,1e-7,0.1,0,100]"],
  ['\u0000"\\/\u2028', '"\\u0000\\"\\\\/\u2028"'],
  [JSON.parse('{"__proto__":{"b":1,"a":2},"constructor":3}'), '{"__proto__":{"a":2,"b":1},"constructor":3}'],
])("%j is written as one text", (value, text) => {
  expect(canonicalize(value)).toBe(text);
});

test("a member that is absent is left out, and a number that JSON does not have is an error", () => {
  expect(canonicalize({ a: undefined, b: 1 } as unknown as Json)).toBe('{"b":1}');
  expect(() => canonicalize([Number.NaN])).toThrow("JSON has no number NaN");
});
