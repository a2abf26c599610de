/** The whole enclave: one stack per site of the charter, and what watches over all of them. */
import type { Construct } from "constructs";
import type { Charter } from "../charter/schema";
import { isOutpost, sitesOf } from "../constructs/foundation/site";
import type { SiteStack } from "../constructs/foundation/site-stack";
import { AuditStack } from "./audit";
import { BackupsStack } from "./backups";
import { DublinStack } from "./dublin";
import { GuardrailsStack } from "./guardrails";
import { HamarStack } from "./hamar";
import type { Settings } from "./settings";

/**
 * Builds a stack for each site, named like the site. What stands in it follows from what the site is: a new site in the
 * charter needs no new code. A region site has its backups in a stack beside it. An Outpost's stack depends on its anchor's, whose network it extends. Where the charter names an audit
 * account, every account is watched from there, and guardrails bind all of them.
 */
export function buildEnclave(app: Construct, charter: Charter, settings: Omit<Settings, "charterPath">): SiteStack[] {
  const stacks = new Map<string, SiteStack>();
  for (const [site, place] of Object.entries(charter.sites)) {
    const Stack = isOutpost(place) ? HamarStack : DublinStack;
    stacks.set(site, new Stack(app, site, { ...settings, charter, site }));
  }
  for (const stack of stacks.values()) {
    if (isOutpost(stack.site)) stack.addDependency(stacks.get(stack.site.anchor)!);
  }
  const backups = sitesOf(charter, "region").map(
    (site) => new BackupsStack(app, `${site}-backups`, { ...settings, charter, site }),
  );
  return [...stacks.values(), ...backups, ...buildOversight(app, charter, settings)];
}

/** An audit stack for each account in each region, those of the audit account first: it holds what the others write to. */
function buildOversight(app: Construct, charter: Charter, settings: Omit<Settings, "charterPath">): SiteStack[] {
  const sites = sitesOf(charter, "region");
  const [first] = sites;
  if (first === undefined || !Object.hasOwn(charter.accounts, "audit")) return [];
  const others = Object.keys(charter.accounts).filter((role) => role !== "audit");
  const audits = new Map<string, SiteStack>();
  for (const site of sites) {
    for (const account of ["audit", ...others]) {
      const id = nameAudit(account, site, first);
      const stack = new AuditStack(app, id, { ...settings, charter, site, account });
      audits.set(id, stack);
      // The archive of its site, and what the account has once for all regions, stand before it.
      for (const before of new Set([nameAudit("audit", site, first), nameAudit(account, first, first)])) {
        if (before !== id) stack.addDependency(audits.get(before)!);
      }
    }
  }
  return [...audits.values(), new GuardrailsStack(app, "guardrails", { ...settings, charter, site: first })];
}

/** `audit` in the audit account and the charter's first region; others say which account and site they watch. */
const nameAudit = (account: string, site: string, first: string): string =>
  ["audit", ...(account === "audit" ? [] : [account]), ...(site === first ? [] : [site])].join("-");
