import type { Provider, Resource } from "../../model/document";
import { isValues, Unknown, UNKNOWN, type Value } from "../../model/value";
import { parseArn } from "../../placement/text/arn";
import { carriersOf, pickCarriers, type Carrier } from "../../placement/catalogue/carriers";
import { expand } from "../../placement/catalogue/expand";
import type { Located } from "../../placement/placement";
import { isAws } from "../../placement/catalogue/providers";
import { documentPolicy, type Problem } from "../policy";

/** Judges the account in which resources are created. The owner of an account controls everything in it, in every region. */
export const ownAccount = documentPolicy(
  {
    name: "access/own-account",
    description: "Every resource is created in an account of the charter, as far as the input shows the account.",
    severity: "critical",
    enforcementLevel: "mandatory",
    waivable: true,
    why:
      "The owner of an account can read everything in it. Most resources do not show their account. A plan shows it if it reads " +
      "aws_caller_identity, and an existing resource shows it in its ARN. A profile or a shared configuration file can name any account and role.",
    fix:
      "Use credentials of an account of the charter. If a provider uses a profile or shared files, pin allowed_account_ids to accounts " +
      "of the charter: the provider then refuses to work in any other.",
    controls: ["GDPR 32.1.b", "GDPR 44", "C5 IDM-01", "SecNumCloud 3.2 19.2.c"],
    examples: [
      {
        name: "the account that a provider works in",
        terraform: {
          provider: {
            aws: [
              { region: "eu-west-1", profile: "enclave", allowed_account_ids: ["111122223333"] },
              { alias: "profile", region: "eu-west-1", profile: "partner" },
              { alias: "files", region: "eu-west-1", shared_config_files: ["./awsconfig"] },
              { alias: "unused", region: "eu-west-1", profile: "partner" },
              {
                alias: "role",
                region: "eu-west-1",
                profile: "enclave",
                assume_role: [{ role_arn: "arn:aws:iam::444455556666:role/deploy" }],
              },
            ],
          },
          resource: {
            aws_sqs_queue: {
              home: { name: "a" },
              profile: { provider: "aws.profile", name: "b" },
              files: { provider: "aws.files", name: "c" },
              role: { provider: "aws.role", name: "d" },
              strange: { name: "e", arn: "arn:aws:sqs:eu-west-1:999999999999:e" },
            },
          },
        },
        expect: {
          'provider["registry.terraform.io/hashicorp/aws"]': "pass",
          'provider["registry.terraform.io/hashicorp/aws"].profile': "undetermined",
          'provider["registry.terraform.io/hashicorp/aws"].files': "undetermined",
          'provider["registry.terraform.io/hashicorp/aws"].unused': "pass",
          'provider["registry.terraform.io/hashicorp/aws"].role': "pass",
          "aws_sqs_queue.home": "pass",
          "aws_sqs_queue.profile": "pass",
          "aws_sqs_queue.files": "pass",
          "aws_sqs_queue.role": "pass",
          "aws_sqs_queue.strange": "violation",
        },
      },
    ],
  },
  function* ({ located }) {
    const used = new Set<Provider>();
    const read = new Map<Provider, Resource[]>();
    for (const resource of located.document.resources) {
      const { provider, mode, type } = resource;
      if (resource.stays && mode === "managed" && namesItself(resource)) yield* judgeOwnArn(resource, located);
      const isIdentity = mode === "data" && type === "aws_caller_identity" && isAws(resource.source);
      // A state does not show which provider configuration read it.
      if (isIdentity && !provider) yield* judgeIdentity(resource, located);
      if (!provider || !isAws(provider.source)) continue;
      if (resource.stays || mode === "data") used.add(provider);
      if (isIdentity) read.set(provider, [...(read.get(provider) ?? []), resource]);
    }
    for (const configured of used) yield* judgeProvider(configured, read.get(configured) ?? [], located);
  },
);

const ownArnsOf = pickCarriers((carrier) => carrier.role === "self" && carrier.class === "arn");

/** Own ARNs of a resource in the catalogue. */
function ownArnsIn({ source, type }: Resource): readonly Carrier[] {
  const carriers = isAws(source) ? carriersOf(type, "managed") : undefined;
  return carriers ? ownArnsOf(carriers) : [];
}

/** True if an own ARN is known. Only existing resources have one, and most resources of a plan are new. */
const namesItself = (resource: Resource): boolean =>
  ownArnsIn(resource).some(({ segments }) => {
    const value = resource.values[segments[0]!];
    return value !== undefined && value !== null && value !== UNKNOWN;
  });

/** Judges the account in a resource's own ARN. The ARN is known before the apply only if the resource exists. */
function* judgeOwnArn(resource: Resource, { jurisdiction }: Located): Iterable<Problem> {
  for (const { segments } of ownArnsIn(resource)) {
    for (const { path, value } of expand(resource.values, segments)) {
      const account = typeof value === "string" ? parseArn(value)?.account : undefined;
      if (account === undefined || !ACCOUNT.test(account) || jurisdiction.accountApproved(account)) continue;
      yield {
        outcome: "violation",
        address: resource.address,
        path,
        message: `${resource.address} is in account ${account}, which is not one of the charter's accounts (${path}).`,
        evidence: [`account: ${path}`],
      };
    }
  }
}

const ACCOUNT = /^\d{12}$/;

function* judgeIdentity({ address, values }: Resource, { jurisdiction }: Located): Iterable<Problem> {
  const account = values["account_id"];
  if (typeof account !== "string" || account === "" || jurisdiction.accountApproved(account)) return;
  yield {
    outcome: "violation",
    address,
    path: "account_id",
    message: `${address} is account ${account}, which is not one of the charter's accounts: the resources of this state were created there.`,
    evidence: ["account: account_id"],
  };
}

function* judgeProvider(
  configured: Provider,
  identities: readonly Resource[],
  { jurisdiction }: Located,
): Iterable<Problem> {
  const accounts = identities.flatMap(({ address, values }) => {
    const account = values["account_id"];
    return typeof account === "string" && account !== "" ? [{ address, account }] : [];
  });
  const strange = accounts.find(({ account }) => !jurisdiction.accountApproved(account));
  if (strange) {
    yield {
      outcome: "violation",
      address: configured.address,
      path: "",
      message: `${configured.address} works in account ${strange.account}, as ${strange.address} says, which is not one of the charter's accounts.`,
      evidence: [`account: ${strange.address}.account_id = ${strange.account}`],
    };
    return;
  }
  const path =
    accounts.length === 0 && !isPinned(configured) ? BY_NAME.find((key) => isSet(configured.settings[key])) : undefined;
  if (path === undefined) return;
  yield {
    outcome: "undetermined",
    address: configured.address,
    path,
    message: `${configured.address} takes its credentials from ${path}, and the input does not show which account they belong to.`,
  };
}

/** Settings that refer to credentials, a role and an account outside the input. */
const BY_NAME = ["profile", "shared_config_files", "shared_credentials_files", "shared_credentials_file"];

/** True if the provider works only in named accounts. residency/provider judges whether those are the charter's. */
function isPinned({ settings }: Provider): boolean {
  const roles = listOf(settings["assume_role"]).some((role) => isValues(role) && typeof role["role_arn"] === "string");
  return roles || listOf(settings["allowed_account_ids"]).some((account) => isSet(account));
}

const isSet = (value: Value | undefined): boolean =>
  Array.isArray(value)
    ? value.length > 0
    : value instanceof Unknown || (value !== undefined && value !== null && value !== "");

const listOf = (value: Value | undefined): readonly Value[] =>
  Array.isArray(value) ? (value as readonly Value[]) : [];
