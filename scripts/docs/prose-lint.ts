/**
 * A lint for the prose of comments, messages and pages, as CONTRIBUTING.md describes it. Prints each fault with file and line and
 * ends with exit code 1. `--count` prints the number of faults in each folder that is not checked yet.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** A phrase to avoid, at a line of a file. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly phrase: string;
  readonly advice: string;
}

const SCANNED =
  "core charter pseudonymiser constructs stacks model placement policies gate reports cli bench scripts test docs " +
  "README.md CONTRIBUTING.md CHANGELOG.md SECURITY.md";

/** Folders and files whose prose has not been revised yet. They are counted and not checked. */
const ALLOWED_FOR_NOW = "model placement test".split(" ");

/** Files that quote what the lint looks for. */
const QUOTING = new Set(["scripts/docs/prose-lint.ts", "test/scripts/docs/prose-lint.test.ts", "CONTRIBUTING.md"]);

interface Rule {
  readonly pattern: RegExp;
  readonly advice: string;
}

const PHRASES: readonly Rule[] = [
  {
    pattern: /\b(?:nobody|somebody|whoever|whomever|anybody|everybody)\b/gi,
    advice: "name the actor: the user, the provider, Terraform, an attacker",
  },
  {
    pattern: /(?<!\bthere )\b(?:is|are|was|were) no\b(?! longer\b| more\b)/gi,
    advice: 'write "is not a valid X" or "is not an X"',
  },
  { pattern: /\bsmall letters\b/gi, advice: 'write "lowercase letters"' },
];

const OPENER: Rule = {
  pattern: /(?<=\/\*\*\s*(?:\*\s*)?)(?:What|Whether|Who|Whose|Whom|Where|How|When|Which|Nothing|Everything)\b/g,
  advice: "open a doc comment with a noun or a verb",
};

/** The faults of one text. The rule about openers holds for doc comments of TypeScript alone. */
export function lintText(file: string, text: string): readonly Fault[] {
  const rules = file.endsWith(".ts") ? [...PHRASES, OPENER] : PHRASES;
  return rules
    .flatMap(({ pattern, advice }) =>
      [...text.matchAll(pattern)].map((match) => ({
        file,
        line: text.slice(0, match.index).split("\n").length,
        phrase: match[0],
        advice,
      })),
    )
    .toSorted((a, b) => a.line - b.line);
}

/** The faults of every TypeScript file and page below a root, those of unrevised folders included. */
export function lintTree(root: string): readonly Fault[] {
  return SCANNED.split(" ")
    .flatMap((name) => filesIn(root, name))
    .filter((file) => /\.(?:ts|md)$/.test(file) && !QUOTING.has(file))
    .flatMap((file) => lintText(file, readFileSync(join(root, file), "utf8")));
}

/** The entry of the list of unrevised folders that a file belongs to. */
export const allowedBy = (file: string): string | undefined =>
  ALLOWED_FOR_NOW.find((name) => file === name || file.startsWith(`${name}/`));

function filesIn(root: string, name: string): readonly string[] {
  const stats = statSync(join(root, name), { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return [name];
  return readdirSync(join(root, name)).flatMap((entry) => filesIn(root, `${name}/${entry}`));
}

function run(counts: boolean): void {
  const faults = lintTree(join(__dirname, "..", ".."));
  if (counts) {
    for (const name of ALLOWED_FOR_NOW) {
      const number = faults.filter(({ file }) => allowedBy(file) === name).length;
      process.stdout.write(`${name}: ${number}\n`);
    }
  }
  const due = faults.filter(({ file }) => allowedBy(file) === undefined);
  for (const { file, line, phrase, advice } of due) process.stderr.write(`${file}:${line}: "${phrase}": ${advice}.\n`);
  if (due.length > 0) process.exitCode = 1;
}

if (require.main === module) run(process.argv.includes("--count"));
