/** Tests that need Terraform, a provider and a local AWS API: run where all of it is there, skipped aloud where it is not. */
import { findToolchain, type Toolchain } from "../../scripts/terraform/terraform";
import { isReady, NOT_READY } from "../../scripts/local-cloud/venv";

/** `describe` for them. What is skipped is counted as skipped, and `.ci/run` does not accept it. */
export function describeEndToEnd(name: string, body: (toolchain: Toolchain) => void): void {
  const { toolchain, missing } = findToolchain(process.env);
  const lacking = [...missing, ...(isReady() ? [] : [NOT_READY])];
  if (toolchain && lacking.length === 0) {
    describe(name, () => body(toolchain));
    return;
  }
  for (const { what, remedy } of lacking) {
    process.stderr.write(`\nSKIPPED "${name}": there is no ${what}.\n  ${remedy}\n`);
  }
  // The tests are declared all the same, so that each of them is counted.
  describe.skip(name, () => body({ terraform: "terraform", mirror: "" }));
}
