/** What every step of placement needs at hand for one document. */
import type { Jurisdiction } from "../../charter/jurisdiction";
import type { Document, Provider, Resource, Scope, Target } from "../../model/document";
import type { Value } from "../../model/value";
import type { CarrierClass } from "../catalogue/carriers";
import type { Placement, Witness } from "../placement";
import { judgeModules } from "./locals";
import { isPart } from "./parts";
import { regionRead } from "./region-read";
import type { End } from "./end";

export interface Context {
  readonly document: Document;
  readonly jurisdiction: Jurisdiction;
  /** Placement of another resource, of this document or of one whose outputs it reads; cycles end in `undetermined`. */
  placementOf(resource: Resource): Placement;
  /** The context of the document that a resource is part of. */
  homeOf(resource: Resource): Context;
  /** The resource of the document that owns this bucket name. */
  bucketNamed(name: string): Resource | undefined;
  /** The resource of the document that has this id or ARN. */
  identified(idOrArn: string): Resource | undefined;
  /**
   * The region of a provider configuration. That of its own `aws_region`, read while planning, settles a setting that the plan
   * does not carry (a local) or that is no region by itself (part of a name). Where both name a place, one that is not approved
   * counts: an expression with one reference may be a function of it. Undefined where no region is set: one from the
   * environment may be another at apply, whatever was read.
   */
  regionOf(provider: Provider): Value | undefined;
  /**
   * Whether a resource of the document lies, or may lie, in a part of a region that has a place of its own: an Outpost, a local or
   * a wavelength zone.
   */
  isDivided(): boolean;
  /** Whether everything that a module instance sees is at home, so that whatever its locals are put together from is. */
  isAtHome(module: Scope): boolean;
  /** How often the placement was asked of what was just being placed: what has been said since may look undetermined. */
  cycles(): number;
  /** What the targets of references have said, by the class of their carrier: all instances of a block share their targets. */
  readonly ends: Map<readonly Target[], Map<CarrierClass, readonly End[]>>;
  /** The end of what was written into an attribute of a resource, by class of carrier and attribute. */
  readonly written: Map<Resource, Map<string, End | undefined>>;
  /** What each provider configuration has said: a statement for all that it serves. */
  readonly spoken: Map<Provider, Witness>;
}

/** Look-up tables over a document's resources, made when first asked for: small plans rarely need them. */
export function indexResources(
  document: Document,
  jurisdiction: Jurisdiction,
): Pick<Context, "bucketNamed" | "identified" | "regionOf" | "isDivided" | "isAtHome"> {
  let buckets: Map<string, Resource> | undefined;
  let ids: Map<string, Resource> | undefined;
  let regions: Map<Provider, string> | undefined;
  let divided: boolean | undefined;
  let judge: ReturnType<typeof judgeModules> | undefined;

  const text = (value: unknown): value is string => typeof value === "string" && value !== "";

  const tables: ReturnType<typeof indexResources> = {
    bucketNamed(name) {
      if (!buckets) {
        buckets = new Map();
        for (const resource of document.resources) {
          const bucket = resource.values["bucket"];
          const owns = resource.type === "aws_s3_bucket" || resource.type === "aws_s3_directory_bucket";
          if (owns && text(bucket) && (resource.stays || resource.mode === "data")) buckets.set(bucket, resource);
        }
      }
      return buckets.get(name);
    },
    identified(idOrArn) {
      if (!ids) {
        ids = new Map();
        for (const resource of document.resources) {
          if (resource.mode !== "managed" || !resource.stays) continue;
          // Two resources may share an id (a bucket and its policy): the first in the document is as good as the other.
          const { id, arn } = resource.values;
          if (text(id) && !ids.has(id)) ids.set(id, resource);
          if (text(arn) && !ids.has(arn)) ids.set(arn, resource);
        }
      }
      return ids.get(idOrArn);
    },
    isAtHome(module) {
      judge ??= judgeModules({ resources: document.resources, jurisdiction, regionOf: tables.regionOf });
      return !tables.isDivided() && judge(module);
    },
    isDivided: () => (divided ??= document.resources.some((resource) => isPart(resource, jurisdiction))),
    regionOf(provider) {
      const setting = provider.settings["region"];
      if (setting === undefined || setting === null) return undefined;
      if (!regions) {
        regions = new Map();
        for (const resource of document.resources) {
          const region = resource.mode === "data" ? regionRead(resource, document, jurisdiction) : undefined;
          if (region !== undefined && resource.provider) regions.set(resource.provider, region);
        }
      }
      const read = regions.get(provider);
      if (read === undefined) return setting;
      const place = typeof setting === "string" ? jurisdiction.locate(setting) : undefined;
      return place && !jurisdiction.approves(place) ? setting : read;
    },
  };
  return tables;
}
