/** Which files of a folder are to be judged, and which of them Terraform would load beside a synthesized stack. */
import { existsSync, openSync, closeSync, readSync, readdirSync, statSync, type Dirent, type Stats } from "node:fs";
import { basename, dirname, join, relative, isAbsolute } from "node:path";
import { InputError } from "../../core/user-error";
import type { Defect } from "../document";
import { isObject, objectAt, textAt } from "../../core/json";
import { printable } from "../../core/printable";
import { isBinaryPlan } from "../plan/show-plan";

/** Reads the parsed JSON of a file; the caller's way of reading, so that errors read the same. */
type ReadJson = (file: string) => unknown;

const PLAN_REMEDY =
  "Make a plan and judge that: terraform plan -out=p && terraform show -json p > plan.json && clover check plan.json";

/**
 * Lists the files of a folder that may have to be judged, in the order of their names; none where it holds HCL alone, which is one
 * input. Beside HCL they are the plans of it: a state tells what is, and not what the HCL will make.
 * Of synthesized stacks these are the stacks of the manifest: CDKTF deploys no other, and leaves the folders of stacks that are gone
 * where they were.
 */
export function filesOfFolder(folder: string, readJson: ReadJson): readonly string[] {
  const entries = list(folder);
  const names = entries.map(({ name }) => name);
  if (names.includes("manifest.json")) {
    const manifest = readJson(join(folder, "manifest.json"));
    const stacks = objectAt(manifest, "stacks");
    if (stacks) return stackFiles(folder, stacks);
  }
  // The root of a CDKTF project: its JSON files are settings, what counts is what was synthesized.
  if (names.includes("cdktf.json")) {
    if (existsSync(join(folder, "cdktf.out", "manifest.json")))
      return filesOfFolder(join(folder, "cdktf.out"), readJson);
    throw new InputError(
      `${printable(folder)} is a CDKTF project without synthesized stacks.`,
      "Run `cdktf synth` first.",
    );
  }
  if (entries.some((entry) => entry.name === "stacks" && isFolder(folder, entry))) {
    throw new InputError(`${printable(folder)} has stacks but no readable manifest.json.`, "Run `cdktf synth` again.");
  }
  const hcl = names.some(isHcl);
  const files = entries
    .filter((entry) => !(hcl && /\.(?:tf\.json|tofu\.json|tfstate)$/.test(entry.name)) && isInput(folder, entry))
    .map(({ name }) => join(folder, name));
  if (files.length > 0 || hcl) return files;
  throw holdsNothing(folder);
}

/** The error for a folder without any input. */
export const holdsNothing = (folder: string): InputError =>
  new InputError(`${printable(folder)} holds nothing that can be judged.`, PLAN_REMEDY);

/** Whether Terraform or OpenTofu would read the folder as a configuration. */
export const holdsHcl = (folder: string): boolean => list(folder).some(({ name }) => isHcl(name));

function list(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw cannotRead(folder, error);
  }
}

/** The error for a file or folder that the system does not let us read. */
export function cannotRead(path: string, error: unknown): InputError {
  const { code = "" } = error as NodeJS.ErrnoException;
  const name = printable(path);
  if (code === "ENOENT" || code === "ENOTDIR") return new InputError(`${name} does not exist.`, "Check the path.");
  if (code === "EACCES" || code === "EPERM")
    return new InputError(
      `${name} cannot be read: no permission.`,
      "Give read permission, or run as a user who has it.",
    );
  if (code === "ERR_FS_FILE_TOO_LARGE")
    return new InputError(
      `${name} is larger than 2 GiB.`,
      "Split the configuration into several plans and judge each.",
    );
  return new InputError(`${name} cannot be read (${code || String(error)}).`, "Check the path.");
}

const isHcl = (name: string): boolean => /\.(?:tf|tofu)$/.test(name);

/** Links count as what they lead to. One that leads round in a circle is not passed over: nobody can say what it hides. */
function isFolder(folder: string, entry: Dirent): boolean {
  return entry.isDirectory() || (entry.isSymbolicLink() && lookAt(join(folder, entry.name))?.isDirectory() === true);
}

/** Undefined where there is nothing, as behind a link that leads nowhere. */
function lookAt(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw cannotRead(path, error);
  }
}

function isInput(folder: string, entry: Dirent): boolean {
  const { name } = entry;
  if (name.startsWith(".") || isFolder(folder, entry)) return false;
  if (/\.(?:json|tfstate|tfplan)$/.test(name)) return !name.endsWith(".tfvars.json") && requireFile(join(folder, name));
  return /^[^.]+$|\.(?:out|plan|bin)$/.test(name) && startsLikePlan(join(folder, name));
}

/** Whoever names a pipe means it; one that lies in a folder may never end, and may hide what it would say. */
function requireFile(path: string): true {
  if (lookAt(path)?.isFile() !== false) return true;
  throw new InputError(`${printable(path)} is called like an input and is no file.`, "Take it out of the folder.");
}

function startsLikePlan(file: string): boolean {
  if (lookAt(file)?.isFile() !== true) return false;
  try {
    const descriptor = openSync(file, "r");
    try {
      const head = Buffer.alloc(4);
      return readSync(descriptor, head) === 4 && isBinaryPlan(head);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw cannotRead(file, error);
  }
}

function stackFiles(folder: string, stacks: object): readonly string[] {
  const files = new Set<string>();
  for (const [name, stack] of Object.entries(stacks)) {
    const path = textAt(stack, "synthesizedStackPath");
    if (!isObject(stack) || path === undefined) {
      throw new InputError(
        `${printable(join(folder, "manifest.json"))} does not say where the stack ${printable(name)} is.`,
        "Run `cdktf synth` again.",
      );
    }
    const file = join(folder, path);
    const inside = relative(folder, file);
    if (inside.startsWith("..") || isAbsolute(inside)) {
      throw new InputError(
        `${printable(join(folder, "manifest.json"))} names a stack outside of its folder: ${printable(path)}.`,
        "Run `cdktf synth` again.",
      );
    }
    if (!path.endsWith(".json")) {
      throw new InputError(
        `The stack ${printable(name)} was synthesized as HCL (${printable(path)}).`,
        "Synthesize JSON: run `cdktf synth` without --hcl.",
      );
    }
    files.add(file);
  }
  if (files.size === 0)
    throw new InputError(`${printable(folder)} holds no stack.`, "Run `cdktf synth` in a project that has one.");
  return [...files];
}

const LOADED = /\.(?:tf|tofu)(?:\.json)?$|\.auto\.tfvars(?:\.json)?$|^terraform\.tfvars(?:\.json)?$/;

/** Files beside a synthesized stack that Terraform or OpenTofu would load with it, though it was judged alone. */
export function neighbourDefects(file: string): readonly Defect[] {
  if (!file.endsWith(".tf.json")) return [];
  return list(dirname(file) || ".")
    .map(({ name }) => name)
    .filter((name) => name !== basename(file) && !/^\.|~$/.test(name) && LOADED.test(name))
    .map((name) => ({
      code: "neighbour-file",
      address: "",
      path: name,
      message: `Terraform would load ${name} too, which stands beside ${basename(file)} and was not judged with it.`,
    }));
}
