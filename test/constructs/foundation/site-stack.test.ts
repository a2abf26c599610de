import { App, TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import type { Charter } from "../../../charter/schema";
import { ConstructError } from "../../../constructs/foundation/errors";
import { SiteStack } from "../../../constructs/foundation/site-stack";
import { charter, synthesize } from "../synthesize";

const provider = (jurisdiction: string, site: string) => ({
  aws: [
    {
      region: "eu-west-1",
      allowed_account_ids: ["111122223333"],
      default_tags: [{ tags: { site, jurisdiction, "managed-by": "clover" } }],
    },
  ],
});

test("a site in a region pins provider, account, tags and state to that region", () => {
  expect(synthesize("dublin", () => {})).toEqual({
    provider: provider("IE", "dublin"),
    terraform: {
      backend: {
        s3: {
          bucket: "state-in-dublin",
          key: "clover/dublin/dublin.tfstate",
          region: "eu-west-1",
          encrypt: true,
          use_lockfile: true,
          allowed_account_ids: ["111122223333", "444455556666"],
        },
      },
      required_providers: { aws: { source: "aws", version: "6.25.0" } },
    },
    resource: {},
    data: {},
  });
});

test("a site on an Outpost is served by its anchor's region and tagged with its own jurisdiction", () => {
  const { provider: pinned, terraform } = synthesize("hamar", () => {});
  expect(pinned).toEqual(provider("NO", "hamar"));
  expect(terraform["backend"]).toEqual({ local: { path: "../../../terraform.hamar.tfstate" } });
});

test("state stays in a file beside the output folder when asked, by a relative path", () => {
  const { terraform } = synthesize("dublin", () => {}, { localState: true });
  expect(terraform["backend"]).toEqual({ local: { path: "../../../terraform.dublin.tfstate" } });
});

test("state is encrypted under the key that the charter names", () => {
  const site = { ...charter.sites["dublin"]!, state: { bucket: "b-1", kmsKey: "alias/state" } };
  const { terraform } = synthesize("dublin", () => {}, { charter: { ...charter, sites: { dublin: site } } });
  expect(terraform["backend"]).toMatchObject({ s3: { bucket: "b-1", kms_key_id: "alias/state" } });
});

test("the provider's version and attempts come from outside", () => {
  const { terraform, provider } = synthesize("dublin", () => {}, { providerVersion: "5.100.0", maxRetries: 2 });
  expect(terraform["required_providers"]).toEqual({ aws: { source: "aws", version: "5.100.0" } });
  expect(provider).toMatchObject({ aws: [{ max_retries: 2 }] });
});

test("a stack of the audit account accepts that account alone and works under its role", () => {
  const { provider } = synthesize("dublin", () => {}, { account: "audit", assumeRole: "deploy" });
  expect(provider).toMatchObject({
    aws: [
      { allowed_account_ids: ["444455556666"], assume_role: [{ role_arn: "arn:aws:iam::444455556666:role/deploy" }] },
    ],
  });
});

test("ARNs and endpoint names follow the partition of the European Sovereign Cloud", () => {
  const brandenburg = { ...charter.sites["dublin"]!, jurisdiction: "DE", region: "eusc-de-east-1" };
  const stack = new SiteStack(Testing.app(), "brandenburg", {
    charter: { ...charter, jurisdictions: ["DE"], sites: { brandenburg } },
    site: "brandenburg",
  });
  expect([stack.arn("logs", "log-group:x"), stack.globalArn("s3", "b"), stack.endpointService("kms")]).toEqual([
    "arn:aws-eusc:logs:eusc-de-east-1:111122223333:log-group:x",
    "arn:aws-eusc:s3:::b",
    "eu.amazonaws.eusc-de-east-1.kms",
  ]);
});

test("a construct finds the stack that it stands in, at any depth", () => {
  const stack = new SiteStack(Testing.app(), "dublin", { charter, site: "dublin" });
  expect(SiteStack.of(new Construct(new Construct(stack, "a"), "b"))).toBe(stack);
});

test.each([
  ["an app", () => new Construct(new App({ outdir: Testing.app().outdir }), "lost"), "lost"],
  ["a stack of CDKTF's own", () => new Construct(new TerraformStack(Testing.app(), "plain"), "lost"), "plain/lost"],
])("a construct in %s has no site", (_, make, path) => {
  expect(() => SiteStack.of(make())).toThrow(
    new ConstructError(
      path,
      "it is not inside a SiteStack, so no site says where it would stand",
      "Create it with a SiteStack (or a construct inside one) as its scope",
    ),
  );
});

const { dublin, hamar } = charter.sites;
const withSites = (sites: Charter["sites"]): Charter => ({ ...charter, sites });

test.each<[string, Charter, string, string | undefined, string]>([
  [
    "a site that the charter lacks",
    charter,
    "oslo",
    undefined,
    'x: the charter declares no site "oslo". Use one of "dublin", "hamar", or add "oslo" under sites in charter.yaml.',
  ],
  [
    "a site named like a property of every object",
    charter,
    "constructor",
    undefined,
    'x: the charter declares no site "constructor". Use one of "dublin", "hamar", or add "constructor" under sites in charter.yaml.',
  ],
  [
    "a site whose name would be an expression",
    withSites({ "${var.x}": dublin! }),
    "${var.x}",
    undefined,
    'x: the site name "${var.x}" cannot be part of a resource name. Use letters, digits, hyphens and underscores in charter.yaml, for example "dublin".',
  ],
  [
    "an account that the charter lacks",
    charter,
    "dublin",
    "999988887777",
    'x: the charter names no account "999988887777", and any other account is foreign. Use one of "workload", "audit", or add "999988887777" under accounts in charter.yaml.',
  ],
  [
    "a site in a country that is not approved",
    { ...charter, jurisdictions: ["NO"] },
    "dublin",
    undefined,
    'x: site "dublin" stands in IE, which the charter does not approve. Move the site, or have IE approved under jurisdictions in charter.yaml.',
  ],
  [
    "an Outpost whose control plane is in a country that is not approved",
    { ...charter, jurisdictions: ["NO"] },
    "hamar",
    undefined,
    'x: site "dublin" stands in IE, which the charter does not approve. Move the site, or have IE approved under jurisdictions in charter.yaml.',
  ],
  [
    "an Outpost anchored to an Outpost",
    withSites({ dublin: dublin!, hamar: { ...hamar!, anchor: "hamar" } as Charter["sites"][string] }),
    "hamar",
    undefined,
    'x: site "hamar" is anchored to "hamar", which is no site in an AWS region. Anchor it to one of "dublin" in charter.yaml.',
  ],
  [
    "an Outpost of another region than its anchor's",
    withSites({ dublin: { ...dublin!, region: "eu-west-3" } as Charter["sites"][string], hamar: hamar! }),
    "hamar",
    undefined,
    'x: the Outpost arn:aws:outposts:eu-west-1:111122223333:outpost/op-0123456789abcdef0 does not belong to eu-west-3, the region of its anchor "dublin". Correct outpost or anchor of the site in charter.yaml.',
  ],
])("%s is refused with the path and the remedy", (_, given, site, account, sentence) => {
  expect(() => new SiteStack(Testing.app(), "x", { charter: given, site, ...(account ? { account } : {}) })).toThrow(
    expect.objectContaining({ name: "ConstructError", constructPath: "x", message: sentence }),
  );
});
