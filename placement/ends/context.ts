/** What every step of placement needs at hand for one document. */
import type { Jurisdiction } from "../../charter/jurisdiction";
import type { Document, Provider, Resource } from "../../model/document";
import type { Target } from "../../model/document";
import type { Value } from "../../model/value";
import type { CarrierClass } from "../catalogue/carriers";
import type { Placement, Witness } from "../placement";
import type { End } from "./end";

export interface Context {
  readonly document: Document;
  readonly jurisdiction: Jurisdiction;
  /** Placement of another resource of the same document; cycles end in `undetermined`. */
  placementOf(resource: Resource): Placement;
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
): Pick<Context, "bucketNamed" | "identified" | "regionOf"> {
  let buckets: Map<string, Resource> | undefined;
  let ids: Map<string, Resource> | undefined;
  let regions: Map<Provider, string> | undefined;

  const text = (value: unknown): value is string => typeof value === "string" && value !== "";

  return {
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
    regionOf(provider) {
      const setting = provider.settings["region"];
      if (setting === undefined || setting === null) return undefined;
      if (!regions) {
        regions = new Map();
        for (const { type, mode, provider: read, values, expressions } of document.resources) {
          if (
            mode !== "data" ||
            type !== "aws_region" ||
            !read ||
            names(document.kind === "synth" ? values : expressions)
          )
            continue;
          const region = values["region"] ?? values["name"] ?? values["id"];
          if (text(region)) regions.set(read, region);
        }
      }
      const read = regions.get(provider);
      if (read === undefined) return setting;
      const place = typeof setting === "string" ? jurisdiction.locate(setting) : undefined;
      return place && !jurisdiction.approves(place) ? setting : read;
    },
  };
}

/** Whether the data source asks for a region by name instead of its provider's own. */
const names = (expressions: unknown): boolean =>
  typeof expressions === "object" &&
  expressions !== null &&
  Object.keys(expressions).some((key) => ["name", "region", "endpoint"].includes(key));
