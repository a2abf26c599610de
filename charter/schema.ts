/**
 * The shape of `charter.yaml`, the one file that people edit. Strict: an unknown key is an error, never a shrug.
 * The TypeScript types and the JSON Schema for editors (`charter/charter.schema.json`) are both derived from here.
 */
import { z } from "zod";

const country = z
  .string()
  .regex(/^[A-Z]{2}$/, "write the ISO 3166-1 alpha-2 code in capitals, for example IE or NO")
  .describe("Country whose law governs a place, ISO 3166-1 alpha-2");

const account = z
  .string()
  .regex(/^\d{12}$/, 'write the twelve digits of the AWS account in quotes, for example "111122223333"')
  .describe("AWS account id: twelve digits, quoted so that YAML keeps leading zeros");

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "write a day as YYYY-MM-DD")
  .describe("Calendar day, ISO 8601; the last day on which it holds");

const awsRegion = z.string().regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, "write an AWS region code, for example eu-west-1");

const dataCentre = z
  .strictObject({
    zone: z
      .string()
      .regex(/^[a-z0-9]+-az\d$/, "write an availability zone id (not a name: names differ per account), for example euw1-az1")
      .describe("Availability zone id"),
    cidr: z
      .string()
      .regex(/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/, "write an IPv4 range, for example 10.20.0.0/24")
      .describe("IPv4 range of the data centre's isolated subnet"),
  })
  .describe("One data centre of a site");

const state = z
  .strictObject({
    bucket: z.string().min(3).describe("Name of the bucket that holds the Terraform state of the site"),
    kmsKey: z.string().optional().describe("ARN or alias of the KMS key that encrypts it"),
  })
  .describe("Where Terraform keeps the state of this site: state holds data, so it stays in the site's region");

const regionSite = z.strictObject({
  jurisdiction: country,
  region: awsRegion.describe("AWS region of the site"),
  network: z.string().describe("IPv4 range of the site's VPC, for example 10.20.0.0/16"),
  dataCentres: z.record(z.string(), dataCentre).describe("Data centres of the site, by name"),
  state: state.optional(),
});

const outpostSite = z.strictObject({
  jurisdiction: country,
  outpost: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:outposts:[a-z0-9-]+:\d{12}:outpost\/op-[0-9a-f]{17}$/,
      "write the whole ARN of the Outpost, for example arn:aws:outposts:eu-west-1:111122223333:outpost/op-0123456789abcdef0",
    )
    .describe("ARN of the AWS Outpost. Its region is the parent region, not where the rack stands"),
  anchor: z.string().describe("Name of the site whose region holds the Outpost's control plane"),
  zone: z
    .string()
    .regex(/^[a-z0-9]+-az\d$/, "write the availability zone id that the Outpost is homed to, for example euw1-az1")
    .optional()
    .describe("Availability zone id of the anchor's region that the Outpost is homed to: AWS asks for it with every subnet"),
  network: z.string().describe("IPv4 range of the site's subnet on the Outpost, inside the anchor's network"),
  state: state.optional(),
});

const waiver = z
  .strictObject({
    policy: z.string().describe("Policy id, for example residency/placement"),
    address: z.string().describe("Terraform address of the resource"),
    path: z.string().optional().describe("Attribute path; without it every attribute of the resource"),
    reason: z.string().min(10, "say why in at least ten characters"),
    owner: z.string().min(1),
    approver: z.string().min(1).describe("Who approved it; never the owner"),
    ticket: z.string().optional(),
    expires: day,
  })
  .describe("An accepted violation, for a while");

const enforcement = z.enum(["mandatory", "advisory", "disabled"]);

export const charterSchema = z
  .strictObject({
    $schema: z.string().optional(),
    version: z.literal(1),
    jurisdictions: z.array(country).min(1, "approve at least one jurisdiction"),
    accounts: z
      .record(z.string(), account)
      .describe("The enclave's own AWS accounts by role; every other account is foreign"),
    organization: z
      .string()
      .regex(/^o-[a-z0-9]{10,32}$/, "write an AWS Organizations id, for example o-a1b2c3d4e5")
      .optional()
      .describe("AWS Organizations id of the enclave"),
    sites: z.record(z.string(), z.union([regionSite, outpostSite])).describe("Data centres that the enclave consists of"),
    endpoints: z
      .record(z.string(), country)
      .optional()
      .describe("Hosts outside AWS that data may be sent to, each with the country it stands in"),
    providers: z
      .array(z.string())
      .optional()
      .describe("Terraform provider sources approved beyond those that Clover knows, for example registry.terraform.io/acme/dns"),
    policies: z
      .record(z.string(), enforcement)
      .optional()
      .describe("Enforcement level by policy id; the residency, egress, access and integrity themes stay mandatory"),
    waivers: z.array(waiver).optional(),
  })
  .describe("Clover charter: what is approved, where the enclave stands, who owns it");

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

export type Charter = DeepReadonly<z.infer<typeof charterSchema>>;
export type RegionSite = DeepReadonly<z.infer<typeof regionSite>>;
export type OutpostSite = DeepReadonly<z.infer<typeof outpostSite>>;
export type Site = RegionSite | OutpostSite;
export type Waiver = DeepReadonly<z.infer<typeof waiver>>;
export type EnforcementLevel = z.infer<typeof enforcement>;
