/** The code of CONTRIBUTING.md compiles against this checkout: a recipe that does not is worse than none. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const root = join(__dirname, "..", "..");

/** Code blocks of the page, each under the file name that the recipe gives it. */
const FILES = [
  "policies/audit/log-retention.ts",
  "constructs/data/sovereign-topic.ts",
  "test/constructs/data/sovereign-topic.test.ts",
  "reports/csv.ts",
  "test/reports/csv.test.ts",
];

function blocks(page: string): readonly string[] {
  return [...page.matchAll(/^( *)```ts\n([^]*?)^\1```$/gm)].map(([, indent = "", code = ""]) =>
    code.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
  );
}

test("every block of code compiles in the file that its recipe names", () => {
  const page = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
  const found = blocks(page);
  expect(found).toHaveLength(FILES.length);
  for (const file of FILES) expect(page).toContain(file);
  const sources = new Map(FILES.map((file, index) => [join(root, file), found[index]!]));
  // The recipe says in words that this import stands at the top.
  const site = 'import type { SiteStack } from "../../../constructs/foundation/site-stack";';
  expect(page).toContain(site);
  const topic = join(root, "test/constructs/data/sovereign-topic.test.ts");
  sources.set(topic, `${site}\n${sources.get(topic)}`);

  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) => readFileSync(path, "utf8"));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile, readFile } = host;
  host.fileExists = (path) => sources.has(path) || fileExists(path);
  host.readFile = (path) => sources.get(path) ?? readFile(path);
  host.getSourceFile = (path, ...rest) => {
    const text = sources.get(path);
    return text === undefined ? getSourceFile(path, ...rest) : ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
  };
  const program = ts.createProgram([...sources.keys()], options, host);
  const problems = [...sources.keys()].flatMap((path) => {
    const file = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ messageText }) => `${path.slice(root.length + 1)}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
  });
  expect(problems).toEqual([]);
});
