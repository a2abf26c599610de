/** What the audit account keeps of an access gateway: recordings, and a topic that hears of broken glass. */
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { Construct } from "constructs";
import { type EnclavePrincipal, principalArn } from "../foundation/enclave-principal";
import { deriveName, requireName } from "../foundation/names";
import { denyForeignAccounts, denyPlaintext, renderPolicy } from "../foundation/policy-document";
import { SiteStack } from "../foundation/site-stack";
import { SovereignBucket } from "../data/sovereign-bucket";
import { SovereignKey } from "../keys/sovereign-key";

/** What the records are made from. */
export interface AccessRecordsProps {
  /** Whose gateway it is: they may put recordings in and tell the topic, and take nothing out. @default the workload account */
  readonly from?: readonly EnclavePrincipal[];
  /** How long nobody can delete a recording, in days. @default 400 */
  readonly days?: number;
}

/** Names of the records of that id in the audit account's stack of the site, literals in every other stack of the site. */
export function recordsNamed(stack: SiteStack, id: string): { readonly recordings: string; readonly alarms: string } {
  const account = stack.accountOf(stack.node.path, "audit");
  const recordings = ["clover", account, stack.siteName, id, "sessions"].join("-").toLowerCase().replaceAll("_", "-");
  return { recordings, alarms: ["clover", stack.siteName, id].join("-") };
}

/**
 * The audit account's side of an AccessGateway; belongs in a stack of that account. Serves GDPR Art. 5(2) and 33, C5 OPS-14: who is
 * recorded can neither read nor remove the recording, nor silence the alarm.
 *
 * @throws ConstructError for an account that the charter does not name
 */
export class AccessRecords extends Construct {
  /** Literal name of the bucket: `recordings` of an AccessGateway. */
  readonly bucketName: string;
  /** Literal name of the topic: `alarms` of an AccessGateway. */
  readonly topicName: string;

  constructor(scope: Construct, id: string, { from = [{ account: "workload" }], days = 400 }: AccessRecordsProps = {}) {
    super(scope, id);
    const stack = SiteStack.inRegion(this, "AccessRecords", "the anchor's records");
    this.bucketName = new SovereignBucket(this, "sessions", {
      dataClass: "audit",
      objectLock: { mode: "COMPLIANCE", days },
      writers: from,
    }).bucketName;
    this.topicName = requireName(this, "topic name", deriveName(this), /^[\w-]{1,256}$/, "letters, digits, _ and -");
    const arn = stack.arn("sns", this.topicName);
    const key = new SovereignKey(this, "key", { description: `Topic ${this.topicName}`, users: from });
    const topic = new SnsTopic(this, "topic", { name: this.topicName, kmsMasterKeyId: key.arn });
    new SnsTopicPolicy(this, "topic-policy", {
      arn: topic.arn,
      policy: renderPolicy([
        {
          Sid: "Gateway",
          Effect: "Allow",
          Principal: { AWS: from.map((principal) => principalArn(this, stack, principal)) },
          Action: "sns:Publish",
          Resource: arn,
        },
        denyPlaintext("sns:Publish", [arn]),
        denyForeignAccounts(stack, "sns:Publish", [arn]),
      ]),
    });
  }
}
