/** Reads optional files. A missing file counts as empty; any other read error is raised. */
import { readdirSync, readFileSync } from "node:fs";
import { InputError } from "../../../core/user-error";

/** Text of a file; empty if the file is missing. */
export const read = (path: string): string => orNothing(path, "", () => readFileSync(path, "utf8"));
/** Names in a folder; empty if the folder is missing. */
export const list = (folder: string): readonly string[] => orNothing(folder, [], () => readdirSync(folder));

function orNothing<T>(path: string, nothing: T, look: () => T): T {
  try {
    return look();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return nothing;
    throw new InputError(
      `${path} cannot be read (${code}), so Clover does not know where it would send calls. Nothing was applied.`,
      "Make it readable, or remove it.",
    );
  }
}
