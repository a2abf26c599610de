/** The backups of a region site. */
import type { Construct } from "constructs";
import { SiteStack, type SiteStackProps } from "../constructs/foundation/site-stack";
import { SovereignBackup } from "../constructs/data/sovereign-backup";

/**
 * A locked vault for each class of user data. Stores carry their class as a tag, so they are not named here. A stack of its own, so
 * that the user who deploys the stores need not be able to touch their backups. Data on an Outpost is copied on the Outpost.
 */
export class BackupsStack extends SiteStack {
  constructor(scope: Construct, id: string, props: SiteStackProps) {
    super(scope, id, props);
    new SovereignBackup(this, "restricted-backups", { dataClass: "restricted" });
    new SovereignBackup(this, "allowable-backups", { dataClass: "allowable" });
  }
}
