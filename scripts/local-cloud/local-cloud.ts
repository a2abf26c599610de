/** A whole deployment against a local AWS API: real cdktf, real Terraform, real provider, and Clover's gate between them. */
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { stringify } from "yaml";
import type { Charter } from "../../charter/schema";
import { cloverTerraform } from "../gate-program";
import { type Credentials, type Moto, startMoto } from "./moto";
import { type ProgramResult, runToEnd } from "../run-program";
import { makeWorkplace, type Toolchain } from "../terraform/terraform";

const root = resolve(__dirname, "..", "..");
/** Account that deployments work in: the charter's workload account. */
const ACCOUNT = "111122223333";

/** Where deployments of the tests and the sandbox go, or would go if nobody stopped them. */
const REGIONS = ["eu-central-1", "eu-west-1", "us-east-1"];

/** What stands in the local cloud, as the API itself lists it: buckets by name, networks by region and range. */
export interface Inventory {
  readonly buckets: readonly string[];
  readonly vpcs: readonly string[];
}

/** Lists it. Each region's default network is there from the first look at it and does not count. */
async function takeInventory(api: Moto, by: Credentials): Promise<Inventory> {
  const namesIn = (xml: string, name: string) =>
    [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))].map(([, text]) => text!);
  const vpcs = await Promise.all(
    REGIONS.map(async (region) => {
      const parameters = {
        Action: "DescribeVpcs",
        Version: "2016-11-15",
        "Filter.1.Name": "is-default",
        "Filter.1.Value.1": "false",
      };
      return (await api.ask("ec2", region, by, parameters))
        .split("<vpcId>")
        .slice(1)
        .map((xml) => `${namesIn(xml, "cidrBlock")[0]} in ${region}`);
    }),
  );
  return { buckets: namesIn(await api.ask("s3", "us-east-1", by), "Name").toSorted(), vpcs: vpcs.flat().toSorted() };
}

export interface LocalCloud {
  readonly api: Moto;
  readonly env: NodeJS.ProcessEnv;
  /** Where states, synthesized stacks and caches of this cloud's deployments are. */
  readonly folder: string;
  /** Folder of a synthesized stack. */
  stackFolder(stack: string): string;
  /** `cdktf` in the project, gated; `app` replaces the project's own, `through` is a program that runs it. */
  cdktf(
    args: readonly string[],
    options?: { app?: string; env?: NodeJS.ProcessEnv; through?: readonly string[] },
  ): Promise<ProgramResult>;
  /** Synthesizes what an app of the tests makes under a charter of theirs; rejects when it is refused. */
  synthesize(app: string, charter: Charter): Promise<void>;
  /** Terraform behind the gate, in the folder of a synthesized stack. */
  gated(stack: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<ProgramResult>;
  inventory(): Promise<Inventory>;
  close(): Promise<void>;
}

/** Starts the API and prepares an environment in which everything talks to it alone. */
export async function openLocalCloud(toolchain: Toolchain): Promise<LocalCloud> {
  const gate = cloverTerraform();
  const workplace = makeWorkplace(toolchain);
  const output = join(workplace.folder, "cdktf.out");
  const api = await startMoto();
  const credentials = await api.assume(ACCOUNT);
  const env: NodeJS.ProcessEnv = {
    ...workplace.environment(api, credentials),
    TERRAFORM_BINARY_NAME: gate,
    CLOVER_CHARTER: join(root, "charter.yaml"),
    NO_COLOR: "1",
  };
  const stackFolder = (stack: string) => join(output, "stacks", stack);
  const cdktf: LocalCloud["cdktf"] = (args, { app, env: more, through = [] } = {}) => {
    const [program, ...rest] = [...through, join(root, "node_modules", ".bin", "cdktf"), ...args];
    const options = ["--output", output, ...(app ? ["--app", app] : [])];
    return runToEnd(program!, [...rest, ...options], { cwd: root, env: { ...env, ...more } });
  };
  return {
    api,
    env,
    folder: workplace.folder,
    stackFolder,
    cdktf,
    async synthesize(app, charter) {
      env["CLOVER_CHARTER"] = join(workplace.folder, "charter.yaml");
      writeFileSync(env["CLOVER_CHARTER"], stringify(charter));
      const { code, output } = await cdktf(["synth"], { app: `node_modules/.bin/tsx ${app}` });
      if (code !== 0) throw new Error(output);
    },
    gated: (stack, args, more) => runToEnd(gate, args, { cwd: stackFolder(stack), env: { ...env, ...more } }),
    inventory: () => takeInventory(api, credentials),
    async close() {
      await api.stop();
      workplace.remove();
    },
  };
}
