/** What is left when something goes wrong with a region site. */
import type { Construct } from "constructs";
import { SiteStack, type SiteStackProps } from "../constructs/foundation/site-stack";
import { SovereignBackup } from "../constructs/data/sovereign-backup";

/**
 * A locked vault for each class of user data, which the stores carry as a tag: they need not be named here. A stack of its own, so
 * that whoever deploys the stores need not be able to touch what is left of them. What an Outpost holds is copied on the Outpost.
 */
export class BackupsStack extends SiteStack {
  constructor(scope: Construct, id: string, props: SiteStackProps) {
    super(scope, id, props);
    new SovereignBackup(this, "restricted-backups", { dataClass: "restricted" });
    new SovereignBackup(this, "allowable-backups", { dataClass: "allowable" });
  }
}
