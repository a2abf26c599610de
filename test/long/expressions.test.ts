import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { evaluate, type Environment } from "../../model/expressions/evaluate";
import { encodeJson } from "../../model/expressions/functions/json";
import { parseExpression } from "../../model/expressions/parse";
import { isKnown } from "../../model/expressions/partial";
import { expressions } from "../model/expressions/generate";

const NOTHING: Environment = {
  resolve: () => undefined,
  attribute: () => {
    throw new Error("there are no resources");
  },
};

/** What Terraform says of each: the JSON of its value, or "fault". */
function askTerraform(codes: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "clover-console-"));
  const list = codes.map((code) => `try(jsonencode(${code}), "fault")`).join(",\n");
  writeFileSync(join(folder, "main.tf"), `locals {\n  all = [\n${list}\n]\n}\n`);
  const input = "base64encode(jsonencode(local.all))\n";
  const shown = execFileSync("terraform", ["console"], { cwd: folder, input, encoding: "utf8", maxBuffer: 2 ** 28 });
  return JSON.parse(Buffer.from(shown.trim().slice(1, -1), "base64").toString("utf8")) as string[];
}

/** Terraform tells a negative zero from the other: no attribute does. */
const isNegativeZero = (json = ""): boolean => /-0(?!\.\d*[1-9])|0\.?0*-/.test(json);

const ask = (code: string): string => {
  const expression = parseExpression(code);
  if (!expression) return "not read";
  const value = evaluate(expression, NOTHING);
  return isKnown(value) ? encodeJson(value) : "fault";
};

test("thousands of expressions have the value that terraform console shows", () => {
  const codes = [...new Set(fc.sample(expressions.any, { numRuns: 6000, seed: Number(process.env.SEED ?? 1) }))].filter(
    (code) => code.length < 2000,
  );
  const expected = askTerraform(codes);
  expect(expected).toHaveLength(codes.length);
  const wrong = codes.flatMap((code, index) =>
    ask(code) === expected[index] || isNegativeZero(expected[index])
      ? []
      : [{ code, is: ask(code), expected: expected[index] }],
  );
  expect(wrong.toSorted((a, b) => a.code.length - b.code.length).slice(0, 25)).toEqual([]);
  expect(expected.filter((each) => each !== "fault").length).toBeGreaterThan(codes.length / 2);
});
