/** What every step of placement needs at hand for one document. */
import type { Jurisdiction } from "../charter/jurisdiction";
import type { Document, Resource } from "../model/graph";
import type { Placement } from "./placement";

export interface Context {
  readonly document: Document;
  readonly jurisdiction: Jurisdiction;
  /** Placement of another resource of the same document; cycles end in `undetermined`. */
  placementOf(resource: Resource): Placement;
  /** The resource of the document that owns this bucket name. */
  bucketNamed(name: string): Resource | undefined;
  /** The resource of the document that has this id or ARN. */
  identified(idOrArn: string): Resource | undefined;
}

/** Look-up tables over a document's resources, made when first asked for: small plans rarely need them. */
export function indexResources(document: Document): Pick<Context, "bucketNamed" | "identified"> {
  let buckets: Map<string, Resource> | undefined;
  let ids: Map<string, Resource> | undefined;

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
          for (const key of ["id", "arn"]) {
            const value = resource.values[key];
            // Two resources may share an id (a bucket and its policy): the first in the document is as good as the other.
            if (text(value) && !ids.has(value)) ids.set(value, resource);
          }
        }
      }
      return ids.get(idOrArn);
    },
  };
}
