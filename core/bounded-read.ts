/** Reads a file that somebody names, and no more of it than anybody means: the path may be a pipe or a device that never ends. */
import { closeSync, fstatSync, openSync, readSync, type Stats } from "node:fs";

/** An error as `fs` throws them, for what `fs` itself would let pass. */
const failure = (code: "EISDIR" | "EFBIG", path: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`${code}: ${path}`), { code });

/**
 * All bytes of a file. Throws as `readFileSync` does, with `EISDIR` for a folder, and with `EFBIG` for more than `largest`
 * bytes.
 *
 * @param examine looks at the file that was opened, before it is read; what it throws is thrown
 */
export function readAtMost(path: string, largest: number, examine: (stats: Stats) => void = () => {}): Buffer {
  const file = openSync(path, "r");
  try {
    const stats = fstatSync(file);
    if (stats.isDirectory()) throw failure("EISDIR", path);
    examine(stats);
    const chunks: Buffer[] = [];
    let size = 0;
    while (size <= largest) {
      const chunk = Buffer.allocUnsafe(64 * 1024);
      const length = readSync(file, chunk, 0, chunk.length, null);
      if (length === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, length));
      size += length;
    }
    throw failure("EFBIG", path);
  } finally {
    closeSync(file);
  }
}
