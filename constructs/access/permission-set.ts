/** What a group of employees may do who are signed in by IAM Identity Center. */
import { DataAwsIdentitystoreGroup } from "@cdktf/provider-aws/lib/data-aws-identitystore-group";
import { DataAwsSsoadminInstances } from "@cdktf/provider-aws/lib/data-aws-ssoadmin-instances";
import { SsoadminAccountAssignment } from "@cdktf/provider-aws/lib/ssoadmin-account-assignment";
import { SsoadminPermissionSet } from "@cdktf/provider-aws/lib/ssoadmin-permission-set";
import { SsoadminPermissionSetInlinePolicy } from "@cdktf/provider-aws/lib/ssoadmin-permission-set-inline-policy";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { requireGroup } from "./employee-group";
import { requireName } from "../foundation/names";
import { NO_MORE_POWER, requireNarrow } from "./people-statements";
import { type IdentityStatement, renderIdentityPolicy } from "../foundation/policy-document";
import { rangesAround } from "../foundation/site";
import { SiteStack } from "../foundation/site-stack";

/** What a permission set is made from. */
export interface PermissionSetProps {
  /** Group of the charter's `people`; the group of that display name in Identity Center. */
  readonly group: string;
  /** What it may do; nothing of iam, sts or organizations. */
  readonly may: readonly IdentityStatement[];
  /** Role in the charter of the account that it opens. @default "workload" */
  readonly account?: string;
  /** Name of the set, at most 32 characters. @default clover-<id of the construct> */
  readonly permissionSetName?: string;
}

/**
 * A permission set and its one assignment: one group, one account. Serves GDPR Art. 32(4) and 44, NIS2 21.2.i and C5 IDM-01 to 09.
 * Belongs in a stack of the account that Identity Center is run from, or is delegated to, in the region where its instance is.
 *
 * - An hour, and used from inside the site's network alone: `aws:VpcSourceIp` exists on no way but through one of its endpoints, so
 *   credentials that were taken elsewhere are worth nothing there.
 * - The second factor is a setting of the Identity Center instance that Terraform does not reach; require it there, at every sign-in
 *   (https://docs.aws.amazon.com/singlesignon/latest/userguide/mfa-getting-started.html).
 * - Nobody approves each use: Identity Center has no such step. What shall be approved, recorded or broken open is a duty of an AccessGateway.
 *
 * @throws ConstructError for a group that the charter does not name or that works abroad, an account that it does not name, a permission
 * over permissions, and an illegal name
 */
export class PermissionSet extends Construct {
  /** Literal name. */
  readonly permissionSetName: string;

  constructor(scope: Construct, id: string, props: PermissionSetProps) {
    super(scope, id);
    const stack = SiteStack.inRegion(this, "PermissionSet", "the anchor's account");
    const group = requireGroup(this, stack.charter, props.group);
    requireNarrow(this, props.may);
    const name = props.permissionSetName ?? `clover-${id}`;
    this.permissionSetName = requireName(
      this,
      "permission set name",
      name,
      /^[\w+=,.@-]{1,32}$/,
      "letters, digits and _+=,.@-, at most 32",
    );
    const center = new DataAwsSsoadminInstances(this, "center");
    const [instanceArn, identityStoreId] = [center.arns, center.identityStoreIds].map((list) =>
      Fn.element(list, 0),
    ) as [string, string];
    const set = new SsoadminPermissionSet(this, "set", {
      name: this.permissionSetName,
      description: `What ${group} may do`,
      instanceArn,
      sessionDuration: "PT1H",
    });
    const inside: IdentityStatement = {
      Sid: "FromInsideTheNetworkAlone",
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: {
        // Where the key is absent the address is none of these either.
        NotIpAddress: { "aws:VpcSourceIp": rangesAround(stack.charter, stack.siteName) },
        BoolIfExists: { "aws:ViaAWSService": "false" },
      },
    };
    new SsoadminPermissionSetInlinePolicy(this, "policy", {
      instanceArn,
      permissionSetArn: set.arn,
      inlinePolicy: renderIdentityPolicy([...props.may, inside, NO_MORE_POWER]),
    });
    const people = new DataAwsIdentitystoreGroup(this, "people", {
      identityStoreId,
      alternateIdentifier: { uniqueAttribute: { attributePath: "DisplayName", attributeValue: group } },
    });
    new SsoadminAccountAssignment(this, "assignment", {
      instanceArn,
      permissionSetArn: set.arn,
      principalType: "GROUP",
      principalId: people.groupId,
      targetType: "AWS_ACCOUNT",
      targetId: stack.accountOf(this.node.path, props.account ?? "workload"),
    });
  }
}
