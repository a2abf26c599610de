/** Keys for pseudonyms: a MAC can be made with them, by whom their policy names, and nothing else. */
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type EnclavePrincipal, principalArn } from "../foundation/enclave-principal";
import { requireKeyAlias } from "../foundation/names";
import { manageOnly, renderPolicy } from "../foundation/policy-document";
import { refuseOptions, type RefusedOptions } from "../foundation/refused-options";
import { SiteStack } from "../foundation/site-stack";

/** What an HMAC key is made from. */
export interface SovereignHmacKeyProps {
  /** What it protects, for people. */
  readonly description: string;
  /** Who may make MACs with it: roles, never whole accounts. */
  readonly users: readonly (EnclavePrincipal & { readonly role: string })[];
  /** The users' roles, where this program makes them: KMS refuses principals that do not exist. @default none */
  readonly dependsOn?: readonly ITerraformDependable[];
}

const MISSING: RefusedOptions = {
  custody: [
    "key stores hold no HMAC keys",
    "Leave it out; for a secret in a key manager's custody, make the MACs in code with one that a SovereignKey there wraps",
  ],
  multiRegion: ["a multi-region key has its material in other regions too", "Make a key in each site"],
};

/**
 * An HMAC key of 256 bits in one region. Serves GDPR Art. 4(5) and EDPB Guidelines 01/2025: the additional information by which
 * pseudonyms could be attributed is kept apart, and who may use it is named.
 *
 * - Nobody may verify a MAC: to ask whether a pseudonym belongs to a person is to re-identify.
 * - The account's administrators may manage it and not use it; its policy, not IAM, says who does.
 * - HMAC keys do not rotate, cannot be in a custom key store, and could be multi-region, which this one is not
 *   (https://docs.aws.amazon.com/kms/latest/developerguide/hmac.html): where an external key is demanded, no HMAC key is possible.
 *
 * @throws ConstructError when an account is not in the charter, or a role's name is not literal
 */
export class SovereignHmacKey extends Construct {
  /** ARN of the key, known after apply. */
  readonly arn: string;
  /** Alias, known at plan. */
  readonly alias: string;

  constructor(scope: Construct, id: string, props: SovereignHmacKeyProps) {
    super(scope, id);
    const stack = SiteStack.of(this);
    refuseOptions(this, "SovereignHmacKey", props, MISSING);
    this.alias = requireKeyAlias(this);
    const key = new KmsKey(this, "key", {
      description: props.description,
      keyUsage: "GENERATE_VERIFY_MAC",
      customerMasterKeySpec: "HMAC_256",
      multiRegion: false,
      deletionWindowInDays: 30,
      policy: renderPolicy([
        manageOnly(stack),
        {
          Sid: "Users",
          Effect: "Allow",
          Principal: { AWS: props.users.map((user) => principalArn(this, stack, user)) },
          Action: "kms:GenerateMac",
          Resource: "*",
        },
      ]),
      ...(props.dependsOn ? { dependsOn: [...props.dependsOn] } : {}),
    });
    new KmsAlias(this, "alias", { name: this.alias, targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}
