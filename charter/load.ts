/** Reads a charter, or says everything that is wrong with it, each with its line and what to write instead. */
import { createHash } from "node:crypto";
import { lstatSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readAtMost } from "../core/bounded-read";
import { CharterError, type CharterProblem } from "./charter-error";
import { findContradictions } from "./consistency/contradictions";
import { charterSchema, type Charter } from "./schema";
import { findShapeProblems } from "./shape-problems";
import { readYaml, type KeyPath } from "./yaml-document";

/** A charter that holds together, and the file that it was read from. */
export interface LoadedCharter {
  readonly charter: Charter;
  /** As the caller named it. */
  readonly path: string;
  /** SHA-256 of the bytes of the file, lower-case hex. */
  readonly sha256: string;
  /** Makes a problem with its line, for checks outside this folder (the names of policies, the day of the run). */
  problemAt(path: KeyPath, message: string): CharterProblem;
}

const LARGEST_CHARTER = 1024 * 1024;

const failWhole = (path: string, message: string): CharterError =>
  new CharterError(path, [{ line: 1, column: 1, path: "", message }]);

const REASONS: Record<string, string> = {
  ENOENT: "no such file: write a charter, or make one with `clover init`",
  EACCES: "this file may not be read: change its permissions",
  EPERM: "this file may not be read: change its permissions",
  ELOOP: "this link points to itself: name the file",
  ENOTDIR: "no such file: a part of this path is not a folder",
  ENAMETOOLONG: "no file can have a name this long",
  EISDIR: "this is a folder: name the charter file in it",
  EFBIG: "this file is larger than 1 MiB: it is not a charter",
};

/** Checks the text of a charter. `path` is only for messages. Throws {@link CharterError} with everything that is wrong. */
export const parseCharter = (text: string, path: string): Charter => readCharter(text, path).charter;

function readCharter(text: string, path: string): Pick<LoadedCharter, "charter" | "problemAt"> {
  const yaml = readYaml(text);
  const problems = [...yaml.problems];
  if (yaml.data !== undefined) {
    const { data } = yaml;
    const isMapping = typeof data === "object" && data !== null && !Array.isArray(data);
    const found = [
      ...findShapeProblems(data),
      ...(isMapping ? findContradictions(data as Record<string, unknown>) : []),
    ];
    problems.push(...found.map(({ path, message, at }) => yaml.problemAt(path, message, at)));
  }
  if (problems.length > 0) {
    problems.sort((one, other) => one.line - other.line || one.column - other.column);
    throw new CharterError(path, problems);
  }
  return { charter: charterSchema.parse(yaml.data), problemAt: (at, message) => yaml.problemAt(at, message) };
}

/** Reads and checks a charter file. Throws {@link CharterError} with everything that is wrong. */
export function loadCharter(path: string): LoadedCharter {
  let bytes: Buffer;
  try {
    bytes = readAtMost(path, LARGEST_CHARTER);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    throw failWhole(path, REASONS[code] ?? `this file cannot be read (${code || "unknown reason"})`);
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw failWhole(path, "this file is not UTF-8 text: save it as UTF-8");
  }
  return { ...readCharter(text, path), path, sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** Tells whether the path exists. A path that cannot be examined counts as existing, so that loading it reports the reason. */
function stands(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code !== "ENOENT" && code !== "ENOTDIR";
  }
}

/** The nearest `charter.yaml` from a folder upwards. */
export function findCharter(from: string): string | undefined {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const path = join(folder, "charter.yaml");
    if (stands(path)) return path;
    if (folder === dirname(folder)) return undefined;
  }
}
