/** Collects the witnesses of a resource of the AWS provider: its statements about its own place, the strongest first. */
import type { Provider, Resource } from "../../model/document";
import { follow } from "../../model/references/references";
import { valueOf } from "../../model/references/scope";
import { Unknown, UNKNOWN, type Value } from "../../model/value";
import { pickCarriers, type Carrier, type TypeCarriers } from "../catalogue/carriers";
import type { Context } from "../ends/context";
import { endsOf } from "../ends/ends";
import { expand } from "../catalogue/expand";
import type { Witness } from "../placement";

const show = (value: Value): string =>
  value instanceof Unknown ? value.references.join(", ") || "known after apply" : String(value);

const witnessingOf = pickCarriers(({ role }) => role === "place" || role === "self");

/** The resource's own statements: region argument, zones, Outpost, subnets, its own ARN. */
export function ownWitnesses(resource: Resource, carriers: TypeCarriers, context: Context): readonly Witness[] {
  const witnesses: Witness[] = [];
  for (const carrier of witnessingOf(carriers)) {
    const all = expand(resource.values, carrier.segments);
    if (all.length === 0) continue;
    for (const found of all) {
      if (carrier.path === "region" && typeof found.value === "string") witnesses.push(...unsettled(resource));
      if (found.value instanceof Unknown && (!speaks(carrier) || isNamedOtherwise(resource, carrier, carriers)))
        continue;
      for (const end of endsOf(found.value, found.path, carrier, resource, context)) {
        if (end.at === "here") continue;
        if (carrier.role === "self" && end.at === "unknown") continue;
        if (end.at === "unknown" && staysWithProvider(resource, carrier, context)) continue;
        const { path, value } = end;
        const kind = kindOf(carrier);
        witnesses.push(end.at === "place" ? { kind, path, value, place: end.place } : { kind, path, value });
      }
    }
  }
  return witnesses;
}

/**
 * Witnesses for a `region` whose expression is known only after apply. AWS provider 6 then plans its own default region, so a
 * planned region is proof only if the value of its expression is known (internal/provider/framework/region.go).
 */
function unsettled(resource: Resource): readonly Witness[] {
  const late = follow(resource, "region", UNKNOWN).filter(
    (target) => target.kind === "resource" && target.attribute !== "" && typeof valueOf(target) !== "string",
  );
  return late.map((target) => ({ kind: "region", path: "region", value: target.reference }));
}

/**
 * True if another attribute already names the zone. A zone has two names, `availability_zone` and `availability_zone_id`. The
 * provider fills in the one that the user did not write, so an unknown one adds nothing if the other is known.
 */
const isNamedOtherwise = (resource: Resource, carrier: Carrier, carriers: TypeCarriers): boolean =>
  isZone(carrier) &&
  carrier.computed &&
  witnessingOf(carriers).some(
    (twin) =>
      twin !== carrier &&
      isZone(twin) &&
      ZONE_NAMES.has(lastName(twin)) &&
      ZONE_NAMES.has(lastName(carrier)) &&
      twin.segments.length === carrier.segments.length &&
      expand(resource.values, twin.segments).some(({ value }) => typeof value === "string" && value !== ""),
  );

const isZone = (carrier: Carrier): boolean => carrier.class === "zone" || carrier.class === "zone-id";
const lastName = ({ segments }: Carrier): string => segments.at(-1) ?? "";
const ZONE_NAMES: ReadonlySet<string> = new Set([
  "availability_zone",
  "availability_zone_name",
  "availability_zone_id",
]);

/**
 * True if an id without a known place leaves the resource in its provider's region. Ids and the members of a network exist only in
 * the region of their provider. A network spans its whole region, but one of its subnets may be on an Outpost or in a zone of
 * another country. So a subnet counts only if nothing in the document is in such a place.
 */
function staysWithProvider(resource: Resource, carrier: Carrier, context: Context): boolean {
  if (carrier.class !== "subnet" || ARN.test(carrier.path)) return false;
  if (!providerWitness(resource, context)?.place) return false;
  return NETWORK.test(carrier.path) || !context.isDivided();
}

const ARN = /arns?(\[\])?$/;
const NETWORK = /(^|\.)vpc_id$/;

/** True if the carrier may be a witness when its value is unknown. An unknown own ARN is filled in by the provider. */
const speaks = (carrier: Carrier): boolean => carrier.role === "place";

function kindOf(carrier: Carrier): Witness["kind"] {
  if (carrier.role === "self") return "arn";
  if (carrier.class === "region") return "region";
  if (carrier.class === "zone" || carrier.class === "zone-id") return "zone";
  if (carrier.class === "outpost") return "outpost";
  return "reference";
}

/** The witness from the provider configuration that serves the resource. Its place is absent if the region is not known. */
export function providerWitness(resource: Resource, context: Context): Witness | undefined {
  const { provider } = resource;
  if (!provider) return undefined;
  let witness = context.spoken.get(provider);
  if (!witness) context.spoken.set(provider, (witness = witnessOf(provider, context)));
  return witness;
}

function witnessOf(provider: Provider, context: Context): Witness {
  const path = `${provider.address}.region`;
  const region = context.regionOf(provider);
  if (typeof region === "string") {
    const place = context.jurisdiction.locate(region);
    return place ? { kind: "provider", path, value: region, place } : { kind: "provider", path, value: region };
  }
  return { kind: "provider", path, value: region instanceof Unknown ? show(region) : "" };
}

/** Attributes that hold ids. Names are left out, because they are not unique. */
const ID = /(^|_)id$/;

/**
 * Witnesses from parent resources, for an input without provider configurations (states, orphaned resources). A resource without a
 * region of its own is where its parent is, such as the bucket that a bucket's versioning names. Ids are regional. ARNs and names of
 * buckets may point to another region, so they count only if the catalogue says that they link a part to its whole.
 */
export function linkedWitnesses(resource: Resource, carriers: TypeCarriers, context: Context): readonly Witness[] {
  const links = new Set(carriers.carriers.filter((carrier) => carrier.role === "link").map((carrier) => carrier.path));
  const witnesses: Witness[] = [];
  for (const [path, value] of Object.entries(resource.values)) {
    if (typeof value !== "string" || value === "") continue;
    const parent = links.has(path)
      ? (context.bucketNamed(value) ?? context.identified(value))
      : ID.test(path) && !value.startsWith("arn:")
        ? context.identified(value)
        : undefined;
    if (!parent || parent === resource) continue;
    const placement = context.placementOf(parent);
    if (placement.status === "placed" && placement.place) {
      witnesses.push({ kind: "reference", path, value, place: placement.place });
    }
  }
  return witnesses;
}
