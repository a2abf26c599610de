import { assert, property, string } from "fast-check";
import { printable } from "../../core/printable";
import { FORBIDDEN } from "../reports/hostile";

test.each([
  ["a\u001b[2Jb", "a\\u001b[2Jb"],
  ["line\nbreak\r", "line\\u000abreak\\u000d"],
  ["\u202egpj.exe", "\\u202egpj.exe"],
  ["zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"],
  ["half \ud83d pair", "half \\ud83d pair"],
])("%j is written so that nothing in it can steer or hide", (text, visible) => {
  expect(printable(text)).toBe(visible);
});

test("letters of every language and whole emoji stay as they are", () => {
  const text = "Dún Laoghaire, Hamar, Ελλάδα, 東京, 🍀";
  expect(printable(text)).toBe(text);
});

test("whatever the text, nothing forbidden is left, and doing it twice changes nothing", () => {
  const holds = property(string({ unit: "binary" }), (text) => {
    const once = printable(text);
    return !FORBIDDEN.test(once) && !once.includes("\n") && printable(once) === once;
  });
  expect(() => assert(holds)).not.toThrow();
});
