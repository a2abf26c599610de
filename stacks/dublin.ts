/** What stands in Dublin; the blueprint of every site that is an AWS region. */
import type { Construct } from "constructs";
import { SiteStack, type SiteStackProps } from "../constructs/site-stack";
import { SovereignBucket } from "../constructs/sovereign-bucket";
import { SovereignKey } from "../constructs/sovereign-key";
import { SovereignNetwork } from "../constructs/sovereign-network";

/**
 * The network across the site's data centres, a key for what the applications encrypt themselves, a bucket for each class of
 * user data, and the audit log that nobody can shorten: the auditor reads it, and even the account's root cannot delete it
 * before its time.
 */
export class DublinStack extends SiteStack {
  readonly network: SovereignNetwork;

  constructor(scope: Construct, id: string, props: SiteStackProps) {
    super(scope, id, props);
    this.network = new SovereignNetwork(this, "network");
    new SovereignKey(this, "application", { description: `Application data of ${this.siteName}` });
    new SovereignBucket(this, "restricted", { dataClass: "restricted" });
    new SovereignBucket(this, "allowable", { dataClass: "allowable" });
    new SovereignBucket(this, "audit-log", {
      dataClass: "audit",
      objectLock: { mode: "COMPLIANCE", days: 400 },
      readers: Object.hasOwn(this.charter.accounts, "audit") ? [{ account: "audit" }] : [],
    });
  }
}
