/** A plan as `terraform show -json` writes it -> Document. Whatever the plan holds is in it: as a resource, or as a defect. */
import { noteDuplicate, programDefects, readIdentity, type Identity } from "../entries/entries";
import type { Action, Defect, Document, Outputs, Resource, Source } from "../document";
import { asText, fields, isObject, listAt, objectAt, own, textAt, type JsonObject } from "../../core/json";
import { mergeUnknown } from "./merge-unknown";
import { readConfiguration, type Configuration } from "./configuration";
import { readEphemerals } from "./ephemerals";
import { readProviders } from "./providers";
import { add, type PlanReading } from "./reading";
import { planScopes, type PlanScopes } from "./scope";
import { judgePrograms, judgeSections } from "./sections";
import { indexBlocks } from "../references/scope";
import { isMarked } from "../entries/sensitive";
import { visitState } from "../entries/state-values";
import type { Values } from "../value";
import { readWritten, writtenScopes, writtenSettings } from "./written";

/** The plan is taken over: unknown values are written into it. */
export function readPlan(plan: JsonObject, { path, sha256, ephemeral, configuration: written }: Source): Document {
  const defects: Defect[] = [...judgeSections(plan)];
  const current: Resource[] = [];
  const configuration = readConfiguration(plan);
  const instances = () => new Set(current.map(({ module }) => module));
  const scopes = planScopes(
    plan,
    configuration,
    indexBlocks(() => current),
    instances,
    ephemeral,
  );
  const sources = written && writtenScopes(plan, written, current, scopes, ephemeral);
  const providers = readProviders(
    plan,
    configuration,
    scopes,
    sources && ((provider) => writtenSettings(provider, sources)),
  );
  const resources: Resource[] = [];
  const reading = {
    resources,
    current,
    defects,
    configuration,
    scopes,
    providers,
    seen: new Set<string>(),
    recorded: readRecorded(plan),
    modules: new Map(),
  };

  readChanges(plan, reading);
  readStates(plan, reading);
  readEphemerals(reading);
  if (written && sources) readWritten(reading, sources, written);
  for (const defect of judgePrograms(configuration, resources)) defects.push(defect);
  for (const defect of programDefects(resources)) defects.push(defect);
  const terraformVersion = textAt(plan, "terraform_version");
  return {
    path,
    kind: "plan",
    sha256,
    ...(terraformVersion !== undefined && { terraformVersion }),
    resources,
    providers: providers.all,
    outputs: readOutputs(configuration, scopes),
    defects,
  };
}

/** What an output holds after the apply, as the configuration says it. */
function readOutputs(configuration: Configuration, scopes: PlanScopes): Outputs {
  return (name, rest) => {
    const output = own(objectAt(configuration.root.body, "outputs"), name);
    if (!isObject(output)) return undefined;
    const ends = scopes.of("").evaluate(own(output, "expression"), rest);
    if (own(output, "sensitive") !== true) return ends;
    return ends.map((end) => (end.kind === "value" ? { ...end, sensitive: true } : end));
  };
}

/** By address, what stood in the state before it was refreshed. Whose entry cannot be read is read, or refused, elsewhere. */
function readRecorded(plan: JsonObject): PlanReading["recorded"] {
  const recorded = new Map<string, Pick<Resource, "values" | "sensitive">>();
  for (const entry of listAt(plan, "resource_drift")) {
    const address = textAt(entry, "address");
    const change = own(entry, "change");
    const before = own(change, "before");
    const marks = own(change, "before_sensitive");
    if (address === undefined || textAt(entry, "deposed") !== undefined || !isValuesObject(before)) continue;
    recorded.set(address, { values: before, sensitive: (path) => isMarked(marks, path) });
  }
  return recorded;
}

/** The changes are the plan. */
function readChanges(plan: JsonObject, reading: PlanReading): void {
  const entries = listAt(plan, "resource_changes");
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index];
    const path = () => `resource_changes[${index}]`;
    const identity = readIdentity(entry, path, reading.defects);
    if (!identity) continue;
    noteDuplicate(reading.seen, identity.address, path, reading.defects);
    const { change, previous_address: previous } = fields(entry);
    readChange(identity, fields(change), path, reading, asText(previous));
  }
}

/** By their words, joined. */
const KNOWN_ACTIONS: ReadonlyMap<string, readonly Action[]> = new Map(
  (
    [
      ["no-op"],
      ["create"],
      ["read"],
      ["update"],
      ["delete"],
      ["delete", "create"],
      ["create", "delete"],
      ["forget"],
      ["create", "forget"],
      ["forget", "create"],
      ["open"],
      ["renew"],
      ["close"],
    ] satisfies readonly Action[][]
  ).map((actions) => [actions.join(), actions]),
);

/** Word by word: `["delete,create"]` and `[["create"]]` are joined alike, and are nothing that Terraform says. */
function knownActions(words: readonly unknown[]): readonly Action[] | undefined {
  const known = KNOWN_ACTIONS.get(words.join());
  return known?.length === words.length && words.every((word, index) => word === known[index]) ? known : undefined;
}

function readChange(
  identity: Identity,
  change: JsonObject,
  path: () => string,
  reading: PlanReading,
  previous?: string,
): void {
  const { address } = identity;
  const { before, before_sensitive: beforeMarks, after_sensitive: afterMarks } = change;
  const words: readonly unknown[] = Array.isArray(change["actions"]) ? change["actions"] : [];
  const known = knownActions(words);
  const actions = known ?? (words.filter((action) => typeof action === "string") as Action[]);
  if (!known) {
    const said = words.join() || "nothing";
    const message = `What Terraform will do with ${address} is in no words that Clover knows: ${said}.`;
    reading.defects.push({ code: "unknown-action", address, path: `${path()}.change.actions`, message });
  }
  const only = known?.length === 1 ? known[0] : undefined;
  const stays = identity.mode !== "data" && only !== "delete";
  const importing = textAt(change["importing"], "id");
  const leaves = only === "delete" || only === "forget";
  const after = leaves ? before : mergeUnknown(change["after"], change["after_unknown"]);
  const marks = leaves ? beforeMarks : afterMarks;
  // An ephemeral resource shows neither side.
  if (!isValuesObject(after) && identity.mode !== "ephemeral") {
    const message = `${address} shows no attributes.`;
    reading.defects.push({ code: "unreadable-resource", address, path: `${path()}.change`, message });
  }
  const values = isValuesObject(after) ? after : isValuesObject(before) ? before : {};
  add(identity, { actions, stays, values, marks, importing, previous }, reading);
  if (actions.length > 1 && actions.includes("forget")) {
    // A replacement that forgets leaves two things: the new one, and the old one where it was.
    const old = { ...identity, address: `${address} (forgotten)`, deposed: "forgotten" };
    const left = isValuesObject(before) ? before : {};
    add(old, { actions: ["forget"], stays: true, values: left, marks: beforeMarks }, reading);
  }
}

const isValuesObject = (value: unknown): value is Values =>
  isObject(value) && Object.getPrototypeOf(value) === Object.prototype;

/**
 * What is in the plan's states only: data sources that were read while planning, everything in a refresh-only plan,
 * whatever the plan leaves aside. A planned value without a change is a hole in the plan.
 */
function readStates(plan: JsonObject, reading: PlanReading): void {
  const changed = new Set(reading.seen);
  visitState(objectAt(objectAt(plan, "prior_state"), "values"), "prior_state.values", (entry, path) =>
    readStateEntry(entry, path, reading, changed),
  );
  for (const [index, entry] of listAt(plan, "resource_drift").entries()) {
    const path = () => `resource_drift[${index}]`;
    const after = own(own(entry, "change"), "after");
    if (isObject(entry) && after === null) continue;
    const identity = readIdentity(entry, path, reading.defects);
    if (!identity || reading.seen.has(identity.address)) continue;
    reading.seen.add(identity.address);
    const marks = own(own(entry, "change"), "after_sensitive");
    const values = isValuesObject(after) ? after : {};
    add(identity, { actions: ["no-op"], stays: identity.mode !== "data", values, marks }, reading);
  }
  visitState(objectAt(plan, "planned_values"), "planned_values", (entry, path) => {
    const address = asText(fields(entry)["address"]);
    if (address === undefined || !changed.has(address)) readUncovered(entry, path, reading, changed);
  });
}

function readUncovered(entry: unknown, path: () => string, reading: PlanReading, changed: ReadonlySet<string>): void {
  const identity = readIdentity(entry, path, reading.defects);
  if (!identity || changed.has(identity.address)) return;
  if (identity.mode === "data" && reading.seen.has(identity.address)) return;
  reading.defects.push({
    code: "incomplete",
    address: identity.address,
    path: path(),
    message: `${identity.address} is among the planned values, but the plan shows no change for it.`,
  });
  if (!reading.seen.has(identity.address)) readStateEntry(entry, path, reading, changed);
}

function readStateEntry(entry: unknown, path: () => string, reading: PlanReading, changed: ReadonlySet<string>): void {
  const identity = readIdentity(entry, path, reading.defects);
  if (!identity || changed.has(identity.address)) return;
  noteDuplicate(reading.seen, identity.address, path, reading.defects);
  const data = identity.mode === "data";
  const values = own(entry, "values");
  const marks = own(entry, "sensitive_values");
  add(
    identity,
    { actions: [data ? "read" : "no-op"], stays: !data, values: isValuesObject(values) ? values : {}, marks },
    reading,
  );
}
