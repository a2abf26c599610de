/** The whole enclave: one stack per site of the charter, and what watches over all of them. */
import type { Construct } from "constructs";
import type { Charter } from "../charter/schema";
import { isOutpost, sitesOf } from "../constructs/site";
import type { SiteStack } from "../constructs/site-stack";
import { DublinStack } from "./dublin";
import { GuardrailsStack } from "./guardrails";
import { HamarStack } from "./hamar";
import type { Settings } from "./settings";

/**
 * Builds a stack for each site, named like the site. What stands in it follows from what the site is: a new site in the
 * charter needs no new code. An Outpost's stack depends on its anchor's, whose network it extends. Where the charter names an audit
 * account, guardrails over all accounts are built from there.
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
  return [...stacks.values(), ...buildOversight(app, charter, settings)];
}

function buildOversight(app: Construct, charter: Charter, settings: Omit<Settings, "charterPath">): SiteStack[] {
  const [site] = sitesOf(charter, "region");
  if (site === undefined || !Object.hasOwn(charter.accounts, "audit")) return [];
  return [new GuardrailsStack(app, "guardrails", { ...settings, charter, site })];
}
