/**
 * Generates the pages and tables of docs/ that come from the code: the policies, the gate's subcommands, the constructs.
 * `--check` writes nothing and fails if a page is out of date.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { policies } from "../../policies/catalogue";
import { collectTriedConstructs } from "../../test/tools/tried-constructs";
import { readConstructs, renderConstructs } from "./construct-table";
import { renderCourses } from "./course-table";
import { renderPolicyReference } from "./policy-reference";

const ROOT = join(__dirname, "..", "..");

/** Each generated page, out of its present text. The reference of policies is left as it is generated: it is large. */
const PAGES: Readonly<Record<string, (page: string) => string | Promise<string>>> = {
  "docs/policies.md": () => renderPolicyReference(policies),
  "docs/gate.md": (page) => tidy(renderCourses(page)),
  "docs/constructs.md": (page) => tidy(renderConstructs(page, readConstructs(ROOT), collectTriedConstructs())),
};

const tidy = (page: string): Promise<string> => format(page, { parser: "markdown", printWidth: 120 });

async function writePage(file: string, render: (page: string) => string | Promise<string>): Promise<void> {
  const path = join(ROOT, file);
  const before = existsSync(path) ? readFileSync(path, "utf8") : "";
  const after = await render(before);
  if (!process.argv.includes("--check")) writeFileSync(path, after);
  else if (before !== after) {
    process.stderr.write(`${file} differs from what the code says. Run \`npm run docs\` and commit the page.\n`);
    process.exitCode = 1;
  }
}

void Promise.all(Object.entries(PAGES).map(([file, render]) => writePage(file, render)));
