/** A record of every connection in a network, encrypted under the enclave's key. */
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { requireRoleName } from "../foundation/enclave-principal";
import { pathWithinStack } from "../foundation/names";
import { renderServiceTrust } from "../foundation/service-trust";
import { SiteStack } from "../foundation/site-stack";
import { SovereignKey } from "../keys/sovereign-key";
import { requireRetention } from "../logs/sovereign-log-group";

/** What flow logs are made from. */
export interface FlowLogsProps {
  readonly vpcId: string;
  /** How long they are kept; CloudWatch accepts only certain numbers of days. */
  readonly days: number;
}

/**
 * Flow logs of a VPC to a log group in the site's region. Serves GDPR Art. 5(2) and 33: whether data left can be shown, and
 * seen in time. They tell who talked to whom, so they are encrypted and expire.
 *
 * The role can be taken on by the flow-logs service only for flow logs of this account and region
 * (https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html, "confused deputy").
 *
 * @throws ConstructError for a retention that CloudWatch does not know
 */
export class FlowLogs extends Construct {
  readonly logGroupName: string;

  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    const stack = SiteStack.of(this);
    const path = pathWithinStack(this);
    this.logGroupName = `/${["clover", stack.siteName, ...path].join("/")}`;
    const key = new SovereignKey(this, "key", {
      description: `Log group ${this.logGroupName}`,
      logGroups: [this.logGroupName],
    });
    const logGroup = new CloudwatchLogGroup(this, "log-group", {
      name: this.logGroupName,
      kmsKeyId: key.arn,
      retentionInDays: requireRetention(this, props.days),
    });
    const role = this.#role(stack, ["clover", stack.siteName, ...path].join("-"));
    new FlowLog(this, "flow-log", {
      vpcId: props.vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: logGroup.arn,
      iamRoleArn: role.arn,
      maxAggregationInterval: 60,
    });
  }

  #role(stack: SiteStack, name: string): IamRole {
    const role = new IamRole(this, "role", {
      name: requireRoleName(this, name),
      description: "Flow logs of the network into its log group",
      assumeRolePolicy: renderServiceTrust({
        sid: "FlowLogs",
        service: "vpc-flow-logs.amazonaws.com",
        sourceAccount: stack.accountId,
        sourceArn: stack.arn("ec2", "vpc-flow-log/*"),
      }),
    });
    const logGroup = stack.arn("logs", `log-group:${this.logGroupName}`);
    new IamRolePolicy(this, "role-policy", {
      name: "write-flow-logs",
      role: role.id,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "Write",
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
            Resource: [logGroup, `${logGroup}:*`],
          },
          {
            Sid: "Find",
            Effect: "Allow",
            Action: "logs:DescribeLogGroups",
            Resource: stack.arn("logs", "log-group:*"),
          },
        ],
      }),
    });
    return role;
  }
}
