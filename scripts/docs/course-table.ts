/** What the gate does with each subcommand, as the table in docs/gate.md. */
import { format } from "prettier";
import { type Course, listCourses } from "../../gate/terraform/command-line/subcommands";

const HEAD = "| subcommand | course |\n|---|---|";
const SECTION = /(<!-- courses: [^\n]* -->\n)[^]*?(\n<!-- \/courses -->)/;

/** Puts the table in the place that the page keeps for it. Throws when there is none. */
export async function renderCourses(page: string): Promise<string> {
  if (!SECTION.test(page)) throw new Error("The page has no place for the courses.");
  const table = [HEAD, ...rowsOf(listCourses()), renderRow(["anything else"], UNKNOWN)].join("\n");
  const text = page.replace(SECTION, (_, begin: string, end: string) => `${begin}\n${table}\n${end}`);
  return format(text, { parser: "markdown", printWidth: 120 });
}

const UNKNOWN = "refused: it may change infrastructure, and Clover does not know it";

/** Subcommands with the same course share a row. */
function rowsOf(courses: ReturnType<typeof listCourses>): readonly string[] {
  const rows = new Map<string, string[]>();
  for (const { name, course } of courses) {
    const words = wordCourse(course);
    rows.set(words, [...(rows.get(words) ?? []), `\`${name}\``]);
  }
  return [...rows].map(([words, names]) => renderRow(names, words));
}

const renderRow = (names: readonly string[], course: string): string => `| ${names.join(", ")} | ${course} |`;

function wordCourse(course: Course): string {
  switch (course.kind) {
    case "judge":
      return "planned into a private file, judged, asked for, and exactly that file applied";
    case "refuse":
      return `refused: ${course.why}. ${course.remedy}`;
    case "pass":
      return "passed through, with the same streams, signals and exit code";
  }
}
