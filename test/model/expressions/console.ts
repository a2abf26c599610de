/** Expressions held against what `terraform console` shows of them. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { evaluate, type Environment } from "../../../model/expressions/evaluate";
import { encodeJson } from "../../../model/expressions/functions/json";
import { parseExpression } from "../../../model/expressions/parse";
import { isKnown } from "../../../model/expressions/partial";
import { expressions } from "./generate";

const NOTHING: Environment = {
  resolve: () => undefined,
  attribute: () => {
    throw new Error("there are no resources");
  },
};

/** Generated expressions, each once; none is longer than a person writes. */
export const sampleExpressions = (numRuns: number, seed: number): readonly string[] =>
  [...new Set(fc.sample(expressions.any, { numRuns, seed }))].filter((code) => code.length < 2000);

/** The answers of Terraform: the JSON of each value, or "fault". */
export function askTerraform(codes: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "clover-console-"));
  try {
    const list = codes.map((code) => `try(jsonencode(${code}), "fault")`).join(",\n");
    writeFileSync(join(folder, "main.tf"), `locals {\n  all = [\n${list}\n]\n}\n`);
    const input = "base64encode(jsonencode(local.all))\n";
    const shown = execFileSync("terraform", ["console"], { cwd: folder, input, encoding: "utf8", maxBuffer: 2 ** 28 });
    return JSON.parse(Buffer.from(shown.trim().slice(1, -1), "base64").toString("utf8")) as string[];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The answer of Clover in the same form. */
export function askClover(code: string): string {
  const expression = parseExpression(code);
  if (!expression) return "not read";
  const value = evaluate(expression, NOTHING);
  return isKnown(value) ? encodeJson(value) : "fault";
}

/** Terraform tells a negative zero from the other: no attribute does. */
export const isNegativeZero = (json = ""): boolean => /-0(?!\.\d*[1-9])|0\.?0*-/.test(json);
