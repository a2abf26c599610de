/** Reports in files. */
import { writeFileSync } from "node:fs";
import { InputError } from "../model/graph";

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
