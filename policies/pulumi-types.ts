/** Converts Pulumi type tokens of the AWS provider, which is bridged from Terraform's, to Terraform types. */
import { knownTypes } from "../placement/catalogue/carriers";

/**
 * Modules whose name in Pulumi differs from the prefix of Terraform's types. The more specific prefix comes first: `rds/instance` is
 * a database, not a virtual machine.
 */
const PREFIX = new Map(
  Object.entries<readonly string[]>({
    alb: ["alb_", "lb_"],
    apigateway: ["api_gateway_"],
    cfg: ["config_", "config_configuration_"],
    cloudwatch: ["cloudwatch_", "cloudwatch_event_", "cloudwatch_log_"],
    directconnect: ["dx_"],
    ec2: ["ec2_", "ebs_", "vpc_", ""],
    ec2transitgateway: ["ec2_transit_gateway_", "ec2_"],
    elasticloadbalancing: ["elb_", "lb_"],
    rds: ["rds_", "db_"],
  }),
);

/** Types that have the name of their module. */
const NAMED = new Map([
  ["alb/LoadBalancer", "alb"],
  ["elb/LoadBalancer", "elb"],
  ["lb/LoadBalancer", "lb"],
]);

const snake = (name: string): string =>
  name.replace(/[A-Z]+/g, (capitals) => `_${capitals.toLowerCase()}`).replace(/^_/, "");

let known: ReadonlySet<string> | undefined;

/** @returns undefined if the token has no Terraform type that the catalogue knows. */
export function terraformTypeOf(token: string): string | undefined {
  const [pack, middle = "", member = ""] = token.split(":");
  if (pack !== "aws") return undefined;
  known ??= new Set(knownTypes("managed"));
  const module = middle.split("/", 1)[0] ?? "";
  const named = NAMED.get(`${module}/${member}`);
  if (named) return `aws_${named}`;
  // Pulumi numbers its own second version of a type (`s3/bucketV2`), which Terraform does not.
  const names = [snake(member), snake(member.replace(/V\d+$/, ""))];
  for (const prefix of PREFIX.get(module) ?? [`${module}_`]) {
    const found = names.map((name) => `aws_${prefix}${name}`).find((type) => known?.has(type));
    if (found) return found;
  }
  return undefined;
}
