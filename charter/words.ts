/** The smallest things that a charter says, each with the sentence that tells what to write instead. */
// The namespace, not `{ z }`: a bundler then leaves out zod's fifty languages, and the command line starts sooner.
import * as z from "zod";
import { parseCidr } from "./cidr";
import { correctCountry, isCountry } from "./countries";
import { isDay } from "../core/days";

/** Names of accounts, sites, groups. */
export const name = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,62}$/, "write a name of letters, digits, - and _ that starts with a letter");

/** A country by its code. */
export const country = z
  .string({ error: 'write the country code in quotes, for example "NO"' })
  .refine(isCountry, { error: (issue) => correctCountry(String(issue.input)) })
  .meta({ pattern: "^[A-Z]{2}$", description: "Country whose law governs a place, ISO 3166-1 alpha-2" });

const TWELVE_DIGITS = 'write the twelve digits of the AWS account in quotes, for example "111122223333"';
/** An AWS account by its id. */
export const account = z
  .string({ error: TWELVE_DIGITS })
  .regex(/^\d{12}$/, TWELVE_DIGITS)
  .describe("AWS account id: twelve digits, quoted so that YAML keeps leading zeros");

/** A day of the calendar; `meaning` goes into the description. */
export const day = (meaning: string) =>
  z
    .string({ error: "write a day as YYYY-MM-DD" })
    .refine(isDay, { error: "write a day that the calendar has, as YYYY-MM-DD" })
    .meta({ format: "date", description: `Calendar day, ISO 8601; ${meaning}` });

/** The last day of what holds for a while. */
export const lastDay = day("the last day on which it holds");

/** An IPv4 range. */
export const cidr = z
  .string({ error: "write an IPv4 range, for example 10.20.0.0/16" })
  .refine((text) => typeof parseCidr(text) !== "string", {
    error: (issue) => {
      const range = parseCidr(String(issue.input));
      return typeof range === "string" ? range : "";
    },
  })
  .meta({ pattern: "^\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}$" });

/** A region of AWS. */
export const awsRegion = z
  .string()
  .regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, "write an AWS region code, for example eu-west-1");

/** An availability zone by its id. */
export const zoneId = z
  .string()
  .regex(
    /^[a-z]+\d-az\d{1,2}$/,
    "write an availability zone id (not a name: names differ per account), for example euw1-az1",
  );

/** A host, or all hosts under a domain of two labels or more. Ports, paths and schemes are not part of where it stands. */
export const endpoint = z
  .string()
  .regex(
    /^(\*\.(?=[^.]+\.))?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    "write a host in lower case without scheme, port or path, for example logs.example.ie or *.example.ie",
  );

/** An identity provider: host and path of an OpenID Connect issuer, ARN of a provider in an account, fingerprint of a certificate authority. */
export const issuerId = z
  .string()
  .regex(
    /^(sha256:[0-9a-f]{64}|arn:aws[a-z-]*:iam::\d{12}:(saml|oidc)-provider\/[\w+=,.@:/-]+|[a-z0-9.-]+\.[a-z]{2,}(:\d+)?(\/[\w.~/-]*[\w~])?)$/,
    "write an issuer without https://, for example token.actions.githubusercontent.com, the ARN of an identity provider, or sha256: and the fingerprint of a certificate",
  );

/** A Terraform provider by its whole source address. */
export const provider = z
  .string()
  .regex(
    /^[a-z0-9.-]+(:\d+)?\/[a-z0-9_-]+\/[a-z0-9_-]+$/,
    "write the whole source address in lower case, for example registry.terraform.io/acme/dns",
  );

/** One policy. */
export const policyId = z
  .string()
  .regex(/^[^\s*?]+$/, "write one whole policy id, for example residency/placement; * is not a policy");
