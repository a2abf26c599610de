/** What every resource of the account looked like at any time, identities included. */
import { ConfigConfigurationRecorder } from "@cdktf/provider-aws/lib/config-configuration-recorder";
import { ConfigConfigurationRecorderStatus } from "@cdktf/provider-aws/lib/config-configuration-recorder-status";
import { ConfigDeliveryChannel } from "@cdktf/provider-aws/lib/config-delivery-channel";
import { IamServiceLinkedRole } from "@cdktf/provider-aws/lib/iam-service-linked-role";
import { Construct } from "constructs";
import type { ArchiveStore } from "./audit-archive";
import { sitesOf } from "../foundation/site";
import { SiteStack } from "../foundation/site-stack";

const SERVICE = "config.amazonaws.com";

/** What a recorder is made from. */
export interface ConfigurationRecorderProps {
  /** Name of the recorder and of its channel; AWS has one of each per account and region. */
  readonly name: string;
  readonly store: ArchiveStore;
}

/**
 * AWS Config: every supported resource of the region, and once an account IAM's users, groups, roles and policies, which have none. A trail in one
 * region does not see calls to IAM (since November 2021 they are recorded in us-east-1:
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events), so this is
 * how the enclave sees them at home. Serves C5 AM-01 and OPS-13, NIS2 Reg. 2024/2690 6.3 and DORA Art. 9.
 *
 * It works in its service-linked role, which no policy of the account's own can narrow. Where the account has that role already,
 * import it: `terraform import <address> arn:aws:iam::<account>:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`.
 */
export class ConfigurationRecorder extends Construct {
  constructor(scope: Construct, id: string, { name, store }: ConfigurationRecorderProps) {
    super(scope, id);
    const stack = SiteStack.of(this);
    // Role and identities are the account's, not the region's: the charter's first region sees to them.
    const isFirst = sitesOf(stack.charter, "region")[0] === stack.siteName;
    const role = isFirst ? [new IamServiceLinkedRole(this, "role", { awsServiceName: SERVICE })] : [];
    const recorder = new ConfigConfigurationRecorder(this, "recorder", {
      name,
      roleArn: stack.globalArn("iam", `role/aws-service-role/${SERVICE}/AWSServiceRoleForConfig`),
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: isFirst },
      recordingMode: { recordingFrequency: "CONTINUOUS" },
      dependsOn: role,
    });
    const channel = new ConfigDeliveryChannel(this, "channel", {
      name,
      s3BucketName: store.bucketName,
      s3KmsKeyArn: store.keyArn,
      snapshotDeliveryProperties: { deliveryFrequency: "TwentyFour_Hours" },
      dependsOn: [recorder, ...store.dependsOn],
    });
    new ConfigConfigurationRecorderStatus(this, "status", {
      name: recorder.name,
      isEnabled: true,
      dependsOn: [channel],
    });
  }
}
