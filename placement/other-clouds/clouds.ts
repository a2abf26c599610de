/** Places resources of other clouds, by their own attributes, by the resource that they are part of, or by their provider. */
import { findPlace, type Place } from "../../charter/places";
import type { Resource, Target } from "../../model/document";
import { follow } from "../../model/references/references";
import { Unknown, UNKNOWN, type Value, type Values } from "../../model/value";
import type { Context } from "../ends/context";
import { decide } from "../witnesses/decide";
import { expand, segmentsOf, type Found } from "../catalogue/expand";
import type { ForeignCloud } from "./types";
import type { Placement, Witness } from "../placement";

/** A text or reference that names a place, or should. */
export interface ForeignEnd {
  readonly path: string;
  readonly value: string;
  readonly place?: Place;
}

/** Every place that a value names; empty if it is not set, or if the provider fills it in. */
export function foreignEnds(
  value: Value,
  path: string,
  resource: Resource,
  cloud: ForeignCloud,
  context: Context,
): readonly ForeignEnd[] {
  if (value === null || value === "" || typeof value === "boolean") return [];
  if (typeof value === "string") return [{ path, value, ...known(findPlace(value, cloud.cloud)) }];
  if (Array.isArray(value))
    return value.flatMap((item: Value, i) => foreignEnds(item, `${path}[${i}]`, resource, cloud, context));
  if (!(value instanceof Unknown)) return [{ path, value: JSON.stringify(value) }];
  // Text around a reference changes the name: "${var.area}2" is a different place than var.area.
  if (value.template !== undefined && value.template !== `\${${value.references.join()}}`)
    return [{ path, value: value.template }];
  return follow(resource, path, value).map((target) => ({
    path,
    value: target.reference,
    ...known(placeOfTarget(target, cloud, context)),
  }));
}

const known = (place: Place | undefined): { place?: Place } => (place ? { place } : {});

function placeOfTarget(target: Target, cloud: ForeignCloud, context: Context): Place | undefined {
  if (target.kind === "opaque") return undefined;
  const text = target.kind === "value" ? target.value : target.resource.values[target.attribute];
  if (typeof text === "string") return findPlace(text, cloud.cloud);
  if (target.kind === "value" || !cloud.place.includes(target.attribute)) return undefined;
  return sitedAt(target.resource, context);
}

function sitedAt(resource: Resource, context: Context): Place | undefined {
  const { status, place } = context.placementOf(resource);
  return status === "placed" ? place : undefined;
}

/** The placement of a resource of a known cloud. */
export function placeForeign(resource: Resource, cloud: ForeignCloud, context: Context): Placement {
  const { type } = resource;
  if (cloud.names.has(type))
    return outside(resource, "global", "it does not belong to a region: it is a name or a setting of the account");
  if (cloud.edges.test(type))
    return outside(resource, "global", "it serves content from edge locations around the world");
  const { approves } = context.jurisdiction;

  const own = ownPlaces(resource, cloud, context);
  if (own.length > 0) return decide(resource, own, undefined, approves);
  const whole = wholeOf(resource, cloud, context);
  if (whole.length > 0) return decide(resource, whole, undefined, approves);
  const provider = fallback(resource, cloud);
  if (provider.length > 0) return decide(resource, provider, undefined, approves);
  return outside(
    resource,
    "undetermined",
    `it does not name a place, and Clover does not know another way to find the place of ${type}`,
  );
}

function ownPlaces(resource: Resource, cloud: ForeignCloud, context: Context): readonly Witness[] {
  return placesIn(resource, cloud).flatMap((found) => {
    const kind = /zone$|^availability/.test(found.path) ? "zone" : "region";
    return foreignEnds(found.value, found.path, resource, cloud, context).map((end): Witness => ({ kind, ...end }));
  });
}

/** The values that give the place of a resource. If it lists several places, it is at the first, and the others are copies. */
export function placesIn({ type, values }: Resource, { place, placeOf = {} }: ForeignCloud): readonly Found[] {
  const listed = Object.hasOwn(placeOf, type) ? placeOf[type] : undefined;
  return listed !== undefined
    ? expand(values, segmentsOf(listed)).slice(0, 1)
    : place.flatMap((path) => expand(values, segmentsOf(path)));
}

/** The places of the resource of which it is a part. */
function wholeOf(resource: Resource, cloud: ForeignCloud, context: Context): readonly Witness[] {
  const attributes = Object.hasOwn(cloud.parts, resource.type) ? (cloud.parts[resource.type] ?? "").split(" ") : [];
  return attributes.flatMap((path) =>
    linked(path, resource, context).map(({ reference, to }): Witness => {
      const place = to && sitedAt(to, context);
      return { kind: "reference", path, value: reference, ...known(place) };
    }),
  );
}

/** The target of a value, and the resource of the document that it is, if the document holds it. */
export interface Link {
  readonly reference: string;
  readonly to?: Resource;
}

/** The target of a top-level attribute: a resource of the document, by reference, id or name, or a resource outside it. */
export function linked(path: string, resource: Resource, context: Context): readonly Link[] {
  return reached(resource.values[path], path, resource, context).map((link) => {
    if (link.to || resource.values[path] instanceof Unknown) return link;
    const to = above(resource, context) ?? named(path, link.reference, resource, context);
    return to ? { ...link, to } : link;
  });
}

/** The target of a value, by reference or id. */
export function reached(value: Value | undefined, path: string, resource: Resource, context: Context): readonly Link[] {
  if (value === undefined || value === null || value === "") return [];
  // References are followed even if the value is known: a plan shows the value of a reference as a plain name.
  const targets = follow(resource, path, value instanceof Unknown ? value : UNKNOWN);
  const resources = targets.filter((target) => target.kind === "resource");
  if (resources.length > 0) return resources.map(({ reference, resource: to }) => ({ reference, to }));
  if (value instanceof Unknown) return targets.map(({ reference }) => ({ reference }));
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const to = context.identified(text);
  return [to ? { reference: text, to } : { reference: text }];
}

/** Azure's ids are paths: a subnet's begins with its network's. The place of a resource group is not that of its members. */
function above({ values }: Resource, context: Context): Resource | undefined {
  let id = typeof values["id"] === "string" ? values["id"] : "";
  while (/^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/(?:[^/]+\/){5}/.test(`${id}/`)) {
    id = id.split("/").slice(0, -2).join("/");
    const to = context.identified(id);
    if (to) return to;
  }
  return undefined;
}

/** The network that `virtual_network_name` names, if the document has exactly one with that name in the same resource group. */
function named(path: string, text: string, resource: Resource, { document }: Context): Resource | undefined {
  const type = `azurerm_${path.replace(/_name$/, "")}`;
  const group = "resource_group_name";
  const same = document.resources.filter(
    (other) =>
      other.type === type &&
      other.stays &&
      other.values["name"] === text &&
      (resource.values[group] === undefined || other.values[group] === resource.values[group]),
  );
  return path.endsWith("_name") && same.length === 1 ? same[0] : undefined;
}

/** The region or zone of the provider, for types that use it if they name no place themselves. */
function fallback(resource: Resource, cloud: ForeignCloud): readonly Witness[] {
  const left = (values: Values): boolean => cloud.provider.some((name) => values[name] instanceof Unknown);
  const { provider } = resource;
  if (!provider || !(cloud.falls.test(resource.type) || left(resource.values))) return [];
  return cloud.provider.flatMap((name) => {
    const value = provider.settings[name];
    const path = `${provider.address}.${name}`;
    if (typeof value === "string" && value !== "")
      return [{ kind: "provider", path, value, ...known(findPlace(value, cloud.cloud)) } as const];
    if (value instanceof Unknown)
      return [{ kind: "provider", path, value: value.references.join(", ") || "known after apply" } as const];
    return [];
  });
}

const outside = (resource: Resource, status: "global" | "undetermined", why: string): Placement => ({
  resource,
  status,
  witnesses: [],
  path: "",
  why,
});
