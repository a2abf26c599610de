/**
 * Records what `terraform console` shows of a small sample of expressions: `tsx test/model/expressions/record-console.ts`. The test
 * beside it holds the evaluator against `console-answers.json`; `test/long/expressions.test.ts` asks Terraform itself for thousands.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { askTerraform, isNegativeZero, sampleExpressions } from "./console";

/** Longer ones say the same at more length. */
const codes = sampleExpressions(2000, 11)
  .filter((code) => code.length < 160)
  .slice(0, 400);
const answers = askTerraform(codes);
const pairs = codes
  .map((code, index) => [code, answers[index]] as const)
  .filter(([, answer]) => !isNegativeZero(answer));
writeFileSync(
  join(__dirname, "console-answers.json"),
  `[\n${pairs.map((pair) => JSON.stringify(pair)).join(",\n")}\n]\n`,
);
