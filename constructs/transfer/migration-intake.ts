/** The way in, for as long as a migration lasts: from outside into a store of the enclave, and never back. */
import { DatasyncAgent } from "@cdktf/provider-aws/lib/datasync-agent";
import { DatasyncLocationNfs } from "@cdktf/provider-aws/lib/datasync-location-nfs";
import { DatasyncLocationS3 } from "@cdktf/provider-aws/lib/datasync-location-s3";
import { DatasyncTask } from "@cdktf/provider-aws/lib/datasync-task";
import { Construct } from "constructs";
import { type Opening, requireDeclaredSource } from "./declared-source";
import { deriveName } from "../foundation/names";
import { demandSecret } from "../foundation/secret-variable";
import { ServiceRole } from "../foundation/service-role";
import { SiteStack } from "../foundation/site-stack";
import { SovereignBucket } from "../data/sovereign-bucket";
import { SovereignLogGroup } from "../logs/sovereign-log-group";

/** A place outside of the enclave: described, because nothing there is built. Only ever the source. */
export interface Outside {
  /** Host of an NFS server; the charter's `endpoints` say in which country it stands. */
  readonly host: string;
  /** Exported folder. */
  readonly folder: string;
}

/** What a migration is made from. */
export interface MigrationIntakeProps extends Opening {
  /** Where the data comes from. */
  readonly from: Outside;
  /** Where it goes: a store of the enclave, which cannot be written as a source. */
  readonly to: SovereignBucket;
}

/**
 * One way in for files, by AWS DataSync; DatabaseIntake is the one for databases. Serves GDPR Art. 5(1)(d) and (f), 5(2) and 44; Project Clover's migration into European servers.
 *
 * - From a description to a construct: there is no way to write the other direction. The role that writes cannot delete, and the one
 *   location inside is the task's destination.
 * - A source abroad is a flow across the border, once: the charter declares it under `transfers`, and the gate asks for that.
 * - Every file is compared with its source by checksum when all are there, nothing is overwritten, and the manifest of what came in
 *   (with what was skipped and verified) goes into a locked bucket that outlives the migration
 *   (https://docs.aws.amazon.com/datasync/latest/userguide/task-reports.html).
 * - The agent's activation key is a sensitive variable, `<path of the construct>_activation_key`; it is good for half an hour and for one activation.
 *
 * @throws ConstructError for a source that the charter does not place, one abroad that no transfer declares, and a way that is open
 * after its last day
 */
export class MigrationIntake extends Construct {
  /** The manifests of what came in; they stay. */
  readonly reports: SovereignBucket;

  constructor(scope: Construct, id: string, props: MigrationIntakeProps) {
    super(scope, id);
    const stack = SiteStack.inRegion(this, "MigrationIntake", "the anchor's intake");
    stack.requireSameSite(this, { to: props.to });
    requireDeclaredSource(this, props.from.host, props);
    this.reports = new SovereignBucket(this, "reports", {
      dataClass: "audit",
      objectLock: { mode: "COMPLIANCE", days: 400 },
    });
    if (props.open) this.#open(stack, props);
  }

  #open(stack: SiteStack, { from, to }: MigrationIntakeProps): void {
    const name = deriveName(this);
    const activationKey = demandSecret(
      this,
      "activation-key",
      `Activation key of the DataSync agent beside ${from.host}`,
    );
    const agent = new DatasyncAgent(this, "agent", { name, activationKey });
    const source = new DatasyncLocationNfs(this, "source", {
      serverHostname: from.host,
      subdirectory: from.folder,
      mountOptions: { version: "NFS4_1" },
      onPremConfig: { agentArns: [agent.arn] },
    });
    const destination = new DatasyncLocationS3(this, "destination", {
      s3BucketArn: to.arn,
      subdirectory: "/",
      s3Config: { bucketAccessRoleArn: this.#writer(stack, "writer", to).createdArn },
    });
    const log = new SovereignLogGroup(this, "log", {
      dataClass: "audit",
      description: "Every file that comes in",
      delivered: true,
    });
    new DatasyncTask(this, "task", {
      name,
      sourceLocationArn: source.arn,
      destinationLocationArn: destination.arn,
      cloudwatchLogGroupArn: log.createdArn,
      options: {
        verifyMode: "POINT_IN_TIME_CONSISTENT",
        overwriteMode: "NEVER",
        preserveDeletedFiles: "PRESERVE",
        logLevel: "TRANSFER",
        posixPermissions: "NONE",
        uid: "NONE",
        gid: "NONE",
      },
      taskReportConfig: {
        outputType: "STANDARD",
        reportLevel: "SUCCESSES_AND_ERRORS",
        s3ObjectVersioning: "INCLUDE",
        // The provider reads an empty block where there is none, and would want to remove it in every plan
        // (https://github.com/hashicorp/terraform-provider-aws/issues/36016).
        reportOverrides: {},
        s3Destination: {
          s3BucketArn: this.reports.arn,
          bucketAccessRoleArn: this.#writer(stack, "reporter", this.reports).createdArn,
        },
      },
    });
  }

  /** DataSync reads back what it wrote, to compare. */
  #writer(stack: SiteStack, id: string, bucket: SovereignBucket): ServiceRole {
    const role = new ServiceRole(this, id, {
      description: `Puts what comes in into ${bucket.bucketName}`,
      service: "datasync.amazonaws.com",
      sourceArn: stack.arn("datasync", "*"),
    });
    role.grant([
      {
        Sid: "Put",
        Effect: "Allow",
        Action: ["s3:AbortMultipartUpload", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"],
        Resource: `${bucket.arn}/*`,
      },
      {
        Sid: "Find",
        Effect: "Allow",
        Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
        Resource: bucket.arn,
      },
      { Sid: "Encrypt", Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: bucket.key.arn },
    ]);
    return role;
  }
}
