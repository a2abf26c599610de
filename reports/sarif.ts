/** SARIF 2.1.0 for code scanning. A plan has no source lines, so a result names its resource and points at the input's first line. */
import { printable } from "../core/printable";
import type { Finding, Report, WaiverUse } from "../gate/report";
import { toJson } from "./json";
import { describeDrift, describeEnding, describeUnused, describeWaiver } from "./rows";

/** GitHub shows no more than this many results of a run, and refuses five times as many. */
const LIMIT = 25_000;
const LEVELS = { violation: "error", undetermined: "error", advisory: "note", waived: "note" } as const;
const SCORES = { critical: "9.5", high: "8.0", medium: "5.0", low: "2.0" } as const;

/**
 * A waived finding is a suppressed result, with who accepted it. GitHub ignores suppressions and would raise an alert as severe as
 * the rule: it therefore stands under a rule of its own, a part of the policy's (SARIF 3.5.4), that no check fails for.
 */
export function renderSarif(report: Report): string {
  const findings = report.findings.toSorted(rejectingFirst).slice(0, LIMIT);
  const rules = [...new Map(findings.map((finding) => [ruleOf(finding), finding])).values()].map(describeRule);
  return `${toJson({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Clover", version: report.version, rules } },
        results: findings.map(describeResult),
        invocations: [{ executionSuccessful: true, toolConfigurationNotifications: noticesOf(report) }],
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

const ruleOf = ({ policy, outcome }: Finding): string => (outcome === "waived" ? `${policy}/waived` : policy);

const describeRule = (finding: Finding) => ({
  id: ruleOf(finding),
  shortDescription: { text: ruleOf(finding) },
  help: { text: finding.fix },
  properties: {
    ...(finding.outcome === "waived" ? {} : { "security-severity": SCORES[finding.severity] }),
    tags: ["security", finding.policy.split("/")[0]],
  },
});

/** What happened outside Terraform, and waivers that need somebody's attention. */
const noticesOf = (report: Report) =>
  [
    ...describeDrift(report).map((line) => `Changed outside Terraform: ${line}`),
    ...describeEnding(report),
    ...describeUnused(report).map((line) => `A waiver covers nothing and should be deleted: ${line}`),
  ].map((text) => ({ level: "warning", message: { text } }));

const describeResult = (finding: Finding) => ({
  ruleId: ruleOf(finding),
  level: LEVELS[finding.outcome],
  message: { text: [finding.message, ...(finding.evidence ?? []), finding.fix].join("\n") },
  locations: [
    {
      physicalLocation: { artifactLocation: { uri: uriOf(finding.input) }, region: { startLine: 1 } },
      logicalLocations: [{ fullyQualifiedName: printable(finding.address || finding.input), kind: "resource" }],
    },
  ],
  partialFingerprints: { "clover/v1": printable([finding.policy, finding.address, finding.path].join("|")) },
  ...(finding.waiver ? { suppressions: [suppressionOf(finding.waiver)] } : {}),
  properties: {
    outcome: finding.outcome,
    attribute: printable(finding.path),
    ...(finding.place ? { place: finding.place } : {}),
  },
});

/** Accepted outside of what was scanned: in the charter. */
const suppressionOf = (waiver: WaiverUse) => ({
  kind: "external",
  status: "accepted",
  justification: describeWaiver(waiver),
  properties: waiver,
});

/** A relative reference; code scanning drops results whose file is outside the repository. */
function uriOf(input: string): string {
  return input === "-" ? "stdin" : input.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
}
