/** What watches over an account in a site's region. */
import type { Construct } from "constructs";
import { AccessAnalyzer } from "../constructs/audit/access-analyzer";
import { AccessRecords } from "../constructs/access/access-records";
import { AuditArchive } from "../constructs/audit/audit-archive";
import { AuditTrail } from "../constructs/audit/audit-trail";
import { AuditorAccess } from "../constructs/audit/auditor-access";
import { SiteStack, type SiteStackProps } from "../constructs/foundation/site-stack";
import { employs } from "./people";

/**
 * Trail, recorder, alarms, analyzer and the auditor's role, in any account of the charter; in the audit account, which is the
 * default, also the archive that all of them write to and the records of who came in by the site's access gateway. A stack of its own, with a state of its own: who deploys the workload need
 * not be able to deploy what watches them.
 */
export class AuditStack extends SiteStack {
  constructor(scope: Construct, id: string, props: SiteStackProps) {
    super(scope, id, { account: "audit", ...props });
    const isArchive = this.accountId === this.accountOf(this.node.path, "audit");
    new AuditTrail(this, "trail", isArchive ? { archive: new AuditArchive(this) } : {});
    if (isArchive && employs(this.charter)) new AccessRecords(this, "access");
    new AccessAnalyzer(this, "analyzer");
    if (this.charter.auditor) new AuditorAccess(this);
  }
}
