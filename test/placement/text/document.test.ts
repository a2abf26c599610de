import { assert, constantFrom, integer, property, string } from "fast-check";
import { readDocument } from "../../../placement/text/document";

test.each<[string, string]>([
  ['{"a": 1}', "document"],
  ["[1, 2]", "document"],
  ["{openapi: 3.0.1, info: {title: x}}", "document"],
  ["a: 1\nb: 2\n", "document"],
  ["# comment\n\n---\na: 1\n---\nb: 2\n", "document"],
  ["a: b", "text"],
  ["these are words", "text"],
  ["#!/bin/bash\nset -e\n[ -f /x ] && echo {\n", "text"],
  ["{% $states.input %}", "text"],
  ["{{ssm:/parameter}}", "text"],
  ['{"a": 1,,}', "unreadable"],
  ["{openapi: 3.0.1, info: {title: ", "unreadable"],
  ["a: 1\n b: [\n", "unreadable"],
  [`a: &a {x: 1}\n${Array.from({ length: 200 }, (_, at) => `k${at}: *a`).join("\n")}`, "unreadable"],
  ["a: &a {x: 1}\nb: *a\n", "document"],
])("%j is a %s", (text, is) => {
  expect(readDocument(text).is).toBe(is);
});

test("a text that is nested deeper than readers follow is unreadable, however it is nested", () => {
  const nested = constantFrom(
    (levels: number) => "[".repeat(levels) + "]".repeat(levels),
    (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`,
    (levels: number) => `a:\n${"- ".repeat(levels)}x`,
    (levels: number) => `a: 1\nb: ${"[".repeat(levels)}${"]".repeat(levels)}`,
    (levels: number) => `a: 1\nb: ${"{a: ".repeat(levels)}`,
    (levels: number) => Array.from({ length: levels }, (_, at) => `${" ".repeat(at)}a:`).join("\n"),
  );
  assert(
    property(nested, integer({ min: 1200, max: 6000 }), (nest, levels) => {
      expect(readDocument(nest(levels)).is).toBe("unreadable");
    }),
    { numRuns: 30 },
  );
});

test("no text makes the reader fail", () => {
  const words = string({
    unit: constantFrom(
      "{",
      "}",
      "[",
      "]",
      ":",
      " ",
      "\n",
      "-",
      "*a",
      "&a ",
      '"',
      "'",
      "a",
      "#",
      "|",
      "!Ref ",
      "? ",
      "<<: ",
    ),
    maxLength: 200,
  });
  assert(
    property(words, (text) => {
      expect(["document", "text", "unreadable"]).toContain(readDocument(text).is);
    }),
    { numRuns: 500 },
  );
});
