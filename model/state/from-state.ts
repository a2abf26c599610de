/** States -> Document: as `terraform show -json` writes them, and the raw file (version 4), which alone names providers. */
import { formatAddress, isMode } from "../references/address";
import { noteDuplicate, programDefects, readIdentity } from "../entries/entries";
import type { Source, Defect, Document, Provider, Resource, Scope } from "../document";
import { isEmpty, isObject, listAt, objectAt, own, put, textAt, type JsonObject } from "../../core/json";
import { parseProviderAddress } from "../entries/provider-address";
import { opaqueScope } from "../references/references";
import { nestAttributes } from "./flat-attributes";
import { isMarked } from "../entries/sensitive";
import { visitState } from "../entries/state-values";
import type { Values } from "../value";

const SECTIONS = new Set(["format_version", "terraform_version", "values", "checks"]);
const RAW_SECTIONS = new Set([
  "version",
  "terraform_version",
  "serial",
  "lineage",
  "outputs",
  "resources",
  "check_results",
]);

/** Reads a state that `terraform show -json` wrote. It does not contain the provider configurations of resources. */
export function readState(state: JsonObject, source: Source): Document {
  const reading = begin(state, SECTIONS, "values", isObject);
  visitState(objectAt(state, "values"), "values", (entry, path) => {
    const identity = readIdentity(entry, path, reading.defects);
    if (!identity) return;
    noteDuplicate(reading.seen, identity.address, path, reading.defects);
    const values = own(entry, "values");
    if (!isObject(values)) {
      const message = `${identity.address} shows no attributes.`;
      reading.defects.push({ code: "unreadable-resource", address: identity.address, path: path(), message });
    }
    const { deposed: _deposed, ...rest } = identity;
    add(reading, rest, isObject(values) ? (values as Values) : {}, own(entry, "sensitive_values"));
  });
  return end(state, source, reading);
}

/** Reads a raw state file. */
export function readRawState(state: JsonObject, source: Source): Document {
  const reading = begin(state, RAW_SECTIONS, "resources", Array.isArray);
  for (const [index, block] of listAt(state, "resources").entries()) readBlock(block, `resources[${index}]`, reading);
  return end(state, source, reading);
}

interface StateReading {
  readonly resources: Resource[];
  readonly defects: Defect[];
  readonly seen: Set<string>;
  readonly scopes: Map<string, Scope>;
  readonly providers: Map<string, Provider>;
}

function begin(
  state: JsonObject,
  known: ReadonlySet<string>,
  main: string,
  fits: (value: unknown) => boolean,
): StateReading {
  const defects: Defect[] = [];
  for (const name of Object.keys(state)) {
    if (known.has(name) || isEmpty(state[name])) continue;
    defects.push({
      code: "unknown-section",
      address: "",
      path: name,
      message: `The state has a section ${name} that Clover does not know.`,
    });
  }
  if (!isEmpty(own(state, main)) && !fits(own(state, main))) {
    defects.push({
      code: "unknown-shape",
      address: "",
      path: main,
      message: `The state's section ${main} has a shape that Clover does not know.`,
    });
  }
  return { resources: [], defects, seen: new Set(), scopes: new Map(), providers: new Map() };
}

function end(state: JsonObject, { path, sha256 }: Source, { resources, defects, providers }: StateReading): Document {
  for (const defect of programDefects(resources)) defects.push(defect);
  const terraformVersion = textAt(state, "terraform_version");
  return {
    path,
    kind: "state",
    sha256,
    ...(terraformVersion !== undefined && { terraformVersion }),
    resources,
    providers: [...providers.values()],
    defects,
  };
}

type Identified = Pick<Resource, "address" | "mode" | "type" | "name" | "key" | "module" | "source" | "provider">;

function add({ resources, scopes }: StateReading, told: Identified, values: Values, marks: unknown): void {
  let scope = scopes.get(told.module);
  if (!scope) scopes.set(told.module, (scope = opaqueScope(told.module)));
  const stays = told.mode !== "data";
  resources.push({ ...told, actions: ["no-op"], stays, values, scope, sensitive: (path) => isMarked(marks, path) });
}

function readBlock(block: unknown, path: string, reading: StateReading): void {
  const { defects, seen } = reading;
  const mode = own(block, "mode");
  const type = textAt(block, "type");
  const name = textAt(block, "name");
  const instances = own(block, "instances");
  if (!isMode(mode) || type === undefined || name === undefined || !Array.isArray(instances)) {
    const message = `A resource of the state${type === undefined ? "" : ` (${type})`} lacks mode, type, name or instances.`;
    defects.push({ code: "unreadable-resource", address: "", path, message });
    return;
  }
  const module = textAt(block, "module") ?? "";
  const written = textAt(block, "provider") ?? "";
  const provider = providerAt(written, reading);
  if (!provider) {
    const message = `${type}.${name} does not name a provider that Clover can read.`;
    defects.push({
      code: "unreadable-resource",
      address: formatAddress({ module, mode, type, name }),
      path: `${path}.provider`,
      message,
    });
  }
  for (const [index, instance] of (instances as unknown[]).entries()) {
    const here = `${path}.instances[${index}]`;
    const indexKey = own(instance, "index_key");
    const key = typeof indexKey === "string" || typeof indexKey === "number" ? indexKey : undefined;
    const deposed = textAt(instance, "deposed");
    const identity = { module, mode, type, name, ...(key !== undefined && { key }) };
    const address = `${formatAddress(identity)}${deposed === undefined ? "" : ` (deposed ${deposed})`}`;
    const flat = own(instance, "attributes_flat");
    const values = own(instance, "attributes") ?? (isObject(flat) ? nestAttributes(flat) : undefined);
    if (!isObject(values)) {
      defects.push({ code: "unreadable-resource", address, path: here, message: `${address} shows no attributes.` });
    }
    noteDuplicate(seen, address, () => here, defects);
    const told = { address, ...identity, source: provider?.source ?? "", ...(provider && { provider }) };
    add(reading, told, isObject(values) ? (values as Values) : {}, marksOf(listAt(instance, "sensitive_attributes")));
  }
}

function providerAt(written: string, { providers }: StateReading): Provider | undefined {
  const known = providers.get(written);
  if (known) return known;
  const told = parseProviderAddress(written);
  if (!told) return undefined;
  // A state does not hold the provider's arguments.
  const provider: Provider = { ...told, settings: {} };
  providers.set(written, provider);
  return provider;
}

/** Raw states list sensitive attributes as paths; here they become the tree of marks that plans have. */
function marksOf(paths: readonly unknown[]): unknown {
  const marks = {};
  for (const path of paths) {
    const steps = Array.isArray(path) ? (path as unknown[]) : [];
    let at: object = marks;
    for (const [index, step] of steps.entries()) {
      const value = own(step, "value");
      const key = typeof value === "string" ? value : String(own(value, "value"));
      const last = index === steps.length - 1;
      const inner = own(at, key);
      if (last || inner === true) put(at, key, true);
      else if (!isObject(inner)) put(at, key, {});
      if (last || inner === true) break;
      at = own(at, key) as object;
    }
    // A path that cannot be read could name anything.
    if (steps.length === 0) return true;
  }
  return marks;
}
