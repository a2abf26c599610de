/** Terraform's type for a Pulumi type token of the AWS provider, which is bridged from Terraform's. */
import { knownTypes } from "../placement/carriers";

/** Modules that Pulumi names differently from the prefix of Terraform's types. */
const PREFIX: Readonly<Record<string, readonly string[]>> = {
  ec2: ["", "ec2_", "ebs_", "vpc_"],
  ebs: ["ebs_"],
  rds: ["", "rds_", "db_"],
  lb: ["lb_", ""],
  alb: ["alb_"],
  s3: ["s3_"],
  iam: ["iam_"],
  cloudwatch: ["cloudwatch_", "cloudwatch_event_", "cloudwatch_log_"],
  cfg: ["config_"],
  directconnect: ["dx_"],
  ec2transitgateway: ["ec2_transit_gateway_", "ec2_"],
  apigatewayv2: ["apigatewayv2_"],
  apigateway: ["api_gateway_"],
  elasticloadbalancing: ["elb_", ""],
  kinesis: ["kinesis_", ""],
  secretsmanager: ["secretsmanager_"],
};

const snake = (name: string): string =>
  name
    .replace(/V2$/, "")
    .replace(/[A-Z]+/g, (capitals) => `_${capitals.toLowerCase()}`)
    .replace(/^_/, "");

let known: ReadonlySet<string> | undefined;

/** @returns undefined when the token has no Terraform type that the catalogue knows. */
export function terraformTypeOf(token: string): string | undefined {
  const [pack, middle = "", member = ""] = token.split(":");
  if (pack === "random" || pack === "null" || pack === "time" || pack === "tls") return `${pack}_${snake(member)}`;
  if (pack !== "aws") return undefined;
  known ??= new Set(knownTypes("managed"));
  const module = middle.split("/", 1)[0] ?? "";
  const name = snake(member);
  for (const prefix of PREFIX[module] ?? [`${module}_`]) {
    const candidates = [`aws_${prefix}${name}`, `aws_${prefix}${name.replace(/_v\d+$/, "")}`];
    const found = candidates.find((type) => known!.has(type));
    if (found) return found;
  }
  return known.has(`aws_${name}`) ? `aws_${name}` : undefined;
}
