/** What no permission of people contains, whoever signs them in. */
import type { IConstruct } from "constructs";
import { tooMuchPower } from "../foundation/perimeter-errors";
import type { IdentityStatement } from "../foundation/policy-document";

/**
 * Accepts actions of one service each, and none of those that decide who may what.
 *
 * @throws ConstructError for any other
 */
export function requireNarrow(construct: IConstruct, statements: readonly IdentityStatement[]): void {
  for (const action of statements.flatMap(({ Action = "*" }) => Action)) {
    if (!/^(?!iam:|sts:|organizations:)[a-z0-9-]+:[A-Za-z*]+$/.test(action))
      throw tooMuchPower(construct.node.path, action);
  }
}

/** Whoever works does not decide who may work, nor approve it. */
export const NO_MORE_POWER: IdentityStatement = {
  Sid: "NoMorePower",
  Effect: "Deny",
  Action: [
    "iam:*",
    "organizations:*",
    "sts:AssumeRole*",
    "ssm:CreateDocument",
    "ssm:DeleteDocument",
    "ssm:ModifyDocumentPermission",
    "ssm:StartAutomationExecution",
    "ssm:StopAutomationExecution",
    "ssm:UpdateDocument*",
  ],
  Resource: "*",
};
