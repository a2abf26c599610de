/** The way to a role that somebody else has to approve, run by Systems Manager and not by a program of ours. */
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { SsmDocument } from "@cdktf/provider-aws/lib/ssm-document";
import { Construct } from "constructs";
import { APPROVED } from "./access-role";
import { requireRoleName } from "../foundation/enclave-principal";
import { deriveName, requireName } from "../foundation/names";
import { renderIdentityPolicy } from "../foundation/policy-document";
import { renderServiceTrust } from "../foundation/service-trust";
import { SiteStack } from "../foundation/site-stack";

/** What an approval is made from. */
export interface AccessApprovalProps {
  /** Name of the role that is approved. */
  readonly roleName: string;
  /** ARN of the role in which somebody approves. */
  readonly approver: string;
}

/**
 * A runbook: a person asks for a role with a reason, somebody in the approvers' role says yes, and for an hour that person bears the
 * tag which the role's trust policy asks for. Serves GDPR Art. 32(4), C5 IDM-06 and SecNumCloud 9.6.
 *
 * Only the runbook's own role can set the tag, no other tag, and to no other value; only Systems Manager can take that role on, for
 * runbooks of this account. Whoever stops a runbook in its hour leaves the tag behind: the roles of the gateway cannot.
 */
export class AccessApproval extends Construct {
  /** Literal ARNs of what is started: the runbook, by both of its names. */
  readonly runbookArns: readonly string[];
  /** Literal ARN of the role that it runs in. */
  readonly runnerArn: string;

  constructor(scope: Construct, id: string, { roleName, approver }: AccessApprovalProps) {
    super(scope, id);
    const stack = SiteStack.of(this);
    const name = requireRoleName(this, deriveName(this));
    this.runnerArn = stack.globalArn("iam", `role/${name}`);
    this.runbookArns = [stack.arn("ssm", `document/${name}`), stack.arn("ssm", `automation-definition/${name}:*`)];
    this.#run(stack, name, roleName);
    new SsmDocument(this, "runbook", {
      name: requireName(this, "runbook name", name, /^[\w.-]{3,128}$/, "3 to 128 letters, digits, _, . and -"),
      documentType: "Automation",
      documentFormat: "JSON",
      content: JSON.stringify(this.#runbook(roleName, approver)),
    });
  }

  #run(stack: SiteStack, name: string, roleName: string): void {
    const runner = new IamRole(this, "runner", {
      name,
      description: `Marks people for whom ${roleName} was approved`,
      maxSessionDuration: 3600,
      assumeRolePolicy: renderServiceTrust({
        sid: "Runbooks",
        service: "ssm.amazonaws.com",
        sourceAccount: stack.accountId,
        sourceArn: stack.arn("ssm", "automation-execution/*"),
      }),
    });
    const people = stack.globalArn("iam", "user/*");
    new IamRolePolicy(this, "runner-policy", {
      name: "mark",
      role: runner.id,
      policy: renderIdentityPolicy([
        {
          Sid: "Mark",
          Effect: "Allow",
          Action: "iam:TagUser",
          Resource: people,
          Condition: {
            StringEquals: { [`aws:RequestTag/${APPROVED}`]: roleName },
            "ForAllValues:StringEquals": { "aws:TagKeys": [APPROVED] },
          },
        },
        {
          Sid: "Unmark",
          Effect: "Allow",
          Action: "iam:UntagUser",
          Resource: people,
          Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": [APPROVED] } },
        },
      ]),
    });
  }

  #runbook(roleName: string, approver: string) {
    return {
      schemaVersion: "0.3",
      description: `Lets somebody take on ${roleName} for an hour, once somebody else has approved it.`,
      assumeRole: this.runnerArn,
      parameters: {
        Person: { type: "String", description: "IAM user who asks", allowedPattern: "^[\\w+=,.@-]{1,64}$" },
        Reason: { type: "String", description: "What for", allowedPattern: "^[^\\r\\n]{10,500}$" },
      },
      mainSteps: [
        {
          name: "approve",
          action: "aws:approve",
          timeoutSeconds: 3600,
          onFailure: "Abort",
          inputs: {
            Message: `{{ Person }} asks for ${roleName}: {{ Reason }}`,
            MinRequiredApprovals: 1,
            Approvers: [approver],
          },
        },
        {
          name: "admit",
          action: "aws:executeAwsApi",
          onFailure: "Abort",
          inputs: {
            Service: "iam",
            Api: "TagUser",
            UserName: "{{ Person }}",
            Tags: [{ Key: APPROVED, Value: roleName }],
          },
        },
        { name: "hold", action: "aws:sleep", onFailure: "Continue", inputs: { Duration: "PT1H" } },
        {
          name: "expel",
          action: "aws:executeAwsApi",
          maxAttempts: 5,
          isEnd: true,
          inputs: { Service: "iam", Api: "UntagUser", UserName: "{{ Person }}", TagKeys: [APPROVED] },
        },
      ],
    };
  }
}
