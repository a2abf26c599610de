/** Room in a site's network that nobody has yet: for the subnets of what joins the network with the world. */
import type { Construct } from "constructs";
import { type Cidr, containsCidr, overlapsCidr, parseCidr, splitCidr } from "../../charter/cidr";
import { badFreeRange } from "../foundation/perimeter-errors";
import { anchoredTo } from "../foundation/site";
import type { SiteStack } from "../foundation/site-stack";
import type { RegionSite } from "../../charter/schema";

/**
 * Cuts a range into blocks of /28, the smallest subnets of AWS.
 *
 * @param text IPv4 range inside the site's network, apart from its data centres and from its racks
 * @param count how many blocks are needed at least
 * @returns ranges of /28, in order
 * @throws ConstructError for a range that is not free or too small
 */
export function requireFreeBlocks(
  construct: Construct,
  { charter, site, siteName }: SiteStack & { readonly site: RegionSite },
  text: string,
  count: number,
): string[] {
  const range = read(text);
  const taken = [
    ...Object.values(site.dataCentres).map(({ cidr }) => cidr),
    ...anchoredTo(charter, siteName).map((rack) => charter.sites[rack]!.network),
  ];
  const isFree =
    range && containsCidr(read(site.network)!, range) && !taken.some((other) => overlapsCidr(range, read(other)!));
  const blocks = isFree ? splitCidr(range, 28) : [];
  if (blocks.length < count) throw badFreeRange(construct.node.path, text, site.network, count);
  return blocks;
}

function read(range: string): Cidr | undefined {
  const parsed = parseCidr(range);
  return typeof parsed === "string" ? undefined : parsed;
}
