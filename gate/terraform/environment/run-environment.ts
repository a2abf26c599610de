/**
 * Settings that affect the apply but are not in the plan: environment variables, AWS's shared files, Terraform's own configuration,
 * the lock file. If AWS_ENDPOINT_URL changes after a plan was judged, the apply creates the resources at another endpoint.
 */
import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { Jurisdiction } from "../../../charter/jurisdiction";
import type { Provider } from "../../../model/document";
import type { Value } from "../../../model/value";
import { judgeEndpoint } from "../../../placement/text/endpoint";
import { hostOf, isLoopback, originOf } from "../../../placement/text/host";
import type { RecordedEnvironment } from "../../evidence/statement";
import { printable } from "../../../core/printable";
import { readProfile } from "./aws-config";
import { overridesProviders } from "./provider-overrides";
import { read } from "./optional-file";

type Environment = Readonly<Record<string, string | undefined>>;

/** A host that a client uses because of a setting outside of the plan. */
interface Redirection {
  /** The origin: a variable, or a setting of a profile. */
  readonly source: string;
  readonly url: string;
}

/** The settings outside of the plan that affect the apply. */
export interface RunEnvironment {
  /** The part that is recorded in the evidence and must not change until the apply. It holds no secrets: of URLs only the origin. */
  readonly recorded: RecordedEnvironment;
  readonly redirections: readonly Redirection[];
  /** Settings that replace a provider by another program. That program is then not the one in the lock file. */
  readonly replaced: readonly string[];
}

/** Endpoint variables of all SDKs, and the older ones of Terraform's AWS provider and S3 backend. */
const ENDPOINT = /^(AWS_ENDPOINT_URL(_[A-Z0-9_]+)?|(TF_)?AWS_[A-Z0-9_]+_ENDPOINT)$/;

/** Variables that decide the destination of calls and whose values are not secret. */
const PLAIN = [
  "AWS_REGION",
  "AWS_DEFAULT_REGION",
  "AWS_PROFILE",
  "AWS_DEFAULT_PROFILE",
  "AWS_USE_FIPS_ENDPOINT",
  "AWS_USE_DUALSTACK_ENDPOINT",
  "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
  "TF_WORKSPACE",
];

/**
 * Reads the settings. A missing file is ignored, and a file that cannot be read is an error.
 *
 * @param folder the folder that Terraform works in
 * @param cwd the folder that Terraform is started in: it reads its own configuration before it changes to the folder of -chdir
 */
export function surveyRunEnvironment(env: Environment, folder: string, cwd = folder): RunEnvironment {
  const profile = profileOf(env, folder);
  const redirections = [
    ...Object.keys(env)
      .filter((name) => ENDPOINT.test(name) && env[name])
      .map((name) => ({ source: name, url: env[name]! })),
    ...profile.redirections,
    ...proxiesOf(env),
  ].toSorted((one, other) => (one.source < other.source ? -1 : 1));
  const replaced = [
    ...(env["TF_REATTACH_PROVIDERS"] ? ["TF_REATTACH_PROVIDERS"] : []),
    ...(overridesProviders(env, cwd) ? ["dev_overrides in Terraform's configuration file"] : []),
  ];
  return {
    recorded: {
      ...Object.fromEntries(PLAIN.filter((name) => env[name]).map((name) => [name, env[name]!])),
      ...(profile.region ? { [`region of profile ${profile.name}`]: profile.region } : {}),
      ...recordOf(redirections),
      ...lockOf(folder),
      ...(replaced.length > 0 ? { "program in a provider's place": replaced.join(", ") } : {}),
    },
    redirections,
    replaced,
  };
}

const recordOf = (redirections: readonly Redirection[]): RecordedEnvironment =>
  Object.fromEntries(redirections.map(({ source, url }) => [source, originOf(url) ?? "no host"]));

/** A block with a profile and shared files: a provider or the backend. */
type Configured = Pick<Provider, "address" | "settings">;

/**
 * Reads the settings that the plan's providers take from a profile or from their own files.
 *
 * @returns the hosts they call, the settings that the plan does not show, which cannot be judged, and those whose files were read
 */
export function surveyProviders(providers: readonly Configured[], env: Environment, folder: string) {
  const redirections: Redirection[] = [];
  const recorded: Record<string, RecordedEnvironment[string]> = {};
  const untold: string[] = [];
  const told: Configured[] = [];
  for (const provider of providers) {
    const { address, settings } = provider;
    const name = textsOf(settings["profile"]);
    const configs = textsOf(settings["shared_config_files"]);
    const credentials = textsOf(settings["shared_credentials_files"]);
    if (!name || !configs || !credentials) untold.push(`The profile or the shared files of ${address}`);
    else if (name.length + configs.length + credentials.length > 0) {
      told.push(provider);
      const own = profileOf(env, folder, { name: name[0], configs, credentials }).redirections;
      redirections.push(...own);
      for (const [what, origin] of Object.entries(recordOf(own))) recorded[`${what}, for ${address}`] = origin;
    }
  }
  return { recorded, redirections, replaced: [], untold, told };
}

/** Literal texts of an argument; undefined if a part is not literal. */
function textsOf(value: Value | undefined): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  return list.every((one): one is string => typeof one === "string") ? list : undefined;
}

/** Regions and endpoints that the profile in use sets. */
export function profileOf(
  env: Environment,
  folder: string,
  own: { name?: string | undefined; configs?: readonly string[]; credentials?: readonly string[] } = {},
) {
  const texts = (files: readonly string[] | undefined, variable: string, fallback: string): string => {
    const named = files?.length ? files : [env[variable] || join("~", ".aws", fallback)];
    return named.map((file) => read(pathIn(env, folder, file))).join("\n");
  };
  const name = own.name || env["AWS_PROFILE"] || env["AWS_DEFAULT_PROFILE"] || "default";
  const { region, endpoints } = readProfile(
    texts(own.configs, "AWS_CONFIG_FILE", "config"),
    texts(own.credentials, "AWS_SHARED_CREDENTIALS_FILE", "credentials"),
    name,
  );
  const redirections = [...endpoints].map(([setting, url]) => ({ source: `${setting} of profile ${name}`, url }));
  return { name, region, redirections };
}

/** Go's rules (net/http.ProxyFromEnvironment): upper case or lower, and names in NO_PROXY are connected directly. */
function proxiesOf(env: Environment): Redirection[] {
  const direct = (env["NO_PROXY"] || env["no_proxy"] || "").split(",").map((name) => name.trim());
  if (direct.some((name) => /^(\*|(\*?\.)?amazonaws\.com)$/.test(name))) return [];
  return ["HTTPS_PROXY", "HTTP_PROXY"].flatMap((name) => {
    const url = env[name] || env[name.toLowerCase()];
    return url ? [{ source: name, url }] : [];
  });
}

/** Terraform itself runs only providers whose hash is in this file, unless {@link RunEnvironment.replaced}. */
function lockOf(folder: string): RecordedEnvironment {
  const text = read(join(folder, ".terraform.lock.hcl"));
  return text === "" ? {} : { ".terraform.lock.hcl": createHash("sha256").update(text).digest("hex") };
}

const pathIn = (env: Environment, folder: string, path: string): string =>
  resolve(folder, path.replace(/^~(?=\/|$)/, env["HOME"] || homedir()));

/** Reasons to refuse a run in this environment, in whole sentences; empty if there is none. */
export function objections(
  {
    redirections,
    replaced,
    untold = [],
  }: Pick<RunEnvironment, "redirections" | "replaced"> & { untold?: readonly string[] },
  jurisdiction: Jurisdiction,
): readonly string[] {
  return [
    ...redirections.flatMap(({ source, url }) => {
      const problem = judgeEndpoint(url, jurisdiction);
      return problem ? [`${printable(source)} ${problem.message}`] : [];
    }),
    ...replaced.map((what) => `${what} replaces a provider by another program, which the lock file does not check.`),
    ...untold.map((what) => `${printable(what)} are not in the plan, so the hosts that they name are not known.`),
  ];
}

/** A sentence that says that calls go to this machine; undefined if they do not. */
export function sandboxOf({ redirections }: RunEnvironment): string | undefined {
  const local = redirections.filter(({ url }) => isLoopback(hostOf(url) ?? "")).map(({ source }) => source);
  return local.length === 0 ? undefined : `${printable(local.join(", "))}: a sandbox on this machine, not AWS.`;
}
