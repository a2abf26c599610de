import { parseArn } from "../../placement/text/arn";
import { describePlace } from "../../charter/places";
import { judgeArgument } from "../../placement/state/backend-arguments";
import type { Says } from "../../placement/state/backends";
import { isSet } from "../../placement/state/judge-backend";
import { judgeEndpoint } from "../../placement/text/endpoint";
import { isAws } from "../../placement/catalogue/providers";
import type { Provider, Resource } from "../../model/document";
import { isValues, Unknown, type Value } from "../../model/value";
import type { Located } from "../../placement/placement";
import { documentPolicy, type DocumentInput, type Problem } from "../policy";

/** Judges the settings of provider configurations: the region, the endpoints and the account of the resources they create. */
export const provider = documentPolicy(
  {
    name: "residency/provider",
    description:
      "Every AWS provider in use is pinned to an approved region, AWS's own endpoints there, and the enclave's accounts.",
    severity: "critical",
    enforcementLevel: "mandatory",
    waivable: true,
    why:
      "A provider configuration can move all its resources to another place: by its region, by endpoints on another host, through a proxy, " +
      "or into another account by the role that it assumes. The resources themselves do not show this.",
    fix: "Set a literal region of a charter site, remove endpoints and proxies, and pin allowed_account_ids to the charter's accounts.",
    controls: ["GDPR 44", "C5 PSS-12", "SecNumCloud 3.2 19.2.c", "NIS2 21.2.i"],
    examples: [
      {
        name: "settings of a provider in use",
        terraform: {
          provider: {
            aws: [
              { region: "eu-west-1", allowed_account_ids: ["111122223333"] },
              { alias: "us", region: "us-east-1" },
              { alias: "env" },
              { alias: "proxied", region: "eu-west-1", https_proxy: "http://proxy.example.com:3128" },
              { alias: "other", region: "eu-west-1", assume_role: [{ role_arn: "arn:aws:iam::999999999999:role/x" }] },
              { alias: "pinned", region: "eu-west-1", allowed_account_ids: [999999999999] },
              { alias: "sandbox", region: "eu-west-1", endpoints: [{ sqs: "http://127.0.0.1:5000" }] },
              { alias: "redirected", region: "eu-west-1", endpoints: [{ sqs: "https://sqs.us-east-1.amazonaws.com" }] },
              { alias: "sts", region: "eu-west-1", sts_region: "us-east-1" },
              { alias: "profile", region: "eu-west-1", profile: "partner" },
              { alias: "named", region: "eu-west-1", profile: "own", allowed_account_ids: ["111122223333"] },
              { alias: "files", region: "eu-west-1", shared_config_files: ["./config"] },
              {
                alias: "chosen",
                region: "eu-west-1",
                dynamic: {
                  assume_role: {
                    for_each: ["x"],
                    content: { role_arn: "arn:aws:iam::999999999999:role/${assume_role.value}" },
                  },
                },
              },
              { alias: "unused", region: "us-west-2" },
            ],
          },
          resource: {
            aws_sqs_queue: {
              home: { name: "a" },
              us: { provider: "aws.us", name: "b" },
              env: { provider: "aws.env", name: "c" },
              proxied: { provider: "aws.proxied", name: "d" },
              other: { provider: "aws.other", name: "e" },
              pinned: { provider: "aws.pinned", name: "h" },
              sandbox: { provider: "aws.sandbox", name: "f" },
              redirected: { provider: "aws.redirected", name: "g" },
              sts: { provider: "aws.sts", name: "i" },
              profile: { provider: "aws.profile", name: "j" },
              named: { provider: "aws.named", name: "k" },
              files: { provider: "aws.files", name: "l" },
              chosen: { provider: "aws.chosen", name: "m" },
            },
          },
        },
        expect: {
          'provider["registry.terraform.io/hashicorp/aws"]': "pass",
          'provider["registry.terraform.io/hashicorp/aws"].us': "violation",
          'provider["registry.terraform.io/hashicorp/aws"].env': "undetermined",
          'provider["registry.terraform.io/hashicorp/aws"].proxied': "undetermined",
          'provider["registry.terraform.io/hashicorp/aws"].other': "violation",
          'provider["registry.terraform.io/hashicorp/aws"].pinned': "violation",
          'provider["registry.terraform.io/hashicorp/aws"].sandbox': "pass",
          'provider["registry.terraform.io/hashicorp/aws"].redirected': "violation",
          'provider["registry.terraform.io/hashicorp/aws"].sts': "violation",
          'provider["registry.terraform.io/hashicorp/aws"].profile': "undetermined",
          'provider["registry.terraform.io/hashicorp/aws"].named': "pass",
          'provider["registry.terraform.io/hashicorp/aws"].files': "undetermined",
          'provider["registry.terraform.io/hashicorp/aws"].chosen': "violation",
          'provider["registry.terraform.io/hashicorp/aws"].unused': "pass",
        },
      },
    ],
  },
  function* (bench) {
    const { document } = bench.located;
    if (document.kind === "state") return; // A state holds no provider settings. Its resources are judged by their own attributes.
    const served = new Map<Provider, Resource[]>();
    for (const resource of document.resources) {
      if (!resource.provider || !(resource.stays || resource.mode === "data")) continue;
      const list = served.get(resource.provider);
      if (list) list.push(resource);
      else served.set(resource.provider, [resource]);
    }
    for (const [configured, resources] of served) {
      if (isAws(configured.source)) yield* judge(configured, resources, bench);
    }
  },
);

function* judge(
  configured: Provider,
  resources: readonly Resource[],
  { located, charter }: DocumentInput,
): Iterable<Problem> {
  const at = (path: string) => ({ address: configured.address, path });
  if (resources.some((resource) => dependsOnRegion(resource, located))) yield* judgeRegion(configured, located);

  for (const { path, text } of hostsOf(configured)) {
    const problem = text instanceof Unknown ? notKnown(text) : judgeEndpoint(text, located.jurisdiction);
    if (problem) yield { ...at(path), ...problem, message: `${path} of ${configured.address} ${problem.message}` };
  }
  for (const { path, value, says } of redirectionsOf(configured)) {
    const problem = judgeArgument(value, says, "aws", located.jurisdiction);
    if (problem) yield { ...at(path), ...problem, message: `${path} of ${configured.address} ${problem.message}` };
  }
  for (const { path, value } of accountsOf(configured)) {
    if (value instanceof Unknown) {
      yield { ...at(path), ...notKnown(value), message: `${path} of ${configured.address} ${notKnown(value).message}` };
    } else if (!Object.values(charter.accounts).includes(value)) {
      yield {
        ...at(path),
        outcome: "violation",
        message: `${path} of ${configured.address} is account ${value}, which is not in the charter.`,
      };
    }
  }
}

/** Arguments that send calls to another place, or use another identity, than the rest of the block. */
function* redirectionsOf({ settings, filesRead }: Provider): Iterable<{ path: string; value: Value; says: Says }> {
  const given = (path: string): Value | undefined => (isSet(settings[path]) ? settings[path] : undefined);
  const region = given("sts_region");
  if (region !== undefined) yield { path: "sts_region", value: region, says: "region" };
  const pinned = given("allowed_account_ids") !== undefined;
  for (const path of ["profile", "shared_credentials_files", "shared_config_files"]) {
    const value = given(path);
    if (value === undefined || isStandardFile(path, value)) continue;
    if (path === "shared_config_files" && !filesRead) yield { path, value, says: "files" };
    // Pinned accounts hold whatever the profile says.
    else if (!pinned) yield { path, value, says: "profile" };
  }
}

/** True for the files that AWS's clients read by default. They are treated like the environment. */
const isStandardFile = (path: string, value: Value): boolean =>
  path === "profile"
    ? value === "default"
    : listOf(value).every(
        (file) =>
          typeof file === "string" && /^(~|\$HOME|%USERPROFILE%)[\\/]\.aws[\\/](config|credentials)$/.test(file),
      );

const notKnown = (value: Unknown): { outcome: "undetermined"; message: string } => ({
  outcome: "undetermined",
  message: `is ${value.references.join(", ") || "known only after apply"}, which the input does not resolve.`,
});

/** True if the provider's region decides the place. A resource's own region overrides it; identities have no region. */
const dependsOnRegion = (resource: Resource, located: Located): boolean =>
  resource.stays &&
  resource.mode === "managed" &&
  located
    .placementOf(resource)
    .witnesses.some(
      ({ kind, value }) =>
        kind === "provider" || (kind === "region" && value === resource.provider?.settings["region"]),
    );

function* judgeRegion(configured: Provider, located: Located): Iterable<Problem> {
  const region = located.regionOf(configured);
  const base = { address: configured.address, path: "region" };
  if (typeof region !== "string") {
    const why =
      region instanceof Unknown
        ? notKnown(region).message
        : "is not set: a region that comes from the environment or a profile is not in the input and proves nothing.";
    yield { ...base, outcome: "undetermined", message: `region of ${configured.address} ${why}` };
    return;
  }
  const place = located.jurisdiction.locate(region);
  if (!place) {
    yield {
      ...base,
      outcome: "undetermined",
      message: `region of ${configured.address} is ${region}, which the catalogue does not know.`,
    };
  } else if (!located.jurisdiction.approves(place)) {
    yield {
      ...base,
      outcome: "violation",
      place,
      message: `${configured.address} works in ${describePlace(place)}, which the charter does not approve.`,
    };
  }
}

function* hostsOf(configured: Provider): Iterable<{ path: string; text: string | Unknown }> {
  for (const path of ["http_proxy", "https_proxy", "ec2_metadata_service_endpoint"]) {
    const text = configured.settings[path];
    if ((typeof text === "string" && text !== "") || text instanceof Unknown) yield { path, text };
  }
  const endpoints = configured.settings["endpoints"];
  if (endpoints instanceof Unknown) yield { path: "endpoints", text: endpoints };
  for (const [index, block] of listOf(endpoints).entries()) {
    if (!isValues(block)) continue;
    for (const [service, text] of Object.entries(block)) {
      if ((typeof text === "string" && text !== "") || text instanceof Unknown)
        yield { path: `endpoints[${index}].${service}`, text };
    }
  }
}

/** Accounts that the configuration works in: the accounts it is pinned to, and the accounts of the roles that it assumes. */
function* accountsOf(configured: Provider): Iterable<{ path: string; value: string | Unknown }> {
  for (const block of ["assume_role", "assume_role_with_web_identity"]) {
    for (const [index, role] of listOf(configured.settings[block]).entries()) {
      const arn = isValues(role) ? role["role_arn"] : undefined;
      const path = `${block}[${index}].role_arn`;
      if (role instanceof Unknown) yield { path: `${block}[${index}]`, value: role };
      if (arn instanceof Unknown) yield { path, value: arn };
      else if (typeof arn === "string" && arn !== "") yield { path, value: parseArn(arn)?.account ?? arn };
    }
  }
  const pinned = configured.settings["allowed_account_ids"];
  for (const [index, account] of listOf(pinned).entries()) {
    // An account id without quotes is a number, which the provider reads as the same account.
    const value = typeof account === "number" ? String(account).padStart(12, "0") : account;
    if (typeof value === "string") yield { path: `allowed_account_ids[${index}]`, value };
  }
}

const listOf = (value: Value | undefined): readonly Value[] =>
  Array.isArray(value) ? (value as readonly Value[]) : value === undefined || value === null ? [] : [value];
