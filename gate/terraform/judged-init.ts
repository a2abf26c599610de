/**
 * Judges the backend before `terraform init` runs, because `init` may copy the state to the backend that the files and
 * `-backend-config` name. A file that cannot be read here cannot be read by Terraform either, which then reports it.
 */
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { isObject, type JsonObject } from "../../core/json";
import type { Backend } from "../../model/document";
import { readSynth } from "../../model/synth/from-synth";
import { isValues, type Value } from "../../model/value";
import { backendObjections } from "./environment/backend";
import { folderOf, type Invocation } from "./command-line/invocation";
import { read } from "./environment/optional-file";
import type { Host } from "./stand-in-host";

/** @returns the reasons to refuse the backend, in whole sentences; none if the state stays in the folder */
export async function objectionsToInit(
  { env, jurisdictionFor }: Pick<Host, "env" | "jurisdictionFor">,
  cwd: string,
  invocation: Invocation,
): Promise<readonly string[]> {
  const given = backendOptions(invocation.rest);
  if (!given) return [];
  const folder = resolve(cwd, folderOf(invocation));
  const declared = await declaredBackend(folder);
  if (!declared || declared.type === "local") return [];
  const settings: Record<string, Value> = { ...declared.settings };
  for (const option of given) Object.assign(settings, await readOption(option, folder));
  return backendObjections({ ...declared, settings }, env, folder, await jurisdictionFor(folder));
}

/** Values of `-backend-config`; undefined if `-backend=false` leaves the backend as it is. */
function backendOptions(rest: readonly string[]): readonly string[] | undefined {
  const values: string[] = [];
  for (const [at, option] of rest.entries()) {
    if (/^--?backend=(0|f|false)$/i.test(option)) return undefined;
    const value = /^--?backend-config(?:=(.*))?$/s.exec(option);
    if (value) values.push(value[1] ?? rest[at + 1] ?? "");
  }
  return values;
}

/** The backend in the files of the folder, which are read in the order in which later ones override earlier ones. */
async function declaredBackend(folder: string): Promise<Backend | undefined> {
  const isOverride = (name: string) => /(^|_)override\.(tf|tofu)(\.json)?$/.test(name);
  const names = readdirSync(folder).filter((name) => /\.(tf|tofu)(\.json)?$/.test(name) && !name.startsWith("."));
  let found: Backend | undefined;
  for (const name of names.toSorted((one, other) => Number(isOverride(one)) - Number(isOverride(other)))) {
    const text = read(join(folder, name));
    if (!/backend|cloud/.test(text)) continue;
    const json = await parse(name, text);
    found = (json && readSynth(json, { path: name, sha256: "" }).backend) ?? found;
  }
  return found;
}

/** One `-backend-config`: a file of arguments, or one argument. */
async function readOption(option: string, folder: string): Promise<Record<string, Value>> {
  const [, name, value] = /^([^=]*)=(.*)$/s.exec(option) ?? [];
  if (name === undefined || value === undefined) {
    const json = await parse(option, read(resolve(folder, option)));
    return valuesOf(json ?? {});
  }
  // Objects and lists are written as in a file, everything else as it is.
  if (!/^\s*[{[]/.test(value)) return { [name]: value };
  return valuesOf((await parse("option", `${name} = ${value}`)) ?? {});
}

/** The values of arguments in a backend block. */
function valuesOf(json: JsonObject): Record<string, Value> {
  const { backend } = readSynth({ terraform: { backend: { file: json } } }, { path: "", sha256: "" });
  return backend && isValues(backend.settings) ? { ...backend.settings } : {};
}

async function parse(name: string, text: string): Promise<JsonObject | undefined> {
  try {
    if (name.endsWith(".json")) {
      const json: unknown = JSON.parse(text);
      return isObject(json) ? json : undefined;
    }
    // Loaded only if the folder holds HCL, because loading takes time.
    const hcl = await import("@cdktn/hcl2json");
    return (await hcl.parse(name, text)) as JsonObject;
  } catch {
    return undefined;
  }
}
