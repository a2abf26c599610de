/** File systems for data that stays: own key, one door per data centre, no plaintext, nobody without a name. */
import { EfsBackupPolicy } from "@cdktf/provider-aws/lib/efs-backup-policy";
import { EfsFileSystem } from "@cdktf/provider-aws/lib/efs-file-system";
import { EfsFileSystemPolicy } from "@cdktf/provider-aws/lib/efs-file-system-policy";
import { EfsMountTarget } from "@cdktf/provider-aws/lib/efs-mount-target";
import { Construct } from "constructs";
import type { DataClass } from "../foundation/data-class";
import type { Kept } from "../keys/key-custody";
import { deriveName, requireName } from "../foundation/names";
import { openDoor } from "../network/network-door";
import { denyForeignAccounts, denyPlaintext, renderPolicy } from "../foundation/policy-document";
import { SiteStack } from "../foundation/site-stack";
import { SovereignKey } from "../keys/sovereign-key";
import type { SovereignNetwork } from "../network/sovereign-network";

/** What a file system is made from. */
export interface SovereignFileSystemProps extends Kept {
  readonly dataClass: DataClass;
  /** The network from which it can be mounted, in every data centre that this has. */
  readonly network: SovereignNetwork;
  /** Literal name. @default clover-<site>-<path of the construct> */
  readonly fileSystemName?: string;
}

/**
 * An EFS file system across the site's data centres. Serves GDPR Art. 32 (encryption at rest and on the way, restoring
 * access in time) and Art. 44.
 *
 * - Its own key, and no replication: a replica is a copy in another region, and protection keeps it from becoming one itself.
 * - Mounted from inside the network alone, as `mount -t efs -o tls,iam`: its policy denies plain NFS, and whoever is not of the
 *   enclave's accounts, clients without a name included. With such a policy EFS no longer lets everybody in who reaches it, so
 *   a client's role has to be allowed `elasticfilesystem:ClientMount` and `ClientWrite` on `arn`
 *   (https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html).
 * - EFS's own daily copies are off: they lie in a vault and under a key that AWS manages. A SovereignBackup of its data class
 *   keeps them under a key of the enclave.
 *
 * @throws ConstructError on an Outpost site (EFS does not run there), for a network of another site, and for an illegal name
 */
export class SovereignFileSystem extends Construct {
  readonly fileSystemName: string;
  readonly dataClass: DataClass;
  /** Id to mount by, after apply. */
  readonly fileSystemId: string;
  /** ARN, after apply. */
  readonly arn: string;
  readonly key: SovereignKey;

  constructor(scope: Construct, id: string, props: SovereignFileSystemProps) {
    super(scope, id);
    const stack = SiteStack.inRegion(this, "SovereignFileSystem", "OutpostVolume");
    const { network, dataClass } = props;
    stack.requireSameSite(this, { network });
    this.fileSystemName = requireName(
      this,
      "file system name",
      props.fileSystemName ?? deriveName(this),
      // The token by which EFS tells one creation from another is the shortest of what carries the name.
      /^[\w.-]{1,64}$/,
      "letters, digits, _, . and -, at most 64",
    );
    this.dataClass = dataClass;
    this.key = new SovereignKey(this, "key", {
      description: `File system ${this.fileSystemName}`,
      custody: props.custody,
    });
    const { id: fileSystemId, arn } = new EfsFileSystem(this, "file-system", {
      creationToken: this.fileSystemName,
      encrypted: true,
      kmsKeyId: this.key.arn,
      throughputMode: "elastic",
      protection: { replicationOverwrite: "ENABLED" },
      tags: { Name: this.fileSystemName, "data-class": dataClass },
    });
    this.fileSystemId = fileSystemId;
    this.arn = arn;
    this.#close(stack, fileSystemId);
    new EfsBackupPolicy(this, "backup", { fileSystemId, backupPolicy: { status: "DISABLED" } });
    this.#open(network, fileSystemId);
  }

  #close(stack: SiteStack, fileSystemId: string): void {
    // A file system's policy is about that one alone, and a pattern is known before its ARN is.
    const everything = [stack.arn("elasticfilesystem", "file-system/*")];
    new EfsFileSystemPolicy(this, "policy", {
      fileSystemId,
      policy: renderPolicy([denyPlaintext("*", everything), denyForeignAccounts(stack, "*", everything)]),
    });
  }

  #open({ vpcId, cidr, subnetIds }: SovereignNetwork, fileSystemId: string): void {
    const name = this.fileSystemName;
    const door = openDoor(this, { vpcId, cidr, protocol: "NFS", port: 2049, to: `file system ${name}`, name });
    for (const [dataCentre, subnetId] of Object.entries(subnetIds)) {
      new EfsMountTarget(this, `mount-${dataCentre}`, { fileSystemId, subnetId, securityGroups: [door] });
    }
  }
}
