import type { Resource } from "../../model/document";
import type { Access, Flow, Located } from "../../placement/placement";
import { NOTHING, resourcePolicy, type Problem } from "../policy";

/** Judges who has access. Access from another country is a transfer, even if the data stays where it is stored. */
export const foreignPrincipal = resourcePolicy(
  {
    name: "access/foreign-principal",
    description:
      "Only the enclave's own accounts, its partners, and AWS services in approved regions have access or take part in a flow.",
    severity: "critical",
    enforcementLevel: "mandatory",
    waivable: true,
    why:
      "Letting a party read data from a third country is a transfer of that data (DPC, decision of 30 April 2025). An account that is not " +
      "in the charter, the public, or a canonical user may be anywhere. Deny statements give no access. Conditions that exclude everyone " +
      "except the enclave's own accounts or organisation are taken into account.",
    fix:
      "Name accounts of the charter, or list the account under `partners` there. Narrow `*` with StringEquals on aws:PrincipalAccount or aws:PrincipalOrgID, and an identity provider that serves other customers too on its subject. " +
      "If jsonencode hides a document until apply, write it as data.aws_iam_policy_document, whose statements a plan shows.",
    controls: ["GDPR 32.1.b", "GDPR 44", "C5 IDM-01", "SecNumCloud 3.2 19.2.c", "NIS2 21.2.i"],
    examples: [
      {
        name: "principals of a bucket policy",
        terraform: {
          provider: { aws: [{ region: "eu-west-1" }] },
          variable: { partner: {} },
          resource: {
            aws_s3_bucket_policy: {
              own: policy({ AWS: "arn:aws:iam::111122223333:root" }),
              stranger: policy({ AWS: "arn:aws:iam::999999999999:root" }),
              everyone: policy("*"),
              denied: policy("*", "Deny"),
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
          "aws_s3_bucket_policy.everyone": "violation",
          "aws_s3_bucket_policy.denied": "pass",
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
    const flows = located.flowsOf(resource).filter((flow) => isOpenShare(flow, located) || isStrangers(flow, located));
    return ways.length === 0 && flows.length === 0 ? NOTHING : judge(resource, ways, flows, located);
  },
);

/** True if only the account at the other end is a problem. The egress policies judge a place that is not approved. */
const isStrangers = ({ stranger, far }: Flow, { jurisdiction }: Located): boolean =>
  stranger !== undefined && (far === undefined || jurisdiction.approves(far));

/** A share that is not proven to stay where the charter approves. */
const isOpenShare = ({ kind, far }: Flow, { jurisdiction }: Located): boolean =>
  kind === "share" && !(far && jurisdiction.approves(far));

function* judge(
  resource: Resource,
  ways: readonly Access[],
  flows: readonly Flow[],
  located: Located,
): Iterable<Problem> {
  for (const flow of flows) yield isStrangers(flow, located) ? strangerAt(flow) : shareOf(flow);
  for (const access of ways) {
    const who = access.principal || "a principal";
    const { path, relation, far } = access;
    yield {
      outcome: access.is === "foreign" ? "violation" : "undetermined",
      address: resource.address,
      path,
      message:
        access.is === "foreign"
          ? `${resource.address} ${DOES[relation ?? "door"]} ${who}: ${access.why}.`
          : `${resource.address} ${MAY[relation ?? "door"]}: ${access.why} (${path} = ${who}).`,
      evidence: [`principal: ${path} = ${who}`],
      ...(far && { place: far, flow: { resource, kind: "share", direction: "out", path, value: who, far } }),
    };
  }
}

const DOES = { door: "lets in", end: "deals with", holder: "is made in" };
const MAY = {
  door: "may give access to a principal that is not the enclave's own",
  end: "may exchange data with an account that the charter does not name",
  holder: "may be made in an account that the charter does not name",
};

function strangerAt(flow: Flow): Problem {
  const { resource, path, value, stranger } = flow;
  return {
    outcome: "violation",
    address: resource.address,
    path,
    message: `${resource.address} exchanges data with ${value}: ${stranger?.why}.`,
    evidence: [`${flow.kind}: ${path} = ${value}`],
    ...(stranger?.far && { place: stranger.far, flow: { ...flow, far: stranger.far } }),
  };
}

function shareOf({ resource, path, value, far }: Flow): Problem {
  return {
    outcome: far ? "violation" : "undetermined",
    address: resource.address,
    path,
    message: far
      ? `${resource.address} is open to strangers: ${path} is ${value}.`
      : `${resource.address} may be open to strangers: ${path} is ${value}, which the input does not resolve.`,
    evidence: [`share: ${path} = ${value}`],
  };
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
