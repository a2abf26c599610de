/** Real plans for properties, and changes of a whole plan that must not change what the gate says of it. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { generatePlan } from "../../bench/generate-plan";
import { judge } from "../../gate/judge/judge";
import type { Report } from "../../gate/report";
import type { Document } from "../../model/document";
import { readInputs } from "../../model/input/read";

// Thousands of judgements by the charter of the checkout: reading it each time would take half of their time.
jest.mock("../../charter/load", () => {
  const actual = jest.requireActual<typeof import("../../charter/load")>("../../charter/load");
  let own: ReturnType<typeof actual.loadCharter> | undefined;
  const loadCharter = (path: string) =>
    path === charterPath ? (own ??= actual.loadCharter(path)) : actual.loadCharter(path);
  return { ...actual, loadCharter };
});

export type Json = Record<string, unknown>;
type Node = Json | readonly unknown[];

const test = join(__dirname, "..");
const charterPath = join(test, "..", "charter.yaml");
export const now = new Date("2026-11-25T00:00:00Z");

/** The plans as text, by name: those of the corpus, the five long ones, and a generated one. */
export const PLANS: readonly (readonly [name: string, text: string])[] = [
  ...readdirSync(join(test, "plans"))
    .flatMap((family) => readdirSync(join(test, "plans", family)).map((name) => join(family, name)))
    .map((name) => [name, join(test, "plans", name, "plan.json")] as const)
    .filter(([, path]) => existsSync(path)),
  ...readdirSync(join(test, "model", "plans")).map((name) => [name, join(test, "model", "plans", name)] as const),
]
  .map(([name, path]) => [name, readFileSync(path, "utf8")] as const)
  .concat([["generated", JSON.stringify(generatePlan(130))]]);

export const parse = (text: string): Json => JSON.parse(text) as Json;

/** Reads and judges as `clover check -` does. */
export async function run(plan: unknown): Promise<{ report: Report; document: Document }> {
  const text = typeof plan === "string" ? plan : JSON.stringify(plan);
  const [document, ...others] = await readInputs(["-"], { stdin: text });
  if (!document || others.length > 0) throw new Error("one input is one document");
  return { report: await judge({ documents: [document], charterPath, now }), document };
}

/** What must not change: the verdict, what is found where, and where everything is. `rename` maps addresses back. */
export function essence(report: Report, rename = (text: string): string => text) {
  const { verdict, coverage, findings } = JSON.parse(rename(JSON.stringify(report))) as Report;
  const lines = findings.map(({ policy, outcome, address, path, place, message }) =>
    JSON.stringify([policy, outcome, address, path, place?.id, sortWords(message)]),
  );
  return { verdict, coverage, findings: lines.toSorted() };
}

/** Several references or witnesses in one sentence stand in the order of the input. */
const sortWords = (message: string): string =>
  message
    .split(/[\s,;]+/)
    .toSorted()
    .join(" ");

/** Every object below a node, itself first. */
export function* objectsIn(node: unknown): Iterable<Json> {
  if (typeof node !== "object" || node === null) return;
  if (!Array.isArray(node)) yield node as Json;
  for (const child of Object.values(node as Node)) yield* objectsIn(child);
}

export const changesOf = (plan: Json): readonly Json[] => (plan["resource_changes"] ?? []) as Json[];

const ADDRESSES = ["address", "previous_address", "resource"];
const LISTS = ["references", "depends_on"];

/** Gives every text that is an address or a reference another one. */
export function mapAddresses(plan: Json, map: (text: string, key: string) => string): void {
  for (const object of objectsIn(plan)) {
    for (const key of ADDRESSES) if (typeof object[key] === "string") object[key] = map(object[key], key);
    for (const key of LISTS) {
      const list = object[key];
      if (Array.isArray(list)) object[key] = list.map((text) => (typeof text === "string" ? map(text, key) : text));
    }
  }
}

/** Puts everything into a module: what stood in the root stands in `module.wrap`, which hands its variables on. */
export function wrap(plan: Json): Json {
  const inside = (address: unknown) => `module.wrap.${String(address)}`;
  for (const section of ["resource_changes", "resource_drift"]) {
    for (const entry of (plan[section] ?? []) as Json[]) moveEntry(entry, inside);
  }
  for (const values of [plan["planned_values"], (plan["prior_state"] as Json | undefined)?.["values"]] as Json[]) {
    const root = values?.["root_module"] as Json | undefined;
    if (!root) continue;
    for (const object of objectsIn(root)) {
      const isModule = "resources" in object || "child_modules" in object;
      if (typeof object["address"] === "string" && (isModule || "mode" in object))
        object["address"] = inside(object["address"]);
    }
    values["root_module"] = { child_modules: [{ ...root, address: "module.wrap" }] };
  }
  const configuration = plan["configuration"] as Json;
  const body = (configuration["root_module"] ?? {}) as Json;
  const variables = (body["variables"] ?? {}) as Json;
  const expressions = Object.fromEntries(Object.keys(variables).map((name) => [name, { references: [`var.${name}`] }]));
  configuration["root_module"] = {
    variables,
    module_calls: { wrap: { source: "./wrap", expressions, module: body } },
  };
  moveProviders(configuration, body);
  delete plan["relevant_attributes"];
  return plan;
}

function moveEntry(entry: Json, inside: (address: unknown) => string): void {
  const module = entry["module_address"];
  entry["address"] = inside(entry["address"]);
  entry["module_address"] = module === undefined ? "module.wrap" : inside(module);
  if (typeof entry["previous_address"] === "string") entry["previous_address"] = inside(entry["previous_address"]);
}

/** Configurations of the root stay there and are handed on; those of modules move with them. */
function moveProviders(configuration: Json, body: Json): void {
  const moved = (key: string) => (key.includes(":") ? `module.wrap.${key}` : key);
  const providers = (configuration["provider_config"] ?? {}) as Record<string, Json>;
  configuration["provider_config"] = Object.fromEntries(
    Object.entries(providers).map(([key, block]) => [
      moved(key),
      block["module_address"] === undefined
        ? block
        : { ...block, module_address: `module.wrap.${String(block["module_address"])}` },
    ]),
  );
  for (const object of objectsIn(body)) {
    const key = object["provider_config_key"];
    if (typeof key === "string") object["provider_config_key"] = moved(key);
  }
}

/** Whether the root's providers are configured from nothing but variables and literals: only those can be handed on. */
export function canBeWrapped(plan: Json): boolean {
  const { provider_config: providers = {}, root_module: root = {} } = plan["configuration"] as Record<string, Json>;
  for (const block of Object.values(providers) as Json[]) {
    if (block["module_address"] !== undefined) continue;
    for (const { references } of objectsIn(block["expressions"])) {
      if (Array.isArray(references) && !references.every((text) => String(text).startsWith("var."))) return false;
    }
  }
  return root !== undefined;
}
