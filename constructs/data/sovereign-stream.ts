/** Streams for data that stays: own key, one region, no foreign account. */
import { KinesisStream } from "@cdktf/provider-aws/lib/kinesis-stream";
import { Construct } from "constructs";
import type { DataClass } from "../foundation/data-class";
import { outOfRange } from "../foundation/errors";
import type { Kept } from "../keys/key-custody";
import { deriveName, requireName } from "../foundation/names";
import { SiteStack } from "../foundation/site-stack";
import { SovereignKey } from "../keys/sovereign-key";

/** What a stream is made from. */
export interface SovereignStreamProps extends Kept {
  readonly dataClass: DataClass;
  /** How long a record can be read, 24 to 8760. @default 24 */
  readonly retentionHours?: number;
  /** Literal name. @default clover-<site>-<path of the construct> */
  readonly streamName?: string;
}

/**
 * A Kinesis stream in the site's region. Serves GDPR Art. 32 and Art. 5(1)(e): what it holds is encrypted under its own key and
 * gone after its time. It has no policy, and only a policy could let another account in. It scales by itself.
 *
 * @throws ConstructError on an Outpost site (Kinesis does not run there), for an illegal name, and for a retention out of range
 */
export class SovereignStream extends Construct {
  readonly streamName: string;
  readonly dataClass: DataClass;
  /** ARN, known at plan. */
  readonly arn: string;
  readonly key: SovereignKey;

  constructor(scope: Construct, id: string, props: SovereignStreamProps) {
    super(scope, id);
    const stack = SiteStack.inRegion(this, "SovereignStream", "an instance in an OutpostSubnet");
    const hours = props.retentionHours ?? 24;
    if (!Number.isInteger(hours) || hours < 24 || hours > 8760) {
      throw outOfRange(this.node.path, "retentionHours", hours, "a whole number from 24 to 8760");
    }
    this.streamName = requireName(
      this,
      "stream name",
      props.streamName ?? deriveName(this),
      /^[\w.-]{1,128}$/,
      "letters, digits, _, . and -, at most 128",
    );
    this.dataClass = props.dataClass;
    this.arn = stack.arn("kinesis", `stream/${this.streamName}`);
    this.key = new SovereignKey(this, "key", { description: `Stream ${this.streamName}`, custody: props.custody });
    new KinesisStream(this, "stream", {
      name: this.streamName,
      streamModeDetails: { streamMode: "ON_DEMAND" },
      retentionPeriod: hours,
      encryptionType: "KMS",
      kmsKeyId: this.key.arn,
      tags: { "data-class": props.dataClass },
    });
  }
}
