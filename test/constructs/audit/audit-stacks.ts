/** The stacks that watch over the enclave's accounts. The local API has no access analyzers: they stand in a stack of their own. */
import type { App } from "cdktf";
import { OrganizationsOrganization } from "@cdktf/provider-aws/lib/organizations-organization";
import type { Charter } from "../../../charter/schema";
import { AccessRecords } from "../../../constructs/access/access-records";
import { AccessAnalyzer } from "../../../constructs/audit/access-analyzer";
import { AuditArchive } from "../../../constructs/audit/audit-archive";
import { AuditTrail } from "../../../constructs/audit/audit-trail";
import { AuditorAccess } from "../../../constructs/audit/auditor-access";
import { SiteStack, type SiteStackProps } from "../../../constructs/foundation/site-stack";
import { JurisdictionGuardrails } from "../../../constructs/guardrails/jurisdiction-guardrails";

type Settings = Omit<SiteStackProps, "charter" | "site">;

/** Builds the stacks `audit`, `audit-workload`, `guardrails` and `analyzer`. */
export function buildAuditStacks(app: App, charter: Charter, settings: Settings): void {
  const stack = (id: string, account: string) =>
    new SiteStack(app, id, { ...settings, charter, site: "dublin", account });
  const audit = stack("audit", "audit");
  new AuditTrail(audit, "trail", { archive: new AuditArchive(audit) });
  new AuditorAccess(audit);
  new AccessRecords(audit, "access");
  const workload = stack("audit-workload", "workload");
  new AuditTrail(workload, "trail");
  new AuditorAccess(workload);
  const guardrails = stack("guardrails", "audit");
  const organization = new OrganizationsOrganization(guardrails, "organization", {
    enabledPolicyTypes: ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"],
  });
  new JurisdictionGuardrails(guardrails, "guardrails", {
    targets: { root: organization.roots.get(0).id },
    dependsOn: [organization],
  });
  new AccessAnalyzer(stack("analyzer", "workload"), "analyzer");
}
