/** The themes of policies that make up the promise of jurisdiction: a charter may not soften them. */
export const PROMISED_THEMES: readonly string[] = ["residency", "egress", "access", "integrity"];

/** The theme of a policy: what stands before the slash of its id. */
export const themeOf = (policy: string): string => policy.split("/", 1)[0] ?? "";
