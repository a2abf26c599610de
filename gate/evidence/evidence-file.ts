/** Where statements lie: in the file that was named, or in a folder under the digest of what they are about. */
import { randomBytes } from "node:crypto";
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readAtMost } from "../../core/bounded-read";
import { InputError } from "../../core/user-error";
import { escapeHidden } from "../../core/printable";

const LARGEST = 64 * 1024 * 1024;

/** The file that `target` means for a subject: itself, or a file in it where it is a folder or ends in a slash. */
export function fileOf(target: string, sha256: string): string {
  const isFolder = /[/\\]$/.test(target) || statSync(target, { throwIfNoEntry: false })?.isDirectory();
  return isFolder ? join(target, `${sha256}.dsse.json`) : target;
}

/** Writes a statement, whole or not at all, and returns its file. Throws {@link InputError} where that cannot be done. */
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
      `The evidence cannot be written: ${escapeHidden((error as Error).message)}.`,
      "Name a file or a folder that can be written.",
    );
  }
}

/** Reads a statement's file. Throws {@link InputError} where that cannot be done. */
export function readEvidence(file: string): Buffer {
  try {
    return readAtMost(file, LARGEST);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InputError(
      code === "EFBIG"
        ? `${escapeHidden(file)} is larger than ${LARGEST / 2 ** 20} MiB: it is no statement.`
        : `The statement ${escapeHidden(file)} cannot be read (${code}).`,
      "Name a statement that `clover check --evidence FILE` wrote.",
    );
  }
}
