/** A folder for one run that only its owner can access, because a saved plan holds secrets in clear text. */
import { createHash } from "node:crypto";
import { chmodSync, createReadStream, lstatSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

/** The folder, the path of the plan, and a function that removes both. */
export interface PrivateFolder {
  readonly folder: string;
  readonly plan: string;
  /** Removes the folder. It is synchronous, so that an exit handler can call it. It may be called twice. */
  remove(): void;
}

/** Makes a folder, and removes those of killed runs. Two runs at the same time never share one. */
export function makePrivateFolder(within = tmpdir()): PrivateFolder {
  sweep(within);
  const folder = mkdtempSync(join(within, `${PREFIX}${processSpace()}-${process.pid}-`));
  chmodSync(folder, 0o700);
  return {
    folder,
    plan: join(folder, "plan"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const PREFIX = "clover-plan-";

/** Identifies the process namespace. Containers may share a temporary folder, and each has its own process ids. */
function processSpace(): string {
  try {
    return /\d+/.exec(readlinkSync("/proc/self/ns/pid"))?.[0] ?? "0";
  } catch {
    return "0";
  }
}

/** Removes folders that a killed run left behind. Folders of another user, or of a process that still runs, are kept. */
function sweep(within: string): void {
  const own = new RegExp(`^${PREFIX}${processSpace()}-(\\d+)-`);
  for (const name of readdirSync(within)) {
    const pid = own.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const folder = join(within, name);
    try {
      const { uid } = lstatSync(folder);
      if (uid === process.getuid?.()) rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another run has swept it.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** SHA-256 of a file, lower-case hex. */
export async function digestOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
