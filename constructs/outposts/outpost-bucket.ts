/** Object storage on the rack: what S3 on Outposts can do, and by its types what it cannot. */
import { S3AccessPoint } from "@cdktf/provider-aws/lib/s3-access-point";
import { S3ControlBucket } from "@cdktf/provider-aws/lib/s3control-bucket";
import { S3ControlBucketPolicy } from "@cdktf/provider-aws/lib/s3control-bucket-policy";
import { Construct } from "constructs";
import type { AnchorNetwork } from "./anchor-network";
import type { DataClass } from "../foundation/data-class";
import { deriveBucketName, requireBucketName, requireName } from "../foundation/names";
import { denyForeignAccounts, denyPlaintext, renderPolicy } from "../foundation/policy-document";
import { refuseOptions, type RefusedOptions } from "../foundation/refused-options";
import { SiteStack } from "../foundation/site-stack";

/** What a bucket on an Outpost is made from. */
export interface OutpostBucketProps {
  /** S3 on Outposts keeps no audit trail of its own and cannot lock objects: audit data belongs in the anchor's region. */
  readonly dataClass: Exclude<DataClass, "audit">;
  /** The network from which objects can be reached: there is no other way to them than its access point. */
  readonly network: AnchorNetwork;
  /** Literal name. @default clover-<account>-<site>-<path of the construct> */
  readonly bucketName?: string;
  /** Not possible: S3 on Outposts has no Object Lock. */
  readonly objectLock?: never;
  /** Not possible: S3 on Outposts has no SSE-KMS. Encrypt in the client, or use OutpostVolume, for a key of your own. */
  readonly key?: never;
  /** Not possible here: the provider cannot set it for S3 on Outposts. */
  readonly versioning?: never;
  /** Not possible: S3 on Outposts has no server access logs. CloudTrail data events record access, in the region. */
  readonly accessLogs?: never;
}

/** Options that people expect from a bucket: why they are missing, and what to do instead. */
const MISSING: RefusedOptions = {
  objectLock: ["S3 on Outposts has no Object Lock", "Keep what must not be deleted in a SovereignBucket of the anchor"],
  key: ["S3 on Outposts has no SSE-KMS, only SSE-S3 and SSE-C", "Encrypt in the client, or use OutpostVolume"],
  versioning: ["the provider cannot set it for S3 on Outposts", "Leave it out, and snapshot what must be restorable"],
  accessLogs: ["S3 on Outposts has no server access logs", "Record data events with CloudTrail in the anchor's region"],
};

/**
 * A bucket on the site's Outpost with the access point that leads to it. Serves GDPR Art. 44: "your objects never leave your
 * Outpost" (https://docs.aws.amazon.com/AmazonS3/latest/s3-outposts/S3onOutposts.html); bucket management, telemetry and
 * authorisation happen in the parent region, so both countries must be approved.
 *
 * It promises less than SovereignBucket, and its props say so: encryption is SSE-S3 under keys that AWS manages, there is
 * no lock and no version
 * (https://docs.aws.amazon.com/AmazonS3/latest/s3-outposts/S3OnOutpostsRestrictionsLimitations.html). During a
 * disconnection a revoked permission can work on for up to twelve hours.
 *
 * @throws ConstructError on a site that is a region (use SovereignBucket), for an option that does not exist here, and for a
 * name that is illegal or not literal
 */
export class OutpostBucket extends Construct {
  readonly bucketName: string;
  /** ARN, known at plan. Its region is the parent's, though the data lies on the Outpost. */
  readonly arn: string;

  constructor(scope: Construct, id: string, props: OutpostBucketProps) {
    super(scope, id);
    const stack = SiteStack.onOutpost(this, "OutpostBucket", "SovereignBucket");
    stack.requireSameSite(this, { network: props.network });
    refuseOptions(this, "OutpostBucket", props, MISSING);
    const outpostId = stack.site.outpost.split("/")[1]!;
    this.bucketName = requireBucketName(this, props.bucketName ?? deriveBucketName(this));
    this.arn = stack.arn("s3-outposts", `outpost/${outpostId}/bucket/${this.bucketName}`);
    const bucket = new S3ControlBucket(this, "bucket", {
      bucket: this.bucketName,
      outpostId,
      tags: { "data-class": props.dataClass },
    });
    const everything = [this.arn, `${this.arn}/object/*`];
    new S3ControlBucketPolicy(this, "policy", {
      bucket: bucket.arn,
      policy: renderPolicy([
        denyPlaintext("s3-outposts:*", everything),
        denyForeignAccounts(stack, "s3-outposts:*", everything),
      ]),
    });
    new S3AccessPoint(this, "access-point", {
      bucket: bucket.arn,
      name: requireName(
        this,
        "access point name",
        `${stack.siteName}-${id}`.toLowerCase(),
        /^[a-z0-9][a-z0-9-]{1,48}[a-z0-9]$/,
        "3 to 50 small letters, digits and hyphens",
      ),
      vpcConfiguration: { vpcId: props.network.vpcId },
      publicAccessBlockConfiguration: {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
    });
  }
}
