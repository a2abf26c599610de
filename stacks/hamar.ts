/** What stands in Hamar; the blueprint of every site that is an Outpost. */
import type { Construct } from "constructs";
import { AnchorNetwork } from "../constructs/outposts/anchor-network";
import { OutpostBucket } from "../constructs/outposts/outpost-bucket";
import { OutpostEndpoint } from "../constructs/outposts/outpost-endpoint";
import { OutpostSubnet } from "../constructs/outposts/outpost-subnet";
import { OutpostSnapshot, OutpostVolume } from "../constructs/outposts/outpost-volume";
import { SiteStack, type SiteStackProps } from "../constructs/foundation/site-stack";

/**
 * A subnet of the anchor's network on the rack, a volume with a snapshot that stays there, and object storage with its door.
 * Restricted data goes to the volume: it alone can be encrypted under a key of the enclave's; S3 on Outposts cannot.
 */
export class HamarStack extends SiteStack {
  constructor(scope: Construct, id: string, props: SiteStackProps) {
    super(scope, id, props);
    const network = new AnchorNetwork(this, "anchor");
    const subnet = new OutpostSubnet(this, "subnet", { network });
    const volume = new OutpostVolume(this, "restricted", { dataClass: "restricted", subnet, sizeGiB: 100 });
    new OutpostSnapshot(this, "restricted-copy", { dataClass: "restricted", volume });
    new OutpostBucket(this, "allowable", { dataClass: "allowable", network });
    new OutpostEndpoint(this, "endpoint", { network, subnet });
  }
}
