/** Who gets in: named groups of people, by roles that ask for more than a password. */
import { IamGroup } from "@cdktf/provider-aws/lib/iam-group";
import { IamGroupPolicy } from "@cdktf/provider-aws/lib/iam-group-policy";
import { Construct } from "constructs";
import { AccessApproval } from "./access-approval";
import { AccessRole } from "./access-role";
import { BreakGlassAlarm } from "./break-glass-alarm";
import { requireGroup } from "./employee-group";
import { deriveName } from "../foundation/names";
import { missingEndpoints, ownApproval } from "../foundation/perimeter-errors";
import { type IdentityStatement, renderIdentityPolicy } from "../foundation/policy-document";
import { SessionRecording } from "./session-recording";
import { SiteStack } from "../foundation/site-stack";
import type { SovereignNetwork } from "../network/sovereign-network";

/** What some people may do. */
export interface Duty {
  /** Group of the charter's `people`. */
  readonly group: string;
  /** What it may do; nothing of iam, sts or organizations. @default nothing beyond shells */
  readonly may?: readonly IdentityStatement[];
  /** Whether it may open recorded shells on the site's instances. @default false */
  readonly shell?: boolean;
}

/** What an access gateway is made from. */
export interface AccessGatewayProps {
  /** The network whose endpoints are the only way in: it needs those for ssm, ssmmessages and sts. */
  readonly network: SovereignNetwork;
  /** Roles by name; each use is approved by somebody of another group. */
  readonly duties: Readonly<Record<string, Duty & { readonly approvedBy: string }>>;
  /** The one role that needs no approval: its every use is told to the audit account. @default none */
  readonly breakGlass?: Duty;
  /** Name of the bucket in the audit account that keeps the recordings; see AccessRecords. */
  readonly recordings: string;
  /** Name of the topic in the audit account that hears of the broken glass; see AccessRecords. */
  readonly alarms: string;
}

const NEEDED = ["ssm", "ssmmessages", "sts"];

/**
 * The gateway that decides which employees reach data. Serves GDPR Art. 32(4) and 44, NIS2 21.2.i and j, C5 IDM-01 to 09 and
 * SecNumCloud 9.6 and 19.2.c; Project Clover's first gateway.
 *
 * People sign in as users of this account who belong to an IAM group of their employee group. A group can do one thing: ask for the
 * roles of its duties, and take on what was approved. Every role is an AccessRole (an hour, MFA, under one's name, from inside the
 * network); every approval is an AccessApproval by another group. AWS sees MFA of its own users only: whoever federates people in
 * from elsewhere has to keep that promise there.
 *
 * @throws ConstructError for a group that the charter does not name or that works abroad, one that approves itself, a permission over
 * permissions, and a network without the endpoints that people come in by
 */
export class AccessGateway extends Construct {
  /** Literal ARNs of the roles by the name of their duty. */
  readonly roleArns: Readonly<Record<string, string>>;
  readonly #endpointIds: readonly string[];
  readonly #recording: SessionRecording;
  readonly #grants = new Map<string, IdentityStatement[]>();

  constructor(scope: Construct, id: string, props: AccessGatewayProps) {
    super(scope, id);
    const stack = SiteStack.inRegion(this, "AccessGateway", "the anchor's gateway");
    stack.requireSameSite(this, { network: props.network });
    const { endpointIds } = props.network;
    const missing = NEEDED.filter((service) => !Object.hasOwn(endpointIds, service));
    if (missing.length > 0) throw missingEndpoints(this.node.path, missing);
    this.#endpointIds = Object.values(endpointIds);
    this.#recording = new SessionRecording(this, "sessions", { bucketName: props.recordings });
    const arns = Object.entries(props.duties).map(([name, duty]) => [name, this.#admit(stack, name, duty)] as const);
    const broken = props.breakGlass ? [["break-glass", this.#breakGlass(stack, props.breakGlass, props.alarms)]] : [];
    this.roleArns = Object.fromEntries([...arns, ...broken]);
    for (const [group, statements] of this.#grants) this.#gather(group, statements);
  }

  #admit(stack: SiteStack, name: string, duty: Duty & { readonly approvedBy: string }): string {
    const group = requireGroup(this, stack.charter, duty.group);
    const approvers = requireGroup(this, stack.charter, duty.approvedBy);
    if (group === approvers) throw ownApproval(this.node.path, group);
    const role = this.#role(name, duty, true);
    const approver = new AccessRole(this, `approve-${name}`, {
      description: `Members of ${approvers} approve uses of ${role.roleName}`,
      statements: [
        {
          Sid: "Approve",
          Effect: "Allow",
          Action: "ssm:SendAutomationSignal",
          Resource: stack.arn("ssm", "automation-execution/*"),
        },
        {
          Sid: "SeeWhatIsAsked",
          Effect: "Allow",
          Action: ["ssm:DescribeAutomationExecutions", "ssm:GetAutomationExecution"],
          Resource: "*",
        },
      ],
      endpointIds: this.#endpointIds,
      approval: false,
    });
    const approval = new AccessApproval(this, `ask-${name}`, { roleName: role.roleName, approver: approver.arn });
    this.#grant(group, takeOn(name, role.arn), ...askFor(stack, name, approval));
    this.#grant(approvers, takeOn(`approve-${name}`, approver.arn));
    return role.arn;
  }

  #breakGlass(stack: SiteStack, duty: Duty, topicName: string): string {
    const group = requireGroup(this, stack.charter, duty.group);
    const { arn } = this.#role("break-glass", duty, false);
    this.#grant(group, takeOn("break-glass", arn));
    new BreakGlassAlarm(this, "break-glass-alarm", { roleArn: arn, topicName });
    return arn;
  }

  #role(name: string, { group, may = [], shell }: Duty, approval: boolean): AccessRole {
    return new AccessRole(this, name, {
      description: `Duty of ${group}: ${name}`,
      statements: [...may, ...(shell ? [this.#recording.shell] : [])],
      endpointIds: this.#endpointIds,
      approval,
    });
  }

  #grant(group: string, ...statements: readonly IdentityStatement[]): void {
    this.#grants.set(group, [...(this.#grants.get(group) ?? []), ...statements]);
  }

  #gather(group: string, statements: readonly IdentityStatement[]): void {
    const { name } = new IamGroup(this, `group-${group}`, { name: `${deriveName(this)}-${group}` });
    new IamGroupPolicy(this, `group-${group}-policy`, {
      name: "gateway",
      group: name,
      policy: renderIdentityPolicy(statements),
    });
  }
}

const SECOND_FACTOR = { Bool: { "aws:MultiFactorAuthPresent": "true" } };

/** Sids are letters and digits. */
const sidOf = (verb: string, name: string): string => `${verb}${name.replaceAll(/[^A-Za-z0-9]/g, "")}`;

const takeOn = (name: string, roleArn: string): IdentityStatement => ({
  Sid: sidOf("TakeOn", name),
  Effect: "Allow",
  Action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
  Resource: roleArn,
  Condition: SECOND_FACTOR,
});

/** A runbook is started by handing it the role that it runs in. */
const askFor = (stack: SiteStack, name: string, { runbookArns, runnerArn }: AccessApproval): IdentityStatement[] => [
  {
    Sid: sidOf("AskFor", name),
    Effect: "Allow",
    Action: "ssm:StartAutomationExecution",
    Resource: [...runbookArns, stack.arn("ssm", "automation-execution/*")],
    Condition: SECOND_FACTOR,
  },
  {
    Sid: sidOf("HandOver", name),
    Effect: "Allow",
    Action: "iam:PassRole",
    Resource: runnerArn,
    Condition: { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
  },
];
