/** OpenTofu for tests that hold under both programs. */
import { findOpenTofu } from "../../scripts/terraform/opentofu";

/** Finds it; what is missing is said on standard error, and `describe.skip` counts the tests as skipped. */
export function locateOpenTofu(): string | undefined {
  const { program, missing } = findOpenTofu(process.env);
  if (missing) process.stderr.write(`\nSKIPPED under OpenTofu: there is no ${missing.what}.\n  ${missing.remedy}\n`);
  return program;
}
