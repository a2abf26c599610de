/** The backend of the folder that Terraform works in. The environment supplies arguments that are left out. */
import { join, resolve } from "node:path";
import type { Jurisdiction } from "../../../charter/jurisdiction";
import { isObject, objectAt, own, textAt } from "../../../core/json";
import type { Backend } from "../../../model/document";
import type { Value, Values } from "../../../model/value";
import { isSet, judgeBackend } from "../../../placement/state/judge-backend";
import { read } from "./optional-file";
import { objections, profileOf, surveyProviders } from "./run-environment";

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables for arguments that are left out; the first one that is set counts. Other endpoints of AWS are judged separately. */
const VARIABLES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  s3: { region: ["AWS_REGION", "AWS_DEFAULT_REGION"] },
  http: {
    address: ["TF_HTTP_ADDRESS"],
    lock_address: ["TF_HTTP_LOCK_ADDRESS"],
    unlock_address: ["TF_HTTP_UNLOCK_ADDRESS"],
  },
  remote: { hostname: ["TF_CLOUD_HOSTNAME"] },
  cloud: { hostname: ["TF_CLOUD_HOSTNAME"] },
  consul: { address: ["CONSUL_HTTP_ADDR"] },
  pg: { conn_str: ["PG_CONN_STR"] },
  kubernetes: { host: ["KUBE_HOST"], proxy_url: ["KUBE_PROXY_URL"] },
  gcs: {
    storage_custom_endpoint: ["GOOGLE_BACKEND_STORAGE_CUSTOM_ENDPOINT", "GOOGLE_STORAGE_CUSTOM_ENDPOINT"],
    kms_encryption_key: ["GOOGLE_KMS_ENCRYPTION_KEY"],
  },
  azurerm: { environment: ["ARM_ENVIRONMENT"], metadata_host: ["ARM_METADATA_HOSTNAME", "ARM_METADATA_HOST"] },
  oss: { endpoint: ["ALICLOUD_OSS_ENDPOINT", "OSS_ENDPOINT"], region: ["ALICLOUD_REGION", "ALICLOUD_DEFAULT_REGION"] },
  cos: { endpoint: ["TENCENTCLOUD_ENDPOINT"], region: ["TENCENTCLOUD_REGION"] },
  swift: { auth_url: ["OS_AUTH_URL"], region_name: ["OS_REGION_NAME"] },
};

/** @param region of the profile in use, which counts if no variable is set */
export function completeBackend(backend: Backend, env: Environment, region?: string): Backend {
  const settings: Record<string, Value> = { ...backend.settings };
  const variables = Object.hasOwn(VARIABLES, backend.type) ? VARIABLES[backend.type]! : {};
  for (const [argument, names] of Object.entries(variables)) {
    const fallback = argument === "region" && backend.type === "s3" ? region : undefined;
    const value = names.map((name) => env[name]).find((text) => text) ?? fallback;
    if (value !== undefined && !isSet(settings[argument])) settings[argument] = value;
  }
  return { ...backend, settings };
}

/** The backend that `terraform init` has set up in the folder, including `-backend-config`; undefined for a state in the folder. */
export function initialisedBackend(folder: string, env: Environment): Backend | undefined {
  const text = read(join(resolve(folder, env["TF_DATA_DIR"] || ".terraform"), "terraform.tfstate"));
  if (text === "") return undefined;
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return undefined; // Terraform refuses such a file itself.
  }
  const backend = objectAt(file, "backend");
  const type = textAt(backend, "type");
  const config = own(backend, "config");
  return type === undefined ? undefined : { type, settings: isObject(config) ? (config as Values) : {} };
}

/** Reasons to refuse the backend, in whole sentences: problems of its arguments, its profile and its files. */
export function backendObjections(
  backend: Backend | undefined,
  env: Environment,
  folder: string,
  jurisdiction: Jurisdiction,
): readonly string[] {
  if (!backend) return [];
  const whole = completeBackend(backend, env, profileOf(env, folder).region);
  const survey = surveyProviders([{ address: `the ${whole.type} backend`, settings: whole.settings }], env, folder);
  const input = { ...whole, name: `the ${whole.type} backend`, filesRead: survey.told.length > 0 };
  return [...[...judgeBackend(input, jurisdiction)].map(({ message }) => message), ...objections(survey, jurisdiction)];
}
