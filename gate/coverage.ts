/** Where everything will be, counted: the part of the report that holds even when there is no finding. */
import type { Located } from "../placement/placement";
import type { Report } from "./report";

/** Counts what stays. What nobody can place, or whose country nobody can tell, is undetermined. */
export function countCoverage(documents: readonly Located[]): Report["coverage"] {
  const counts = new Map<string, number>();
  let resources = 0;
  let undetermined = 0;
  for (const located of documents) {
    for (const resource of located.document.resources) {
      if (!resource.stays) continue;
      resources += 1;
      const { status, place } = located.placementOf(resource);
      const bucket = status === "placed" ? place?.country : status;
      if (!bucket || bucket === "undetermined" || bucket === "conflict") undetermined += 1;
      else counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
    }
  }
  const byCountry = Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return { resources, placed: resources - undetermined, undetermined, byCountry };
}
