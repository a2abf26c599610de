/** Nobody breaks the glass unheard. */
import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { requireRoleName } from "../foundation/enclave-principal";
import { deriveName, requireName } from "../foundation/names";
import { renderIdentityPolicy } from "../foundation/policy-document";
import { renderServiceTrust } from "../foundation/service-trust";
import { SiteStack } from "../foundation/site-stack";

/** What the alarm is made from. */
export interface BreakGlassAlarmProps {
  /** ARN of the role that must not be used unheard. */
  readonly roleArn: string;
  /** Name of the topic in the audit account; see AccessRecords. */
  readonly topicName: string;
}

/**
 * An event to the audit account's topic each time that somebody takes on the role, or tries to: whoever can use it cannot silence it,
 * because the topic is not theirs. Serves GDPR Art. 33 and NIS2 21.2.b. CloudTrail has to be on for the event to exist.
 */
export class BreakGlassAlarm extends Construct {
  constructor(scope: Construct, id: string, { roleArn, topicName }: BreakGlassAlarmProps) {
    super(scope, id);
    const stack = SiteStack.of(this);
    const name = requireName(
      this,
      "rule name",
      deriveName(this),
      /^[\w.-]{1,64}$/,
      "letters, digits, _, . and -, at most 64",
    );
    const topic = auditTopicArn(this, stack, topicName);
    const rule = new CloudwatchEventRule(this, "rule", {
      name,
      description: "Somebody breaks the glass",
      eventPattern: JSON.stringify({
        source: ["aws.sts"],
        "detail-type": ["AWS API Call via CloudTrail"],
        detail: { eventName: ["AssumeRole"], requestParameters: { roleArn: [roleArn] } },
      }),
    });
    const role = new IamRole(this, "role", {
      name: requireRoleName(this, name),
      description: "Events of the broken glass to the audit account",
      assumeRolePolicy: renderServiceTrust({
        sid: "Events",
        service: "events.amazonaws.com",
        sourceAccount: stack.accountId,
        sourceArn: stack.arn("events", `rule/${name}`),
      }),
    });
    new IamRolePolicy(this, "role-policy", {
      name: "tell",
      role: role.id,
      policy: renderIdentityPolicy([{ Sid: "Tell", Effect: "Allow", Action: "sns:Publish", Resource: topic }]),
    });
    new CloudwatchEventTarget(this, "target", { rule: rule.name, arn: topic, roleArn: role.arn });
  }
}

/** ARN of a topic of the audit account in this stack's region. */
function auditTopicArn(construct: Construct, stack: SiteStack, name: string): string {
  const topic = requireName(construct, "topic name", name, /^[\w-]{1,256}$/, "letters, digits, _ and -");
  return stack.arn("sns", topic, stack.accountOf(construct.node.path, "audit"));
}
