import { accesses, charter, synth, under } from "../documents";

const auditor = { account: "600070008000", jurisdiction: "IE", externalId: "clover-audit-2026" };
const BOUNDARY = "arn:aws:iam::111122223333:policy/auditor";
const both = {
  StringEquals: { "sts:ExternalId": auditor.externalId },
  Bool: { "aws:MultiFactorAuthPresent": "true" },
};

const trust = (Condition: object, principal = `arn:aws:iam::${auditor.account}:root`) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: principal }, Action: "sts:AssumeRole", Condition }],
  });
const role = (assume_role_policy: string, more: object = { permissions_boundary: BOUNDARY }) => ({
  aws_iam_role: { r: { name: "auditor", assume_role_policy, ...more } },
});
const ways = (resource: Record<string, object>, declared = true) =>
  accesses(under(synth(resource), declared ? { auditor } : { auditor: undefined }), `${Object.keys(resource)[0]!}.r`);

test("the charter's auditor comes in by a bounded role that asks for the external id and MFA", () => {
  expect(charter.auditor).toEqual(auditor);
  expect(ways(role(trust(both)))).toEqual([]);
  expect(ways(role(trust(both, auditor.account)))).toEqual([]);
});

const refused = `foreign assume_role_policy.Statement[0].Principal.AWS = arn:aws:iam::${auditor.account}:root: the auditor, who comes in by a role with a permissions boundary that asks for the external id and MFA, and by nothing else`;

test.each<[string, Record<string, object>]>([
  ["without a boundary", role(trust(both), {})],
  ["with an empty boundary", role(trust(both), { permissions_boundary: "" })],
  ["with a boundary that only the apply will tell", role(trust(both), { permissions_boundary: "${local.boundary}" })],
  ["without the external id", role(trust({ Bool: both.Bool }))],
  ["with another external id", role(trust({ ...both, StringEquals: { "sts:ExternalId": "something-else" } }))],
  [
    "with any of two external ids",
    role(trust({ ...both, StringEquals: { "sts:ExternalId": [auditor.externalId, "x"] } })),
  ],
  [
    "with a pattern for the external id",
    role(trust({ ...both, StringEquals: undefined, StringLike: { "sts:ExternalId": "*" } })),
  ],
  ["without MFA", role(trust({ StringEquals: both.StringEquals }))],
  ["with MFA where there happens to be some", role(trust({ ...both, Bool: undefined, BoolIfExists: both.Bool }))],
  ["with no MFA on purpose", role(trust({ ...both, Bool: { "aws:MultiFactorAuthPresent": "false" } }))],
])("and is a stranger to a role %s", (_, resource) => {
  expect(ways(resource)).toEqual([refused]);
});

test("and to everything that is no role, whatever it asks for", () => {
  expect(ways({ aws_sqs_queue_policy: { r: { queue_url: "u", policy: trust(both) } } })).toEqual([
    refused.replace("assume_role_policy", "policy"),
  ]);
});

test("where the charter names no auditor, nobody comes in as one, and nobody else comes in beside them", () => {
  expect(ways(role(trust(both)), false)).toEqual([
    `foreign assume_role_policy.Statement[0].Principal.AWS = arn:aws:iam::${auditor.account}:root: account ${auditor.account} is not in the charter`,
  ]);
  expect(ways(role(trust(both, "arn:aws:iam::999999999999:root")))).toEqual([
    "foreign assume_role_policy.Statement[0].Principal.AWS = arn:aws:iam::999999999999:root: account 999999999999 is not in the charter",
  ]);
});
