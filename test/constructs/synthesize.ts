/** Synthesizes constructs in a site's stack and makes the result readable: construct paths for names, policies as objects. */
import { App, TerraformDataSource, TerraformResource, type TerraformStack, Testing } from "cdktf";
import type { Charter, OutpostSite } from "../../charter/schema";
import { SiteStack, type SiteStackProps } from "../../constructs/foundation/site-stack";

/** The facts of the default charter, spelled out so that a change of charter.yaml changes no expectation here. */
export const charter: Charter = {
  version: 1,
  jurisdictions: ["IE", "NO"],
  accounts: { workload: "111122223333", audit: "444455556666" },
  sites: {
    dublin: {
      jurisdiction: "IE",
      region: "eu-west-1",
      network: "10.20.0.0/16",
      dataCentres: {
        dub1: { zone: "euw1-az1", cidr: "10.20.0.0/20" },
        dub2: { zone: "euw1-az2", cidr: "10.20.16.0/20" },
      },
      state: { bucket: "state-in-dublin" },
    },
    hamar: {
      jurisdiction: "NO",
      outpost: "arn:aws:outposts:eu-west-1:111122223333:outpost/op-0123456789abcdef0",
      anchor: "dublin",
      zone: "euw1-az1",
      network: "10.20.128.0/20",
    },
  },
};

type Body = Record<string, unknown>;

/** A synthesized stack: resources and data sources by type and construct path (without the stack's name). */
export interface Synthesized {
  readonly terraform: Body;
  readonly provider: Body;
  readonly resource: Record<string, Record<string, Body>>;
  readonly data: Record<string, Record<string, Body>>;
}

/** Builds a stack for the site; `build` fills it. */
export function synthesize(site: string, build: (stack: SiteStack) => void, props: Partial<SiteStackProps> = {}) {
  const stack = new SiteStack(new App({ stackTraces: false, outdir: Testing.app().outdir }), site, {
    charter,
    site,
    ...props,
  });
  build(stack);
  return readable(stack);
}

/** A stack's JSON with every generated name replaced by its construct path, and policies parsed. */
export function readable(stack: TerraformStack): Synthesized {
  const elements = stack.node
    .findAll()
    .filter((node) => TerraformResource.isTerraformResource(node) || TerraformDataSource.isTerraformDataSource(node));
  const named = elements.reduce(
    (text, { friendlyUniqueId, node }) => {
      const path = node.path.slice(node.path.indexOf("/") + 1);
      return text.replaceAll(new RegExp(`(?<=["{.])${friendlyUniqueId}(?=["}.])`, "g"), `<${path}>`);
    },
    Testing.synth(stack, true),
  );
  const { terraform, provider, resource, data } = JSON.parse(named, (key, value) => {
    if (key === "//") return undefined;
    return key.endsWith("policy") && typeof value === "string" && value.startsWith("{") ? JSON.parse(value) : value;
  }) as Partial<Synthesized>;
  return { terraform: terraform ?? {}, provider: provider ?? {}, resource: resource ?? {}, data: data ?? {} };
}

/** The same charter where it says more: what stands beside the rack in Hamar, and hosts outside of AWS. */
export const extendedCharter: Charter = {
  ...charter,
  sites: { ...charter.sites, hamar: { ...(charter.sites["hamar"] as OutpostSite), onSite: "10.30.0.0/24" } },
  people: {
    groups: {
      operations: { jurisdiction: "IE", who: "on-call engineers in Dublin" },
      security: { jurisdiction: "NO", who: "security officers in Hamar" },
      research: { jurisdiction: "CN", who: "engineers who must not read user data" },
    },
  },
  transfers: [
    {
      id: "statistics",
      from: "IE",
      to: "US",
      resources: ["aws_transfer_connector.*"],
      data: { class: "restricted", what: "pseudonymised counts of views per video" },
      basis: "GDPR 46.2.c",
      safeguard: "pseudonymised",
      owner: "Ann Lee",
      approver: "Bea Quinn",
      expires: "2099-12-31",
    },
    {
      id: "old-servers",
      from: "IE",
      to: "US",
      resources: ["aws_datasync_location_nfs.*", "aws_customer_gateway.*"],
      data: { class: "allowable", what: "videos and rows that move to Dublin, once" },
      basis: "GDPR 46.2.c",
      safeguard: "encrypted",
      owner: "Ann Lee",
      approver: "Bea Quinn",
      expires: "2099-12-31",
    },
  ],
  endpoints: {
    "203.0.113.10": "NO",
    "198.51.100.7": "US",
    "logs.example.ie": "IE",
    "old.example.com": "US",
    "sftp.example.com": "US",
  },
};
