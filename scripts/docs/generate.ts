/**
 * Generates the pages and tables of docs/ that come from the code: the policies, the gate's subcommands, the constructs.
 * `--check` writes nothing and fails if a page is out of date.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { policies } from "../../policies/catalogue";
import { collectTriedConstructs } from "../../test/tools/tried-constructs";
import { readConstructs, renderConstructs } from "./construct-table";
import { renderCourses } from "./course-table";
import { renderPolicyReference } from "./policy-reference";

const ROOT = join(__dirname, "..", "..");

const PAGES: Readonly<Record<string, (text: string) => string | Promise<string>>> = {
  "docs/policies.md": () => renderPolicyReference(policies),
  "docs/gate.md": renderCourses,
  "docs/constructs.md": (page) => renderConstructs(page, readConstructs(ROOT), collectTriedConstructs()),
};

async function writePage(file: string, render: (text: string) => string | Promise<string>): Promise<void> {
  const path = join(ROOT, file);
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
