/** Plans that HCP Terraform makes and stores. The local file is only a reference to such a plan. */
import { readFileSync, statSync } from "node:fs";
import { InputError } from "../../core/user-error";
import { isObject } from "../../core/json";

/** Maximum size of a reference in bytes. It holds a host and a run, so a larger file is not a reference and is not read. */
const LONGEST = 65_536;

/**
 * Refuses a reference to a remote plan (its format: `SavedPlanBookmark` in Terraform's internal/cloud/cloudplan). Another machine
 * applies the run that it names, in an environment and by programs that cannot be checked here. The digest of the reference and the
 * settings of this machine prove nothing about it.
 *
 * @throws InputError if the file is such a reference
 */
export function refuseRemotePlan(file: string): void {
  if (statSync(file).size > LONGEST || !isReference(readFileSync(file, "utf8"))) return;
  throw new InputError(
    "A remote backend stores the plan and would apply it, in an environment that cannot be checked from here. Nothing was applied.",
    "Let Terraform work on this machine: set the workspace's execution mode to local, or use a backend that only stores the state.",
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
