/** The charter as control policies of AWS Organizations: what holds even where no plan of ours is applied. */
import { OrganizationsPolicy } from "@cdktf/provider-aws/lib/organizations-policy";
import { OrganizationsPolicyAttachment } from "@cdktf/provider-aws/lib/organizations-policy-attachment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { packPolicies } from "./control-policies";
import { type EnclavePrincipal, principalArn } from "../foundation/enclave-principal";
import { resourceControlStatements } from "./resource-control";
import { type ControlStatement, serviceControlStatements } from "./service-control";
import { isOutpost, resolveSite } from "../foundation/site";
import { SiteStack } from "../foundation/site-stack";

/** What guardrails are made from, besides the charter. */
export interface JurisdictionGuardrailsProps {
  /**
   * Roles that may change trails, recorders and alarms that exist. @default nobody: whoever has to, lifts the guardrail first, in
   * another account and in sight of everybody
   */
  readonly keepers?: readonly (EnclavePrincipal & { readonly role: string })[];
  /** Ids of accounts, organisational units or the root, by names of your own. @default every account of the charter */
  readonly targets?: Readonly<Record<string, string>>;
  /**
   * What makes the organisation, where this program does: without one AWS refuses a policy, and nothing in a policy says that it
   * needs one. @default none
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * Service control and resource control policies, attached to the charter's accounts. Serves GDPR Art. 25 and 44, C5 PSS-12,
 * SecNumCloud 3.2 19.2 and DORA Art. 30(2)(b): plans are judged before they are applied, and this is for what nobody plans (the
 * console, a script, a stolen credential).
 *
 * - Both kinds only deny. They bind the accounts' root too, but neither the organisation's management account nor service-linked
 *   roles (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html): keep no data there.
 * - Make it where Organizations is run from: the management account, or the one to which its policies are delegated.
 * - Both policy types have to be enabled on the organisation's root, once, by hand.
 *
 * @throws ConstructError when the statements do not fit into the policies that AWS takes
 */
export class JurisdictionGuardrails extends Construct {
  /** Service control policies, as JSON. */
  readonly serviceControlPolicies: readonly string[];
  /** Resource control policies, as JSON. */
  readonly resourceControlPolicies: readonly string[];

  constructor(scope: Construct, id: string, props: JurisdictionGuardrailsProps = {}) {
    super(scope, id);
    const stack = SiteStack.of(this);
    const { charter } = stack;
    const sites = Object.entries(charter.sites);
    const facts = {
      regions: [...new Set(sites.map(([name]) => resolveSite(this.node.path, charter, name).region))].toSorted(),
      outposts: sites.flatMap(([, site]) => (isOutpost(site) ? [site.outpost] : [])).toSorted(),
      keepers: (props.keepers ?? []).map((keeper) => principalArn(this, stack, keeper)),
    };
    const targets = props.targets ?? Object.fromEntries(stack.enclaveAccounts.map((account) => [account, account]));
    const services = serviceControlStatements(stack, facts);
    const attach = { targets, dependsOn: props.dependsOn ?? [] };
    this.serviceControlPolicies = this.#attach("SERVICE_CONTROL_POLICY", "services", services, attach);
    const resources = resourceControlStatements(stack);
    this.resourceControlPolicies = this.#attach("RESOURCE_CONTROL_POLICY", "resources", resources, attach);
  }

  #attach(
    type: string,
    name: string,
    statements: readonly ControlStatement[],
    { targets, dependsOn }: Required<Pick<JurisdictionGuardrailsProps, "targets" | "dependsOn">>,
  ): string[] {
    const policies = packPolicies(this, statements);
    for (const [index, content] of policies.entries()) {
      const policy = new OrganizationsPolicy(this, `${name}-${index}`, {
        name: `clover-${name}-${index}`,
        description: `Jurisdictions ${SiteStack.of(this).charter.jurisdictions.join(", ")}: ${name}, part ${index + 1} of ${policies.length}`,
        type,
        content,
        ...(dependsOn.length > 0 ? { dependsOn: [...dependsOn] } : {}),
      });
      for (const [target, targetId] of Object.entries(targets)) {
        new OrganizationsPolicyAttachment(this, `${name}-${index}-${target}`, {
          policyId: policy.id,
          targetId,
        });
      }
    }
    return policies;
  }
}
