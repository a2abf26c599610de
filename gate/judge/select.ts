/** Selects the policies that judge, and their levels, by the charter and the globs of the command line. */
import type { Charter, EnforcementLevel } from "../../charter/schema";
import { InputError } from "../../core/user-error";
import type { Selected } from "../examination";
import type { HostablePolicy } from "../hosting/evaluate";
import { PROMISED_THEMES, themeOf } from "../../charter/promised-themes";
import { matches } from "../../core/glob";

/**
 * Applies the charter's levels and the globs.
 *
 * @throws InputError if a name or glob does not match a policy
 */
export function selectPolicies(
  policies: readonly HostablePolicy[],
  charter: Charter,
  globs: readonly string[] = [],
): readonly Selected[] {
  refuseUnknownLevels(policies, charter);
  const named =
    globs.length === 0 ? policies : policies.filter(({ name }) => globs.some((glob) => matches(glob, name)));
  for (const glob of globs) {
    if (!policies.some(({ name }) => matches(glob, name))) {
      throw new InputError(`No policy matches ${glob}.`, "List the policies with `clover policies`.");
    }
  }
  const selected = named.flatMap((policy) => {
    const level = levelOf(policy, charter);
    return level === "disabled" ? [] : [{ policy, level }];
  });
  if (selected.length === 0) {
    throw new InputError(
      `The charter disables every requested policy: ${named.map(({ name }) => name).join(", ") || "the list is empty"}.`,
      "Ask for another policy, or enable one under `policies` in the charter.",
    );
  }
  return selected;
}

function levelOf(policy: HostablePolicy, charter: Charter): EnforcementLevel {
  // CrossGuard's default is advisory. "remediate" becomes mandatory, because Terraform cannot apply a remediation.
  const own = policy.enforcementLevel === "remediate" ? "mandatory" : (policy.enforcementLevel ?? "advisory");
  return charter.policies?.[policy.name] ?? own;
}

function refuseUnknownLevels(policies: readonly HostablePolicy[], charter: Charter): void {
  for (const [name, level] of Object.entries(charter.policies ?? {})) {
    if (!policies.some((policy) => policy.name === name)) {
      throw new InputError(
        `The charter sets a level for ${name}, which is not a policy.`,
        "List the policies with `clover policies` and correct the name under `policies`.",
      );
    }
    if (level !== "mandatory" && PROMISED_THEMES.includes(themeOf(name))) {
      throw new InputError(
        `The charter makes ${name} ${level}, but the themes ${PROMISED_THEMES.join(", ")} are always mandatory.`,
        "Remove the line under `policies`; accept a single case with a waiver.",
      );
    }
  }
}
