/** Finds resources that have another address on the new side. A renamed resource is not a change. */
import type { Document, Resource } from "../../model/document";
import type { Rename } from "./facts";

/** Follows `moved` blocks if the new side has them, and otherwise compares the ids that the cloud assigned. */
export function renameBetween(before: Document | undefined, after: Document | undefined): Rename {
  const renamed = new Map<string, string>();
  const standing = new Map((before?.resources ?? []).filter(isStanding).map((one) => [one.address, one]));
  const unmatched: Resource[] = [];
  for (const resource of (after?.resources ?? []).filter(isStanding)) {
    const { address, previousAddress: previous } = resource;
    if (standing.delete(address)) continue;
    if (previous !== undefined && standing.delete(previous)) renamed.set(previous, address);
    else unmatched.push(resource);
  }
  const byIdentity = new Map<string, Resource[]>();
  for (const resource of standing.values()) {
    const identity = identityOf(resource);
    if (identity !== undefined) byIdentity.set(identity, [...(byIdentity.get(identity) ?? []), resource]);
  }
  for (const resource of unmatched) {
    const identity = identityOf(resource);
    const twins = identity === undefined ? [] : (byIdentity.get(identity) ?? []);
    if (twins.length === 1) renamed.set(twins[0]!.address, resource.address);
  }
  if (renamed.size === 0) return (text) => text;
  // Matches addresses and references that begin with one. The longest comes first, because one address may be the start of another.
  const olds = [...renamed.keys()].toSorted((a, b) => b.length - a.length).map(escape);
  const pattern = new RegExp(`(?<![\\w.\\]-])(?:${olds.join("|")})(?![\\w-])`, "g");
  return (text) => text.replace(pattern, (old) => renamed.get(old) ?? old);
}

const isStanding = ({ mode, stays }: Resource): boolean => mode === "managed" && stays;

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Identity of a resource: its type and its ARN, or its id if the type has no ARN. */
function identityOf({ type, values }: Resource): string | undefined {
  const { arn, id } = values;
  const name = typeof arn === "string" && arn !== "" ? arn : id;
  return typeof name === "string" && name !== "" ? JSON.stringify([type, name]) : undefined;
}
