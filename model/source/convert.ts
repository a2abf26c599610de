/** HCL files -> Terraform JSON. The library is loaded when the first HCL file is read: it takes longer than most checks. */
import { isObject, type JsonObject } from "../../core/json";
import type { WrittenConfiguration } from "../document";

/** Files of one module by name. */
export type ModuleFiles = ReadonlyMap<string, string>;

/** Larger and deeper files are not configuration that a person wrote. */
const LARGEST = 8_000_000;
const DEEPEST = 500;

const HCL = /\.(?:tf|tofu)$/;
const JSON_FILE = /\.(?:tf|tofu)\.json$/;

/** Whether Terraform or OpenTofu reads a file of this name as configuration. */
export const isConfiguration = (name: string): boolean =>
  !/^\.|~$|^#.*#$/.test(name) && (HCL.test(name) || JSON_FILE.test(name));

/** Converts every file. Overrides come last, as Terraform merges them. */
export async function convertModules(files: ReadonlyMap<string, ModuleFiles>): Promise<WrittenConfiguration> {
  const modules = new Map<string, readonly JsonObject[]>();
  const unread: { file: string; why: string }[] = [];
  for (const [key, module] of files) {
    const documents: JsonObject[] = [];
    for (const [name, text] of [...module].toSorted(([a], [b]) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1))) {
      try {
        documents.push(await convert(name, text));
      } catch (error) {
        unread.push({
          file: key === "" ? name : `${key}: ${name}`,
          why: error instanceof Error ? error.message : String(error),
        });
      }
    }
    modules.set(key, documents);
  }
  return { modules, unread, missing: [] };
}

const rankOf = (name: string): number => (/(^|_)override\.(tf|tofu)(\.json)?$/.test(name) ? 1 : 0);

async function convert(name: string, text: string): Promise<JsonObject> {
  if (text.length > LARGEST) throw new Error("it is too large");
  const json: unknown = JSON_FILE.test(name) ? JSON.parse(text) : await convertHcl(name, text);
  if (!isObject(json)) throw new Error("it is not an object");
  return json;
}

async function convertHcl(name: string, text: string): Promise<unknown> {
  if (depthOf(text) > DEEPEST) throw new Error("it nests too deep");
  const { parse } = await import("@cdktn/hcl2json");
  return parse(name, text);
}

/** How deep brackets nest; those inside texts count, too, which errs on the safe side. */
function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const [bracket] of text.matchAll(/[([{}\])]/g)) {
    depth += "([{".includes(bracket) ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
