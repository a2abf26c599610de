/** The configuration beside a plan: from the saved plan itself, or from a folder. */
import type { WrittenConfiguration } from "../document";
import { readConfigurationFiles } from "../plan/file";
import { convertModules } from "../source/convert";

/** What a saved plan was made from. Undefined where it does not carry it: a plan that OpenTofu has encrypted. */
export async function configurationOfPlan(plan: Uint8Array): Promise<WrittenConfiguration | undefined> {
  const files = readConfigurationFiles(plan);
  return files.size === 0 ? undefined : convertModules(files);
}
