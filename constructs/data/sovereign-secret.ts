/** Secrets that stay: own key, one region, no foreign account, and a value that Terraform never sees. */
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecretsmanagerSecretPolicy } from "@cdktf/provider-aws/lib/secretsmanager-secret-policy";
import { Construct } from "constructs";
import type { DataClass } from "../foundation/data-class";
import type { Kept } from "../keys/key-custody";
import { pathWithinStack, requireName } from "../foundation/names";
import { denyForeignAccounts, renderPolicy } from "../foundation/policy-document";
import { SiteStack } from "../foundation/site-stack";
import { SovereignKey } from "../keys/sovereign-key";

/** What a secret is made from. There is no property for its value. */
export interface SovereignSecretProps extends Kept {
  /** The class of what the secret opens. */
  readonly dataClass: DataClass;
  /** What it is and who needs it, for people; never the value. */
  readonly description: string;
  /** Literal name. @default clover/<site>/<path of the construct> */
  readonly secretName?: string;
}

/**
 * A Secrets Manager secret in the site's region, empty until somebody fills it. Serves GDPR Art. 32 and Art. 44.
 *
 * - Its own key and no replica: a replica is the secret in another region.
 * - No version is made here, so that the value is in no program, plan or state. Whoever knows it puts it past Terraform, from
 *   a pipe rather than as an argument that the shell remembers:
 *   `aws secretsmanager put-secret-value --secret-id <secretName> --secret-string file:///dev/stdin`.
 * - What is deleted can be had back for 30 days, the longest that AWS offers.
 * - Its policy denies whoever is not of the enclave's accounts, and Secrets Manager refuses a policy that opens it to the public
 *   (https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html).
 *
 * @throws ConstructError on an Outpost site (Secrets Manager does not run there), and for an illegal name
 */
export class SovereignSecret extends Construct {
  readonly secretName: string;
  readonly dataClass: DataClass;
  /** ARN, after apply: it ends in six characters that AWS chooses. */
  readonly arn: string;
  /** Pattern of the ARN for policies, known at plan. */
  readonly arnPattern: string;
  readonly key: SovereignKey;

  constructor(scope: Construct, id: string, props: SovereignSecretProps) {
    super(scope, id);
    const stack = SiteStack.inRegion(this, "SovereignSecret", "a store of your own on an OutpostVolume");
    this.secretName = requireName(
      this,
      "secret name",
      props.secretName ?? ["clover", stack.siteName, ...pathWithinStack(this)].join("/"),
      // A hyphen and six characters at the end look like what AWS appends, and a look-up by name then finds another secret.
      /^(?!.*-[A-Za-z0-9]{6}$)[\w/+=.@-]{1,512}$/,
      "letters, digits and /_+=.@- up to 512, without a hyphen and six characters at the end",
    );
    this.dataClass = props.dataClass;
    this.arnPattern = stack.arn("secretsmanager", `secret:${this.secretName}-??????`);
    this.key = new SovereignKey(this, "key", { description: `Secret ${this.secretName}`, custody: props.custody });
    const secret = new SecretsmanagerSecret(this, "secret", {
      name: this.secretName,
      description: props.description,
      kmsKeyId: this.key.arn,
      recoveryWindowInDays: 30,
      tags: { "data-class": props.dataClass },
    });
    this.arn = secret.arn;
    new SecretsmanagerSecretPolicy(this, "policy", {
      secretArn: secret.arn,
      blockPublicPolicy: true,
      // "*" in a secret's policy is that secret: its ARN is not known before it exists.
      policy: renderPolicy([denyForeignAccounts(stack, "secretsmanager:*", ["*"])]),
    });
  }
}
