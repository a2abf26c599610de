/** The region of a provider, as a data source that it serves showed it while Terraform planned. */
import type { Jurisdiction } from "../../charter/jurisdiction";
import type { Document, Resource } from "../../model/document";

/**
 * The region that a data source shows of its provider: its own `aws_region`, or the id of a list, which the AWS provider makes of
 * the region that it asked.
 */
export function regionRead(
  { type, values, expressions }: Resource,
  document: Document,
  jurisdiction: Jurisdiction,
): string | undefined {
  if (type !== "aws_region" && !LISTS.has(type)) return undefined;
  if (names(document.kind === "synth" ? values : expressions)) return undefined;
  const region = type === "aws_region" ? (values["region"] ?? values["name"] ?? values["id"]) : values["id"];
  if (typeof region !== "string" || region === "") return undefined;
  return type === "aws_region" || jurisdiction.locate(region)?.kind === "region" ? region : undefined;
}

/** Data sources whose id is the region of their provider (`d.SetId(meta.(*conns.AWSClient).Region(ctx))` in their source). */
const LISTS: ReadonlySet<string> = new Set([
  "aws_availability_zones",
  "aws_ebs_volumes",
  "aws_ec2_instance_types",
  "aws_eips",
  "aws_instances",
  "aws_nat_gateways",
  "aws_network_acls",
  "aws_network_interfaces",
  "aws_route_tables",
  "aws_security_groups",
  "aws_subnets",
  "aws_vpcs",
]);

/** Whether the data source asks for a region by name instead of its provider's own. */
const names = (expressions: unknown): boolean =>
  typeof expressions === "object" &&
  expressions !== null &&
  Object.keys(expressions).some((key) => ["name", "region", "endpoint"].includes(key));
