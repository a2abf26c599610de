/** Everything that is done in an account, written where those who did it cannot change it. */
import {
  Cloudtrail,
  type CloudtrailAdvancedEventSelector,
  type CloudtrailAdvancedEventSelectorFieldSelector as FieldSelector,
} from "@cdktf/provider-aws/lib/cloudtrail";
import { Construct } from "constructs";
import { type Archive, archiveBucket, type AuditArchive, FoundArchive } from "./audit-archive";
import { ConfigurationRecorder } from "./configuration-recorder";
import { pathWithinStack, requireName } from "../foundation/names";
import { SiteStack } from "../foundation/site-stack";
import { TamperAlarms } from "./tamper-alarms";

/** What a trail is made from. */
export interface AuditTrailProps {
  /** The archive of this stack, in the audit account's own. @default found by name in the audit account */
  readonly archive?: AuditArchive;
}

/**
 * Data that is read or written, by CloudTrail's resource types. Uses of KMS keys and reads of secrets are management events, which
 * are all recorded. The archive's own objects are in a selector apart.
 */
const DATA = [
  "AWS::DynamoDB::Stream",
  "AWS::DynamoDB::Table",
  "AWS::EC2::Snapshot",
  "AWS::Kinesis::Stream",
  "AWS::Lambda::Function",
  "AWS::RDS::DBCluster",
  "AWS::S3::AccessPoint",
  "AWS::S3Outposts::Object",
  "AWS::SNS::Topic",
  "AWS::SQS::Queue",
];

/**
 * The trail of an account in a site's region, its recorder of configurations and its alarms; one a stack, in every account of the
 * charter. Serves GDPR Art. 5(2), 32(1)(d) and 33, NIS2 Reg. 2024/2690 3.2, C5 OPS-10 to OPS-15 and SecNumCloud 3.2 12.6.
 *
 * - One region on purpose: a trail of all regions carries events of regions in which the enclave has nothing to do, and makes a copy
 *   of itself in each. What has no region is seen at home by other means: IAM by the recorder, STS because guardrails leave its
 *   regional endpoints alone. Not seen by either: sign-ins to the console as root or as an IAM user, which the enclave has not.
 * - Log files are digested and signed hour by hour, so that one that was changed or taken away is noticed
 *   (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html).
 * - Of the archive's own objects only reads are recorded: each record written would otherwise make the next.
 *
 * @throws ConstructError on an Outpost site, and when the charter names no audit account
 */
export class AuditTrail extends Construct {
  constructor(scope: Construct, id: string, props: AuditTrailProps = {}) {
    super(scope, id);
    const stack = SiteStack.inRegion(this, "AuditTrail", "the trail of its anchor, which records the Outpost too");
    const name = requireName(
      this,
      "trail name",
      ["clover", stack.siteName, ...pathWithinStack(this)].join("-"),
      /^[a-zA-Z0-9][a-zA-Z0-9._-]{1,126}[a-zA-Z0-9]$/,
      "3 to 128 letters, digits, dots, - and _",
    );
    if (props.archive) stack.requireSameSite(this, { archive: props.archive });
    const archive: Archive = props.archive ?? new FoundArchive(this, "archive");
    new Cloudtrail(this, "trail", {
      name,
      s3BucketName: archive.trails.bucketName,
      kmsKeyId: archive.trails.keyArn,
      enableLogging: true,
      enableLogFileValidation: true,
      isMultiRegionTrail: false,
      includeGlobalServiceEvents: false,
      advancedEventSelector: this.#selectors(stack),
      insightSelector: [{ insightType: "ApiCallRateInsight" }, { insightType: "ApiErrorRateInsight" }],
      dependsOn: [...archive.trails.dependsOn],
    });
    new ConfigurationRecorder(this, "configurations", { name, store: archive.configurations });
    new TamperAlarms(this, "alarms");
  }

  #selectors(stack: SiteStack): CloudtrailAdvancedEventSelector[] {
    const archive = (["trails", "configurations"] as const).map(
      (store) => `${stack.globalArn("s3", archiveBucket(stack, this.node.path, store))}/`,
    );
    const data = (name: string, type: string, ...more: FieldSelector[]) => ({
      name,
      fieldSelector: [
        { field: "eventCategory", equalTo: ["Data"] },
        { field: "resources.type", equalTo: [type] },
        ...more,
      ],
    });
    return [
      { name: "Management", fieldSelector: [{ field: "eventCategory", equalTo: ["Management"] }] },
      ...DATA.map((type) => data(type, type)),
      data("AWS::S3::Object", "AWS::S3::Object", { field: "resources.ARN", notStartsWith: archive }),
      data(
        "Reads of the archive",
        "AWS::S3::Object",
        { field: "readOnly", equalTo: ["true"] },
        { field: "resources.ARN", startsWith: archive },
      ),
    ];
  }
}
