/** Files that may be missing: then they say nothing. Silence for any other reason would be taken for the same. */
import { readdirSync, readFileSync } from "node:fs";
import { InputError } from "../../../core/user-error";

/** Text of a file; empty where there is none. */
export const read = (path: string): string => orNothing(path, "", () => readFileSync(path, "utf8"));
/** Names in a folder; none where it is not there. */
export const list = (folder: string): readonly string[] => orNothing(folder, [], () => readdirSync(folder));

function orNothing<T>(path: string, nothing: T, look: () => T): T {
  try {
    return look();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return nothing;
    throw new InputError(
      `${path} cannot be read (${code}), so it is not known where it would send calls. Nothing was applied.`,
      "Make it readable, or remove it.",
    );
  }
}
