/** A key with which some people approve what others then may do. */
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type EnclavePrincipal, principalArn } from "../foundation/enclave-principal";
import { manageOnly, renderPolicy } from "../foundation/policy-document";
import { SiteStack } from "../foundation/site-stack";

/** What an approval key is made from. */
export interface ApprovalKeyProps {
  /** What is approved with it, for people. */
  readonly description: string;
  /** Who may sign. */
  readonly approvers: readonly EnclavePrincipal[];
  /** Who may have a signature checked. */
  readonly verifiers: readonly EnclavePrincipal[];
  /** The verifiers' roles, where this program makes them. @default none */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * An elliptic-curve key (P-256) in one region that signs approvals. Serves GDPR Art. 32(4): nobody acts on personal data but
 * on instructions. The account's own administrators may manage it and not sign with it: its policy, not IAM, says who approves
 * (https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html). Asymmetric keys do not rotate.
 *
 * @throws ConstructError when an account is not in the charter
 */
export class ApprovalKey extends Construct {
  /** ARN of the key, known after apply. */
  readonly arn: string;

  constructor(scope: Construct, id: string, props: ApprovalKeyProps) {
    super(scope, id);
    const stack = SiteStack.of(this);
    const allow = (Sid: string, action: string, who: readonly EnclavePrincipal[]) => ({
      Sid,
      Effect: "Allow" as const,
      Principal: { AWS: who.map((principal) => principalArn(this, stack, principal)) },
      Action: action,
      Resource: "*",
    });
    const key = new KmsKey(this, "key", {
      description: props.description,
      keyUsage: "SIGN_VERIFY",
      customerMasterKeySpec: "ECC_NIST_P256",
      multiRegion: false,
      deletionWindowInDays: 30,
      policy: renderPolicy([
        manageOnly(stack),
        allow("Approvers", "kms:Sign", props.approvers),
        allow("Verifiers", "kms:Verify", props.verifiers),
      ]),
      ...(props.dependsOn ? { dependsOn: [...props.dependsOn] } : {}),
    });
    this.arn = key.arn;
  }
}
