import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allowedBy, lintText, lintTree } from "../../../scripts/docs/prose-lint";

const phrases = (file: string, text: string) => lintText(file, text).map(({ line, phrase }) => `${line} ${phrase}`);

const BROKEN = `/** What a key is. */
/**
 * Whether it rotates.
 */
// Nobody may read this, whoever asks.
const message = "q.fifo is no queue name: small letters";
`;

const CLEAN = `/** A key of the site, and what it opens. */
/**
 * Tells whether it rotates, and who may use it.
 */
// There is no key here: it is no longer in use.
const message = "q.fifo is not a valid queue name: use lowercase letters";
`;

test("every phrase to avoid is found in comments and strings, at its line", () => {
  expect(phrases("a.ts", BROKEN)).toEqual([
    "1 What",
    "3 Whether",
    "5 Nobody",
    "5 whoever",
    "6 is no",
    "6 small letters",
  ]);
});

test("plain prose has no faults", () => {
  expect(phrases("a.ts", CLEAN)).toEqual([]);
});

test("pages are read too, without the rule about doc comments", () => {
  expect(phrases("a.md", "# What it does\n\nSomebody asks.\n")).toEqual(["3 Somebody"]);
});

test("a tree is read whole, and only the files of unrevised folders are excused", () => {
  const root = mkdtempSync(join(tmpdir(), "clover-prose-"));
  for (const [name, text] of Object.entries({
    "cli/deep/a.ts": BROKEN,
    "docs/a.md": "nobody",
    "docs/a.json": "nobody",
  })) {
    mkdirSync(join(root, name, ".."), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  const files = [...new Set(lintTree(root).map(({ file }) => file))];
  rmSync(root, { recursive: true });
  expect(files).toEqual(["cli/deep/a.ts", "docs/a.md"]);
  expect(files.map(allowedBy)).toEqual([undefined, undefined]);
});
