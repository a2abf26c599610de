/** A whole deployment against a local AWS API: real cdktf, real Terraform, real provider, and Clover's gate between them. */
import { join, resolve } from "node:path";
import { cloverTerraform } from "./gate-program";
import { type Moto, startMoto } from "./moto";
import { type Outcome, runToEnd } from "./run-program";
import { makeWorkplace, type Toolchain } from "./terraform";

const root = resolve(__dirname, "..");
/** Account that deployments work in: the charter's workload account. */
const ACCOUNT = "111122223333";

/** What stands in the local cloud, in all regions and accounts. */
export interface Inventory {
  readonly buckets: readonly string[];
  readonly vpcs: readonly string[];
}

export interface LocalCloud {
  readonly api: Moto;
  readonly env: NodeJS.ProcessEnv;
  /** Where states, synthesized stacks and caches of this cloud's deployments are. */
  readonly folder: string;
  /** Folder of a synthesized stack. */
  stackFolder(stack: string): string;
  /** `cdktf` in the project, gated; `app` replaces the project's own. */
  cdktf(
    args: readonly string[],
    options?: { app?: string; env?: NodeJS.ProcessEnv; seconds?: number },
  ): Promise<Outcome>;
  inventory(): Promise<Inventory>;
  close(): Promise<void>;
}

/** Starts the API and prepares an environment in which everything talks to it alone. */
export async function openLocalCloud(toolchain: Toolchain): Promise<LocalCloud> {
  const gate = cloverTerraform();
  const workplace = makeWorkplace(toolchain);
  const output = join(workplace.folder, "cdktf.out");
  const api = await startMoto();
  const env: NodeJS.ProcessEnv = {
    ...workplace.environment(api, await api.assume(ACCOUNT)),
    TERRAFORM_BINARY_NAME: gate,
    CLOVER_CHARTER: join(root, "charter.yaml"),
    NO_COLOR: "1",
  };
  return {
    api,
    env,
    folder: workplace.folder,
    stackFolder: (stack) => join(output, "stacks", stack),
    cdktf: ([command, ...args], { app, env: more, seconds = 180 } = {}) =>
      runToEnd(
        join(root, "node_modules", ".bin", "cdktf"),
        [command!, ...args, "--output", output, ...(app ? ["--app", app] : [])],
        { cwd: root, env: { ...env, ...more }, seconds },
      ),
    inventory: async () => ({
      buckets: (await api.list("s3.FakeBucket")).map(({ name, location }) => `${name} in ${location}`).toSorted(),
      vpcs: (await api.list("ec2.VPC"))
        .filter(({ is_default }) => String(is_default) !== "true") // Each region gets one by the first look at it.
        .map(({ id, cidr_block }) => `${id} ${cidr_block}`)
        .toSorted(),
    }),
    async close() {
      await api.stop();
      workplace.remove();
    },
  };
}
