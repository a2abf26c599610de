/**
 * The shape of `charter.yaml`, the one file that people edit. Strict: an unknown key is an error, never a shrug.
 * The TypeScript types and the JSON Schema for editors (`charter/charter.schema.json`) are both derived from here; what
 * one key says about another is checked in consistency.ts.
 */
// The namespace, not `{ z }`: a bundler then leaves out zod's fifty languages, and the command line starts sooner.
import * as z from "zod";
import { issuer, partner, transfer, waiver, waiverRules } from "./exceptions";
import { account, awsRegion, cidr, country, endpoint, issuerId, name, policyId, provider, zoneId } from "./words";

const dataCentre = z
  .strictObject({
    zone: zoneId.describe("Availability zone id"),
    cidr: cidr.describe("IPv4 range of the data centre's isolated subnet, inside the site's network"),
  })
  .describe("One data centre of a site");

const state = z
  .strictObject({
    bucket: z.string().min(3).describe("Name of the bucket that holds the Terraform state of the site"),
    kmsKey: z.string().optional().describe("ARN or alias of the KMS key that encrypts it"),
  })
  .describe("Where Terraform keeps the state of this site: state holds data, so it stays in the site's region");

export const regionSite = z.strictObject({
  jurisdiction: country,
  region: awsRegion.describe("AWS region of the site"),
  network: cidr.describe("IPv4 range of the site's VPC, for example 10.20.0.0/16"),
  dataCentres: z.record(name, dataCentre).describe("Data centres of the site, by name"),
  state: state.optional(),
});

export const outpostSite = z.strictObject({
  jurisdiction: country,
  outpost: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:outposts:[a-z0-9-]+:\d{12}:outpost\/op-[0-9a-f]{17}$/,
      "write the whole ARN of the Outpost, for example arn:aws:outposts:eu-west-1:111122223333:outpost/op-0123456789abcdef0",
    )
    .describe("ARN of the AWS Outpost. Its region is the parent region, not where the rack stands"),
  anchor: z.string().describe("Name of the site whose region holds the Outpost's control plane"),
  zone: zoneId
    .optional()
    .describe(
      "Availability zone id of the anchor's region that the Outpost is homed to: AWS asks for it with every subnet",
    ),
  network: cidr.describe("IPv4 range of the site's subnet on the Outpost, inside the anchor's network"),
  onSite: cidr
    .optional()
    .describe("IPv4 range of the machines beside the rack, outside of every site's network: what SiteLink joins"),
  state: state.optional(),
});

export const auditor = z
  .strictObject({
    account: account.describe("AWS account that the auditor signs in from: theirs, so none of accounts"),
    jurisdiction: country.describe("Country that the auditor works from: one of jurisdictions"),
    externalId: z
      .string()
      .regex(/^[\w+=,.@:/-]{8,1224}$/, "write 8 characters or more of letters, digits and +=,.@:/-_")
      .describe("External id that the auditor chose for this enclave. No secret: whoever reads the role reads it"),
  })
  .describe(
    "The independent auditor: comes in through roles that ask for the external id and MFA, and by nothing else",
  );

export const employeeGroup = z
  .strictObject({
    jurisdiction: country.describe("Country that its members work from: whoever reads data from there takes it there"),
    who: z.string().trim().min(10, "say who they are in at least ten characters").describe("Who they are, for people"),
  })
  .describe("People who may be let in through the access gateway");

const enforcement = z.enum(["mandatory", "advisory", "disabled"], { error: "write mandatory, advisory or disabled" });

export const charterSchema = z
  .strictObject({
    $schema: z.string().optional(),
    version: z.literal(1, { error: "write 1, the only version of this format" }).describe("Version of this format"),
    jurisdictions: z
      .array(country)
      .min(1, "approve at least one jurisdiction")
      .describe("Approved countries: everything that the enclave holds stays in them"),
    accounts: z
      .record(name, account)
      .describe("The enclave's own AWS accounts by role; every other account is foreign"),
    organization: z
      .string()
      .regex(/^o-[a-z0-9]{10,32}$/, "write an AWS Organizations id, for example o-a1b2c3d4e5")
      .optional()
      .describe("AWS Organizations id of the enclave"),
    auditor: auditor.optional(),
    partners: z
      .array(partner)
      .optional()
      .describe("Accounts of others that may be at the other end of a flow, share, link or grant, for a while"),
    issuers: z
      .record(issuerId, issuer)
      .optional()
      .describe("Identity providers outside of the enclave's accounts whose identities may assume roles"),
    people: z
      .strictObject({ groups: z.record(name, employeeGroup).describe("Groups of employees, by name") })
      .optional()
      .describe("Who works for the enclave, and from where"),
    sites: z.record(name, z.union([regionSite, outpostSite])).describe("Data centres that the enclave consists of"),
    endpoints: z
      .record(endpoint, country)
      .optional()
      .describe("Hosts outside AWS that data may be sent to, each with the country it stands in"),
    providers: z
      .array(provider)
      .optional()
      .describe(
        "Terraform provider sources approved beyond those that Clover knows, for example registry.terraform.io/acme/dns",
      ),
    policies: z
      .record(policyId, enforcement)
      .optional()
      .describe("Enforcement level by policy id; the residency, egress, access and integrity themes stay mandatory"),
    waiverRules: waiverRules.optional(),
    waivers: z.array(waiver).optional(),
    transfers: z
      .array(transfer)
      .optional()
      .describe("Flows to places that are not approved, each declared with its data, legal basis and safeguard"),
  })
  .describe("Clover charter: what is approved, where the enclave stands, who owns it");

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

export type Charter = DeepReadonly<z.infer<typeof charterSchema>>;
export type RegionSite = DeepReadonly<z.infer<typeof regionSite>>;
export type OutpostSite = DeepReadonly<z.infer<typeof outpostSite>>;
export type Site = RegionSite | OutpostSite;
export type Waiver = DeepReadonly<z.infer<typeof waiver>>;
export type Transfer = DeepReadonly<z.infer<typeof transfer>>;
export type Partner = DeepReadonly<z.infer<typeof partner>>;
export type EnforcementLevel = z.infer<typeof enforcement>;
