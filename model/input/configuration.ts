/** The configuration beside a plan: from the saved plan itself, or from a folder. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isObject, listAt, own, several, textAt, type JsonObject } from "../../core/json";
import { InputError } from "../../core/user-error";
import { printable } from "../../core/printable";
import type { WrittenConfiguration } from "../document";
import { readConfigurationFiles } from "../plan/file";
import { convertModules, isConfiguration, type ModuleFiles } from "../source/convert";
import { cannotRead } from "./folder";

/** What a saved plan was made from. Undefined where it does not carry it: a plan that OpenTofu has encrypted. */
export async function configurationOfPlan(plan: Uint8Array): Promise<WrittenConfiguration | undefined> {
  const files = readConfigurationFiles(plan);
  return files.size === 0 ? undefined : convertModules(files);
}

/** More modules than any configuration has. */
const MOST = 2000;

/**
 * What stands in a folder and in the modules that it calls: those that `terraform init` has installed, and those that the calls
 * name by a path. A module that is not on disk is missing.
 */
export async function configurationOfFolder(
  folder: string,
): Promise<WrittenConfiguration & { readonly sha256: string }> {
  const root = readModule(folder);
  if (root.size === 0)
    throw new InputError(
      `${printable(folder)} holds no Terraform configuration.`,
      "Name the folder of the root module.",
    );
  const installed = readManifest(folder);
  const hash = createHash("sha256");
  const modules = new Map<string, readonly JsonObject[]>();
  const missing: string[] = [];
  const unread: WrittenConfiguration["unread"][number][] = [];
  const waiting: { key: string; at: string; files: ModuleFiles }[] = [{ key: "", at: folder, files: root }];
  for (let module = waiting.shift(); module && modules.size < MOST; module = waiting.shift()) {
    const { key, at, files } = module;
    for (const [name, text] of files) hash.update(JSON.stringify([key, name, text]));
    const converted = await convertModules(new Map([[key, files]]));
    unread.push(...converted.unread);
    const documents = converted.modules.get(key) ?? [];
    modules.set(key, documents);
    for (const [name, source] of callsIn(documents)) {
      const inner = key === "" ? name : `${key}.${name}`;
      const path = installed.get(inner) ?? (/^\.\.?(\/|$)/.test(source) ? join(at, source) : undefined);
      const found = path === undefined ? undefined : tryModule(path);
      if (found && found.size > 0 && path !== undefined) waiting.push({ key: inner, at: path, files: found });
      else missing.push(`module.${inner.replaceAll(".", ".module.")}`);
    }
  }
  return { modules, unread, missing, sha256: hash.digest("hex") };
}

function* callsIn(documents: readonly JsonObject[]): Iterable<readonly [name: string, source: string]> {
  for (const group of documents.flatMap((each) => several(own(each, "module")))) {
    if (!isObject(group)) continue;
    for (const [name, blocks] of Object.entries(group))
      for (const block of several(blocks)) yield [name, textAt(block, "source") ?? ""];
  }
}

/** Folders of installed modules by the names of the calls that lead to them. */
function readManifest(folder: string): ReadonlyMap<string, string> {
  const installed = new Map<string, string>();
  let manifest: unknown;
  try {
    manifest = JSON.parse(readFileSync(join(folder, ".terraform", "modules", "modules.json"), "utf8"));
  } catch {
    return installed;
  }
  for (const entry of listAt(manifest, "Modules")) {
    const [key, dir] = [textAt(entry, "Key"), textAt(entry, "Dir")];
    if (key !== undefined && dir !== undefined) installed.set(key, join(folder, dir));
  }
  return installed;
}

function tryModule(folder: string): ModuleFiles | undefined {
  try {
    return readModule(folder);
  } catch {
    return undefined;
  }
}

function readModule(folder: string): ModuleFiles {
  try {
    const names = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && isConfiguration(entry.name))
      .map(({ name }) => name);
    return new Map(names.map((name) => [name, readRegular(join(folder, name))]));
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw cannotRead(folder, error);
  }
}

/** Reads a file, or what a link leads to. A device or a pipe would never end. */
function readRegular(file: string): string {
  if (!statSync(file).isFile())
    throw new InputError(`${printable(file)} is not a regular file.`, "Remove it, or name another folder.");
  return readFileSync(file, "utf8");
}
