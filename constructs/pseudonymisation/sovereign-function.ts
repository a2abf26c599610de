/** Functions that run inside the enclave's network, and nowhere else. */
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type EnclavePrincipal, requireRoleName } from "../foundation/enclave-principal";
import { bundleFunction } from "./function-code";
import { pathWithinStack, requireName } from "../foundation/names";
import { type IdentityStatement, renderIdentityPolicy } from "../foundation/policy-document";
import { renderServiceTrust } from "../foundation/service-trust";
import { SiteStack } from "../foundation/site-stack";
import type { SovereignNetwork } from "../network/sovereign-network";
import { SovereignKey } from "../keys/sovereign-key";

/** What a function is made from. */
export interface SovereignFunctionProps {
  /** What it does, for people. */
  readonly description: string;
  /** Where it runs. A function outside of a VPC reaches the internet. */
  readonly network: SovereignNetwork;
  /** Module in `pseudonymiser/` that exports `handler`. */
  readonly entry: string;
  /** What is written into the code; see `bundleFunction`. @default nothing */
  readonly constants?: Readonly<Record<string, unknown>>;
  /** @default 512 */
  readonly memoryMiB?: number;
  /** @default 60 */
  readonly timeoutSeconds?: number;
  /** How many may run at once. @default as many as the account allows */
  readonly concurrency?: number;
}

/** What a function may do, and what it has to be told; both often name what is made only after its role. */
export interface FunctionGrants {
  readonly statements: readonly IdentityStatement[];
  readonly environment: Readonly<Record<string, string>>;
  /** What has to be in place before the function is. */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** Days that the log of a function is kept. */
const LOG_DAYS = 400;

/**
 * A Lambda function in the isolated subnets of the site's network: its only ways out are the network's endpoints. Serves
 * GDPR Art. 32 and 44. Its log is encrypted under a key of its own, and its role is opened to nothing but its log, its network
 * interfaces and what `start` grants.
 *
 * It is made in two steps, because the key policies that let its role in must name the role, and what the role is granted names
 * those keys: `roleArn` is a literal from the beginning, and `start` makes the function.
 *
 * @throws ConstructError on an Outpost site (Lambda does not run there)
 */
export class SovereignFunction extends Construct {
  /** Literal name. */
  readonly functionName: string;
  /** Literal ARN, known at plan. */
  readonly arn: string;
  /** Literal ARN, known at plan. */
  readonly roleArn: string;
  /** The role, for policies of this enclave. */
  readonly principal: EnclavePrincipal & { readonly role: string };
  /** What must be there before a policy names the role: KMS refuses principals that do not exist. */
  readonly role: IamRole;
  readonly #props: SovereignFunctionProps;
  readonly #logGroup: CloudwatchLogGroup;

  constructor(scope: Construct, id: string, props: SovereignFunctionProps) {
    super(scope, id);
    const stack = SiteStack.inRegion(this, "SovereignFunction", "an instance in an OutpostSubnet");
    this.#props = props;
    const name = ["clover", stack.siteName, ...pathWithinStack(this)].join("-");
    this.functionName = requireName(
      this,
      "function name",
      name,
      /^[a-zA-Z0-9-_]{1,64}$/,
      "letters, digits, - and _, at most 64",
    );
    this.principal = { account: stack.accountRole, role: requireRoleName(this, name) };
    this.arn = stack.arn("lambda", `function:${name}`);
    this.roleArn = stack.globalArn("iam", `role/${name}`);
    this.role = new IamRole(this, "role", {
      name,
      description: props.description,
      assumeRolePolicy: renderServiceTrust({ sid: "Lambda", service: "lambda.amazonaws.com" }),
    });
    const logGroupName = `/aws/lambda/${name}`;
    const key = new SovereignKey(this, "log-key", { description: `Log of ${name}`, logGroups: [logGroupName] });
    this.#logGroup = new CloudwatchLogGroup(this, "log", {
      name: logGroupName,
      kmsKeyId: key.arn,
      retentionInDays: LOG_DAYS,
    });
  }

  /** Makes the function, once. */
  start({ statements, environment, dependsOn = [] }: FunctionGrants): LambdaFunction {
    const stack = SiteStack.of(this);
    const { network, description, entry, constants, memoryMiB, timeoutSeconds, concurrency } = this.#props;
    const policy = new IamRolePolicy(this, "role-policy", {
      name: "work",
      role: this.role.id,
      policy: renderIdentityPolicy([...this.#basics(stack), ...statements]),
    });
    const { filename, sourceCodeHash } = bundleFunction(this, entry, constants);
    return new LambdaFunction(this, "function", {
      functionName: this.functionName,
      description,
      role: this.role.arn,
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: "index.handler",
      filename,
      sourceCodeHash,
      memorySize: memoryMiB ?? 512,
      timeout: timeoutSeconds ?? 60,
      ...(concurrency === undefined ? {} : { reservedConcurrentExecutions: concurrency }),
      environment: { variables: { ...environment } },
      vpcConfig: { subnetIds: Object.values(network.subnetIds), securityGroupIds: [this.#wayOut(network).id] },
      dependsOn: [policy, this.#logGroup, ...dependsOn],
    });
  }

  #basics(stack: SiteStack): IdentityStatement[] {
    const log = stack.arn("logs", `log-group:/aws/lambda/${this.functionName}`);
    return [
      {
        Sid: "Log",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: [`${log}:*`],
      },
      // Lambda attaches the function to its subnets in the role's name, and EC2 knows no resources for it
      // (https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html). From inside the function it is denied.
      {
        Sid: "AttachToNetwork",
        Effect: "Allow",
        Action: [
          "ec2:CreateNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:DeleteNetworkInterface",
          "ec2:AssignPrivateIpAddresses",
          "ec2:UnassignPrivateIpAddresses",
        ],
        Resource: "*",
      },
      {
        Sid: "NotByTheCode",
        Effect: "Deny",
        Action: "ec2:*",
        Resource: "*",
        Condition: { ArnEquals: { "lambda:SourceFunctionArn": [this.arn] } },
      },
    ];
  }

  #wayOut(network: SovereignNetwork): SecurityGroup {
    const group = new SecurityGroup(this, "security-group", {
      name: this.functionName,
      description: "HTTPS to the endpoints of the network, nothing in",
      vpcId: network.vpcId,
    });
    new VpcSecurityGroupEgressRule(this, "to-endpoints", {
      securityGroupId: group.id,
      description: "HTTPS to interface endpoints",
      cidrIpv4: network.cidr,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    });
    for (const [service, prefixListId] of Object.entries(network.prefixListIds)) {
      new VpcSecurityGroupEgressRule(this, `to-${service}`, {
        securityGroupId: group.id,
        tags: { Name: `${this.functionName}-to-${service}` },
        prefixListId,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
      });
    }
    return group;
  }
}
