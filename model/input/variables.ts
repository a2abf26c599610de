/** Values of variables in files: those that Terraform loads by itself, and those that are named. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isObject } from "../../core/json";
import { printable } from "../../core/printable";
import { InputError } from "../../core/user-error";
import type { Environment } from "../expressions/evaluate";
import { Fault } from "../expressions/partial";
import { writtenValue } from "../source/written";
import type { Value } from "../value";
import { cannotRead } from "./folder";

/** In the order in which Terraform reads them: a later file overrides an earlier one. */
export async function readVariables(folder: string, named: readonly string[]): Promise<ReadonlyMap<string, Value>> {
  const names = readdirSync(folder).toSorted();
  const own = [
    ...["terraform.tfvars", "terraform.tfvars.json"].filter((name) => names.includes(name)),
    ...names.filter((name) => /\.auto\.tfvars(\.json)?$/.test(name)),
  ].map((name) => join(folder, name));
  const values = new Map<string, Value>();
  for (const file of [...own, ...named]) {
    const json = await readFile(file);
    for (const [name, value] of Object.entries(json)) values.set(name, writtenValue(value, NOTHING, new Map()));
  }
  return values;
}

async function readFile(file: string): Promise<Readonly<Record<string, unknown>>> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw cannotRead(file, error);
  }
  try {
    const json: unknown = file.endsWith(".json") ? JSON.parse(text) : await parseHcl(text);
    if (isObject(json)) return json;
    throw new Error("it is not an object");
  } catch (error) {
    throw new InputError(
      `${printable(file)} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      "Correct the file of variables.",
    );
  }
}

async function parseHcl(text: string): Promise<unknown> {
  const { parse } = await import("@cdktn/hcl2json");
  return parse("terraform.tfvars", text);
}

/** Files of variables hold literals. */
const NOTHING: Environment = {
  resolve: () => undefined,
  attribute: () => {
    throw new Fault("a variable's value with a reference");
  },
};
