/** Databases on the rack itself, whose backups stay there too. */
import { Construct } from "constructs";
import type { AnchorNetwork } from "./anchor-network";
import type { DataClass } from "../foundation/data-class";
import type { OutpostSubnet } from "./outpost-subnet";
import { buildPostgres, type PostgresProps } from "../data/postgres-instance";
import { SiteStack } from "../foundation/site-stack";
import type { SovereignKey } from "../keys/sovereign-key";

/** What a database on an Outpost is made from. */
export interface OutpostDatabaseProps extends PostgresProps {
  readonly network: AnchorNetwork;
  readonly subnet: OutpostSubnet;
}

/**
 * A PostgreSQL database (RDS) on the site's Outpost. Serves GDPR Art. 44 and Art. 32. Besides what `buildPostgres` gives every
 * database:
 *
 * - `backup_target` is the Outpost: by default its backups, which are all of its data, would lie in the parent region, another
 *   country (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-on-outposts.backups.html). The rack needs S3 on Outposts.
 * - Only the rack's own subnet reaches it, and it takes no address of the customer's network.
 * - Its log is not exported and its queries are not watched: both would be kept in the parent region, and a query can be data.
 * - It promises less than SovereignDatabase, because RDS does less there: no IAM authentication and no standby
 *   (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-on-outposts.rds-feature-support.html). The key and the
 *   master's password lie in the parent region in any case.
 *
 * @throws ConstructError on a site that is a region (use SovereignDatabase), for a network or subnet of another site, for an
 * illegal name or version, and for a size out of range
 */
export class OutpostDatabase extends Construct {
  readonly identifier: string;
  readonly dataClass: DataClass;
  /** ARN, known at plan. Its region is the parent's, though the data lies on the Outpost. */
  readonly arn: string;
  readonly key: SovereignKey;
  /** Host name to connect to on port 5432, after apply. */
  readonly address: string;

  constructor(scope: Construct, id: string, props: OutpostDatabaseProps) {
    super(scope, id);
    const stack = SiteStack.onOutpost(this, "OutpostDatabase", "SovereignDatabase");
    const { network, subnet, dataClass } = props;
    stack.requireSameSite(this, { network, subnet });
    const { identifier, key, instance } = buildPostgres(this, props, {
      vpcId: network.vpcId,
      cidr: stack.site.network,
      subnetIds: [subnet.subnetId],
      config: () => ({ storageType: "gp2", backupTarget: "outposts", multiAz: false, customerOwnedIpEnabled: false }),
    });
    this.identifier = identifier;
    this.dataClass = dataClass;
    this.arn = stack.arn("rds", `db:${identifier}`);
    this.key = key;
    this.address = instance.address;
  }
}
