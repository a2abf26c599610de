/** Reports in files. */
import { statSync, writeFileSync } from "node:fs";
import { InputError } from "../core/user-error";

/** Throws {@link InputError} where nothing can be written: a report that nobody gets is no report. */
export function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new InputError(
      `The report cannot be written: ${(error as Error).message}.`,
      "Name a file that can be written.",
    );
  }
}

/** Throws {@link InputError} where what is written would replace what is judged: nobody could judge that again. */
export function refuseReplacing(inputs: readonly string[], option: string, file: string | undefined): void {
  const target = file === undefined ? undefined : identityOf(file);
  const input = target && inputs.find((path) => path !== "-" && identityOf(path) === target);
  if (input) throw new InputError(`${option} names the input ${input}.`, "Name another file.");
}

/** Of the file that a path leads to; undefined where there is none, or no plain one. */
function identityOf(path: string): string | undefined {
  try {
    const stats = statSync(path);
    return stats.isFile() ? `${stats.dev}:${stats.ino}` : undefined;
  } catch {
    return undefined;
  }
}
