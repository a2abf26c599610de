/** Where the records of all accounts end: in the audit account, out of reach of those whom they are about. */
import { DataAwsKmsKey } from "@cdktf/provider-aws/lib/data-aws-kms-key";
import { DataAwsS3Bucket } from "@cdktf/provider-aws/lib/data-aws-s3-bucket";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { notInAuditAccount } from "../foundation/errors";
import { enclaveRoots, renderPolicy } from "../foundation/policy-document";
import { SiteStack } from "../foundation/site-stack";
import { SovereignBucket } from "../data/sovereign-bucket";
import { SovereignKey } from "../keys/sovereign-key";

/** A store of the archive: a bucket of the audit account and the key of what is in it. */
export interface ArchiveStore {
  readonly bucketName: string;
  readonly keyArn: string;
  /** What has to be there before a service can deliver into it. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** The archive as trails and recorders use it, made in this stack or found from another. */
export interface Archive {
  readonly trails: ArchiveStore;
  readonly configurations: ArchiveStore;
}

/** What an archive is made from. */
export interface AuditArchiveProps {
  /** Days that nobody can delete a record of a trail, the account's root included. @default 400 */
  readonly days?: number;
}

type Store = keyof Archive;
const STORES: readonly Store[] = ["trails", "configurations"];
const ID = "archive";

/** Name of a store's bucket, a literal in every stack of the site. */
export const archiveBucket = (stack: SiteStack, path: string, store: Store): string =>
  `clover-${stack.accountOf(path, "audit")}-${stack.siteName}-${ID}-${store}`.toLowerCase().replaceAll("_", "-");

/** Alias of a store's key. */
export const archiveAlias = (stack: SiteStack, store: Store): string =>
  `alias/clover/${stack.siteName}/${ID}/${store}/key`;

/** Alias of the key of the alarms' topic. */
export const alarmAlias = (stack: SiteStack): string => `alias/clover/${stack.siteName}/${ID}/alarm-key`;

/** ARN of the topic that alarms of every account of the site go to. */
export const alarmTopic = (stack: SiteStack, path: string): string =>
  stack.arn("sns", `clover-${stack.siteName}-alarms`, stack.accountOf(path, "audit"));

/**
 * The audit account's archive of a site: one a site, under names that every other stack of the site knows. Serves GDPR Art. 5(2)
 * and 33, C5 OPS-10 to OPS-14, SecNumCloud 3.2 12.6 to 12.8 and ISO 27001 A.5.28: evidence that those whom it is about cannot change.
 *
 * - `trails` is locked in COMPLIANCE mode. CloudTrail writes there for trails of the charter's accounts in this region, nobody else.
 * - `configurations` is not: AWS Config delivers into no bucket with Object Lock
 *   (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-config-deliverychannel.html). Its policy
 *   denies deleting to everybody, and AuditTrail raises an alarm when somebody changes that policy.
 * - A topic takes the alarms. Subscribe what wakes people up: a queue, a function, an HTTPS endpoint of the charter's. E-mail is
 *   left out on purpose: it is plaintext on strangers' servers.
 * - Other accounts may look the buckets and keys up, as their stacks have to; what is in them opens to the audit account alone.
 *
 * @throws ConstructError in a stack of another account, and on an Outpost site
 */
export class AuditArchive extends Construct implements Archive {
  readonly trails: ArchiveStore;
  readonly configurations: ArchiveStore;
  /** Literal ARN of the topic. */
  readonly topicArn: string;

  constructor(stack: SiteStack, props: AuditArchiveProps = {}) {
    super(stack, ID);
    const { path } = this.node;
    if (stack.accountId !== stack.accountOf(path, "audit")) throw notInAuditAccount(path, stack.accountId);
    const others = Object.keys(stack.charter.accounts).filter(
      (role) => stack.accountOf(path, role) !== stack.accountId,
    );
    const common = { dataClass: "audit", finders: others.map((account) => ({ account })) } as const;
    const keys = stack.enclaveAccounts.map((account) => `AWSLogs/${account}/*`);
    const sources = stack.enclaveAccounts.map((account) => stack.arn("cloudtrail", "trail/*", account));
    const trails = new SovereignBucket(this, "trails", {
      ...common,
      bucketName: archiveBucket(stack, path, "trails"),
      objectLock: { mode: "COMPLIANCE", days: props.days ?? 400 },
      deliveries: [
        {
          name: "CloudTrail",
          service: "cloudtrail.amazonaws.com",
          condition: { ArnLike: { "aws:SourceArn": sources } },
          keys,
        },
      ],
    });
    const configurations = new SovereignBucket(this, "configurations", {
      ...common,
      bucketName: archiveBucket(stack, path, "configurations"),
      undeletable: true,
      deliveries: [
        {
          name: "Config",
          service: "config.amazonaws.com",
          condition: { StringEquals: { "aws:SourceAccount": stack.enclaveAccounts } },
          keys,
        },
      ],
    });
    this.trails = storeIn(trails);
    this.configurations = storeIn(configurations);
    this.topicArn = this.#topic(stack, others);
  }

  /** Every account of the charter may publish: which of its roles does is said by IAM there. */
  #topic(stack: SiteStack, others: readonly string[]): string {
    const arn = alarmTopic(stack, this.node.path);
    const key = new SovereignKey(this, "alarm-key", {
      description: `Alarms of ${stack.siteName}`,
      users: others.map((account) => ({ account })),
    });
    const topic = new SnsTopic(this, "alarms", { name: arn.split(":").at(-1)!, kmsMasterKeyId: key.arn });
    new SnsTopicPolicy(this, "alarms-policy", {
      arn: topic.arn,
      policy: renderPolicy([
        {
          Sid: "Publish",
          Effect: "Allow",
          Principal: { AWS: enclaveRoots(stack) },
          Action: "sns:Publish",
          Resource: arn,
        },
      ]),
    });
    return arn;
  }
}

const storeIn = ({ bucketName, key, policy }: SovereignBucket): ArchiveStore => ({
  bucketName,
  keyArn: key.arn,
  dependsOn: [policy],
});

/**
 * The archive as a stack of another account sees it: looked up by name, for the reason that AnchorNetwork states. Deploy the
 * audit account's stack first.
 *
 * @throws ConstructError when the charter names no audit account
 */
export class FoundArchive extends Construct implements Archive {
  readonly trails: ArchiveStore;
  readonly configurations: ArchiveStore;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const stack = SiteStack.of(this);
    const [trails, configurations] = STORES.map((store) => this.#find(stack, store));
    this.trails = trails!;
    this.configurations = configurations!;
  }

  #find(stack: SiteStack, store: Store): ArchiveStore {
    const account = stack.accountOf(this.node.path, "audit");
    const keyId = stack.arn("kms", archiveAlias(stack, store), account);
    return {
      bucketName: new DataAwsS3Bucket(this, store, { bucket: archiveBucket(stack, this.node.path, store) }).bucket,
      keyArn: new DataAwsKmsKey(this, `${store}-key`, { keyId }).arn,
      dependsOn: [],
    };
  }
}
