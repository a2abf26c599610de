/** Plans that HCP Terraform makes and keeps: what is saved here is a mere reference to them. */
import { readFileSync, statSync } from "node:fs";
import { InputError } from "../../core/user-error";
import { isObject } from "../../core/json";

/** A reference names a host and a run: more than this is something else, and is not read. */
const LONGEST = 65_536;

/**
 * Throws for a reference (its format: `SavedPlanBookmark` in Terraform's internal/cloud/cloudplan). The run that it names is
 * applied on another machine, under an environment and by programs that cannot be seen from here, so the digest of the reference
 * and the conditions of this machine would say nothing of it.
 */
export function refuseRemotePlan(file: string): void {
  if (statSync(file).size > LONGEST || !isReference(readFileSync(file, "utf8"))) return;
  throw new InputError(
    "The plan is kept and would be applied by a remote backend, in an environment that cannot be checked from here. Nothing was applied.",
    "Let Terraform work on this machine: set the workspace's execution mode to local, or use a backend that only keeps the state.",
  );
}

function isReference(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && "remote_plan_format" in value;
  } catch {
    return false;
  }
}
