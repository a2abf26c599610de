/** Customer-managed keys that cannot leave their region and admit only principals of the enclave. */
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { type EnclavePrincipal, principalArn } from "../foundation/enclave-principal";
import { keepKey, type HasCustody } from "./key-custody";
import { requireKeyAlias, requireName } from "../foundation/names";
import { admitService, renderPolicy, type ServicePrincipal, type Statement } from "../foundation/policy-document";
import { refuseOptions, type RefusedOptions } from "../foundation/refused-options";
import { SiteStack } from "../foundation/site-stack";

/** Props of SovereignKey. */
export interface SovereignKeyProps extends HasCustody {
  /** Description of what the key protects. */
  readonly description: string;
  /** Principals that may encrypt and decrypt, besides those that IAM admits in the own account. @default none */
  readonly users?: readonly EnclavePrincipal[];
  /** Principals that may only decrypt. @default none */
  readonly readers?: readonly EnclavePrincipal[];
  /** Names of CloudWatch log groups of this stack's account and region that may be encrypted with it. @default none */
  readonly logGroups?: readonly string[];
  /** AWS services that encrypt with it in their own name. @default none */
  readonly services?: readonly ServicePrincipal[];
  /** Principals that may look up its ARN by its alias, and nothing else. @default none */
  readonly finders?: readonly EnclavePrincipal[];
}

const STORES = "Give custody, and leave the material to whom it names";
/** Options that would take a key out of its region, or that a key store does not support. */
const MISSING: RefusedOptions = {
  multiRegion: ["a multi-region key has its material in other regions too", "Make a key in each site"],
  keyMaterialBase64: ["imported material has been somewhere else before, and would be in the state", STORES],
  customerMasterKeySpec: ["key stores hold symmetric keys, and data is encrypted under those alone", STORES],
};

const USE = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];
const READ = ["kms:Decrypt", "kms:DescribeKey"];
const DELIVER = ["kms:GenerateDataKey*", "kms:Decrypt", "kms:DescribeKey"];

/**
 * A symmetric key in one region, in the custody that is chosen. Serves GDPR Art. 32(1)(a). In no custody is it EDPB Recommendations
 * 01/2020, use case 1: the services that use a key behind KMS see the data in the clear.
 *
 * - In the provider's custody it rotates every year; KMS rotates none in a key store.
 * - `multi_region` is false: a multi-region key has its material in other regions too, and a single-region key cannot be
 *   turned into one (https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html).
 * - The owner statement is what keeps the key manageable; a policy without it can lock all principals out
 *   (https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html).
 * - 30 days of deletion window is the maximum: time to notice that a key is about to take its data with it.
 * - On an Outpost site the key lives in the anchor's region: KMS does not run on Outposts.
 *
 * @throws ConstructError when a principal's account is not in the charter, if a name is not literal, if the custody is not valid, for a
 * store that is not connected or another stack's, and for an external key that is taken
 */
export class SovereignKey extends Construct {
  /** ARN of the key, known after apply. */
  readonly arn: string;
  /** Alias, known at plan. */
  readonly alias: string;

  constructor(scope: Construct, id: string, props: SovereignKeyProps) {
    super(scope, id);
    const stack = SiteStack.of(this);
    refuseOptions(this, "SovereignKey", props, MISSING);
    this.alias = requireKeyAlias(this);
    const key = new KmsKey(this, "key", {
      description: props.description,
      ...keepKey(this, props.custody),
      multiRegion: false,
      deletionWindowInDays: 30,
      policy: renderPolicy([
        this.#owner(stack),
        ...this.#admit(stack, "Users", USE, props.users ?? []),
        ...this.#admit(stack, "Readers", READ, props.readers ?? []),
        ...this.#admit(stack, "Finders", ["kms:DescribeKey"], props.finders ?? []),
        ...this.#logs(stack, props.logGroups ?? []),
        ...(props.services ?? []).map((service) => admitService(service, DELIVER, "*")),
      ]),
    });
    new KmsAlias(this, "alias", { name: this.alias, targetKeyId: key.keyId });
    this.arn = key.arn;
  }

  #owner(stack: SiteStack): Statement {
    return {
      Sid: "OwnAccount",
      Effect: "Allow",
      Principal: { AWS: stack.globalArn("iam", "root") },
      Action: "kms:*",
      Resource: "*",
    };
  }

  #admit(stack: SiteStack, sid: string, actions: readonly string[], who: readonly EnclavePrincipal[]): Statement[] {
    if (who.length === 0) return [];
    const principals = who.map((principal) => principalArn(this, stack, principal));
    return [{ Sid: sid, Effect: "Allow", Principal: { AWS: principals }, Action: actions, Resource: "*" }];
  }

  /**
   * CloudWatch Logs calls KMS as itself and names the log group in the encryption context, which therefore is the condition
   * that keeps other accounts' log groups out
   * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html).
   */
  #logs(stack: SiteStack, logGroups: readonly string[]): Statement[] {
    if (logGroups.length === 0) return [];
    const arns = logGroups.map((name) => stack.arn("logs", `log-group:${requireLogGroupName(this, name)}`));
    return [
      {
        Sid: "LogGroups",
        Effect: "Allow",
        Principal: { Service: `logs.${stack.region}.amazonaws.com` },
        Action: USE,
        Resource: "*",
        Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": arns } },
      },
    ];
  }
}

function requireLogGroupName(construct: Construct, name: string): string {
  return requireName(
    construct,
    "log group name",
    name,
    /^[\w./#-]{1,512}$/,
    "letters, digits and . / # - _ up to 512, no wildcard",
  );
}
