/** Every store of the enclave in stacks of their own: what the long tests plan, and apply where moto can. */
import type { Construct } from "constructs";
import type { Charter } from "../../../charter/schema";
import { DatabaseIntake } from "../../../constructs/transfer/database-intake";
import { DatabaseMigrationRoles } from "../../../constructs/transfer/database-migration-roles";
import { SiteStack, type SiteStackProps } from "../../../constructs/foundation/site-stack";
import { SovereignBackup } from "../../../constructs/data/sovereign-backup";
import { SovereignCluster } from "../../../constructs/data/sovereign-cluster";
import { SovereignDatabase } from "../../../constructs/data/sovereign-database";
import { SovereignFileSystem } from "../../../constructs/data/sovereign-file-system";
import { SovereignNetwork } from "../../../constructs/network/sovereign-network";
import { SovereignQueue } from "../../../constructs/data/sovereign-queue";
import { SovereignSecret } from "../../../constructs/data/sovereign-secret";

type Settings = Omit<SiteStackProps, "charter" | "site">;

const restricted = { dataClass: "restricted" } as const;

/** The stores of a region that need no network, and copies of their backups in the audit account. The rack's are in perimeter.ts. */
export function buildStores(app: Construct, charter: Charter, settings: Settings): void {
  const stack = new SiteStack(app, "stores", { ...settings, charter, site: "dublin" });
  new SovereignQueue(stack, "jobs", restricted);
  new SovereignSecret(stack, "partner", { ...restricted, description: "Password of the partner's server" });
  const audit = new SiteStack(app, "copies", { ...settings, charter, site: "dublin", account: "audit" });
  const copyTo = new SovereignBackup(audit, "copies", { ...restricted, copiesFrom: ["workload"] });
  new SovereignBackup(stack, "nightly", { ...restricted, copyTo });
}

/** Those that stand in a network, and the way into one of them. */
export function buildNetworkStores(app: Construct, charter: Charter, settings: Settings): void {
  const stack = new SiteStack(app, "networked", { ...settings, charter, site: "dublin" });
  const network = new SovereignNetwork(stack, "net", { interfaceEndpoints: [] });
  new SovereignFileSystem(stack, "papers", { ...restricted, network });
  new SovereignDatabase(stack, "people", { ...restricted, network, instanceClass: "db.m5.large", sizeGiB: 100 });
  new SovereignCluster(stack, "orders", { ...restricted, network, instanceClass: "db.r6g.large" });
  // A stack of its own: moto has no replication instances.
  const intake = new SiteStack(app, "intake", { ...settings, charter, site: "dublin" });
  const opened = new SovereignNetwork(intake, "net", { interfaceEndpoints: ["secretsmanager"] });
  const secret = (id: string) => new SovereignSecret(intake, id, { ...restricted, description: `Database ${id}` });
  new DatabaseMigrationRoles(intake, "roles");
  new DatabaseIntake(intake, "in", {
    network: opened,
    from: {
      router: "198.51.100.7",
      address: "10.60.0.5",
      port: 5432,
      engine: "postgres",
      database: "users",
      schemas: ["public"],
      credentials: secret("old"),
    },
    to: {
      store: new SovereignCluster(intake, "users", { ...restricted, network: opened, instanceClass: "db.r6g.large" }),
      database: "users",
      credentials: secret("new"),
    },
    range: "10.20.241.0/27",
    instanceClass: "dms.r6i.large",
    open: true,
    closes: "2099-12-31",
  });
}
