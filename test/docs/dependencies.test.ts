/** The page about dependencies lists what package.json lists, and the index lists every decision. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import manifest from "../../package.json";

const FOLDER = join(__dirname, "../../docs/decisions");
const page = readFileSync(join(FOLDER, "dependencies.md"), "utf8");

/** Names and reasons below a heading of the page. */
function listed(section: string): Record<string, string> {
  const [, text = ""] = page.split(`## ${section}\n`);
  const items = text
    .split("\n## ")[0]!
    .replaceAll(/\n {2}/g, " ")
    .matchAll(/^- `([^`]+)`: (.+)$/gm);
  return Object.fromEntries([...items].map(([, name, reason]) => [name, reason]));
}

test.each(["dependencies", "devDependencies"] as const)("each of the %s has a reason", (section) => {
  const reasons = listed(section);
  expect(Object.keys(reasons)).toEqual(Object.keys(manifest[section]));
  expect(Object.values(reasons).filter((reason) => !/^[A-Z].{15,}\.$/.test(reason))).toEqual([]);
});

test("each version is exact", () => {
  const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test("the index links every decision", () => {
  const index = readFileSync(join(FOLDER, "README.md"), "utf8");
  const pages = readdirSync(FOLDER).filter((name) => name !== "README.md");
  expect([...index.matchAll(/\]\(([^)]+)\)/g)].map(([, name]) => name).toSorted()).toEqual(pages.toSorted());
});
