/** Every store of the enclave in stacks of its own: what the end-to-end test plans and applies. */
import type { Construct } from "constructs";
import type { Charter } from "../../charter/schema";
import { AnchorNetwork } from "../../constructs/anchor-network";
import { OutpostDatabase } from "../../constructs/outpost-database";
import { OutpostSubnet } from "../../constructs/outpost-subnet";
import { SiteStack, type SiteStackProps } from "../../constructs/site-stack";
import { SovereignBackup } from "../../constructs/sovereign-backup";
import { SovereignDatabase } from "../../constructs/sovereign-database";
import { SovereignFileSystem } from "../../constructs/sovereign-file-system";
import { SovereignNetwork } from "../../constructs/sovereign-network";
import { SovereignQueue } from "../../constructs/sovereign-queue";
import { SovereignSecret } from "../../constructs/sovereign-secret";

type Settings = Omit<SiteStackProps, "charter" | "site">;

const restricted = { dataClass: "restricted" } as const;

/** What moto has: queue and secret. */
export function buildMessages(app: Construct, charter: Charter, settings: Settings): void {
  const stack = new SiteStack(app, "messages", { ...settings, charter, site: "dublin" });
  new SovereignQueue(stack, "jobs", restricted);
  new SovereignSecret(stack, "partner", { ...restricted, description: "Password of the partner's server" });
}

/** Files, databases and their backups, in the region and on the rack. */
export function buildStores(app: Construct, charter: Charter, settings: Settings): void {
  const stack = new SiteStack(app, "stores", { ...settings, charter, site: "dublin" });
  const network = new SovereignNetwork(stack, "net");
  const sized = { ...restricted, instanceClass: "db.m5.large", sizeGiB: 100 };
  new SovereignFileSystem(stack, "papers", { ...restricted, network });
  new SovereignDatabase(stack, "people", { ...sized, network });
  const audit = new SiteStack(app, "copies", { ...settings, charter, site: "dublin", account: "audit" });
  const copyTo = new SovereignBackup(audit, "copies", { ...restricted, copiesFrom: ["workload"] });
  new SovereignBackup(stack, "nightly", { ...restricted, copyTo });
  const rack = new SiteStack(app, "rack-stores", { ...settings, charter, site: "hamar" });
  const anchor = new AnchorNetwork(rack, "anchor");
  const subnet = new OutpostSubnet(rack, "subnet", { network: anchor });
  new OutpostDatabase(rack, "people", { ...sized, network: anchor, subnet });
}
