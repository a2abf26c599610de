/** People by their group, as far as the charter says from where they work. */
import type { Construct } from "constructs";
import type { Charter } from "../../charter/schema";
import { groupAbroad, unknownGroup } from "../foundation/perimeter-errors";

/**
 * Accepts a group of people only if it works from an approved jurisdiction: whoever reads data from elsewhere takes it there (DPC,
 * decision of 30 April 2025).
 *
 * @returns the group's name
 * @throws ConstructError when the charter does not name the group, or where it works
 */
export function requireGroup(construct: Construct, charter: Charter, group: string): string {
  const groups = charter.people?.groups ?? {};
  if (!Object.hasOwn(groups, group)) throw unknownGroup(construct.node.path, group, Object.keys(groups));
  const { jurisdiction } = groups[group]!;
  if (!charter.jurisdictions.includes(jurisdiction)) throw groupAbroad(construct.node.path, group, jurisdiction);
  return group;
}
