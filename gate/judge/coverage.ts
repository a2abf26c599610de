/** Counts resources by country. The report shows this also without findings. */
import type { Resource } from "../../model/document";
import type { Located } from "../../placement/placement";
import type { Report } from "../report";

/** Counts the resources that stay. One without a known place or country counts as undetermined. */
export function countCoverage(documents: readonly Located[]): Report["coverage"] {
  const counts = new Map<string, number>();
  const global = new Set<string>();
  let resources = 0;
  let undetermined = 0;
  let programs = 0;
  let takenAtWord = 0;
  for (const located of documents) {
    const taken = new Set<string>();
    for (const resource of located.document.resources) {
      if (!resource.stays) continue;
      resources += 1;
      programs += located.programsOf(resource).length;
      for (const place of located.takenAtWord(resource)) taken.add(place);
      const { status, place } = located.placementOf(resource);
      const bucket = status === "placed" ? place?.country : status;
      if (!bucket || bucket === "undetermined" || bucket === "conflict") undetermined += 1;
      else counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
      if (status === "global" && !servesContent(resource, located)) global.add(resource.address);
    }
    takenAtWord += taken.size;
  }
  const byCountry = Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return {
    resources,
    placed: resources - undetermined,
    undetermined,
    byCountry,
    global: [...global].toSorted(),
    ...(programs > 0 && { programs }),
    ...(takenAtWord > 0 && { takenAtWord }),
  };
}

/** True if a resource works from edge locations. It then is not only a name, but a finding or a declared transfer. */
const servesContent = (resource: Resource, located: Located): boolean =>
  located.flowsOf(resource).some(({ kind, path }) => kind === "edge" && path === "");
