/** Terraform and the AWS provider on this machine, and the environment in which both talk to a local AWS API only. */
import type { Missing } from "../missing-tool";
import { accessSync, constants, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, isAbsolute, join, resolve } from "node:path";
import type { Credentials } from "../local-cloud/moto";
import { findMirror, linkMirror } from "./provider-mirror";

/** The one version of the AWS provider that tests and the sandbox run; it may differ from that of the bindings. */
export const PROVIDER_VERSION = "5.100.0";

/** What the tests and the sandbox need and no registry of Node's or Python's has. */
export interface Toolchain {
  readonly terraform: string;
  /** The folder that holds `registry.terraform.io`. */
  readonly mirror: string;
}

/** Finds what it can; the rest comes back by name. */
export function findToolchain(env: NodeJS.ProcessEnv): { toolchain?: Toolchain; missing: readonly Missing[] } {
  const terraform = findProgram(env["CLOVER_TERRAFORM"] || "terraform", env);
  const mirror = findMirror(PROVIDER_VERSION);
  const missing: Missing[] = [];
  if (!terraform) {
    missing.push({
      what: `the program ${env["CLOVER_TERRAFORM"] || "terraform"}`,
      remedy: "Install Terraform 1.11 or later and put it on PATH, or name it in CLOVER_TERRAFORM.",
    });
  }
  if (!mirror) {
    missing.push({
      what: `a provider mirror that holds hashicorp/aws ${PROVIDER_VERSION}`,
      remedy:
        `Make one with \`terraform providers mirror FOLDER\` where hashicorp/aws ${PROVIDER_VERSION} is required, and name FOLDER ` +
        "(the one that holds registry.terraform.io) in CLOVER_PROVIDER_MIRROR.",
    });
  }
  return { ...(terraform && mirror ? { toolchain: { terraform, mirror } } : {}), missing };
}

/** The path of a program: by that path, or by its name on PATH. */
export function findProgram(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const candidates = name.includes("/")
    ? [isAbsolute(name) ? name : resolve(name)]
    : (env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, name));
  return candidates.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return statSync(path).isFile();
    } catch {
      return false;
    }
  });
}

/** A folder of its own for one use: Terraform's configuration of where providers come from, and a home for its caches. */
export interface Workplace {
  readonly folder: string;
  /** All that Terraform and cdktf need to know, and nothing of the user's that could lead them elsewhere. */
  environment(api: { readonly url: string }, credentials: Credentials): NodeJS.ProcessEnv;
  remove(): void;
}

/** Prepares it. */
export function makeWorkplace({ terraform, mirror }: Toolchain): Workplace {
  const folder = mkdtempSync(join(tmpdir(), "clover-sandbox-"));
  const config = join(folder, "terraform.rc");
  const ours = join(folder, "providers");
  linkMirror(mirror, PROVIDER_VERSION, "registry.opentofu.org", ours);
  writeFileSync(
    config,
    `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = ["registry.terraform.io/*/*"]
  }
  filesystem_mirror {
    path    = ${JSON.stringify(ours)}
    include = ["registry.opentofu.org/*/*"]
  }
}
`,
  );
  return {
    folder,
    environment: (api, credentials) => ({
      PATH: process.env["PATH"],
      HOME: folder,
      TMPDIR: process.env["TMPDIR"],
      TF_CLI_CONFIG_FILE: config,
      CHECKPOINT_DISABLE: "1",
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
      CLOVER_TERRAFORM: terraform,
      CLOVER_PROVIDER_MIRROR: mirror,
      CLOVER_AWS_PROVIDER_VERSION: PROVIDER_VERSION,
      CLOVER_AWS_MAX_RETRIES: "5",
      CLOVER_LOCAL_STATE: "1",
      AWS_ENDPOINT_URL: api.url,
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_CONFIG_FILE: join(folder, "aws-config"),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, "aws-credentials"),
      ...credentials,
    }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
