/** The table in docs/gate.md that says what the gate does with each subcommand. */
import { type Course, listCourses } from "../../gate/terraform/command-line/subcommands";

const HEAD = "| subcommand | course |\n|---|---|";
const SECTION = /(<!-- courses: [^\n]* -->\n)[^]*?(\n<!-- \/courses -->)/;

/** Puts the table between the marks of the page. @throws Error if the page has no marks */
export function renderCourses(page: string): string {
  if (!SECTION.test(page)) throw new Error("The page has no marks for the table of subcommands.");
  const table = [HEAD, ...rowsOf(listCourses()), renderRow(["anything else"], UNKNOWN)].join("\n");
  return page.replace(SECTION, (_, begin: string, end: string) => `${begin}\n${table}\n${end}`);
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
