/** Roles that one AWS service takes on, for this account's own resources alone. */
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { requireRoleName } from "./enclave-principal";
import { deriveName } from "./names";
import { type IdentityStatement, renderIdentityPolicy } from "./policy-document";
import { renderServiceTrust } from "./service-trust";
import { SiteStack } from "./site-stack";

/** What a service's role is made from. */
export interface ServiceRoleProps {
  readonly description: string;
  /** Principal of the service, for example "datasync.amazonaws.com". */
  readonly service: string;
  /**
   * ARN, or pattern of it, of the resources for which the service may act.
   * @default any of this account: AWS Backup says only whose they are
   */
  readonly sourceArn?: string;
  /** Literal name, where the service looks for one. @default clover-<site>-<path of the construct> */
  readonly roleName?: string;
}

/**
 * A role that a service takes on for resources of this account, and for nobody else's: the "confused deputy"
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html). Serves GDPR Art. 32.
 */
export class ServiceRole extends Construct {
  /** Literal name. */
  readonly roleName: string;
  /** Literal ARN, known at plan. */
  readonly arn: string;
  /** ARN after apply: what waits for the role to exist. */
  readonly createdArn: string;
  readonly #role: IamRole;

  constructor(scope: Construct, id: string, { description, service, sourceArn, roleName }: ServiceRoleProps) {
    super(scope, id);
    const stack = SiteStack.of(this);
    this.roleName = requireRoleName(this, roleName ?? deriveName(this));
    this.arn = stack.globalArn("iam", `role/${this.roleName}`);
    this.#role = new IamRole(this, "role", {
      name: this.roleName,
      description,
      assumeRolePolicy: renderServiceTrust({
        sid: "Service",
        service,
        sourceAccount: stack.accountId,
        ...(sourceArn === undefined ? {} : { sourceArn }),
      }),
    });
    this.createdArn = this.#role.arn;
  }

  /**
   * Says what it may do, once: the statements often name what is made only after the role. Returns what has to be there before the
   * service tries.
   */
  grant(statements: readonly IdentityStatement[]): ITerraformDependable {
    return new IamRolePolicy(this, "policy", {
      name: "work",
      role: this.#role.id,
      policy: renderIdentityPolicy(statements),
    });
  }

  /** Lets it do what a policy that AWS keeps up to date says; `name` is the policy's path and name. */
  attachAwsPolicy(name: string): void {
    const policyArn = SiteStack.of(this).globalArn("iam", `policy/${name}`, "aws");
    new IamRolePolicyAttachment(this, name.split("/").at(-1)!, { role: this.#role.name, policyArn });
  }
}
