/** A role that people take on: for an hour, with a second factor, under their own name, from inside the network. */
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { requireRoleName } from "../foundation/enclave-principal";
import { deriveName } from "../foundation/names";
import { NO_MORE_POWER, requireNarrow } from "./people-statements";
import { type IdentityStatement, renderIdentityPolicy } from "../foundation/policy-document";
import { rangesAround } from "../foundation/site";
import { SiteStack } from "../foundation/site-stack";

/** Tag of a person for whom somebody else has approved a role: its value is the role's name. */
export const APPROVED = "clover-approved";

/** What a role for people is made from. */
export interface AccessRoleProps {
  readonly description: string;
  /** What it may do. */
  readonly statements: readonly IdentityStatement[];
  /** Ids of the VPC endpoints that its requests have to come through. */
  readonly endpointIds: readonly string[];
  /** Whether somebody else has to approve each use. */
  readonly approval: boolean;
}

/** Longest session, in seconds: the least that IAM accepts as a role's maximum. */
const SESSION = 3600;

/**
 * A role for people of this account. Serves GDPR Art. 32(4), NIS2 21.2.j and C5 IDM-09.
 *
 * - Taken on with MFA, with a source identity that CloudTrail then writes beside every call, and from the site's own addresses through
 *   an endpoint: `aws:VpcSourceIp` exists on no other way (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html).
 * - Used through the gateway's endpoints alone: credentials that were taken elsewhere are worth nothing there.
 * - It cannot take on another role, change who may do what, or approve.
 *
 * @throws ConstructError for an action of everything, or of one that decides who may what
 */
export class AccessRole extends Construct {
  /** Literal name. */
  readonly roleName: string;
  /** Literal ARN, known at plan. */
  readonly arn: string;

  constructor(scope: Construct, id: string, props: AccessRoleProps) {
    super(scope, id);
    const stack = SiteStack.of(this);
    this.roleName = requireRoleName(this, deriveName(this));
    this.arn = stack.globalArn("iam", `role/${this.roleName}`);
    requireNarrow(this, props.statements);
    const role = new IamRole(this, "role", {
      name: this.roleName,
      description: props.description,
      maxSessionDuration: SESSION,
      assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [this.#trust(stack, props.approval)] }),
    });
    new IamRolePolicy(this, "policy", {
      name: "work",
      role: role.id,
      policy: renderIdentityPolicy([...props.statements, throughGateway(props.endpointIds), NO_MORE_POWER]),
    });
  }

  #trust(stack: SiteStack, approval: boolean) {
    return {
      Sid: "PeopleWithSecondFactor",
      Effect: "Allow",
      Principal: { AWS: stack.globalArn("iam", "root") },
      Action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
      Condition: {
        Bool: { "aws:MultiFactorAuthPresent": "true" },
        StringLike: { "sts:SourceIdentity": "?*" },
        IpAddress: { "aws:VpcSourceIp": rangesAround(stack.charter, stack.siteName) },
        ...(approval ? { StringEquals: { [`aws:PrincipalTag/${APPROVED}`]: this.roleName } } : {}),
      },
    };
  }
}

/** What AWS does in the caller's name comes from AWS's own addresses. */
function throughGateway(endpointIds: readonly string[]): IdentityStatement {
  return {
    Sid: "ThroughTheGatewayAlone",
    Effect: "Deny",
    Action: "*",
    Resource: "*",
    Condition: {
      StringNotEquals: { "aws:SourceVpce": endpointIds },
      BoolIfExists: { "aws:ViaAWSService": "false" },
    },
  };
}
