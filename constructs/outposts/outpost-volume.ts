/** Block storage on the rack, and snapshots of it that do not leave the rack. */
import { EbsSnapshot } from "@cdktf/provider-aws/lib/ebs-snapshot";
import { EbsVolume } from "@cdktf/provider-aws/lib/ebs-volume";
import { Construct } from "constructs";
import type { DataClass } from "../foundation/data-class";
import { outOfRange } from "../foundation/errors";
import type { Kept } from "../keys/key-custody";
import type { OutpostSubnet } from "./outpost-subnet";
import { SiteStack } from "../foundation/site-stack";
import { SovereignKey } from "../keys/sovereign-key";

/** What a volume on an Outpost is made from. */
export interface OutpostVolumeProps extends Kept {
  readonly dataClass: DataClass;
  /** The subnet whose instances will use it: the zone's name is taken from there. */
  readonly subnet: OutpostSubnet;
  readonly sizeGiB: number;
}

/**
 * An encrypted volume on the site's Outpost. Serves GDPR Art. 32 and 44.
 *
 * - Its key is the enclave's, but lives in the anchor's region: KMS does not run on Outposts, so a volume cannot be opened
 *   while the rack is cut off from its anchor
 *   (https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html). The rack adds its own, removable Nitro key.
 * - The volume asks for a zone *name*, which differs per account: it is the subnet's, never written out.
 * - gp2 is the type that every Outpost rack has.
 *
 * @throws ConstructError on a site that is a region, and for a size that EBS does not offer
 */
export class OutpostVolume extends Construct {
  readonly volumeId: string;
  readonly key: SovereignKey;

  constructor(scope: Construct, id: string, props: OutpostVolumeProps) {
    super(scope, id);
    const stack = SiteStack.onOutpost(this, "OutpostVolume", "EbsVolume of the provider");
    stack.requireSameSite(this, { subnet: props.subnet });
    const { site, siteName } = stack;
    if (!Number.isInteger(props.sizeGiB) || props.sizeGiB < 1 || props.sizeGiB > 16_384) {
      throw outOfRange(this.node.path, "sizeGiB", props.sizeGiB, "a whole number from 1 to 16384");
    }
    this.key = new SovereignKey(this, "key", {
      description: `Volume ${id} on the Outpost of ${siteName}`,
      custody: props.custody,
    });
    this.volumeId = new EbsVolume(this, "volume", {
      availabilityZone: props.subnet.availabilityZone,
      outpostArn: site.outpost,
      size: props.sizeGiB,
      type: "gp2",
      encrypted: true,
      kmsKeyId: this.key.arn,
      tags: { Name: `clover-${siteName}-${id}`, "data-class": props.dataClass },
    }).id;
  }
}

/** What a snapshot on an Outpost is made from. */
export interface OutpostSnapshotProps {
  readonly dataClass: DataClass;
  readonly volume: OutpostVolume;
}

/**
 * A snapshot that stays on the Outpost. Serves GDPR Art. 44 and 32(1)(c): without `outpost_arn` EBS writes the snapshot into
 * the parent region, another country, and a chain that began there stays there. It lies in S3 on Outposts, which the rack
 * must have; its metadata is in the parent region in any case
 * (https://docs.aws.amazon.com/ebs/latest/userguide/snapshots-outposts.html).
 *
 * @throws ConstructError on a site that is a region
 */
export class OutpostSnapshot extends Construct {
  readonly snapshotId: string;

  constructor(scope: Construct, id: string, { dataClass, volume }: OutpostSnapshotProps) {
    super(scope, id);
    const stack = SiteStack.onOutpost(this, "OutpostSnapshot", "EbsSnapshot of the provider");
    stack.requireSameSite(this, { volume });
    const { site, siteName } = stack;
    this.snapshotId = new EbsSnapshot(this, "snapshot", {
      volumeId: volume.volumeId,
      outpostArn: site.outpost,
      description: `${id} of ${volume.node.id}, on the Outpost of ${siteName}`,
      tags: { Name: `clover-${siteName}-${id}`, "data-class": dataClass },
    }).id;
  }
}
