/** Statements put into as few policies as AWS Organizations takes. */
import type { Construct } from "constructs";
import { tooLongForPolicy, tooManyPolicies } from "../foundation/errors";
import type { ControlStatement } from "./service-control";

/** Characters of a policy, whitespace included, and policies attached to an account, of which AWS's own is one. */
const LARGEST_CONTROL_POLICY = 5120;
const MOST = 5 - 1;

/**
 * Fills policies with the statements in their order. Limits:
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 *
 * @returns policy documents as JSON
 * @throws ConstructError when a statement alone is too long, or when it takes more policies than can be attached: a guardrail
 * left out would be a hole that nobody sees
 */
export function packPolicies(construct: Construct, statements: readonly ControlStatement[]): string[] {
  const policies: ControlStatement[][] = [];
  for (const statement of statements) {
    if (render([statement]).length > LARGEST_CONTROL_POLICY) {
      throw tooLongForPolicy(construct.node.path, statement.Sid, render([statement]).length, LARGEST_CONTROL_POLICY);
    }
    const last = policies.at(-1);
    if (last && render([...last, statement]).length <= LARGEST_CONTROL_POLICY) last.push(statement);
    else policies.push([statement]);
  }
  if (policies.length > MOST) throw tooManyPolicies(construct.node.path, policies.length, MOST);
  return policies.map(render);
}

const render = (Statement: readonly ControlStatement[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
