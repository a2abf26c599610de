/** `clover init`: a charter, a stack and a pipeline to start from. Nothing that is there is ever written over. */
import { existsSync, lstatSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { InputError } from "../core/user-error";
import { EXIT, type ExitCode } from "./exit-code";
import { CHARTER } from "./starter/charter";
import { GITHUB, GITLAB } from "./starter/pipelines";
import { cdktfOf, GITIGNORE, MAIN, PACKAGE, packageOf, TSCONFIG } from "./starter/program";
import type { Terminal } from "./terminal";

/** Writes all of it or nothing. @param named the folder; the working directory if nothing is named */
export async function init(named: string | undefined, terminal: Terminal): Promise<ExitCode> {
  const folder = resolve(terminal.cwd, named ?? ".");
  const files = filesFor(nameOf(folder));
  const taken = Object.keys(files).filter((file) => stands(join(folder, file)));
  if (taken.length > 0) {
    throw new InputError(
      `${taken.join(", ")} ${taken.length === 1 ? "is" : "are"} there already, and nothing is written over. Nothing was written.`,
      "Name an empty folder: clover init FOLDER. What it writes can then be taken over by hand.",
    );
  }
  for (const [file, text] of Object.entries(files)) write(join(folder, file), text);
  terminal.print(describe(Object.keys(files), relative(terminal.cwd, folder)));
  return EXIT.compliant;
}

const filesFor = (name: string): Readonly<Record<string, string>> => ({
  "charter.yaml": CHARTER,
  "main.ts": MAIN,
  "package.json": packageOf(name),
  "cdktf.json": cdktfOf(name),
  "tsconfig.json": TSCONFIG,
  ".gitignore": GITIGNORE,
  ".github/workflows/clover.yml": GITHUB,
  ".gitlab-ci.yml": GITLAB,
});

/** The folder's name, as npm takes names. */
const nameOf = (folder: string): string =>
  basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 100) || "enclave";

/** Whether anything stands there: a link that leads nowhere too. */
function stands(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return false;
    if (code === "ENOTDIR") throw cannotWrite(path, "a part of the path is a file");
    throw cannotWrite(path, code ?? "unknown reason");
  }
}

function write(path: string, text: string): void {
  try {
    makeFolder(dirname(path));
    // "x": what has appeared meanwhile is not written over either.
    writeFileSync(path, text, { flag: "wx" });
  } catch (error) {
    throw cannotWrite(path, (error as NodeJS.ErrnoException).code ?? "unknown reason");
  }
}

/** Step by step: where the system makes no folders (/proc), the recursive way of Node 20 never ends. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

const cannotWrite = (path: string, why: string): InputError =>
  new InputError(`${path} cannot be written: ${why}.`, "Name a folder that can be written to.");

const describe = (files: readonly string[], folder: string): string => `\
Written:
${files.map((file) => `  ${join(folder, file)}`).join("\n")}

Next:
  1. Put the package of this Clover into ${join(folder, PACKAGE)} (npm pack in its checkout makes it), and
     commit it: the name alone could mean anybody's package in a registry.
  2. ${folder === "" ? "" : `cd ${folder} && `}npm install
  3. Write your own accounts, countries and sites into charter.yaml.
  4. npm run synth && npm run check
  5. Keep the pipeline that you need, .github/workflows/clover.yml or .gitlab-ci.yml, and delete the other.
`;
