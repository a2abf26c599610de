/** A plan beside its configuration: what the plan leaves open is read from what was written. */
import { isObject, objectAt, own, several, textAt, type JsonObject } from "../../core/json";
import type { Defect, Provider, Resource, WrittenConfiguration } from "../document";
import type { Identity } from "../entries/entries";
import { attributeOf, choiceOf, hidden } from "../expressions/partial";
import { blockKey, formatModule, parseModule } from "../references/address";
import { readTree, type Block } from "../source/module";
import { Scopes } from "../source/module-scope";
import { refine } from "../source/refine";
import { settle, writtenValue } from "../source/written";
import { isValues, type Value, type Values } from "../value";
import { blockAddress, configAddress } from "./configuration";
import { add, type PlanReading } from "./reading";
import type { PlanScopes } from "./scope";

/** The scopes of a plan's modules by their source. Resources are looked up when they are first asked for. */
export function writtenScopes(
  plan: JsonObject,
  { modules }: WrittenConfiguration,
  resources: readonly Resource[],
  scopes: PlanScopes,
  ephemeral: ReadonlySet<string> = new Set(),
): Scopes {
  let blocks: Map<string, Resource[]> | undefined;
  let calls: Map<string, Set<string>> | undefined;
  const variables = objectAt(plan, "variables");
  return new Scopes(readTree(modules), {
    instances(module, key) {
      if (!blocks) {
        blocks = new Map();
        for (const resource of resources) {
          const name = `${resource.module}\n${blockKey(resource.mode, resource.type, resource.name)}`;
          const found = blocks.get(name);
          if (found) found.push(resource);
          else blocks.set(name, [resource]);
        }
      }
      const found = blocks.get(`${module}\n${key}`) ?? [];
      const kept = found.filter(({ actions }) => !(actions.length === 1 && actions[0] === "delete"));
      return kept;
    },
    outside: (module, reference) =>
      choiceOf(
        scopes
          .of(module)
          .follow(reference)
          .map((target) => {
            if (target.kind === "resource") return attributeOf(target.resource, target.attribute, target.reference);
            return target.kind === "value" ? target.value : hidden("what the plan does not show", [target.reference]);
          }),
      ),
    calls(module, name) {
      calls ??= callsOf(resources);
      return [...(calls.get(`${module}\n${name}`) ?? [])];
    },
    variable(name) {
      if (ephemeral.has(name)) return hidden("an ephemeral variable", [`var.${name}`]);
      const given = objectAt(variables, name);
      return given && ((own(given, "value") ?? null) as Value);
    },
  });
}

function callsOf(resources: readonly Resource[]): Map<string, Set<string>> {
  const calls = new Map<string, Set<string>>();
  for (const module of new Set(resources.map((resource) => resource.module))) {
    const steps = parseModule(module) ?? [];
    for (let length = 1; length <= steps.length; length++) {
      const key = `${formatModule(steps.slice(0, length - 1))}\n${steps[length - 1]?.name ?? ""}`;
      const known = calls.get(key) ?? new Set();
      calls.set(key, known.add(formatModule(steps.slice(0, length))));
    }
  }
  return calls;
}

/** The arguments of a provider's block as written. Undefined where the source has no such block. */
export function writtenSettings(
  { module, name, alias }: Pick<Provider, "module" | "name" | "alias">,
  scopes: Scopes,
): Values | undefined {
  const scope = scopes.of(module);
  const block = scope?.source.providers.get(alias === undefined ? name : `${name}.${alias}`);
  if (!scope || !block) return undefined;
  const values = settle(writtenValue(withoutMeta(block), scope, new Map()));
  return isValues(values) ? values : undefined;
}

const META = new Set([
  "alias",
  "version",
  "provider",
  "count",
  "for_each",
  "depends_on",
  "lifecycle",
  "provisioner",
  "connection",
]);

const withoutMeta = (body: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !META.has(name)));

/** Refines what the plan shows, and adds what it leaves out: ephemeral resources, and programs that removed blocks run. */
export function readWritten(reading: PlanReading, scopes: Scopes, { unread }: WrittenConfiguration): void {
  addEphemerals(reading, scopes);
  const read = reading.resources.filter((resource) => !leaves(resource) && isWritten(resource, scopes));
  for (const resource of read)
    (resource as { written?: Resource["written"] }).written = (name) => scopes.written(resource, name);
  refine(read, scopes);
  for (const path of scopes.tree.paths) reading.defects.push(...removedPrograms(scopes.tree.at(path)?.removed ?? []));
  for (const { file, why } of unread) {
    const message = `The configuration's file ${file} cannot be read: ${why}`;
    reading.defects.push({ code: "unknown-shape", address: "", path: file, message });
  }
}

/** Whether the source has the block; of one that it has not, the plan's references are all there is. */
const isWritten = ({ module, mode, type, name }: Resource, scopes: Scopes): boolean =>
  scopes.of(module)?.source.blocks.has(blockKey(mode, type, name)) ?? false;

const leaves = ({ actions }: Resource): boolean =>
  actions.length === 1 && (actions[0] === "delete" || actions[0] === "forget");

function* removedPrograms(blocks: readonly JsonObject[]): Iterable<Defect> {
  for (const block of blocks) {
    const address = (textAt(block, "from") ?? "").replace(/^\$\{(.*)\}$/, "$1");
    for (const provisioner of several(own(block, "provisioner"))) {
      for (const type of isObject(provisioner) ? Object.keys(provisioner) : ["(not named)"]) {
        const message = `${address} runs the provisioner ${type} when it is removed: what it does is not in the plan.`;
        yield { code: "provisioner", address, path: "removed.provisioner", message };
      }
    }
  }
}

/** Ephemeral resources are opened by every run; Terraform's plans do not show them. */
function addEphemerals(reading: PlanReading, scopes: Scopes): void {
  const told = new Set(reading.resources.filter(({ mode }) => mode === "ephemeral").map(blockAddress));
  for (const path of scopes.tree.paths) {
    const module = configAddress(path);
    for (const block of scopes.tree.at(path)?.blocks.values() ?? []) {
      const address = blockAddress({ ...block, module });
      if (block.mode !== "ephemeral" || told.has(address)) continue;
      const scope = scopes.of(module);
      const values = scope
        ? settle(writtenValue(withoutMeta(block.body), scope, scope.bindingsOf(block, undefined)))
        : {};
      const provider = reading.providers.serving(servedBy(path, keyOf(block), scopes));
      const identity: Identity = {
        ...block,
        module,
        address,
        source: provider?.source ?? "",
        key: undefined,
        deposed: undefined,
      };
      add(
        identity,
        { actions: ["open"], stays: true, values: isValues(values) ? values : {}, marks: undefined },
        reading,
      );
      (reading.resources.at(-1) as { provider?: Provider | undefined }).provider ??= provider;
    }
  }
}

function keyOf({ type, body }: Block): string {
  const written = textAt(body, "provider");
  return written?.replace(/^\$\{(.*)\}$/, "$1").trim() ?? type.split("_", 1)[0] ?? type;
}

/** The configuration that a local name of a module means: its own, one that the call passes, or its parent's of that name. */
function servedBy(path: readonly string[], key: string, scopes: Scopes): string {
  const last = path.at(-1);
  if (last === undefined) return key;
  if (scopes.tree.at(path)?.providers.has(key)) return `${configAddress(path)}:${key}`;
  const parent = path.slice(0, -1);
  const passed = textAt(objectAt(scopes.tree.at(parent)?.calls.get(last), "providers"), key);
  return servedBy(parent, passed?.replace(/^\$\{(.*)\}$/, "$1").trim() ?? key, scopes);
}
