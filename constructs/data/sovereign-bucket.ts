/** Buckets for data that stays: own key, versions, no public access, no plaintext, no foreign account. */
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketObjectLockConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { DataClass } from "../foundation/data-class";
import { type EnclavePrincipal, principalArn } from "../foundation/enclave-principal";
import { badRetention } from "../foundation/errors";
import type { Kept } from "../keys/key-custody";
import { deriveBucketName, requireBucketName } from "../foundation/names";
import {
  admitService,
  denyForeignAccounts,
  denyPlaintext,
  renderPolicy,
  type ServicePrincipal,
  type Statement,
} from "../foundation/policy-document";
import { SiteStack } from "../foundation/site-stack";
import { SovereignKey } from "../keys/sovereign-key";

/** How long nobody can delete a version: COMPLIANCE binds the account's root too, GOVERNANCE whoever lacks a permission. */
export interface ObjectLock {
  readonly mode: "COMPLIANCE" | "GOVERNANCE";
  readonly days: number;
}

/** An AWS service that delivers into a bucket, and where to. */
export interface Delivery extends ServicePrincipal {
  /** Keys that it may write, for example "AWSLogs/111122223333/*". */
  readonly keys: readonly string[];
}

/** What a bucket is made from. */
export interface SovereignBucketProps extends Kept {
  readonly dataClass: DataClass;
  /** Literal name. @default clover-<account>-<site>-<path of the construct> */
  readonly bucketName?: string;
  /** Default retention of every object. It can never be taken off the bucket again. @default none */
  readonly objectLock?: ObjectLock;
  /** Who else in the enclave may read it, and decrypt what is in it. @default nobody beyond the own account's IAM */
  readonly readers?: readonly EnclavePrincipal[];
  /** Who else in the enclave may put objects into it, and not take any out. @default nobody beyond the own account's IAM */
  readonly writers?: readonly EnclavePrincipal[];
  /** The only roles that may put objects in and take them out, administrators of the account not excepted. @default no such limit */
  readonly only?: Readonly<Record<"readers" | "writers", readonly EnclavePrincipal[]>>;
  /** AWS services that write into it in their own name. @default none */
  readonly deliveries?: readonly Delivery[];
  /** Who may look up that it is there, and its key: stacks that let a service deliver into it. @default nobody */
  readonly finders?: readonly EnclavePrincipal[];
  /** Whether the policy denies everybody to delete objects, where Object Lock cannot. @default false */
  readonly undeletable?: boolean;
}

const READ = ["s3:GetBucketLocation", "s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket"];
const FIND = ["s3:GetBucketLocation", "s3:ListBucket"];

/**
 * A bucket in the site's region. Serves GDPR Art. 32 (encryption, integrity), Art. 5(1)(f) and Art. 44.
 *
 * - Its own key: one key policy per store, so that opening one opens no other. The bucket key keeps the calls to KMS few.
 * - Ownership is enforced, so ACLs do not exist and cannot name a foreign canonical user
 *   (https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html).
 * - Access comes from IAM inside the account, and from the policy only for readers that the charter names; what the policy
 *   denies no later grant can allow.
 * - Object Lock needs versions, and the flag on the bucket can only be set when it is made
 *   (https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-configure.html).
 *
 * @throws ConstructError on an Outpost site (use OutpostBucket), for a name that is illegal or not literal, and for a
 * retention that is none
 */
export class SovereignBucket extends Construct {
  readonly bucketName: string;
  readonly dataClass: DataClass;
  /** ARN, known at plan. */
  readonly arn: string;
  readonly key: SovereignKey;
  /** What has to be there before a service can deliver into it. */
  readonly policy: ITerraformDependable;

  constructor(scope: Construct, id: string, props: SovereignBucketProps) {
    super(scope, id);
    const stack = SiteStack.inRegion(this, "SovereignBucket", "OutpostBucket");
    this.bucketName = requireBucketName(this, props.bucketName ?? deriveBucketName(this));
    this.dataClass = props.dataClass;
    this.arn = stack.globalArn("s3", this.bucketName);
    this.key = new SovereignKey(this, "key", {
      description: `Bucket ${this.bucketName}`,
      custody: props.custody,
      ...(props.readers ? { readers: props.readers } : {}),
      ...(props.writers ? { users: props.writers } : {}),
      ...(props.deliveries ? { services: props.deliveries } : {}),
      ...(props.finders ? { finders: props.finders } : {}),
    });
    const bucket = new S3Bucket(this, "bucket", {
      bucket: this.bucketName,
      forceDestroy: false,
      objectLockEnabled: props.objectLock !== undefined,
      tags: { "data-class": props.dataClass },
    });
    const versioning = new S3BucketVersioningA(this, "versioning", {
      bucket: bucket.id,
      versioningConfiguration: { status: "Enabled" },
    });
    this.#encrypt(bucket);
    this.policy = this.#close(stack, bucket, props);
    if (props.objectLock) this.#lock(bucket, versioning, props.objectLock);
  }

  #encrypt(bucket: S3Bucket): void {
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket: bucket.id,
      rule: [
        {
          bucketKeyEnabled: true,
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: this.key.arn },
        },
      ],
    });
  }

  #close(stack: SiteStack, bucket: S3Bucket, props: SovereignBucketProps): ITerraformDependable {
    const publicAccess = new S3BucketPublicAccessBlock(this, "public-access", {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const ownership = new S3BucketOwnershipControls(this, "ownership", {
      bucket: bucket.id,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    const everything = [this.arn, `${this.arn}/*`];
    return new S3BucketPolicy(this, "policy", {
      bucket: bucket.id,
      policy: renderPolicy([
        denyPlaintext("s3:*", everything),
        denyForeignAccounts(stack, "s3:*", everything),
        this.#denyOtherEncryption(),
        ...(props.only ? this.#denyOthers(stack, props.only) : []),
        ...(props.undeletable ? [this.#denyDeletion()] : []),
        ...this.#admit(stack, "Readers", READ, props.readers ?? []),
        ...this.#admit(stack, "Writers", ["s3:PutObject"], props.writers ?? []),
        ...this.#admit(stack, "Finders", FIND, props.finders ?? [], "bucket"),
        ...(props.deliveries ?? []).flatMap((delivery) => this.#admitDelivery(delivery)),
      ]),
      // S3 refuses two changes of a bucket's configuration at once (OperationAborted).
      dependsOn: [publicAccess, ownership],
    });
  }

  /** A writer may say nothing about encryption (the default applies) or aws:kms; anything else would go around the key. */
  #denyOtherEncryption(): Statement {
    return {
      Sid: "DenyOtherEncryption",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:PutObject",
      Resource: `${this.arn}/*`,
      Condition: {
        StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
        Null: { "s3:x-amz-server-side-encryption": "false" },
      },
    };
  }

  /** Deleting and expiring. Whoever changes this policy first is seen: see AuditTrail. */
  #denyDeletion(): Statement {
    return {
      Sid: "DenyDeletion",
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutLifecycleConfiguration"],
      Resource: [this.arn, `${this.arn}/*`],
    };
  }

  #denyOthers(stack: SiteStack, { readers, writers }: NonNullable<SovereignBucketProps["only"]>): Statement[] {
    const deny = (Sid: string, Action: readonly string[], who: readonly EnclavePrincipal[]): Statement => ({
      Sid,
      Effect: "Deny",
      Principal: "*",
      Action,
      Resource: `${this.arn}/*`,
      Condition: { ArnNotEquals: { "aws:PrincipalArn": who.map((principal) => principalArn(this, stack, principal)) } },
    });
    return [
      deny("DenyOtherReaders", ["s3:GetObject", "s3:GetObjectVersion"], readers),
      deny("DenyOtherWriters", ["s3:PutObject"], writers),
    ];
  }

  /** Admits principals to the bucket itself, and to its objects unless `onto` is "bucket". */
  #admit(
    stack: SiteStack,
    sid: string,
    actions: readonly string[],
    who: readonly EnclavePrincipal[],
    onto: "bucket" | "bucket and objects" = "bucket and objects",
  ): Statement[] {
    if (who.length === 0) return [];
    const principals = who.map((principal) => principalArn(this, stack, principal));
    const resources = onto === "bucket" ? this.arn : [this.arn, `${this.arn}/*`];
    return [{ Sid: sid, Effect: "Allow", Principal: { AWS: principals }, Action: actions, Resource: resources }];
  }

  /** Services look whether the bucket is there and whose it is before they write. */
  #admitDelivery(delivery: Delivery): Statement[] {
    const objects = delivery.keys.map((key) => `${this.arn}/${key}`);
    return [
      admitService({ ...delivery, name: `${delivery.name}Looks` }, ["s3:GetBucketAcl", "s3:ListBucket"], this.arn),
      admitService({ ...delivery, name: `${delivery.name}Writes` }, "s3:PutObject", objects),
    ];
  }

  #lock(bucket: S3Bucket, versioning: S3BucketVersioningA, { mode, days }: ObjectLock): void {
    if (!Number.isInteger(days) || days < 1 || days > 36_500) throw badRetention(this.node.path, days);
    new S3BucketObjectLockConfigurationA(this, "object-lock", {
      bucket: bucket.id,
      rule: { defaultRetention: { mode, days } },
      dependsOn: [versioning],
    });
  }
}
