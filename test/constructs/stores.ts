/** Every store of the enclave in a stack of its own: what the end-to-end test plans. */
import type { Construct } from "constructs";
import type { Charter } from "../../charter/schema";
import { SiteStack, type SiteStackProps } from "../../constructs/site-stack";
import { SovereignBackup } from "../../constructs/sovereign-backup";
import { SovereignDatabase } from "../../constructs/sovereign-database";
import { SovereignFileSystem } from "../../constructs/sovereign-file-system";
import { SovereignNetwork } from "../../constructs/sovereign-network";
import { SovereignQueue } from "../../constructs/sovereign-queue";
import { SovereignSecret } from "../../constructs/sovereign-secret";

type Settings = Omit<SiteStackProps, "charter" | "site">;

const restricted = { dataClass: "restricted" } as const;

/** All stores of a region, and copies of their backups in the audit account. The rack's are in perimeter.ts. */
export function buildStores(app: Construct, charter: Charter, settings: Settings): void {
  const stack = new SiteStack(app, "stores", { ...settings, charter, site: "dublin" });
  const network = new SovereignNetwork(stack, "net");
  new SovereignQueue(stack, "jobs", restricted);
  new SovereignSecret(stack, "partner", { ...restricted, description: "Password of the partner's server" });
  new SovereignFileSystem(stack, "papers", { ...restricted, network });
  new SovereignDatabase(stack, "people", { ...restricted, network, instanceClass: "db.m5.large", sizeGiB: 100 });
  const audit = new SiteStack(app, "copies", { ...settings, charter, site: "dublin", account: "audit" });
  const copyTo = new SovereignBackup(audit, "copies", { ...restricted, copiesFrom: ["workload"] });
  new SovereignBackup(stack, "nightly", { ...restricted, copyTo });
}
