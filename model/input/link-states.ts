/**
 * Links configurations that are judged together: where one reads the state that another keeps (`terraform_remote_state`, which
 * CDKTF writes for references across stacks), its outputs lead into that other configuration.
 */
import { dirname, resolve } from "node:path";
import type { Backend, Document, Outputs, Resource, Target } from "../document";
import { readsState, stateReadBy } from "../references/remote-state";
import { isValues, Unknown, type Value, type Values } from "../value";

/** What makes the places of two states of one type of backend different, as paths of arguments. */
export type Identity = (type: string) => readonly string[] | undefined;

/**
 * Sets the outputs of every data source that reads the state of another document.
 *
 * @param identity by type of backend
 * @returns the documents whose outputs are followed from another one
 */
export function linkStates(documents: readonly Document[], identity: Identity): ReadonlySet<Document> {
  const linked = new Set<Document>();
  if (documents.length < 2) return linked;
  const readers = documents.flatMap((document) =>
    document.resources.filter(readsState).map((resource) => ({ document, resource })),
  );
  if (readers.length === 0) return linked;
  const kept = new Map<string, Document | "ambiguous">();
  for (const document of documents) {
    const place = document.backend && placeOf(document.backend, document, identity);
    if (place !== undefined) kept.set(place, kept.has(place) ? "ambiguous" : document);
  }
  for (const { document, resource } of readers) {
    const { type, settings, workspace } = stateReadBy(resource);
    if (type instanceof Unknown || settings instanceof Unknown) continue;
    const place = placeOf({ type, settings }, document, identity);
    const neighbour = place === undefined ? undefined : kept.get(place);
    if (!neighbour || neighbour === "ambiguous" || !neighbour.outputs) continue;
    if (!isSameWorkspace(workspace, neighbour.backend, document.backend)) continue;
    resource.outputs = withDefaults(neighbour.outputs, resource);
    linked.add(neighbour);
  }
  return linked;
}

/** What tells this state from every other one; undefined where part of it is not known. */
function placeOf({ type, settings }: Backend, document: Document, identity: Identity): string | undefined {
  const paths = identity(type);
  if (!paths) return undefined;
  // The `cloud` block and the backend `remote` are two ways to write one thing.
  const parts: unknown[] = [type === "cloud" ? "remote" : type];
  for (const path of paths) {
    const value = plain(at(settings, path));
    if (value === undefined) return undefined;
    // Files are named from the folder that Terraform works in.
    parts.push(type === "local" ? resolve(dirname(document.path), value === null ? STANDARD : String(value)) : value);
  }
  return JSON.stringify(parts);
}

const STANDARD = "terraform.tfstate";

function at(settings: Values, path: string): Value {
  let value: Value = settings;
  for (const name of path.split(".")) {
    if (Array.isArray(value)) value = (value as readonly Value[])[0] ?? null;
    if (value instanceof Unknown) return value;
    value = isValues(value) && Object.hasOwn(value, name) ? (value[name] ?? null) : null;
  }
  return value;
}

/** Without what is left out, in the order of names; undefined where anything of it is unknown. */
function plain(value: Value): unknown {
  if (value instanceof Unknown) return undefined;
  if (value === "" || value === null) return null;
  if (Array.isArray(value)) {
    const items = (value as readonly Value[]).map(plain);
    if (items.includes(undefined)) return undefined;
    return items.length === 1 ? items[0] : items;
  }
  if (!isValues(value)) return value;
  const entries = Object.keys(value)
    .toSorted()
    .map((name) => [name, plain(value[name] as Value)] as const)
    .filter(([, item]) => item !== null);
  return entries.some(([, item]) => item === undefined) ? undefined : entries;
}

/**
 * CDKTF reads the neighbour's state in the workspace that the stack itself is in. A stack does not say which that is: both are taken
 * to be deployed in the same one.
 */
function isSameWorkspace(read: string | Unknown, neighbour: Backend | undefined, own: Backend | undefined): boolean {
  const kept = neighbour?.workspace ?? "default";
  if (!(read instanceof Unknown)) return read === kept;
  const isOwn = read.references.join() === "terraform.workspace" && (read.template ?? OWN) === OWN;
  return isOwn && (own?.workspace ?? kept) === kept;
}

const OWN = "${terraform.workspace}";

/** Where the state does not hold an output yet, Terraform takes the one of `defaults`. */
function withDefaults(outputs: Outputs, { values }: Resource): Outputs {
  const { defaults } = values;
  if (defaults === undefined || defaults === null) return outputs;
  const reference = "defaults";
  return (name, rest) => {
    const ends = outputs(name, rest);
    if (!ends) return undefined;
    if (!isValues(defaults)) return [...ends, { kind: "opaque", reference }];
    if (!Object.hasOwn(defaults, name)) return ends;
    const value = defaults[name] as Value;
    const end: Target =
      rest.length > 0 || value instanceof Unknown || typeof value === "object"
        ? { kind: "opaque", reference }
        : { kind: "value", value, reference };
    return [...ends, end];
  };
}
