/** How shells are opened: recorded, or not at all. */
import { SsmDocument } from "@cdktf/provider-aws/lib/ssm-document";
import { Construct } from "constructs";
import { deriveName, requireBucketName, requireName } from "../foundation/names";
import type { IdentityStatement } from "../foundation/policy-document";
import { SiteStack } from "../foundation/site-stack";
import { SovereignLogGroup } from "../logs/sovereign-log-group";

/** What recording is made from. */
export interface SessionRecordingProps {
  /** Name of the bucket in the audit account that keeps the recordings; see AccessRecords. */
  readonly bucketName: string;
}

/**
 * Preferences of Session Manager under which people open shells: every keystroke and answer is streamed to an encrypted log group and
 * put into the audit account's bucket, and a session that cannot be recorded does not start
 * (https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html). Serves GDPR Art. 5(2), C5 OPS-10 and
 * SecNumCloud 12.6. The session itself is encrypted under the same key, ends after 15 idle minutes, and after an hour.
 */
export class SessionRecording extends Construct {
  /** Literal ARN of the preferences. */
  readonly documentArn: string;

  constructor(scope: Construct, id: string, { bucketName }: SessionRecordingProps) {
    super(scope, id);
    const stack = SiteStack.of(this);
    const name = requireName(
      this,
      "document name",
      deriveName(this),
      /^[\w.-]{3,128}$/,
      "3 to 128 letters, digits, _, . and -",
    );
    this.documentArn = stack.arn("ssm", `document/${name}`);
    const log = new SovereignLogGroup(this, "log", {
      dataClass: "restricted",
      description: "What people do in shells",
    });
    new SsmDocument(this, "preferences", {
      name,
      documentType: "Session",
      documentFormat: "JSON",
      content: JSON.stringify({
        schemaVersion: "1.0",
        description: `Shells of ${stack.siteName}, recorded`,
        sessionType: "Standard_Stream",
        inputs: {
          s3BucketName: requireBucketName(this, bucketName),
          s3KeyPrefix: stack.siteName,
          s3EncryptionEnabled: true,
          cloudWatchLogGroupName: log.logGroupName,
          cloudWatchEncryptionEnabled: true,
          cloudWatchStreamingEnabled: true,
          kmsKeyId: log.key.arn,
          idleSessionTimeout: "15",
          maxSessionDuration: "60",
          runAsEnabled: false,
        },
      }),
    });
  }

  /**
   * Lets a role open shells on the site's instances under these preferences and no others: without the check a caller could leave
   * the document out (https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-sessiondocumentaccesscheck.html).
   */
  get shell(): IdentityStatement {
    return {
      Sid: "RecordedShell",
      Effect: "Allow",
      Action: "ssm:StartSession",
      Resource: [SiteStack.of(this).arn("ec2", "instance/*"), this.documentArn],
      Condition: { BoolIfExists: { "ssm:SessionDocumentAccessCheck": "true" } },
    };
  }
}
