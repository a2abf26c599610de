/** The way in for rows, for as long as a migration lasts: from a database outside into one of the enclave, and never back. */
import { DmsEndpoint, type DmsEndpointConfig } from "@cdktf/provider-aws/lib/dms-endpoint";
import { DmsReplicationInstance } from "@cdktf/provider-aws/lib/dms-replication-instance";
import { DmsReplicationSubnetGroup } from "@cdktf/provider-aws/lib/dms-replication-subnet-group";
import { DmsReplicationTask } from "@cdktf/provider-aws/lib/dms-replication-task";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { containsCidr, parseCidr } from "../../charter/cidr";
import { type Opening, requireDeclaredSource } from "./declared-source";
import { outOfRange } from "../foundation/errors";
import { buildIntakeSubnets } from "./intake-subnets";
import { deriveName, requireName } from "../foundation/names";
import { buildNamedLogGroups } from "../logs/named-log-groups";
import { badSourceAddress, missingEndpoints } from "../foundation/perimeter-errors";
import { POSTGRES_PORT, requireDatabaseName } from "../data/postgres-base";
import { letOut } from "../network/network-door";
import { renderTableMappings, REPLICATION_SETTINGS } from "./replication-task";
import { ServiceRole } from "../foundation/service-role";
import { SiteStack } from "../foundation/site-stack";
import type { SovereignCluster } from "../data/sovereign-cluster";
import type { SovereignDatabase } from "../data/sovereign-database";
import { SovereignKey } from "../keys/sovereign-key";
import type { SovereignNetwork } from "../network/sovereign-network";
import type { SovereignSecret } from "../data/sovereign-secret";
import { buildTransitRoad } from "../network/transit-road";
import { VpnLine, type VpnLineProps } from "../network/vpn-line";

/** One end of a migration: which database, and the secret that opens it. */
interface End {
  /** Name of the database on its server. */
  readonly database: string;
  /** Holds `{"username", "password", "host", "port"}`, filled before the way is opened; the user is DMS's own. */
  readonly credentials: SovereignSecret;
}

/** A database outside of the enclave: described, because nothing there is built. Only ever the source. */
export interface OutsideDatabase extends End, Pick<VpnLineProps, "router" | "certificateArn"> {
  /** Private IPv4 address behind the router; the secret's `host` has to be the same. */
  readonly address: string;
  /** TCP port, 1024 to 65535. */
  readonly port: number;
  /** Those that DMS reaches by TLS without a certificate of theirs. */
  readonly engine: "postgres" | "sqlserver";
  /** Names of the schemas that come in, with all of their tables. */
  readonly schemas: readonly [string, ...string[]];
}

/** What a migration of rows is made from. */
export interface DatabaseIntakeProps extends Opening {
  /** Network of the store, with an interface endpoint for "secretsmanager". */
  readonly network: SovereignNetwork;
  readonly from: OutsideDatabase;
  /** Where the rows go: a store of the enclave, which cannot be written as a source. */
  readonly to: End & { readonly store: SovereignDatabase | SovereignCluster };
  /** IPv4 range inside the site's network, free of everything else: one /28 for each data centre is cut from it. */
  readonly range: string;
  /** What it runs on, for example "dms.r6i.large". */
  readonly instanceClass: string;
  /** Whether what changes at the source follows until the way is closed, or only what is there once. @default true */
  readonly follows?: boolean;
  /** How long its log is kept, in days that CloudWatch accepts. @default 400 */
  readonly logDays?: number;
}

/**
 * One way in for databases, by AWS DMS over a VPN of its own. Serves GDPR Art. 5(1)(d) and (f), 5(2), 32 and 44; Project Clover's
 * migration into European servers.
 *
 * - No password is in a plan or state: DMS reads both ends' secrets itself, by a role for each that can do nothing else. It reads the
 *   source's host there too, and the provider takes no `server_name` beside a secret, so the plan does not show it. What pins
 *   the source is the network: the instance stands in subnets of its own, whose only way out leads to `address` behind `router`,
 *   and its security group lets out to that address and port, the store's door and the site's endpoints. Another host outside
 *   is not reached, whatever the secret says.
 * - The charter says in which country `router` stands; abroad, it has a transfer for `aws_customer_gateway.*`, and the gate asks for
 *   that. That the database stands behind that router, and not behind a tunnel from there, is its owner's word.
 * - Nothing can connect to the instance. The far side reaches `range` and nothing else of the network, and no other subnet has a
 *   route there. Without `certificateArn` the tunnels' keys are in the state: see VpnLine.
 * - Every row is compared with its source, tables that are there keep their rows, and a row that does not fit stops its table: see
 *   `REPLICATION_SETTINGS`. Terraform makes the task and starts nothing.
 * - Closed, nothing is left but the log, and what DMS noted in the store's schema `awsdms_control`. The account needs
 *   DatabaseMigrationRoles before.
 *
 * @throws ConstructError for what `requireDeclaredSource` refuses, for an address inside the site's network, for a network without an
 * endpoint for Secrets Manager, for ends of another site, and for names, ranges and numbers that cannot be
 */
export class DatabaseIntake extends Construct {
  constructor(scope: Construct, id: string, props: DatabaseIntakeProps) {
    super(scope, id);
    const stack = SiteStack.inRegion(this, "DatabaseIntake", "the anchor's intake");
    const { network, from, to } = props;
    stack.requireSameSite(this, {
      network,
      "to.store": to.store,
      "to.credentials": to.credentials,
      "from.credentials": from.credentials,
    });
    requireDeclaredSource(this, from.router, props);
    this.#requireSource(stack.site.network, from);
    if (!Object.hasOwn(network.endpointIds, "secretsmanager")) {
      throw missingEndpoints(this.node.path, ["secretsmanager"]);
    }
    for (const name of [from.database, to.database, ...from.schemas]) {
      requireName(this, "name of a database or schema", name, /^[\w$-]{1,63}$/, "letters, digits and _ $ - up to 63");
    }
    const name = requireDatabaseName(this, "replication instance", deriveName(this).toLowerCase().replaceAll("_", "-"));
    const logs = buildNamedLogGroups(this, {
      description: `What came in by ${name}`,
      names: { task: `dms-tasks-${name}` },
      days: props.logDays,
    });
    if (props.open) this.#open(stack, name, logs, props);
  }

  #requireSource(network: string, { address, port }: OutsideDatabase): void {
    const [site, host] = [parseCidr(network), parseCidr(`${address}/32`)];
    if (typeof site === "string" || typeof host === "string" || containsCidr(site, host)) {
      throw badSourceAddress(this.node.path, address, network);
    }
    if (!Number.isInteger(port) || port < 1024 || port > 65_535) {
      throw outOfRange(this.node.path, "from.port", port, "a whole number from 1024 to 65535");
    }
  }

  #open(stack: SiteStack, name: string, logs: ITerraformDependable[], props: DatabaseIntakeProps): void {
    const { network, from, to, range } = props;
    const { arn: keyArn } = new SovereignKey(this, "key", { description: `Migration ${name}` });
    const source = `${from.address}/32`;
    const subnets = buildIntakeSubnets(this, { network, range, source });
    buildTransitRoad(this, {
      description: `${stack.siteName} and a database behind ${from.router}, nothing else`,
      vpcId: network.vpcId,
      ...subnets,
      near: range,
      far: source,
      line: (transitGatewayId) => {
        const { router, certificateArn } = from;
        const ends = { transitGatewayId, network: range, onSite: source, router };
        const line = new VpnLine(this, "line", { ...ends, ...(certificateArn ? { certificateArn } : {}) });
        return { attachmentId: line.attachmentId, announced: false };
      },
    });
    const securityGroupId = letOut(this, {
      vpcId: network.vpcId,
      name,
      from: `migration ${name}`,
      to: {
        source: { cidr: source, port: from.port },
        store: { securityGroupId: to.store.securityGroupId, port: POSTGRES_PORT },
        endpoints: { cidr: network.cidr, port: 443 },
      },
    });
    const group = new DmsReplicationSubnetGroup(this, "subnets", {
      replicationSubnetGroupId: name,
      replicationSubnetGroupDescription: `From ${from.router} into ${to.store.identifier}`,
      subnetIds: [...subnets.subnetIds],
    });
    const { replicationInstanceArn } = new DmsReplicationInstance(this, "instance", {
      replicationInstanceId: name,
      replicationInstanceClass: props.instanceClass,
      kmsKeyArn: keyArn,
      multiAz: false,
      publiclyAccessible: false,
      replicationSubnetGroupId: group.replicationSubnetGroupId,
      vpcSecurityGroupIds: [securityGroupId],
      // DMS would make its log itself, in the clear and for ever.
      dependsOn: logs,
    });
    const endpoint = (endpointType: "source" | "target", { database, credentials }: End, engineName: string) =>
      this.#endpoint(stack, credentials, {
        endpointId: `${name}-${endpointType}`,
        endpointType,
        engineName,
        databaseName: database,
        kmsKeyArn: keyArn,
      });
    new DmsReplicationTask(this, "task", {
      replicationTaskId: name,
      migrationType: (props.follows ?? true) ? "full-load-and-cdc" : "full-load",
      replicationInstanceArn,
      sourceEndpointArn: endpoint("source", from, from.engine),
      targetEndpointArn: endpoint("target", to, to.store.engine),
      tableMappings: renderTableMappings(from.schemas),
      replicationTaskSettings: REPLICATION_SETTINGS,
    });
  }

  /** One end for DMS, with a role that reads its secret. DMS comes for secrets under the name of its region. Returns the ARN. */
  #endpoint(stack: SiteStack, credentials: SovereignSecret, config: DmsEndpointConfig): string {
    const role = new ServiceRole(this, `${config.endpointType}-reader`, {
      description: `Reads ${credentials.secretName}`,
      service: `dms.${stack.region}.amazonaws.com`,
      sourceArn: stack.arn("dms", "*"),
    });
    const granted = role.grant([
      {
        Sid: "Read",
        Effect: "Allow",
        Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
        Resource: credentials.arnPattern,
      },
      {
        Sid: "Decrypt",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:DescribeKey"],
        Resource: credentials.key.arn,
      },
    ]);
    return new DmsEndpoint(this, config.endpointType, {
      ...config,
      sslMode: "require",
      secretsManagerArn: credentials.arn,
      secretsManagerAccessRoleArn: role.createdArn,
      dependsOn: [granted],
    }).endpointArn;
  }
}
