/** SARIF 2.1.0 for code scanning. A plan has no source lines, so a result names its resource and points at the input's first line. */
import { escapeHidden } from "../gate/plain";
import type { Finding, Report } from "../gate/report";
import { toJson } from "./json";

/** GitHub shows no more than this many results of a run, and refuses five times as many. */
const LIMIT = 25_000;
const LEVELS = { violation: "error", undetermined: "error", advisory: "note", waived: "note" } as const;
const SCORES = { critical: "9.5", high: "8.0", medium: "5.0", low: "2.0" } as const;

/** Waived findings are left out: GitHub ignores suppressions and would raise an alert for each. */
export function renderSarif(report: Report): string {
  const findings = report.findings
    .filter(({ outcome }) => outcome !== "waived")
    .toSorted(rejectingFirst)
    .slice(0, LIMIT);
  const rules = [...new Map(findings.map((finding) => [finding.policy, finding])).values()].map(describeRule);
  return `${toJson({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Clover", version: report.version, rules } },
        results: findings.map(describeResult),
        properties: { verdict: report.verdict, coverage: counted(report.coverage), charter: report.charter },
      },
    ],
  })}\n`;
}

/** Numbers only: code scanning has no use for thousands of addresses that nothing is wrong with. */
const counted = ({ resources, placed, undetermined, byCountry }: Report["coverage"]) => ({
  resources,
  placed,
  undetermined,
  byCountry,
});

const rejects = ({ outcome }: Finding): number => (outcome === "violation" || outcome === "undetermined" ? 0 : 1);
const rejectingFirst = (a: Finding, b: Finding): number => rejects(a) - rejects(b);

const describeRule = ({ policy, fix, severity }: Finding) => ({
  id: policy,
  shortDescription: { text: policy },
  help: { text: fix },
  properties: { "security-severity": SCORES[severity], tags: ["security", policy.split("/")[0]] },
});

const describeResult = (finding: Finding) => ({
  ruleId: finding.policy,
  level: LEVELS[finding.outcome],
  message: { text: [finding.message, ...(finding.evidence ?? []), finding.fix].join("\n") },
  locations: [
    {
      physicalLocation: { artifactLocation: { uri: uriOf(finding.input) }, region: { startLine: 1 } },
      logicalLocations: [{ fullyQualifiedName: escapeHidden(finding.address || finding.input), kind: "resource" }],
    },
  ],
  partialFingerprints: { "clover/v1": escapeHidden([finding.policy, finding.address, finding.path].join("|")) },
  properties: {
    outcome: finding.outcome,
    attribute: escapeHidden(finding.path),
    ...(finding.place ? { place: finding.place } : {}),
  },
});

/** A relative reference; code scanning drops results whose file is outside the repository. */
function uriOf(input: string): string {
  return input === "-" ? "stdin" : input.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
}
