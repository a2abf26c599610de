/** Queues for data that stays: own key, a queue for what nobody could handle, no plaintext, no foreign account. */
import { SqsQueue, type SqsQueueConfig } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { Construct } from "constructs";
import type { DataClass } from "../foundation/data-class";
import { outOfRange } from "../foundation/errors";
import type { Kept } from "../keys/key-custody";
import { deriveName, requireName } from "../foundation/names";
import { denyForeignAccounts, denyPlaintext, renderPolicy } from "../foundation/policy-document";
import { SiteStack } from "../foundation/site-stack";
import { SovereignKey } from "../keys/sovereign-key";

/** What a queue is made from. */
export interface SovereignQueueProps extends Kept {
  readonly dataClass: DataClass;
  /** How long a message waits for somebody to take it, 1 to 13: the dead letters wait for 14. @default 4 */
  readonly retentionDays?: number;
  /** How often a message is handed out before it is set aside as a dead letter, 1 to 1000. @default 5 */
  readonly attempts?: number;
  /** Literal name. @default clover-<site>-<path of the construct> */
  readonly queueName?: string;
}

const DAY = 86_400;
/** The longest that SQS keeps a message, in days. */
const LONGEST = 14;

/**
 * An SQS queue in the site's region, and the queue beside it for messages that nobody could handle. Serves GDPR Art. 32
 * (encryption), Art. 5(1)(e) (messages expire) and Art. 44.
 *
 * - Both are encrypted under one key of their own: dead letters are the same data.
 * - Dead letters are kept for longer, because their age counts from when they were first sent
 *   (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html), and no other
 *   queue may send any there.
 * - Their policies deny requests in the clear and whoever is not of the enclave's accounts.
 *
 * @throws ConstructError on an Outpost site (SQS does not run there), for an illegal name, and for a number out of range
 */
export class SovereignQueue extends Construct {
  readonly queueName: string;
  readonly dataClass: DataClass;
  /** ARN, known at plan. */
  readonly arn: string;
  /** ARN of the queue of dead letters, known at plan. */
  readonly deadLetterArn: string;
  /** URL to send to and receive from, after apply. */
  readonly url: string;
  readonly key: SovereignKey;

  constructor(scope: Construct, id: string, props: SovereignQueueProps) {
    super(scope, id);
    const stack = SiteStack.inRegion(this, "SovereignQueue", "an instance in an OutpostSubnet");
    const retentionDays = this.#within("retentionDays", props.retentionDays ?? 4, LONGEST - 1);
    const maxReceiveCount = this.#within("attempts", props.attempts ?? 5, 1000);
    this.queueName = requireName(
      this,
      "queue name",
      props.queueName ?? deriveName(this),
      /^[\w-]{1,75}$/,
      "letters, digits, _ and -, at most 75",
    );
    const deadLetters = `${this.queueName}-dead`;
    this.dataClass = props.dataClass;
    this.arn = stack.arn("sqs", this.queueName);
    this.deadLetterArn = stack.arn("sqs", deadLetters);
    this.key = new SovereignKey(this, "key", {
      description: `Queue ${this.queueName} and its dead letters`,
      custody: props.custody,
    });
    const dead = this.#queue(stack, "dead-letters", {
      name: deadLetters,
      messageRetentionSeconds: LONGEST * DAY,
      redriveAllowPolicy: JSON.stringify({ redrivePermission: "byQueue", sourceQueueArns: [this.arn] }),
    });
    this.url = this.#queue(stack, "queue", {
      name: this.queueName,
      messageRetentionSeconds: retentionDays * DAY,
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: this.deadLetterArn, maxReceiveCount }),
      // The ARN above is a literal, which says nothing of order.
      dependsOn: [dead],
    }).url;
  }

  #within(prop: string, value: number, most: number): number {
    if (Number.isInteger(value) && value >= 1 && value <= most) return value;
    throw outOfRange(this.node.path, prop, value, `a whole number from 1 to ${most}`);
  }

  #queue(stack: SiteStack, id: string, config: SqsQueueConfig & { readonly name: string }): SqsQueue {
    const queue = new SqsQueue(this, id, {
      ...config,
      kmsMasterKeyId: this.key.arn,
      tags: { "data-class": this.dataClass },
    });
    const arn = [stack.arn("sqs", config.name)];
    new SqsQueuePolicy(this, `${id}-policy`, {
      queueUrl: queue.url,
      policy: renderPolicy([denyPlaintext("sqs:*", arn), denyForeignAccounts(stack, "sqs:*", arn)]),
    });
    return queue;
  }
}
