/** Whom a policy of ours may let in: only somebody whom the charter names. */
import type { Construct } from "constructs";
import { requireName } from "./names";
import type { SiteStack } from "./site-stack";

/** Somebody inside the enclave: named by the charter's role of the account, so a foreign account cannot be written. */
export interface EnclavePrincipal {
  /** Role of the account in the charter, for example "audit". */
  readonly account: string;
  /** Name of one IAM role in it (it must exist, KMS checks); without it the whole account. */
  readonly role?: string;
}

/**
 * The principal's ARN, a literal.
 *
 * @throws ConstructError when the charter does not name the account, or the role's name is a pattern, a path or computed
 */
export function principalArn(construct: Construct, stack: SiteStack, { account, role }: EnclavePrincipal): string {
  const accountId = stack.accountOf(construct.node.path, account);
  return stack.globalArn("iam", role === undefined ? "root" : `role/${requireRoleName(construct, role)}`, accountId);
}

/** IAM's rule for role names; a wildcard would let in whoever makes a role that matches. */
export function requireRoleName(construct: Construct, name: string): string {
  return requireName(
    construct,
    "role name",
    name,
    /^[\w+=,.@-]{1,64}$/,
    "letters, digits and +=,.@-_ up to 64, no path and no wildcard",
  );
}
