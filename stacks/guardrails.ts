/** What holds in the enclave's accounts even where nobody plans: the charter as control policies. */
import type { Construct } from "constructs";
import { JurisdictionGuardrails } from "../constructs/guardrails/jurisdiction-guardrails";
import { SiteStack, type SiteStackProps } from "../constructs/foundation/site-stack";

/**
 * Guardrails on every account of the charter. They stand where Organizations is run from: the charter's account `management`, else
 * `audit`, to which the management account then delegates control policies (Organizations, resource-based delegation policy):
 * whoever runs the workload cannot lift what binds it.
 */
export class GuardrailsStack extends SiteStack {
  readonly guardrails: JurisdictionGuardrails;

  constructor(scope: Construct, id: string, props: SiteStackProps) {
    const account = Object.hasOwn(props.charter.accounts, "management") ? "management" : "audit";
    super(scope, id, { account, ...props });
    this.guardrails = new JurisdictionGuardrails(this, "guardrails");
  }
}
