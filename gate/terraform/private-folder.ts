/** A folder for one run, which nobody else can enter: a saved plan holds secrets in the clear. */
import { createHash } from "node:crypto";
import { chmodSync, createReadStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

/** The folder, where the plan goes, and how to be rid of both. */
export interface PrivateFolder {
  readonly folder: string;
  readonly plan: string;
  /** May be called twice, and from an exit handler: it waits for nothing. */
  remove(): void;
}

/** Makes it. Two runs at once never share one. */
export function makePrivateFolder(): PrivateFolder {
  const folder = mkdtempSync(join(tmpdir(), "clover-plan-"));
  chmodSync(folder, 0o700);
  return {
    folder,
    plan: join(folder, "plan"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** SHA-256 of a file, lower-case hex. */
export async function digestOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
