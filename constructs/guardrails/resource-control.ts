/** Whom no resource of the enclave's accounts lets in, whatever its own policy says: the charter as resource control statements. */
import type { ControlStatement } from "./service-control";
import type { SiteStack } from "../foundation/site-stack";

/**
 * Services with data or keys whose resources these policies govern: a part of AWS's list, by prefix
 * (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html). "*" is not accepted.
 */
const GOVERNED = ["dynamodb:*", "ecr:*", "firehose:*", "kms:*", "logs:*", "s3:*", "secretsmanager:*", "sqs:*"];

/**
 * Resource control statements of a charter. The charter's accounts, not its organisation: an account of the same organisation
 * that the charter does not name is foreign too.
 */
export function resourceControlStatements(stack: SiteStack): ControlStatement[] {
  const accounts = stack.enclaveAccounts;
  const { auditor } = stack.charter;
  const deny = (
    Sid: string,
    Action: readonly string[],
    Condition: ControlStatement["Condition"],
  ): ControlStatement => ({
    Sid,
    Effect: "Deny",
    Principal: "*",
    Action,
    Resource: "*",
    ...(Condition ? { Condition } : {}),
  });
  return [
    // An anonymous request carries no account, and a negated operator holds without the key.
    deny("Strangers", GOVERNED, {
      StringNotEquals: { "aws:PrincipalAccount": accounts },
      BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
    }),
    // A service that a stranger sends to the enclave's resources: the confused deputy.
    deny("StrangersServices", GOVERNED, {
      StringNotEquals: { "aws:SourceAccount": accounts },
      Null: { "aws:SourceAccount": "false" },
      Bool: { "aws:PrincipalIsAWSService": "true" },
    }),
    // The auditor comes in by a role whose own trust policy asks for more. Federated sessions carry no account yet.
    deny("StrangersSessions", ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"], {
      StringNotEquals: { "aws:PrincipalAccount": auditor ? [...accounts, auditor.account] : accounts },
      BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
    }),
    deny("Plaintext", [...GOVERNED, "sts:*"], { Bool: { "aws:SecureTransport": "false" } }),
  ];
}
