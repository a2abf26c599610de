/** An alarm in the audit account for every call that could blind the audit, or open what it watches. */
import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { alarmAlias, alarmTopic } from "./audit-archive";
import { auditorName } from "./auditor-statements";
import { requireRoleName } from "../foundation/enclave-principal";
import { pathWithinStack } from "../foundation/names";
import { renderIdentityPolicy } from "../foundation/policy-document";
import { renderServiceTrust } from "../foundation/service-trust";
import { SiteStack } from "../foundation/site-stack";

/** Calls by what they would blind or open. Attempts that were denied raise the alarm too. */
const CALLS: Readonly<Record<string, { readonly source: readonly string[]; readonly eventName: readonly string[] }>> = {
  trail: {
    source: ["aws.cloudtrail"],
    eventName: ["DeleteTrail", "PutEventSelectors", "PutInsightSelectors", "StopLogging", "UpdateTrail"],
  },
  recorder: {
    source: ["aws.config"],
    eventName: [
      "DeleteConfigurationRecorder",
      "DeleteDeliveryChannel",
      "PutConfigurationRecorder",
      "PutDeliveryChannel",
      "StopConfigurationRecorder",
    ],
  },
  keys: {
    source: ["aws.kms"],
    eventName: [
      "DeleteAlias",
      "DeleteCustomKeyStore",
      "DeleteImportedKeyMaterial",
      "DisableKey",
      "DisableKeyRotation",
      "DisconnectCustomKeyStore",
      "PutKeyPolicy",
      "ReplicateKey",
      "ScheduleKeyDeletion",
      "UpdateAlias",
    ],
  },
  buckets: {
    source: ["aws.s3"],
    eventName: [
      "DeleteBucket",
      "DeleteBucketEncryption",
      "DeleteBucketPolicy",
      "DeleteBucketPublicAccessBlock",
      "PutBucketAcl",
      "PutBucketEncryption",
      "PutBucketLifecycle",
      "PutBucketObjectLockConfiguration",
      "PutBucketPolicy",
      "PutBucketPublicAccessBlock",
      "PutBucketReplication",
      "PutBucketVersioning",
    ],
  },
  alarms: {
    source: ["aws.events", "aws.sns"],
    eventName: [
      "DeleteRule",
      "DeleteTopic",
      "DisableRule",
      "PutRule",
      "PutTargets",
      "RemoveTargets",
      "SetTopicAttributes",
      "Unsubscribe",
    ],
  },
  records: {
    source: ["aws.access-analyzer", "aws.ec2", "aws.logs"],
    eventName: [
      "CreateArchiveRule",
      "DeleteAnalyzer",
      "DeleteFlowLogs",
      "DeleteLogGroup",
      "DisassociateKmsKey",
      "PutRetentionPolicy",
    ],
  },
};

/** What is no call in this region: changes of the auditor's role (IAM's calls are recorded in us-east-1), and findings. */
const events = (stack: SiteStack): Readonly<Record<string, object>> => ({
  auditor: {
    source: ["aws.config"],
    "detail-type": ["Config Configuration Item Change"],
    detail: {
      configurationItem: { resourceType: ["AWS::IAM::Role", "AWS::IAM::Policy"], resourceName: [auditorName(stack)] },
    },
  },
  findings: {
    source: ["aws.access-analyzer"],
    "detail-type": ["Access Analyzer Finding"],
    detail: { status: ["ACTIVE"] },
  },
});

/**
 * EventBridge rules of this account and region that send to the audit account's topic. Serves NIS2 Art. 21(2)(b) and 23, C5 OPS-13
 * and GDPR Art. 33: what would blind the audit is seen before it has worked.
 *
 * EventBridge delivers to a topic of another account in a role of this one
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-cross-account.html); the role may publish there, and nothing else.
 */
export class TamperAlarms extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const stack = SiteStack.of(this);
    const topic = alarmTopic(stack, this.node.path);
    const name = ["clover", stack.siteName, ...pathWithinStack(this)].join("-");
    const role = this.#role(stack, requireRoleName(this, name), topic);
    const calls = Object.entries(CALLS).map(([what, { source, eventName }]) => [
      what,
      { source, "detail-type": ["AWS API Call via CloudTrail"], detail: { eventName } },
    ]);
    const patterns = { ...(Object.fromEntries(calls) as Record<string, object>), ...events(stack) };
    for (const [what, pattern] of Object.entries(patterns)) {
      const rule = new CloudwatchEventRule(this, what, {
        name: `${name}-${what}`,
        description: `Alarm in the audit account: ${what}`,
        eventPattern: JSON.stringify(pattern),
      });
      new CloudwatchEventTarget(this, `${what}-target`, {
        rule: rule.name,
        targetId: "alarm",
        arn: topic,
        roleArn: role.arn,
      });
    }
  }

  #role(stack: SiteStack, name: string, topic: string): IamRole {
    const role = new IamRole(this, "role", {
      name,
      description: "Alarms into the topic of the audit account",
      assumeRolePolicy: renderServiceTrust({
        sid: "EventBridge",
        service: "events.amazonaws.com",
        sourceAccount: stack.accountId,
        sourceArn: stack.arn("events", `rule/${name}-*`),
      }),
    });
    const audit = stack.accountOf(this.node.path, "audit");
    new IamRolePolicy(this, "role-policy", {
      name: "publish-alarms",
      role: role.id,
      policy: renderIdentityPolicy([
        { Sid: "Publish", Effect: "Allow", Action: "sns:Publish", Resource: topic },
        {
          Sid: "Encrypt",
          Effect: "Allow",
          Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
          Resource: stack.arn("kms", "key/*", audit),
          Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": alarmAlias(stack) } },
        },
      ]),
    });
    return role;
  }
}
