/** Flows of resources in other clouds: data that is stored in, sent to or connected with another place than the resource's. */
import { findPlace, pairOf, type Place } from "../../charter/places";
import type { Resource } from "../../model/document";
import { follow } from "../../model/references/references";
import { isValues, Unknown, type Value } from "../../model/value";
import type { Context } from "../ends/context";
import { expand, segmentsOf } from "../catalogue/expand";
import { foreignEnds, linked, placesIn, reached } from "./clouds";
import type { ForeignCloud, Paired } from "./types";
import type { Flow } from "../placement";

/** Descriptive attributes that people write for people. They do not open a place. */
const MENTIONS = /(^|_)(tags|labels|annotations|metadata|app_settings|timeouts|user_data|custom_data)$|^timeouts$/;

/** Flows of a resource that will exist. */
export function foreignFlowsOf(resource: Resource, cloud: ForeignCloud, context: Context): readonly Flow[] {
  if (!resource.stays || resource.mode !== "managed") return [];
  return [
    ...secondPlaces(resource, cloud, context),
    ...pairedPlaces(resource, cloud, context),
    ...namedEnds(resource, cloud, context),
    ...keysAndIds(resource, cloud, context),
    ...everywhere(resource, cloud),
  ];
}

/** Every attribute, at any depth, whose name is that of a place, except the one that places the resource. */
function* secondPlaces(resource: Resource, cloud: ForeignCloud, context: Context): Generator<Flow> {
  const { second, secondOf = {} } = cloud;
  const own = new Set(placesIn(resource, cloud).map(({ path }) => path));
  const more = Object.hasOwn(secondOf, resource.type) ? segmentsOf(secondOf[resource.type] ?? "") : undefined;
  const found = [
    ...leavesIn(resource.values).filter(({ key }) => second.test(key)),
    ...(more ? expand(resource.values, more) : []),
  ];
  for (const { path, value } of found) {
    if (own.has(path)) continue;
    for (const end of foreignEnds(value, path, resource, cloud, context))
      yield {
        resource,
        kind: "replica",
        direction: "out",
        path: end.path,
        value: end.value,
        ...(end.place && { far: end.place }),
      };
  }
}

interface Leaf {
  readonly path: string;
  /** Name of the nearest enclosing attribute. */
  readonly key: string;
  readonly value: Value;
}

/** Every value without members, with its path. Descriptive attributes are left out. */
function leavesIn(value: Value, path = "", key = "", leaves: Leaf[] = []): readonly Leaf[] {
  if (Array.isArray(value)) {
    for (const [i, item] of (value as readonly Value[]).entries()) leavesIn(item, `${path}[${i}]`, key, leaves);
  } else if (isValues(value)) {
    for (const [name, item] of Object.entries(value)) {
      if (!MENTIONS.test(name)) leavesIn(item, path ? `${path}.${name}` : name, name, leaves);
    }
  } else leaves.push({ path, key, value });
  return leaves;
}

/** Names and ids of the resource itself. They may show its place, and never a destination of data. */
const NAMES_ITSELF = /^(id|name|self_link|self_link_unique)$/;

/** Flows to encryption keys, at any depth, and to resources whose ids contain a place other than the resource's own. */
function* keysAndIds(resource: Resource, { cloud, keys, inText }: ForeignCloud, context: Context): Generator<Flow> {
  const here = context.placementOf(resource).place?.region;
  const told = (text: string): Place | undefined => findPlace(inText?.exec(text)?.[1] ?? "", cloud);
  for (const { path, key, value } of leavesIn(resource.values)) {
    if (NAMES_ITSELF.test(path)) continue;
    if (keys?.test(key)) {
      for (const { reference, to } of reached(value, path, resource, context)) {
        const placement = to && context.placementOf(to);
        const far = placement?.status === "placed" ? placement.place : told(reference);
        yield { resource, kind: "key", direction: "both", path, value: reference, ...(far && { far }) };
      }
    } else if (typeof value === "string") {
      const far = told(value);
      if (far && far.region !== here) yield { resource, kind: "peer", direction: "both", path, value, far };
    }
  }
}

/** Flows of geo-redundancy, which keeps a copy in the paired region. The plan does not name the paired region. */
function* pairedPlaces(resource: Resource, cloud: ForeignCloud, context: Context): Generator<Flow> {
  const { paired = {} } = cloud;
  const rule = Object.hasOwn(paired, resource.type) ? paired[resource.type] : undefined;
  if (!rule) return;
  const { place } = context.placementOf(resource);
  for (const { path, value, open } of redundancy(resource, rule)) {
    const far: Place | undefined = open && place ? pairOf(place) : undefined;
    const pair = far ? `${value}, paired with ${far.id}` : value;
    yield { resource, kind: "replica", direction: "out", path, value: pair, ...(far && { far }) };
  }
}

/** Settings that keep a copy in the paired region. `open` is false if it is not proven that they do. */
function* redundancy(
  resource: Resource,
  { path, values, byDefault, unless }: Paired,
): Generator<{ path: string; value: string; open: boolean }> {
  if (path === "") return yield { path, value: "Azure always does this", open: true };
  const found = expand(resource.values, segmentsOf(path)).filter(({ value }) => value !== "");
  const said = found.filter(
    ({ path, value }) => !(value instanceof Unknown) || follow(resource, path, value).length > 0,
  );
  for (const { path, value } of said) {
    if (value instanceof Unknown) {
      const targets = follow(resource, path, value);
      const settled = targets.every((target) => target.kind === "value" && !values.includes(textOf(target.value)));
      const open = targets.every((target) => target.kind === "value" && values.includes(textOf(target.value)));
      if (!settled) yield { path, value: targets.map(({ reference }) => reference).join(", "), open };
    } else if (values.includes(textOf(value))) yield { path, value: String(value), open: true };
  }
  if (said.length > 0 || !byDefault) return;
  const another = unless && expand(resource.values, segmentsOf(unless[0])).some(({ value }) => value === unless[1]);
  if (!another) yield { path: path.replaceAll("[]", ""), value: "not set: the default", open: true };
}

const textOf = (value: Value): string => String(value).toLowerCase();

function* namedEnds(resource: Resource, { ends = {} }: ForeignCloud, context: Context): Generator<Flow> {
  const named = Object.hasOwn(ends, resource.type) ? (ends[resource.type] ?? {}) : {};
  for (const [path, kind] of Object.entries(named)) {
    for (const { reference, to } of linked(path, resource, context)) {
      const found = to && context.placementOf(to);
      const far = found?.status === "placed" ? found.place : undefined;
      const direction = kind === "destination" ? "out" : "both";
      yield { resource, kind, direction, path, value: reference, ...(far && { far }) };
    }
  }
}

/** Flows of resources that work from edge locations, and of secrets whose copies are placed by the cloud. */
function* everywhere(resource: Resource, { cloud, edges }: ForeignCloud): Generator<Flow> {
  const far: Place = { id: "global", country: null, kind: "edge", cloud };
  if (edges.test(resource.type)) {
    yield { resource, kind: "edge", direction: "both", path: "", value: resource.type, far };
  }
  if (resource.type !== "google_secret_manager_secret") return;
  for (const path of ["replication[].auto", "replication[].automatic"]) {
    for (const { path: at, value } of expand(resource.values, segmentsOf(path))) {
      if (value !== false) yield { resource, kind: "replica", direction: "out", path: at, value: "automatic", far };
    }
  }
}
