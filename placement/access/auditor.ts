/** The one door through which the charter's auditor may come: a bounded role that asks for more than the auditor's credentials. */
import type { Charter } from "../../charter/schema";
import type { Resource } from "../../model/document";
import { parseArn } from "../text/arn";
import type { Condition, Grant } from "./policy-document";

/**
 * Whether the statement opens no more than that door: the trust policy of an IAM role with a permissions boundary, for sessions
 * that prove a second factor and name the external id that the charter states. Anywhere else the auditor is a stranger.
 */
export function admitsAuditor(
  { auditor }: Charter,
  resource: Resource,
  path: string,
  grant: Grant,
  principal: string,
): boolean {
  if (!auditor || (parseArn(principal)?.account ?? principal) !== auditor.account) return false;
  const bounded = resource.values["permissions_boundary"];
  return (
    resource.type === "aws_iam_role" &&
    path === "assume_role_policy" &&
    typeof bounded === "string" &&
    parseArn(bounded) !== undefined &&
    demands(grant.conditions, "stringequals", "sts:externalid", auditor.externalId) &&
    demands(grant.conditions, "bool", "aws:multifactorauthpresent", "true")
  );
}

/** `...IfExists` and sets are other operators, which let the key be absent. */
const demands = (conditions: readonly Condition[], operator: string, key: string, value: string): boolean =>
  conditions.some(
    (one) => one.operator === operator && one.key === key && one.values.length === 1 && one.values[0] === value,
  );
