/** The independent auditor's way in: to how things are set up and to what happened, and to no user's data. */
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { archiveAlias, archiveBucket } from "./audit-archive";
import { auditorName, auditorStatements } from "./auditor-statements";
import { requireRoleName } from "../foundation/enclave-principal";
import { noAuditor, policyTooLong } from "../foundation/errors";
import { renderIdentityPolicy } from "../foundation/policy-document";
import { SiteStack } from "../foundation/site-stack";

/** What an auditor's access is made from; who the auditor is, the charter says. */
export interface AuditorAccessProps {
  /**
   * Names of log groups with records of connections; `*` stands for any run of characters.
   * @default flow logs and DNS queries of the site's networks
   */
  readonly logGroups?: readonly string[];
}

/** Characters of a managed policy, whitespace not counted (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). */
const LARGEST_MANAGED_POLICY = 6144;

/** Names of SovereignNetwork's log groups. */
const connectionRecords = ({ siteName }: SiteStack): string[] => [
  `/clover/${siteName}/*/flow-logs`,
  `/aws/vendedlogs/clover/${siteName}/*/queries`,
];

/** Seconds: the shortest that IAM knows. */
const SESSION = 3600;

/**
 * A role for the charter's auditor, one a stack, in every account. Serves ISO 27001 A.5.35, NIS2 Reg. 2024/2690 2.3, DORA
 * Art. 30(3)(e) and GDPR Art. 5(1)(f): who checks the enclave needs to see all of it but the data that it is there for.
 *
 * - Only sessions of the auditor's account that prove a second factor within the hour, for at most an hour, and with the external id
 *   that the charter states. That id is no secret: AWS shows it to whoever may read the role
 *   (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html). It is the auditor's to choose, and
 *   stands in the charter rather than in a variable, because the gate does not accept a trust that it cannot read.
 * - In the audit account: the archive. In every account: configuration, trail, and records of connections. Contents of other log
 *   groups are left out, for they may quote data.
 * - One policy, attached and set as the permissions boundary: a policy that somebody adds to the role opens nothing, one that they
 *   take away leaves nothing, and an alarm is raised either way (TamperAlarms).
 *
 * @throws ConstructError when the charter names no auditor, and when the policy grows beyond what IAM takes
 */
export class AuditorAccess extends Construct {
  /** Literal ARN of the role, for the auditor. */
  readonly roleArn: string;

  constructor(stack: SiteStack, props: AuditorAccessProps = {}) {
    super(stack, "auditor");
    const { auditor } = stack.charter;
    if (!auditor) throw noAuditor(this.node.path);
    const name = requireRoleName(this, auditorName(stack));
    this.roleArn = stack.globalArn("iam", `role/${name}`);
    const policy = new IamPolicy(this, "policy", {
      name,
      description: "What the independent auditor may see, and the boundary of it",
      policy: this.#document(stack, props.logGroups ?? connectionRecords(stack)),
    });
    const role = new IamRole(this, "role", {
      name,
      description: "The independent auditor",
      maxSessionDuration: SESSION,
      permissionsBoundary: stack.globalArn("iam", `policy/${name}`),
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "Auditor",
            Effect: "Allow",
            Principal: { AWS: stack.globalArn("iam", "root", auditor.account) },
            Action: "sts:AssumeRole",
            Condition: {
              StringEquals: { "sts:ExternalId": auditor.externalId },
              Bool: { "aws:MultiFactorAuthPresent": "true" },
              NumericLessThan: { "aws:MultiFactorAuthAge": String(SESSION) },
            },
          },
        ],
      }),
      dependsOn: [policy],
    });
    new IamRolePolicyAttachment(this, "attachment", { role: role.name, policyArn: policy.arn });
  }

  #document(stack: SiteStack, logGroups: readonly string[]): string {
    const { path } = this.node;
    const isAudit =
      Object.hasOwn(stack.charter.accounts, "audit") && stack.accountId === stack.accountOf(path, "audit");
    const stores = isAudit ? (["trails", "configurations"] as const) : [];
    const text = renderIdentityPolicy(
      auditorStatements(stack, {
        logGroups: logGroups.map((logGroup) => stack.arn("logs", `log-group:${logGroup}`)),
        buckets: stores.map((store) => stack.globalArn("s3", archiveBucket(stack, path, store))),
        keyAliases: stores.map((store) => archiveAlias(stack, store)),
      }),
    );
    if (text.length > LARGEST_MANAGED_POLICY) throw policyTooLong(path, text.length, LARGEST_MANAGED_POLICY);
    return text;
  }
}
