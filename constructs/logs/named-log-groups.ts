/** Log groups whose names a service chooses: there before it writes, or it would make them itself, in the clear and for ever. */
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { Construct } from "constructs";
import { SovereignKey } from "../keys/sovereign-key";
import { requireRetention } from "./sovereign-log-group";

/** What they are made from. */
export interface NamedLogGroupsProps {
  /** What is logged, for people. */
  readonly description: string;
  /** Names of the groups, by what tells them apart in the program. */
  readonly names: Readonly<Record<string, string>>;
  /** How long they are kept, in days that CloudWatch accepts. @default 400 */
  readonly days?: number | undefined;
}

/**
 * Makes the groups under `construct`, encrypted under one key of their own.
 *
 * @throws ConstructError for a name that cannot be one, and for a retention that CloudWatch does not know
 */
export function buildNamedLogGroups(construct: Construct, props: NamedLogGroupsProps): CloudwatchLogGroup[] {
  const retentionInDays = requireRetention(construct, props.days ?? 400);
  const { arn: kmsKeyId } = new SovereignKey(construct, "log-key", {
    description: props.description,
    logGroups: Object.values(props.names),
  });
  return Object.entries(props.names).map(
    ([id, name]) => new CloudwatchLogGroup(construct, `log-${id}`, { name, kmsKeyId, retentionInDays }),
  );
}
