/** Databases for data that stays: own key, no public address, no password that anybody has written down. */
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import type { DataClass } from "./data-class";
import { outOfRange } from "./errors";
import { buildPostgres, type PostgresProps } from "./postgres-instance";
import { SiteStack } from "./site-stack";
import { SovereignKey } from "./sovereign-key";
import { requireRetention } from "./sovereign-log-group";
import type { SovereignNetwork } from "./sovereign-network";

/** What a database is made from. */
export interface SovereignDatabaseProps extends PostgresProps {
  /** The network that reaches it. It stands in two data centres of this, so that one may burn. */
  readonly network: SovereignNetwork;
  /** How long its log is kept, in days that CloudWatch accepts. @default 400 */
  readonly logDays?: number;
}

const LOGS = ["postgresql", "upgrade"];

/**
 * A PostgreSQL database (RDS) in the site's region. Serves GDPR Art. 32 and Art. 44, and C5 CRY-02 and CRY-03. Besides what
 * `buildPostgres` gives every database:
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
  readonly identifier: string;
  readonly dataClass: DataClass;
  /** ARN, known at plan. */
  readonly arn: string;
  readonly key: SovereignKey;
  /** Host name to connect to on port 5432, after apply. */
  readonly address: string;
  /** What a policy that allows `rds-db:connect` names, after apply. */
  readonly resourceId: string;

  constructor(scope: Construct, id: string, props: SovereignDatabaseProps) {
    super(scope, id);
    const stack = SiteStack.inRegion(this, "SovereignDatabase", "OutpostDatabase");
    const { network, dataClass } = props;
    stack.requireSameSite(this, { network });
    const subnetIds = Object.values(network.subnetIds);
    if (subnetIds.length < 2) {
      const where = "a network with two or more, of which RDS takes one for the standby";
      throw outOfRange(this.node.path, "the number of the network's data centres", subnetIds.length, where);
    }
    const days = requireRetention(this, props.logDays ?? 400);
    const { identifier, key, instance } = buildPostgres(this, props, {
      vpcId: network.vpcId,
      cidr: network.cidr,
      subnetIds,
      config: (name, { arn: keyArn }) => ({
        storageType: "gp3",
        multiAz: true,
        iamDatabaseAuthenticationEnabled: true,
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: keyArn,
        enabledCloudwatchLogsExports: LOGS,
        // RDS would make them itself, in the clear and for ever.
        dependsOn: this.#logs(name, days),
      }),
    });
    this.identifier = identifier;
    this.dataClass = dataClass;
    this.arn = stack.arn("rds", `db:${identifier}`);
    this.key = key;
    this.address = instance.address;
    this.resourceId = instance.resourceId;
  }

  #logs(identifier: string, retentionInDays: number): CloudwatchLogGroup[] {
    const logGroups = LOGS.map((log) => `/aws/rds/instance/${identifier}/${log}`);
    const { arn } = new SovereignKey(this, "log-key", { description: `Logs of ${identifier}`, logGroups });
    return logGroups.map(
      (name, index) => new CloudwatchLogGroup(this, `log-${LOGS[index]}`, { name, kmsKeyId: arn, retentionInDays }),
    );
  }
}
