/** The charter as control policies: they also hold for changes that are made without a plan. */
import type { Construct } from "constructs";
import { JurisdictionGuardrails } from "../constructs/guardrails/jurisdiction-guardrails";
import { SiteStack, type SiteStackProps } from "../constructs/foundation/site-stack";

/**
 * Guardrails on every account of the charter. They stand where Organizations is run from: the charter's account `management`, else
 * `audit`, to which the management account then delegates control policies (Organizations, resource-based delegation policy):
 * an administrator of the workload cannot lift what binds it.
 */
export class GuardrailsStack extends SiteStack {
  readonly guardrails: JurisdictionGuardrails;

  constructor(scope: Construct, id: string, props: SiteStackProps) {
    const account = Object.hasOwn(props.charter.accounts, "management") ? "management" : "audit";
    super(scope, id, { account, ...props });
    this.guardrails = new JurisdictionGuardrails(this, "guardrails");
  }
}
