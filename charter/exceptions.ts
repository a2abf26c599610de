/** Exceptions of a charter, each for a limited time: waivers, transfers, and the accounts of partners. */
import * as z from "zod";
import { correctCountry, isCountry } from "./countries";
import { account, country, day, lastDay, policyId } from "./words";

/** Whether `*` or `?` stands outside the quotes of an instance key: there it would be taken for a wildcard by whoever reads it. */
const holdsWildcard = (text: string): boolean => /[*?]/.test(text.replace(/"(?:[^"\\]|\\.)*"/g, ""));

/** One waiver. */
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

/** Rules for all waivers. */
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

/** One declared transfer. */
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

/** One account of a partner. */
export const partner = z
  .strictObject({
    account: account.describe("AWS account of the partner: not one of accounts, and not the auditor's"),
    who: z.string().trim().min(3, "name the partner").describe("Name of the partner, for people"),
    country: country.describe(
      "Country that the partner works from. One outside of jurisdictions needs a declared transfer to that country",
    ),
    why: z
      .string()
      .trim()
      .min(10, "say why in at least ten characters")
      .describe("What the partner does with the data"),
    until: lastDay,
  })
  .describe("An account outside of the enclave that may be at the other end of a flow, share, link or grant");

/** One identity provider. */
export const issuer = z
  .strictObject({
    who: z
      .string()
      .trim()
      .min(3, "say whose identities they are")
      .describe("Whose identities it vouches for, for people"),
    subjects: z
      .array(z.string().trim().min(1))
      .min(1, "name at least one subject, or leave this out")
      .optional()
      .describe(
        "Subjects that roles may let in, for example repo:acme/*; * stands for any run of characters, ? for one",
      ),
  })
  .describe("An identity provider whose identities may assume roles");
