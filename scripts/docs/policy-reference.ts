/** The policy reference as Markdown. */
import type { Policy } from "../../policies/policy";

/** One section for each policy, themes in the order of the catalogue. */
export function renderPolicyReference(policies: readonly Policy[]): string {
  const themes = [...new Set(policies.map(({ name }) => themeOf(name)))];
  const sections = themes.map((theme) =>
    renderTheme(
      theme,
      policies.filter(({ name }) => themeOf(name) === theme),
    ),
  );
  return [
    "# Policies",
    "",
    "Generated from `policies/` by `npm run docs`: change the policy, not this page.",
    "",
    "| policy | what holds | severity | level | waiver |",
    "|---|---|---|---|---|",
    ...policies.map(renderRow),
    "",
    ...sections,
  ].join("\n");
}

const themeOf = (name: string): string => name.split("/")[0] ?? name;

function renderRow({ name, description, severity, enforcementLevel, waivable }: Policy): string {
  const link = `[${name}](#${name.replace("/", "")})`;
  return `| ${link} | ${description.replaceAll("|", "\\|")} | ${severity} | ${enforcementLevel} | ${waivable ? "yes" : "no"} |`;
}

const renderTheme = (theme: string, policies: readonly Policy[]): string =>
  [`## ${theme}`, "", ...policies.map(renderPolicy)].join("\n");

function renderPolicy(policy: Policy): string {
  const { name, description, severity, enforcementLevel, waivable, why, fix, controls, examples } = policy;
  const waiver = waivable
    ? `A violation can be waived in the charter, under \`waivers\` with \`policy: ${name}\`, for a while.`
    : "It cannot be waived.";
  return [
    `### ${name}`,
    "",
    `${description} Severity ${severity}, ${enforcementLevel}. ${waiver}`,
    "",
    `**Why.** ${why}`,
    "",
    `**Fix.** ${fix}`,
    "",
    ...(controls.length > 0 ? [`**Controls.** ${controls.join(", ")}`, ""] : []),
    ...examples.flatMap(renderExample),
  ].join("\n");
}

function renderExample({ name, terraform, expect }: Policy["examples"][number]): string[] {
  return [
    `**Example: ${name}**`,
    "",
    "```json",
    JSON.stringify(terraform, null, 2),
    "```",
    "",
    ...Object.entries(expect).map(([address, outcome]) => `- \`${address || "the document"}\`: ${outcome}`),
    "",
  ];
}
