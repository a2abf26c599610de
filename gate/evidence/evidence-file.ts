/** Files of statements: the named file, or a file in the named folder whose name is the digest of its subject. */
import { randomBytes } from "node:crypto";
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readAtMost } from "../../core/bounded-read";
import { InputError } from "../../core/user-error";
import { printable } from "../../core/printable";

const LARGEST_STATEMENT = 64 * 1024 * 1024;

/** The file for a subject: `target` itself, or a file in it if it is a folder or ends in a slash. */
export function fileOf(target: string, sha256: string): string {
  const isFolder = /[/\\]$/.test(target) || statSync(target, { throwIfNoEntry: false })?.isDirectory();
  return isFolder ? join(target, `${sha256}.dsse.json`) : target;
}

/** Writes a statement completely or not at all. @returns its file. @throws InputError if it cannot be written */
export function writeEvidence(target: string, sha256: string, text: string): string {
  const file = fileOf(target, sha256);
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  try {
    if (file !== target) mkdirSync(dirname(file), { recursive: true });
    writeFileSync(draft, text, { flag: "wx", mode: 0o644 });
    renameSync(draft, file);
    return file;
  } catch (error) {
    rmSync(draft, { force: true });
    throw new InputError(
      `The evidence cannot be written: ${printable((error as Error).message)}.`,
      "Name a file or a folder that can be written.",
    );
  }
}

/** Reads a statement's file. @throws InputError if it cannot be read */
export function readEvidence(file: string): Buffer {
  try {
    return readAtMost(file, LARGEST_STATEMENT);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InputError(
      code === "EFBIG"
        ? `${printable(file)} is larger than ${LARGEST_STATEMENT / 2 ** 20} MiB, so it is not a statement.`
        : `The statement ${printable(file)} cannot be read (${code}).`,
      "Name a statement that `clover check --evidence FILE` wrote.",
    );
  }
}
