/** Secrets that a resource cannot do without: asked for at plan, in no program and no synthesized stack. */
import { TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import { pathWithinStack } from "./names";

/**
 * A sensitive variable without a default, named `<path of the construct>_<id>` with underscores: Terraform masks it in what it
 * prints. In plan and state it stands all the same. Returns the reference to it.
 */
export function demandSecret(construct: Construct, id: string, description: string): string {
  const variable = new TerraformVariable(construct, id, {
    type: "string",
    sensitive: true,
    nullable: false,
    description,
  });
  variable.overrideLogicalId([...pathWithinStack(construct), id].join("_").replaceAll("-", "_"));
  return variable.stringValue;
}
