/** Writes docs/policies.md from the policy objects, so that the reference cannot say anything else. `--check` only compares. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { policies } from "../policies/catalogue";
import { renderPolicyReference } from "./policy-reference";

const FILE = "docs/policies.md";
const path = join(__dirname, "..", FILE);
const wanted = renderPolicyReference(policies);

if (process.argv.includes("--check")) {
  if (readOrNothing(path) !== wanted) {
    process.stderr.write(`${FILE} is not what the policies say. Run \`npm run docs\` and commit it.\n`);
    process.exitCode = 1;
  }
} else writeFileSync(path, wanted);

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
