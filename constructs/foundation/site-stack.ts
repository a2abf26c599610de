/** The stack of one site: all that it holds is pinned to the site's place, account and state before a resource exists. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type IConstruct, type Construct } from "constructs";
import { LocalBackend, S3Backend, TerraformStack } from "cdktf";
import type { Charter, OutpostSite, RegionSite, Site } from "../../charter/schema";
import { needsOutpostSite, needsRegionSite, otherSite, outsideSiteStack, unknownAccount } from "./errors";
import { isOutpost, type ResolvedSite, resolveSite, sitesOf } from "./site";

/** Props of SiteStack. */
export interface SiteStackProps {
  readonly charter: Charter;
  /** Name of a site of the charter; never a region: the charter alone says where a site stands. */
  readonly site: string;
  /** Role of the account in the charter. @default "workload" */
  readonly account?: string;
  /** Name of a role in that account to work under, when the credentials of the deployment belong to another account. */
  readonly assumeRole?: string;
  /** AWS provider version constraint from outside (an offline mirror may hold another than the bindings'). */
  readonly providerVersion?: string;
  /** Attempts per API call; the provider's own default of 25 hangs for minutes on a local API. */
  readonly maxRetries?: number;
  /** Keep the state in a file beside the output folder even where the charter declares a state bucket. */
  readonly localState?: boolean;
}

/**
 * Pins provider region, account, state and default tags to a site. Serves GDPR Art. 44 (no transfer by mistake: one region
 * per stack, and no resource in it can name another) and Art. 5(2) (every resource says which site and jurisdiction it serves).
 *
 * - `allowed_account_ids`: the provider stops before its first call when credentials belong to another account
 *   (https://registry.terraform.io/providers/hashicorp/aws/latest/docs#allowed_account_ids).
 * - State holds secrets in the clear, so it lies in the site's region, encrypted and locked
 *   (https://developer.hashicorp.com/terraform/language/backend/s3; `use_lockfile` needs Terraform 1.10).
 * - CDKTF's default backend writes an absolute path, which differs per machine: ours is relative.
 *
 * @throws ConstructError when the charter lacks the site or account, or does not approve where it stands
 */
export class SiteStack extends TerraformStack {
  readonly charter: Charter;
  readonly siteName: string;
  readonly site: Site;
  /** Region of the provider: the site's own, or its anchor's for an Outpost. */
  readonly region: string;
  /** Role in the charter of the account that everything in this stack belongs to, for example "workload". */
  readonly accountRole: string;
  /** Account that everything in this stack belongs to. */
  readonly accountId: string;
  /** All accounts of the enclave, sorted. Every other account is foreign. */
  readonly enclaveAccounts: readonly string[];
  /** Bucket and key of the stack's state, as the charter has them; undefined where it is kept in a file. */
  readonly state: Site["state"];
  readonly #place: ResolvedSite;

  constructor(scope: Construct, id: string, props: SiteStackProps) {
    super(scope, id);
    const { charter } = props;
    this.#place = resolveSite(this.node.path, charter, props.site);
    this.charter = charter;
    this.siteName = props.site;
    this.site = this.#place.site;
    this.region = this.#place.region;
    this.accountRole = props.account ?? "workload";
    this.accountId = this.accountOf(this.node.path, this.accountRole);
    this.enclaveAccounts = [...new Set(Object.values(charter.accounts))].toSorted();
    this.state = props.localState ? undefined : this.site.state;
    this.#pinProvider(props);
    this.#pinState();
  }

  /**
   * The site stack that a construct belongs to.
   *
   * @throws ConstructError when it stands outside of one: nothing would say where it is built
   */
  static override of(construct: IConstruct): SiteStack {
    const stack = construct.node.scopes.toReversed().find((scope) => TerraformStack.isStack(scope));
    if (!(stack instanceof SiteStack)) throw outsideSiteStack(construct.node.path);
    return stack;
  }

  /** The stack of a construct that can only be built in a region; `what` and `instead` are words for the error. */
  static inRegion(construct: IConstruct, what: string, instead: string): SiteStack & { readonly site: RegionSite } {
    const stack = SiteStack.of(construct);
    const { site, siteName, region } = stack;
    if (isOutpost(site)) {
      const place = { site: siteName, region, anchor: site.anchor };
      throw needsRegionSite(construct.node.path, what, place, instead);
    }
    return stack as SiteStack & { readonly site: RegionSite };
  }

  /** The stack of a construct that can only be built on an Outpost; `what` and `instead` are words for the error. */
  static onOutpost(construct: IConstruct, what: string, instead: string): SiteStack & { readonly site: OutpostSite } {
    const stack = SiteStack.of(construct);
    if (!isOutpost(stack.site)) {
      throw needsOutpostSite(construct.node.path, what, stack.siteName, sitesOf(stack.charter, "outpost"), instead);
    }
    return stack as SiteStack & { readonly site: OutpostSite };
  }

  /**
   * Accepts constructs given as props only from a stack of the same site: across sites CDKTF would quietly read the other
   * stack's state, and half of a thing would be in another country.
   *
   * @throws ConstructError naming the prop that belongs elsewhere
   */
  requireSameSite(construct: IConstruct, props: Readonly<Record<string, IConstruct>>): void {
    for (const [prop, given] of Object.entries(props)) {
      const { siteName } = SiteStack.of(given);
      if (siteName !== this.siteName) {
        throw otherSite(construct.node.path, prop, given.node.path, siteName, this.siteName);
      }
    }
  }

  /** Account id by its role in the charter; `path` is the construct that asks. */
  accountOf(path: string, role: string): string {
    const { accounts } = this.charter;
    if (!Object.hasOwn(accounts, role)) throw unknownAccount(path, role, Object.keys(accounts));
    return accounts[role]!;
  }

  /** ARN of something in this stack's region and account, as a literal: known before it exists. */
  arn(service: string, resource: string, account = this.accountId): string {
    return `arn:${this.#place.partition}:${service}:${this.region}:${account}:${resource}`;
  }

  /** ARN of something that has no region in its ARN: IAM has an account, S3 has neither. */
  globalArn(service: "iam" | "s3", resource: string, account = service === "iam" ? this.accountId : ""): string {
    return `arn:${this.#place.partition}:${service}::${account}:${resource}`;
  }

  /** Name of a service's VPC endpoint in this stack's region. */
  endpointService(service: string): string {
    return `${this.#place.reverseDns}.${this.region}.${service}`;
  }

  /** Name of a VPC endpoint service of one's own in this stack's region, by its id. */
  ownEndpointService(id: string): string {
    return `${this.#place.reverseDns}.vpce.${this.region}.${id}`;
  }

  #pinProvider(props: SiteStackProps): void {
    new AwsProvider(this, "aws", {
      region: this.region,
      allowedAccountIds: [this.accountId],
      defaultTags: [{ tags: { site: this.siteName, jurisdiction: this.site.jurisdiction, "managed-by": "clover" } }],
      ...(props.maxRetries === undefined ? {} : { maxRetries: props.maxRetries }),
      ...(props.assumeRole ? { assumeRole: [{ roleArn: this.globalArn("iam", `role/${props.assumeRole}`) }] } : {}),
    });
    // An override, because the bindings write the constraint of the version that they were generated from.
    if (props.providerVersion) this.addOverride("terraform.required_providers.aws.version", props.providerVersion);
  }

  #pinState(): void {
    const { id } = this.node;
    const { state } = this;
    if (!state) {
      // Terraform runs in <output folder>/stacks/<stack>: three up is where the output folder lies.
      new LocalBackend(this, { path: `../../../terraform.${id}.tfstate` });
      return;
    }
    const backend = new S3Backend(this, {
      bucket: state.bucket,
      key: `clover/${this.siteName}/${id}.tfstate`,
      region: this.region,
      encrypt: true,
      allowedAccountIds: [...this.enclaveAccounts],
      ...(state.kmsKey ? { kmsKeyId: state.kmsKey } : {}),
    });
    // CDKTF 0.21 has no property for the lock file of Terraform 1.10; DynamoDB locking is deprecated.
    backend.addOverride("use_lockfile", true);
  }
}
