/** Clusters for data that stays and grows: Aurora, in every data centre of the site. */
import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { RdsClusterInstance } from "@cdktf/provider-aws/lib/rds-cluster-instance";
import { RdsClusterParameterGroup } from "@cdktf/provider-aws/lib/rds-cluster-parameter-group";
import { Construct } from "constructs";
import type { DataClass } from "../foundation/data-class";
import {
  encryptedParameters,
  layPostgresBase,
  MASTER,
  type PostgresBaseProps,
  requireDatabaseName,
} from "./postgres-base";
import { buildDatabaseLogs, type RegionProps, requireTwoDataCentres } from "./postgres-in-region";
import { SiteStack } from "../foundation/site-stack";
import type { SovereignKey } from "../keys/sovereign-key";

/** What a cluster is made from. It has no size: its storage grows by itself. */
export interface SovereignClusterProps extends PostgresBaseProps, RegionProps {}

const ENGINE = "aurora-postgresql";
const LOGS = ["postgresql"];

/**
 * An Aurora PostgreSQL cluster in the site's region. Serves GDPR Art. 32 and Art. 44, C5 CRY-02 and CRY-03, and NIS2 21.2.c.
 * SovereignDatabase is the same without Aurora. Besides what `layPostgresBase` gives every database:
 *
 * - One instance in each data centre of the network, named after it; any of them takes over. Aurora keeps six copies of the storage in three
 *   zones of the region (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html):
 *   in the site's country, though not all of them in buildings that the charter lists.
 * - Connections in the clear are refused. IAM lets people and programs in for fifteen minutes at a time; `resourceId` is what such
 *   a policy names.
 * - Its log and what Performance Insights sees of its queries are encrypted under keys of the enclave: a query can be data.
 * - There is no property for a global cluster, a source to replicate from or a snapshot to restore: nothing joins it with another
 *   region.
 * - The tag `data-class` is the cluster's alone: it is what SovereignBackup backs up, not its instances.
 *
 * @throws ConstructError on an Outpost site (use OutpostDatabase: Aurora does not run there), for a network of another site or with
 * fewer than two data centres, for an illegal name or version, and for a retention that CloudWatch does not know
 */
export class SovereignCluster extends Construct {
  /** What AWS calls it. */
  readonly engine = ENGINE;
  readonly identifier: string;
  readonly dataClass: DataClass;
  /** ARN, known at plan. */
  readonly arn: string;
  readonly key: SovereignKey;
  /** Host name of whichever instance writes, to connect to on port 5432, after apply. */
  readonly address: string;
  /** Host name of those that only read, after apply. */
  readonly readerAddress: string;
  /** What a policy that allows `rds-db:connect` names, after apply. */
  readonly resourceId: string;
  /** Id of the security group before it: what a client's own group lets out to. */
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: SovereignClusterProps) {
    super(scope, id);
    const stack = SiteStack.inRegion(this, "SovereignCluster", "OutpostDatabase");
    const { network, dataClass, logDays } = props;
    stack.requireSameSite(this, { network });
    const ground = requireTwoDataCentres(this, network);
    const { identifier, version, key, securityGroupId, common } = layPostgresBase(this, props, ground);
    const parameters = new RdsClusterParameterGroup(
      this,
      "parameters",
      encryptedParameters(identifier, `${ENGINE}${version}`),
    );
    const cluster = new RdsCluster(this, "cluster", {
      clusterIdentifier: identifier,
      engine: ENGINE,
      engineVersion: version,
      masterUsername: MASTER,
      dbClusterParameterGroupName: parameters.name,
      iamDatabaseAuthenticationEnabled: true,
      enabledCloudwatchLogsExports: LOGS,
      ...common,
      dependsOn: buildDatabaseLogs(this, `cluster/${identifier}`, LOGS, logDays),
    });
    for (const [dataCentre, availabilityZone] of Object.entries(network.zones)) {
      new RdsClusterInstance(this, `instance-${dataCentre}`, {
        identifier: requireDatabaseName(
          this,
          "name of an instance",
          `${identifier}-${dataCentre.toLowerCase().replaceAll("_", "-")}`,
        ),
        clusterIdentifier: cluster.id,
        engine: ENGINE,
        instanceClass: props.instanceClass,
        availabilityZone,
        publiclyAccessible: false,
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: key.arn,
      });
    }
    this.identifier = identifier;
    this.dataClass = dataClass;
    this.arn = stack.arn("rds", `cluster:${identifier}`);
    this.key = key;
    this.address = cluster.endpoint;
    this.readerAddress = cluster.readerEndpoint;
    this.resourceId = cluster.clusterResourceId;
    this.securityGroupId = securityGroupId;
  }
}
