import { Unknown, type Value } from "../../model/value";
import { follow } from "../../model/references/references";
import type { Resource } from "../../model/document";
import { expand, segmentsOf } from "../../placement/catalogue/expand";
import { NOTHING, resourcePolicy, type Problem } from "../policy";

/** Types that always open a way to the internet. */
const GATES = new Set([
  "aws_internet_gateway",
  "aws_internet_gateway_attachment",
  "aws_egress_only_internet_gateway",
  "aws_carrier_gateway",
  "aws_default_vpc",
]);

/** Attributes that open a way to the internet, with the values that open it. `undefined` stands for "not set". */
const SWITCHES: Readonly<Record<string, { readonly path: string; readonly opens: readonly (Value | undefined)[] }>> = {
  aws_nat_gateway: { path: "connectivity_type", opens: ["public", undefined] },
  aws_instance: { path: "associate_public_ip_address", opens: [true] },
  aws_launch_template: { path: "network_interfaces[].associate_public_ip_address", opens: ["true", true] },
  aws_subnet: { path: "map_public_ip_on_launch", opens: [true] },
  aws_default_subnet: { path: "map_public_ip_on_launch", opens: [true, undefined] },
  aws_db_instance: { path: "publicly_accessible", opens: [true] },
  aws_rds_cluster_instance: { path: "publicly_accessible", opens: [true] },
  aws_redshift_cluster: { path: "publicly_accessible", opens: [true] },
  aws_dms_replication_instance: { path: "publicly_accessible", opens: [true] },
  aws_mq_broker: { path: "publicly_accessible", opens: [true] },
  aws_eks_cluster: { path: "vpc_config[].endpoint_public_access", opens: [true, undefined] },
  aws_lb: { path: "internal", opens: [false, undefined] },
  aws_alb: { path: "internal", opens: [false, undefined] },
  aws_elb: { path: "internal", opens: [false, undefined] },
  aws_lambda_function_url: { path: "authorization_type", opens: ["NONE"] },
};

/** Rejects every way to the internet. Data that must leave an enclave goes through its gateway. */
export const noInternet = resourcePolicy(
  {
    name: "network/no-internet",
    description: "No resource has a way to or from the public internet.",
    severity: "medium",
    enforcementLevel: "advisory",
    waivable: true,
    why: "A path to the internet is a path to every country. In an enclave, traffic goes only through declared endpoints and gateways.",
    fix: "Use the isolated subnets and endpoints of SovereignNetwork.",
    controls: ["C5 COS-04", "SecNumCloud 3.2 13.1", "NIS2 21.2.e", "ISO 27001 A.8.22"],
    examples: [
      {
        name: "gateways, and settings that open a resource",
        terraform: {
          provider: { aws: [{ region: "eu-west-1" }] },
          variable: { open: {} },
          resource: {
            aws_internet_gateway: { door: { vpc_id: "vpc-1" } },
            aws_subnet: {
              closed: { vpc_id: "vpc-1", cidr_block: "10.0.0.0/24", map_public_ip_on_launch: false },
              open: { vpc_id: "vpc-1", cidr_block: "10.0.1.0/24", map_public_ip_on_launch: true },
              late: { vpc_id: "vpc-1", cidr_block: "10.0.2.0/24", map_public_ip_on_launch: "${var.open}" },
            },
          },
        },
        expect: {
          "aws_internet_gateway.door": "violation",
          "aws_subnet.closed": "pass",
          "aws_subnet.open": "violation",
          "aws_subnet.late": "undetermined",
        },
      },
    ],
  },
  ({ resource }) => {
    if (!resource.stays || resource.mode !== "managed") return NOTHING;
    if (GATES.has(resource.type)) {
      const message = `${resource.address} is a way to the internet.`;
      return [{ outcome: "violation", address: resource.address, path: "", message }];
    }
    return Object.hasOwn(SWITCHES, resource.type) ? judgeSwitch(resource) : NOTHING;
  },
);

function* judgeSwitch(resource: Resource): Iterable<Problem> {
  const rule = SWITCHES[resource.type];
  if (!rule) return;
  const found = expand(resource.values, segmentsOf(rule.path));
  if (found.length === 0 && rule.opens.includes(undefined)) yield open(resource, rule.path, "not set");
  for (const { path, value } of found) {
    if (rule.opens.includes(value)) yield open(resource, path, JSON.stringify(value));
    if (value instanceof Unknown) {
      const references = follow(resource, path, value).map((target) => target.reference);
      if (references.length === 0) continue;
      yield {
        outcome: "undetermined",
        address: resource.address,
        path,
        message: `Whether ${resource.address} has a way to the internet depends on ${references.join(", ")}, which the input does not resolve.`,
      };
    }
  }
}

const open = (resource: Resource, path: string, value: string): Problem => ({
  outcome: "violation",
  address: resource.address,
  path,
  message: `${resource.address} is open to the internet: ${path} is ${value}.`,
});
