/** The table of constructs in docs/constructs.md, from the doc comments of the classes and from the stacks that tests run. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A construct as its source file describes it. */
export interface Described {
  readonly name: string;
  /** File below the root of the repository. */
  readonly file: string;
  /** First sentence of the doc comment. */
  readonly purpose: string;
  /** The rules of law and standards that the doc comment names after "Serves"; "" if it names none. */
  readonly serves: string;
}

/** Names of the classes that tests planned, and of those that they applied. */
interface Tried {
  readonly planned: ReadonlySet<string>;
  readonly applied: ReadonlySet<string>;
}

const CLASS = /\/\*\*((?:(?!\*\/)[^])*)\*\/\nexport class (\w+) extends Construct\b/g;
const SERVES = /\bServes (.+?)(?:: |; |\.(?= [A-Z@-]|$))/;
const SECTION = /(<!-- constructs: [^\n]* -->\n)[^]*?(\n<!-- \/constructs -->)/;

/** Reads every class below `constructs/` that extends Construct, by folder and name. */
export function readConstructs(root: string): readonly Described[] {
  const files = readdirSync(join(root, "constructs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `constructs/${name.replaceAll("\\", "/")}`)
    .toSorted();
  return files.flatMap((file) => describeClasses(file, readFileSync(join(root, file), "utf8")));
}

/** The constructs of one source text. */
export function describeClasses(file: string, source: string): readonly Described[] {
  return [...source.matchAll(CLASS)].map(([, comment = "", name = ""]) => {
    const text = comment
      .replaceAll(/\n\s*\* ?/g, " ")
      .replaceAll(/ \(https:[^)]*\)/g, "")
      .replaceAll(/\s+/g, " ")
      .trim();
    const purpose = /^.+?\.(?= [A-Z@-]|$)/.exec(text)?.[0] ?? text;
    return { name, file, purpose, serves: SERVES.exec(text)?.[1] ?? "" };
  });
}

/** Puts the table between the marks of the page. @throws Error if the page has no marks */
export function renderConstructs(page: string, constructs: readonly Described[], tried: Tried): string {
  if (!SECTION.test(page)) throw new Error("The page has no marks for the table of constructs.");
  const rows = constructs.map(({ name, file, purpose, serves }) => {
    const cells = [`[\`${name}\`](../${file})`, purpose, serves, wordTrial(name, tried)];
    return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  });
  const table = ["| construct | purpose | serves | tried |", "|---|---|---|---|", ...rows].join("\n");
  return page.replace(SECTION, (_, begin: string, end: string) => `${begin}\n${table}\n${end}`);
}

function wordTrial(name: string, { planned, applied }: Tried): string {
  if (applied.has(name)) return "applied";
  return planned.has(name) ? "planned" : "unit tests";
}
