/** Parts of a region that have a place of their own: Outposts, local and wavelength zones. */
import type { Jurisdiction } from "../../charter/jurisdiction";
import type { Resource } from "../../model/document";
import { Unknown } from "../../model/value";
import { carriersOf, pickCarriers, type CarrierClass, type TypeCarriers } from "../catalogue/carriers";
import { expand } from "../catalogue/expand";
import { targetsBehind } from "./targets";

/** Whether an attribute of it names, or may name, a part of a region that has a place of its own. */
export function isPart(resource: Resource, jurisdiction: Jurisdiction): boolean {
  const mode = resource.mode === "managed" ? "managed" : "data";
  return partsOf(carriersOf(resource.type, mode) ?? NO_CARRIERS).some((carrier) =>
    expand(resource.values, carrier.segments).some(({ path, value }) => {
      // Zones of a region that are not known are mostly its own; an Outpost is somewhere else.
      if (value instanceof Unknown)
        return carrier.class === "outpost" && targetsBehind(value, path, carrier, resource).length > 0;
      if (carrier.class === "outpost") return value !== "" && value !== null;
      const kind = typeof value === "string" ? jurisdiction.locate(value)?.kind : undefined;
      return kind !== undefined && kind !== "zone" && kind !== "region";
    }),
  );
}

const partsOf = pickCarriers(({ class: kind, role }) => role === "place" && PARTS.has(kind));
const PARTS: ReadonlySet<CarrierClass> = new Set(["outpost", "zone", "zone-id"]);
const NO_CARRIERS: TypeCarriers = { scope: "regional", carriers: [] };
