/** Logs that stay: encrypted under a key of their own, kept for a time that is written down. */
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import type { DataClass } from "../foundation/data-class";
import { outOfRange } from "../foundation/errors";
import { pathWithinStack } from "../foundation/names";
import { SiteStack } from "../foundation/site-stack";
import { SovereignKey } from "../keys/sovereign-key";

/** What a log group is made from. */
export interface SovereignLogGroupProps {
  /** What may be in its lines: "audit" where they say who did what, and nothing of what it was done to. */
  readonly dataClass: DataClass;
  /** What is logged, for people. */
  readonly description: string;
  /** How long it is kept; CloudWatch accepts only certain numbers of days. @default 400 */
  readonly days?: number;
  /** Whether an AWS service delivers it: such groups share one resource policy by their name. @default false */
  readonly delivered?: boolean;
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html, from 30 days on. */
const RETENTIONS = [
  30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as readonly number[];

/**
 * @returns the days
 * @throws ConstructError for a retention that CloudWatch does not know
 */
export function requireRetention(construct: Construct, days: number): number {
  if (!RETENTIONS.includes(days)) {
    throw outOfRange(construct.node.path, "the retention in days", days, `one of ${RETENTIONS.join(", ")}`);
  }
  return days;
}

/**
 * A log group in the site's region. Serves GDPR Art. 5(2) and 32: logs tell who did what, so they are encrypted under a key of
 * the enclave and expire. Its name is a literal, so that policies can name it before it exists.
 *
 * @throws ConstructError for a retention that CloudWatch does not know
 */
export class SovereignLogGroup extends Construct {
  readonly logGroupName: string;
  /** ARN without the `:*` that names its streams, known at plan. */
  readonly arn: string;
  /** ARN as AWS returns it, after apply: what waits for the group to exist. */
  readonly createdArn: string;
  readonly key: SovereignKey;

  constructor(scope: Construct, id: string, props: SovereignLogGroupProps) {
    super(scope, id);
    const stack = SiteStack.of(this);
    const path = ["clover", stack.siteName, ...pathWithinStack(this)].join("/");
    // Services that deliver logs write the policy that lets them in themselves, and it grows with every group whose name does
    // not start like this (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html).
    this.logGroupName = props.delivered ? `/aws/vendedlogs/${path}` : `/${path}`;
    this.arn = stack.arn("logs", `log-group:${this.logGroupName}`);
    this.key = new SovereignKey(this, "key", { description: props.description, logGroups: [this.logGroupName] });
    this.createdArn = new CloudwatchLogGroup(this, "log-group", {
      name: this.logGroupName,
      kmsKeyId: this.key.arn,
      retentionInDays: requireRetention(this, props.days ?? 400),
      tags: { "data-class": props.dataClass },
    }).arn;
  }
}
