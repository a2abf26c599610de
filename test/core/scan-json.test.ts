import * as fc from "fast-check";
import { findJsonFault, parseUnambiguous, positionOf } from "../../core/scan-json";

const faultIn = (text: string) => {
  const fault = findJsonFault(text);
  return fault && `${positionOf(text, fault.offset)}: ${fault.what}`;
};

test.each<[string, string | undefined]>([
  ['{"a": [1, {"b": null}], "c": "\\u00e9\\n"}', undefined],
  [" [ ] ", undefined],
  ["-1.5e+3", undefined],
  ["", "line 1, column 1: the text ends too early"],
  ['{"a": 1,}', "line 1, column 9: a key in double quotes was expected"],
  ["{'a': 1}", "line 1, column 2: a key in double quotes was expected"],
  ['{"a" 1}', "line 1, column 6: a colon was expected"],
  ["[1 2]", "line 1, column 4: a comma or ] was expected"],
  ['{"a": 1 "b": 2}', "line 1, column 9: a comma or } was expected"],
  ["[1]]", "line 1, column 4: more text follows after the end of the JSON value"],
  ["[01]", "line 1, column 3: a comma or ] was expected"],
  ['{\n  "a": 1,\n  "b": {"x": 1, "x": 2}\n}', 'line 3, column 17: the key "x" stands twice in one object'],
  ['{"a": 1, "\\u0061": 2}', 'line 1, column 10: the key "a" stands twice in one object'],
  ['[{"a": 1}, {"a": 1}]', undefined],
])("%j", (text, expected) => {
  expect(faultIn(text)).toBe(expected);
});

test("it finds no fault in what is written by JSON.stringify", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) =>
      expect(findJsonFault(JSON.stringify(value, null, indent))).toBeUndefined(),
    ),
  );
});

test("it agrees with JSON.parse on what is JSON", () => {
  const piece = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"a"',
    '"b\\n"',
    "1",
    "-",
    "0",
    ".5",
    "e1",
    "true",
    "null",
    " ",
    "\n",
    '"',
    "\\",
    "\u0001",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join("");
      let valid = true;
      try {
        JSON.parse(text);
      } catch {
        valid = false;
      }
      const fault = findJsonFault(text);
      expect(fault === undefined || fault.what.includes("twice")).toBe(valid);
    }),
    { numRuns: 2000 },
  );
});

describe("a text that must be read in one way only", () => {
  test.each([
    ["compact", '{"a":[1,{"b":null}],"__proto__":"c"}', JSON.parse('{"a":[1,{"b":null}],"__proto__":"c"}')],
    ["written by hand", '{ "a": 1.0, "1": "\\u0041" }', { a: 1, "1": "A" }],
    ["a key twice", '{"a":1,"a":1}', undefined],
    ["a key twice, inside, in other letters", '{"a":[{"b":1,"\\u0062":2}]}', undefined],
    ["no JSON", "{'a':1}", undefined],
  ])("%s", (_, text, expected) => {
    expect(parseUnambiguous(text)).toEqual(expected);
  });
});
