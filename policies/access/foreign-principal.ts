import type { Resource } from "../../model/document";
import type { Access, Flow } from "../../placement/placement";
import { NOTHING, resourcePolicy, type Problem } from "../policy";

/** Remote access from abroad is a transfer, wherever the data is stored. */
export const foreignPrincipal = resourcePolicy(
  {
    name: "access/foreign-principal",
    description: "Only the enclave's own accounts, and AWS services that work in approved regions, are let in.",
    severity: "critical",
    enforcementLevel: "mandatory",
    waivable: true,
    why:
      "Letting a party read data from a third country is a transfer of that data (DPC, decision of 30 April 2025). An account that is not " +
      "in the charter, the public, or a canonical user may be anywhere. Deny statements let no one in; conditions that keep everyone " +
      "out but the enclave's own accounts or organisation are honoured.",
    fix:
      "Name principals of the charter's accounts, or narrow `*` with StringEquals on aws:PrincipalAccount or aws:PrincipalOrgID. " +
      "Where jsonencode hides a document until apply, write it as data.aws_iam_policy_document: a plan shows its statements.",
    controls: ["GDPR 32.1.b", "GDPR 44", "C5 IDM-01", "SecNumCloud 3.2 19.2.c", "NIS2 21.2.i"],
    examples: [
      {
        name: "who a bucket policy lets in",
        terraform: {
          provider: { aws: [{ region: "eu-west-1" }] },
          variable: { partner: {} },
          resource: {
            aws_s3_bucket_policy: {
              own: policy({ AWS: "arn:aws:iam::111122223333:root" }),
              stranger: policy({ AWS: "arn:aws:iam::999999999999:root" }),
              anybody: policy("*"),
              nobody: policy("*", "Deny"),
              narrowed: policy("*", "Allow", { StringEquals: { "aws:PrincipalAccount": "444455556666" } }),
              loose: policy("*", "Allow", { StringEqualsIfExists: { "aws:PrincipalAccount": "444455556666" } }),
              service: policy({ Service: "logging.s3.amazonaws.com" }),
              abroad: policy({ Service: "logs.us-east-1.amazonaws.com" }),
              late: { bucket: "b", policy: "${var.partner}" },
            },
          },
        },
        expect: {
          "aws_s3_bucket_policy.own": "pass",
          "aws_s3_bucket_policy.stranger": "violation",
          "aws_s3_bucket_policy.anybody": "violation",
          "aws_s3_bucket_policy.nobody": "pass",
          "aws_s3_bucket_policy.narrowed": "pass",
          "aws_s3_bucket_policy.loose": "violation",
          "aws_s3_bucket_policy.service": "pass",
          "aws_s3_bucket_policy.abroad": "violation",
          "aws_s3_bucket_policy.late": "undetermined",
        },
      },
    ],
  },
  ({ resource, located }) => {
    const ways = located.accessOf(resource);
    const shares = located.flowsOf(resource).filter(({ kind }) => kind === "share");
    return ways.length === 0 && shares.length === 0 ? NOTHING : judge(resource, ways, shares);
  },
);

function* judge(resource: Resource, ways: readonly Access[], shares: readonly Flow[]): Iterable<Problem> {
  for (const { path, value, far } of shares) {
    yield {
      outcome: far ? "violation" : "undetermined",
      address: resource.address,
      path,
      message: far
        ? `${resource.address} is open to strangers: ${path} is ${value}.`
        : `${resource.address} may be open to strangers: ${path} is ${value}, which the input does not resolve.`,
      evidence: [`share: ${path} = ${value}`],
    };
  }
  for (const access of ways) {
    const who = access.principal || "a principal";
    yield {
      outcome: access.is === "foreign" ? "violation" : "undetermined",
      address: resource.address,
      path: access.path,
      message:
        access.is === "foreign"
          ? `${resource.address} lets in ${who}: ${access.why}.`
          : `${resource.address} may let in a principal that is not the enclave's own: ${access.why} (${access.path} = ${who}).`,
      evidence: [`principal: ${access.path} = ${who}`],
    };
  }
}

function policy(principal: unknown, effect = "Allow", condition?: unknown): Record<string, unknown> {
  const statement = {
    Effect: effect,
    Principal: principal,
    Action: "s3:GetObject",
    Resource: "arn:aws:s3:::b/*",
    ...(condition ? { Condition: condition } : {}),
  };
  return { bucket: "b", policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }) };
}
