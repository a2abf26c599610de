/** Small documents, policies and findings for the gate's tests: a good case each, of which a test changes one thing. */
import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import type { Charter } from "../../charter/schema";
import type { AcceptedTransfer, Finding, Report } from "../../gate/report";
import type { Document, Resource } from "../../model/document";
import type { Located } from "../../placement/placement";

export const charter: Charter = {
  version: 1,
  jurisdictions: ["IE", "NO"],
  accounts: { workload: "111122223333" },
  sites: {},
};

export function resource(address: string, change: Partial<Resource> = {}): Resource {
  const [type = "", name = ""] = address.split(".");
  return {
    address,
    mode: "managed",
    type,
    name,
    module: "",
    source: "registry.terraform.io/hashicorp/aws",
    actions: ["create"],
    stays: true,
    values: {},
    scope: { module: "", follow: (reference) => [{ kind: "opaque", reference }] },
    ...change,
  };
}

export function document(resources: readonly Resource[], change: Partial<Document> = {}): Document {
  return { path: "plan.json", kind: "plan", sha256: "0".repeat(64), resources, providers: [], defects: [], ...change };
}

/** Only what the gate itself reads; policies that ask for more belong into tests of the whole. */
export function located(resources: readonly Resource[], placements: Partial<Located> = {}): Located {
  return { document: document(resources), ...placements } as Located;
}

/** A team's own CrossGuard policy: plain, as `@pulumi/policy` documents it. */
export function foreignPolicy(
  validateResource: ResourceValidationPolicy["validateResource"],
  change: Partial<ResourceValidationPolicy> = {},
): ResourceValidationPolicy {
  return {
    name: "team/rule",
    description: "What the team wants",
    enforcementLevel: "mandatory",
    ...(validateResource ? { validateResource } : {}),
    ...change,
  };
}

export function foreignStackPolicy(validateStack: StackValidationPolicy["validateStack"]): StackValidationPolicy {
  return {
    name: "team/whole",
    description: "What the team wants of the whole",
    enforcementLevel: "mandatory",
    validateStack,
  };
}

export function finding(change: Partial<Finding> = {}): Finding {
  return {
    policy: "residency/placement",
    outcome: "violation",
    severity: "critical",
    enforcementLevel: "mandatory",
    address: "aws_s3_bucket.b",
    path: "region",
    place: { id: "us-east-1", country: "US" },
    message: "aws_s3_bucket.b would be in us-east-1",
    fix: "Move it to a site of the charter.",
    input: "plan.json",
    ...change,
  };
}

export const accepted = (change: Partial<AcceptedTransfer> = {}): AcceptedTransfer => ({
  id: "exports",
  policy: "egress/replication",
  address: "aws_s3_bucket.b",
  path: "destination",
  from: "IE",
  to: "DE",
  data: { class: "allowable", what: "view counts per video" },
  basis: "GDPR 46.2.c",
  safeguard: "aggregated",
  expires: "2026-12-31",
  input: "plan.json",
  ...change,
});

export function report(findings: readonly Finding[], change: Partial<Report> = {}): Report {
  return {
    verdict: findings.some(({ outcome }) => outcome === "violation" || outcome === "undetermined")
      ? "rejected"
      : "compliant",
    inputs: [{ path: "plan.json", kind: "plan", sha256: "0".repeat(64), resources: 3 }],
    findings,
    coverage: { resources: 3, placed: 2, undetermined: 1, byCountry: { IE: 1, global: 1 }, global: ["aws_iam_role.r"] },
    policies: ["residency/placement"],
    drift: [],
    unusedWaivers: [],
    endingWaivers: [],
    transfers: [],
    unusedTransfers: [],
    charter: { path: "charter.yaml", sha256: "1".repeat(64), jurisdictions: ["IE", "NO"] },
    catalogue: { date: "2026-11" },
    version: "0.1.0",
    ...change,
  };
}
