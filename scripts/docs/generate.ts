/** Writes what docs/ says of policies and of the gate's courses, so that it cannot say anything else. `--check` only compares. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { policies } from "../../policies/catalogue";
import { renderCourses } from "./course-table";
import { renderPolicyReference } from "./policy-reference";

const PAGES: Readonly<Record<string, (text: string) => string | Promise<string>>> = {
  "docs/policies.md": () => renderPolicyReference(policies),
  "docs/gate.md": renderCourses,
};

async function writePage(file: string, render: (text: string) => string | Promise<string>): Promise<void> {
  const path = join(__dirname, "..", "..", file);
  const text = readOrNothing(path);
  const wanted = await render(text);
  if (!process.argv.includes("--check")) writeFileSync(path, wanted);
  else if (text !== wanted) {
    process.stderr.write(`${file} is not what the code says. Run \`npm run docs\` and commit it.\n`);
    process.exitCode = 1;
  }
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

void Promise.all(Object.entries(PAGES).map(([file, render]) => writePage(file, render)));
