/**
 * Policy documents as literal JSON. Written out, not referred to: what a policy says must be in the plan, or the gate (and
 * the reviewer) would have to take it on trust.
 */
import type { SiteStack } from "./site-stack";

/** One statement, in the order in which people read it. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal: "*" | Readonly<Record<string, string | readonly string[]>>;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** An AWS service that comes by itself, and for whom: one that may come for anybody is a deputy that strangers can send. */
export interface ServicePrincipal {
  /** Name of the statement, for example "CloudTrail". */
  readonly name: string;
  readonly service: string;
  /** Whose requests it may bring, by `aws:SourceArn` or `aws:SourceAccount`. */
  readonly condition: NonNullable<Statement["Condition"]>;
}

/**
 * A statement of a role's own policy, which says nothing of who: it is the role. Everything but what is listed (`NotAction`,
 * `NotResource`) can only be denied.
 */
export type IdentityStatement =
  | Omit<Statement, "Principal">
  | (Pick<Statement, "Sid" | "Condition"> & {
      readonly Effect: "Deny";
      readonly Action?: string | readonly string[];
      readonly NotAction?: readonly string[];
      readonly Resource?: string | readonly string[];
      readonly NotResource?: readonly string[];
    });

/** A role's own document as Terraform takes it. */
export function renderIdentityPolicy(statements: readonly IdentityStatement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** The document as Terraform takes it. */
export function renderPolicy(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** The accounts of the enclave as principals. */
export function enclaveRoots(stack: SiteStack): string[] {
  return stack.enclaveAccounts.map((account) => stack.globalArn("iam", "root", account));
}

/**
 * Denies everything that does not come from an account of the enclave, whoever allows it later: another statement, a role's
 * policy, an access point. AWS services act without an account (`aws:PrincipalIsAWSService`); anonymous requests carry
 * neither key, hence "IfExists", so that they are denied too
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html).
 */
export function denyForeignAccounts(stack: SiteStack, action: string, resources: readonly string[]): Statement {
  return {
    Sid: "DenyForeignAccounts",
    Effect: "Deny",
    Principal: "*",
    Action: action,
    Resource: resources,
    Condition: {
      StringNotEquals: { "aws:PrincipalAccount": stack.enclaveAccounts },
      BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
    },
  };
}

/** Lets a service do something for those whom it may come for. */
export function admitService(
  { name, service, condition }: ServicePrincipal,
  Action: string | readonly string[],
  Resource: string | readonly string[],
): Statement {
  return { Sid: name, Effect: "Allow", Principal: { Service: service }, Action, Resource, Condition: condition };
}

/** Denies requests in the clear. */
export function denyPlaintext(action: string, resources: readonly string[]): Statement {
  return {
    Sid: "DenyPlaintext",
    Effect: "Deny",
    Principal: "*",
    Action: action,
    Resource: resources,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}

/**
 * Lets only the enclave's accounts through a VPC endpoint, and only to what those accounts own: without the second half a
 * stolen network position could copy data into a stranger's bucket with the enclave's own credentials. Gateway endpoints
 * accept no principal but "*" with conditions
 * (https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html). Calls without an owner of the resource
 * (`sts:GetCallerIdentity`) carry no `aws:ResourceAccount`, hence "IfExists"; an anonymous call carries no
 * `aws:PrincipalAccount` and is refused.
 */
export function admitEnclave(stack: SiteStack): Statement {
  return {
    Sid: "AdmitEnclave",
    Effect: "Allow",
    Principal: "*",
    Action: "*",
    Resource: "*",
    Condition: {
      StringEquals: { "aws:PrincipalAccount": stack.enclaveAccounts },
      StringEqualsIfExists: { "aws:ResourceAccount": stack.enclaveAccounts },
    },
  };
}

/**
 * Lets the account manage a key and not use it: whoever may use it is named by the key's policy alone. Grants are left out,
 * since who may create one may hand out the use of the key
 * (https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-administrators).
 */
export function manageOnly(stack: SiteStack): Statement {
  return {
    Sid: "Manage",
    Effect: "Allow",
    Principal: { AWS: stack.globalArn("iam", "root") },
    Action: [
      "kms:CancelKeyDeletion",
      "kms:CreateAlias",
      "kms:DeleteAlias",
      "kms:Describe*",
      "kms:Disable*",
      "kms:Enable*",
      "kms:Get*",
      "kms:List*",
      "kms:PutKeyPolicy",
      "kms:RevokeGrant",
      "kms:ScheduleKeyDeletion",
      "kms:TagResource",
      "kms:UntagResource",
      "kms:UpdateAlias",
      "kms:UpdateKeyDescription",
    ],
    Resource: "*",
  };
}
