/**
 * Errors of the constructs, for the people who use them. Every message starts with the construct path, says what is wrong in
 * one sentence and what to write instead in the next; nothing else in this folder throws.
 */

import { UserError } from "../../core/user-error";

/** An error of the user of a construct. It is shown without a stack trace, since its message names the place to change. */
export class ConstructError extends UserError {
  override readonly name = "ConstructError";

  constructor(
    readonly constructPath: string,
    problem: string,
    remedy: string,
  ) {
    super(`${constructPath || "(app)"}: ${problem}. ${remedy}.`);
  }
}

const list = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ") || "none";

/** A construct is outside of every SiteStack, so it has no site. */
export function outsideSiteStack(path: string): ConstructError {
  return new ConstructError(
    path,
    "it is not inside a SiteStack, so no site says where it would stand",
    "Create it with a SiteStack (or a construct inside one) as its scope",
  );
}

/** The charter declares no site of that name. */
export function unknownSite(path: string, site: string, known: readonly string[]): ConstructError {
  return new ConstructError(
    path,
    `the charter declares no site "${site}"`,
    `Use one of ${list(known)}, or add "${site}" under sites in charter.yaml`,
  );
}

/** Site names become part of bucket names, aliases and tags. */
export function badSiteName(path: string, site: string): ConstructError {
  return new ConstructError(
    path,
    `the site name ${JSON.stringify(site)} cannot be part of a resource name`,
    'Use letters, digits, hyphens and underscores in charter.yaml, for example "dublin"',
  );
}

/** The charter names no account of that role. */
export function unknownAccount(path: string, account: string, known: readonly string[]): ConstructError {
  return new ConstructError(
    path,
    `the charter names no account "${account}", and any other account is foreign`,
    `Use one of ${list(known)}, or add "${account}" under accounts in charter.yaml`,
  );
}

/** A site stands in a country that the charter does not approve. */
export function unapprovedJurisdiction(path: string, site: string, country: string): ConstructError {
  return new ConstructError(
    path,
    `site "${site}" stands in ${country}, which the charter does not approve`,
    `Move the site, or have ${country} approved under jurisdictions in charter.yaml`,
  );
}

/** An Outpost's anchor is missing or is itself an Outpost. */
export function badAnchor(path: string, site: string, anchor: string, regionSites: readonly string[]): ConstructError {
  return new ConstructError(
    path,
    `site "${site}" is anchored to "${anchor}", which is not a site in an AWS region`,
    `Anchor it to one of ${list(regionSites)} in charter.yaml`,
  );
}

/** An Outpost's ARN names its parent region; a different anchor would pin the provider to a region that has no such rack. */
export function anchorElsewhere(path: string, outpost: string, anchor: string, region: string): ConstructError {
  return new ConstructError(
    path,
    `the Outpost ${outpost} does not belong to ${region}, the region of its anchor "${anchor}"`,
    "Correct outpost or anchor of the site in charter.yaml",
  );
}

/** A construct for a region was given an Outpost: it would be built in the parent region, in another country. */
export function needsRegionSite(
  path: string,
  what: string,
  { site, region, anchor }: { readonly site: string; readonly region: string; readonly anchor: string },
  instead: string,
): ConstructError {
  return new ConstructError(
    path,
    `${what} is built in an AWS region, but site "${site}" is an Outpost: it would be in ${region}, not in ${site}`,
    `Use ${instead}, or build it in the stack of site "${anchor}"`,
  );
}

/** A construct for an Outpost was given a region. */
export function needsOutpostSite(
  path: string,
  what: string,
  site: string,
  outposts: readonly string[],
  instead: string,
): ConstructError {
  return new ConstructError(
    path,
    `${what} is built on an Outpost, but site "${site}" is an AWS region`,
    `Use ${instead}, or build it in the stack of an Outpost site (the charter has ${list(outposts)})`,
  );
}

/** A name is not valid or not literal. Names must be literal, because policies contain ARNs before the resources exist. */
export function badName(path: string, what: string, name: string, rule: string): ConstructError {
  return new ConstructError(
    path,
    `${JSON.stringify(name)} is not a valid ${what}: use ${rule}`,
    `Set a valid literal ${what}, or shorten the construct id from which it is derived`,
  );
}

/** Object Lock without a retention protects nothing. */
export function badRetention(path: string, days: number): ConstructError {
  return new ConstructError(path, `objectLock.days is ${days}`, "Give a whole number from 1 to 36500");
}

/** An option that the construct does not support. The types refuse it too; this error is for callers without type checks. */
export function unsupported(path: string, what: string, option: string, why: string, instead: string): ConstructError {
  return new ConstructError(path, `${what} does not support "${option}": ${why}`, instead);
}

/** A number outside of what AWS accepts. */
export function outOfRange(path: string, what: string, value: number, range: string): ConstructError {
  return new ConstructError(path, `${what} is ${value}`, `Give ${range}`);
}

/** A prop belongs to another site's stack: mixing sites would put half of a thing in another country. */
export function otherSite(path: string, prop: string, given: string, site: string, own: string): ConstructError {
  return new ConstructError(
    path,
    `${prop} is ${given}, which stands in site "${site}", not in "${own}"`,
    `Give a ${prop} of the stack of site "${own}"`,
  );
}

/** A network without data centres has no subnet to put anything in. */
export function noDataCentres(path: string, site: string): ConstructError {
  return new ConstructError(
    path,
    `site "${site}" has no data centres, so its network would have no subnet`,
    "Declare at least one under dataCentres of the site in charter.yaml",
  );
}

/** The contract or the options of a pseudonymiser contradict themselves. */
export function badContract(path: string, problem: string): ConstructError {
  return new ConstructError(path, problem, "See docs/pseudonymisation.md for the rules of a contract and an example");
}

/** Requesters and approvers overlap or are empty, so one person could re-identify alone. */
export function samePerson(path: string, arn: string | undefined): ConstructError {
  return new ConstructError(
    path,
    arn
      ? `${arn} may both ask for re-identification and approve it`
      : "re-identification has no requester or no approver",
    "Name at least one role under requesters and another under approvers",
  );
}

/** A store holds another class of data than what would be put into it. */
export function wrongDataClass(path: string, prop: string, given: string, needed: string): ConstructError {
  return new ConstructError(
    path,
    `${prop} holds ${given} data, and what goes into it is ${needed}`,
    `Give a store whose dataClass is "${needed}"`,
  );
}

/** A statement exceeds the size of a control policy. It cannot be split. */
export function tooLongForPolicy(path: string, sid: string, length: number, largest: number): ConstructError {
  return new ConstructError(
    path,
    `the statement ${sid} has ${length} characters, and a control policy takes ${largest}`,
    "Name fewer accounts, sites or keepers, or use one guardrails construct for each group of them",
  );
}

/** AWS attaches only so many control policies to an account. */
export function tooManyPolicies(path: string, policies: number, most: number): ConstructError {
  return new ConstructError(
    path,
    `the guardrails take ${policies} policies of a kind, and ${most} can be attached beside AWS's own`,
    "Name fewer accounts, sites or keepers in one charter",
  );
}

/** An archive outside of the audit account: administrators of that account could change the records about themselves. */
export function notInAuditAccount(path: string, account: string): ConstructError {
  return new ConstructError(
    path,
    `AuditArchive keeps the records of all accounts, and account ${account} is not the charter's "audit"`,
    'Give the stack account: "audit"',
  );
}

/** The charter names no auditor to admit. */
export function noAuditor(path: string): ConstructError {
  return new ConstructError(
    path,
    "the charter names no auditor",
    "Add auditor with account, jurisdiction and externalId to charter.yaml, or leave the access out",
  );
}

/** A policy exceeds the size that IAM accepts. Leaving statements out would deny less. */
export function policyTooLong(path: string, length: number, largest: number): ConstructError {
  return new ConstructError(
    path,
    `the policy has ${length} characters, and IAM takes ${largest}`,
    "Name fewer log groups, or one pattern for several",
  );
}
