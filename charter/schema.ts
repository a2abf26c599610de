/**
 * The shape of `charter.yaml`, the one file that people edit. Strict: an unknown key is an error, never a shrug.
 * The TypeScript types and the JSON Schema for editors (`charter/charter.schema.json`) are both derived from here; what
 * one key says about another is checked in consistency.ts.
 */
// The namespace, not `{ z }`: a bundler then leaves out zod's fifty languages, and the command line starts sooner.
import * as z from "zod";
import { parseCidr } from "./cidr";
import { correctCountry, isCountry } from "./countries";
import { isDay } from "./days";

const name = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,62}$/, "write a name of letters, digits, - and _ that starts with a letter");

const country = z
  .string({ error: 'write the country code in quotes, for example "NO"' })
  .refine(isCountry, { error: (issue) => correctCountry(String(issue.input)) })
  .meta({ pattern: "^[A-Z]{2}$", description: "Country whose law governs a place, ISO 3166-1 alpha-2" });

const TWELVE_DIGITS = 'write the twelve digits of the AWS account in quotes, for example "111122223333"';
const account = z
  .string({ error: TWELVE_DIGITS })
  .regex(/^\d{12}$/, TWELVE_DIGITS)
  .describe("AWS account id: twelve digits, quoted so that YAML keeps leading zeros");

const day = (meaning: string) =>
  z
    .string({ error: "write a day as YYYY-MM-DD" })
    .refine(isDay, { error: "write a day that the calendar has, as YYYY-MM-DD" })
    .meta({ format: "date", description: `Calendar day, ISO 8601; ${meaning}` });

const lastDay = day("the last day on which it holds");

const cidr = z
  .string({ error: "write an IPv4 range, for example 10.20.0.0/16" })
  .refine((text) => typeof parseCidr(text) !== "string", {
    error: (issue) => {
      const range = parseCidr(String(issue.input));
      return typeof range === "string" ? range : "";
    },
  })
  .meta({ pattern: "^\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}$" });

const awsRegion = z.string().regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, "write an AWS region code, for example eu-west-1");

const zoneId = z
  .string()
  .regex(
    /^[a-z]+\d-az\d{1,2}$/,
    "write an availability zone id (not a name: names differ per account), for example euw1-az1",
  );

/** A host, or all hosts under a domain of two labels or more. Ports, paths and schemes are not part of where it stands. */
const endpoint = z
  .string()
  .regex(
    /^(\*\.(?=[^.]+\.))?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    "write a host in lower case without scheme, port or path, for example logs.example.ie or *.example.ie",
  );

const provider = z
  .string()
  .regex(
    /^[a-z0-9.-]+(:\d+)?\/[a-z0-9_-]+\/[a-z0-9_-]+$/,
    "write the whole source address in lower case, for example registry.terraform.io/acme/dns",
  );

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

const policyId = z
  .string()
  .regex(/^[^\s*?]+$/, "write one whole policy id, for example residency/placement; * is not a policy");

/** Whether `*` or `?` stands outside the quotes of an instance key: there it would be taken for a wildcard by whoever reads it. */
const holdsWildcard = (text: string): boolean => /[*?]/.test(text.replace(/"(?:[^"\\]|\\.)*"/g, ""));

export const waiver = z
  .strictObject({
    policy: policyId.describe("Policy id, for example residency/placement"),
    address: z
      .string({ error: "write a Terraform address" })
      .regex(/^\S(.*\S)?$/, "write a Terraform address without blanks around it")
      .refine((text) => !holdsWildcard(text), {
        error: "name one resource, with its instance key: a waiver knows no wildcards",
      })
      .describe("Terraform address of the resource, letter by letter"),
    path: z
      .string()
      .refine((text) => !holdsWildcard(text), { error: "name one attribute: a waiver knows no wildcards" })
      .optional()
      .describe("Attribute path; without it every attribute of the resource"),
    place: z
      .string()
      .min(1)
      .optional()
      .describe("Id of the place that was accepted, for example eu-central-1; at any other it is a violation again"),
    reason: z.string().trim().min(10, "say why in at least ten characters").describe("Why the violation is accepted"),
    owner: z.string().trim().min(1, "name somebody").describe("Who answers for it"),
    approver: z.string().trim().min(1, "name somebody").describe("Who approved it; never the owner"),
    ticket: z.string().trim().min(1, "name the ticket, or leave this out").optional().describe("Your own reference"),
    granted: day("the first day on which it holds").optional(),
    expires: lastDay,
  })
  .describe("An accepted violation, for a while");

export const waiverRules = z
  .strictObject({
    longestDays: z
      .int({ error: "write a number of days" })
      .min(1, "write at least one day")
      .max(366, "no waiver holds longer than a year")
      .optional()
      .describe("How many days a waiver may hold, from `granted` or else from today; 90 if nothing is said"),
    never: z.array(policyId).optional().describe("Policies that accept no waiver, beyond those that never do"),
  })
  .describe("What every waiver has to keep to");

const transferId = z
  .string({ error: "write a short name in quotes" })
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, "write a short name of letters, digits, dots, - and _")
  .describe("Short name of the transfer, unlike every other; reports and messages call it by this");

/** Everywhere at once is a destination too: what edges serve has no single country. */
const destination = z
  .string({ error: 'write a country code in quotes, for example "NO", or global' })
  .refine((text) => text === "global" || isCountry(text), { error: (issue) => correctCountry(String(issue.input)) })
  .meta({
    pattern: "^([A-Z]{2}|global)$",
    description: "Country that the data goes to, or global for what works from edges around the world",
  });

const addressPattern = z
  .string({ error: "write a Terraform address, for example module.export.*" })
  .regex(/^\S(.*\S)?$/, "write a Terraform address without blanks around it, for example module.export.*")
  .refine(
    (text) => /[^*?.[\]"]/.test(text),
    "name a resource or a module: a pattern of wildcards alone covers everything",
  )
  .describe("Terraform address; * stands for any run of characters, ? for one");

const bases = [
  "GDPR 1.3",
  "GDPR 45",
  ...["a", "b", "c", "d", "e", "f"].map((letter) => `GDPR 46.2.${letter}`),
  ...["a", "b"].map((letter) => `GDPR 46.3.${letter}`),
  "GDPR 49.1",
  ...["a", "b", "c", "d", "e", "f", "g"].map((letter) => `GDPR 49.1.${letter}`),
];

const DATA_CLASSES = ["restricted", "allowable", "public"] as const;
const SAFEGUARDS = ["pseudonymised", "aggregated", "encrypted", "none"] as const;

const basis = z
  .enum(bases, { error: `write one of ${bases.join(", ")}` })
  .describe("Legal basis: GDPR Chapter V, or GDPR 1.3 for the free movement of data inside the EEA");

export const transfer = z
  .strictObject({
    id: transferId,
    from: country.describe("Country that the data comes from: one of jurisdictions"),
    to: destination,
    resources: z
      .array(addressPattern)
      .min(1, "name at least one resource")
      .describe("The resources whose flows are meant, by address or pattern"),
    data: z
      .strictObject({
        class: z
          .enum(DATA_CLASSES, { error: `write ${DATA_CLASSES.join(", ")}` })
          .describe("Restricted data crosses only pseudonymised; allowable data may flow; public data is public"),
        what: z.string().trim().min(10, "say what data in at least ten characters").describe("What data it is"),
      })
      .describe("What crosses the border"),
    basis,
    safeguard: z.enum(SAFEGUARDS, { error: `write ${SAFEGUARDS.join(", ")}` }).describe("What protects the data there"),
    owner: z.string().trim().min(1, "name somebody").describe("Who answers for it"),
    approver: z.string().trim().min(1, "name somebody").describe("Who approved it; never the owner"),
    expires: lastDay,
  })
  .describe("A flow across the border that is declared, for a while");

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
export type EnforcementLevel = z.infer<typeof enforcement>;
