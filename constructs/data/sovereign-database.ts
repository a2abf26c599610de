/** Databases for data that stays: own key, no public address, no password that anybody has written down. */
import { Construct } from "constructs";
import type { DataClass } from "../foundation/data-class";
import { buildDatabaseLogs, type RegionProps, requireTwoDataCentres } from "./postgres-in-region";
import { buildPostgres, type PostgresProps } from "./postgres-instance";
import { SiteStack } from "../foundation/site-stack";
import type { SovereignKey } from "../keys/sovereign-key";

/** What a database is made from. */
export interface SovereignDatabaseProps extends PostgresProps, RegionProps {}

const LOGS = ["postgresql", "upgrade"];

/**
 * A PostgreSQL database (RDS) in the site's region; SovereignCluster is the same on Aurora. Serves GDPR Art. 32 and Art. 44, and C5
 * CRY-02 and CRY-03. Besides what `buildPostgres` gives every database:
 *
 * - A standby in another data centre of the site takes over by itself.
 * - IAM lets people and programs in for fifteen minutes at a time, by a role's name
 *   (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html); `resourceId` is what such a policy names.
 * - Its logs and what Performance Insights sees of its queries are encrypted under keys of the enclave: a query can be data.
 *
 * @throws ConstructError on an Outpost site (use OutpostDatabase), for a network of another site or with fewer than two data
 * centres, for an illegal name or version, and for a number out of range
 */
export class SovereignDatabase extends Construct {
  /** What AWS calls it. */
  readonly engine = "postgres";
  readonly identifier: string;
  readonly dataClass: DataClass;
  /** ARN, known at plan. */
  readonly arn: string;
  readonly key: SovereignKey;
  /** Host name to connect to on port 5432, after apply. */
  readonly address: string;
  /** What a policy that allows `rds-db:connect` names, after apply. */
  readonly resourceId: string;
  /** Id of the security group before it: what a client's own group lets out to. */
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: SovereignDatabaseProps) {
    super(scope, id);
    const stack = SiteStack.inRegion(this, "SovereignDatabase", "OutpostDatabase");
    const { network, dataClass, logDays } = props;
    stack.requireSameSite(this, { network });
    const { identifier, key, securityGroupId, instance } = buildPostgres(this, props, {
      ...requireTwoDataCentres(this, network),
      config: (name, { arn: keyArn }) => ({
        storageType: "gp3",
        multiAz: true,
        iamDatabaseAuthenticationEnabled: true,
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: keyArn,
        enabledCloudwatchLogsExports: LOGS,
        dependsOn: buildDatabaseLogs(this, `instance/${name}`, LOGS, logDays),
      }),
    });
    this.identifier = identifier;
    this.dataClass = dataClass;
    this.arn = stack.arn("rds", `db:${identifier}`);
    this.key = key;
    this.address = instance.address;
    this.resourceId = instance.resourceId;
    this.securityGroupId = securityGroupId;
  }
}
