import { PermissionSet, type PermissionSetProps } from "../../../constructs/access/permission-set";
import type { SiteStack } from "../../../constructs/foundation/site-stack";
import { simulate } from "../../tools/simulate";
import { compliant, judged } from "../judged";
import { extendedCharter, synthesize } from "../synthesize";

const table = "arn:aws:dynamodb:eu-west-1:111122223333:table/accounts";
const may = [{ Sid: "Read", Effect: "Allow" as const, Action: "dynamodb:GetItem", Resource: table }];
const inAudit = { charter: extendedCharter, account: "audit" };
const build =
  (props: Partial<PermissionSetProps> = {}, id = "support") =>
  (stack: SiteStack) =>
    new PermissionSet(stack, id, { group: "operations", may, ...props });

const { resource, data } = synthesize("dublin", build(), inAudit);
const policy = resource["aws_ssoadmin_permission_set_inline_policy"]!["<support/policy>"]!["inline_policy"] as object;

test("one group has one set in one account for an hour, and nobody writes an id down", () => {
  const instance = "${element(data.aws_ssoadmin_instances.<support/center>.arns, 0)}";
  const set = "${aws_ssoadmin_permission_set.<support/set>.arn}";
  expect({
    set: resource["aws_ssoadmin_permission_set"],
    assignment: resource["aws_ssoadmin_account_assignment"],
    people: data["aws_identitystore_group"],
  }).toEqual({
    set: {
      "<support/set>": {
        name: "clover-support",
        description: "What operations may do",
        instance_arn: instance,
        session_duration: "PT1H",
      },
    },
    assignment: {
      "<support/assignment>": {
        instance_arn: instance,
        permission_set_arn: set,
        principal_type: "GROUP",
        principal_id: "${data.aws_identitystore_group.<support/people>.group_id}",
        target_type: "AWS_ACCOUNT",
        target_id: "111122223333",
      },
    },
    people: {
      "<support/people>": {
        identity_store_id: "${element(data.aws_ssoadmin_instances.<support/center>.identity_store_ids, 0)}",
        alternate_identifier: {
          unique_attribute: { attribute_path: "DisplayName", attribute_value: "operations" },
        },
      },
    },
  });
});

const inside = { "aws:VpcSourceIp": "10.20.0.9" };
test.each<[string, string, string, Record<string, string>, string]>([
  ["what it may do, from inside the network", "dynamodb:GetItem", table, inside, "Allowed"],
  [
    "the same from the network of somebody else",
    "dynamodb:GetItem",
    table,
    { "aws:VpcSourceIp": "10.99.0.9" },
    "ExplicitlyDenied",
  ],
  ["the same from the internet", "dynamodb:GetItem", table, { "aws:SourceIp": "192.0.2.7" }, "ExplicitlyDenied"],
  ["what a service does in its name", "dynamodb:GetItem", table, { "aws:ViaAWSService": "true" }, "Allowed"],
  ["what nobody gave it", "dynamodb:PutItem", table, inside, "ImplicitlyDenied"],
  ["permissions", "iam:PutRolePolicy", "arn:aws:iam::111122223333:role/r", inside, "ExplicitlyDenied"],
  ["another role", "sts:AssumeRole", "arn:aws:iam::111122223333:role/r", inside, "ExplicitlyDenied"],
])("%s: %s", async (_, action, asked, context, answer) => {
  const principal = "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_clover-support_0123456789abcdef/ann";
  const request = { principal, action, resource: asked, context: { "aws:ViaAWSService": "false", ...context } };
  expect(await simulate(request, { identity: [policy] })).toBe(answer);
});

test("the gate has nothing against it", async () => {
  expect(await judged("dublin", build(), inAudit)).toEqual(compliant);
});

test.each<[string, () => unknown, string]>([
  [
    "a group that works abroad",
    () => synthesize("dublin", build({ group: "research" }), inAudit),
    'the group "research" works from CN, which the charter does not approve',
  ],
  [
    "a group that the charter does not name",
    () => synthesize("dublin", build({ group: "sales" }), inAudit),
    'dublin/support: the charter names no group of people "sales".',
  ],
  [
    "a permission over permissions",
    () => synthesize("dublin", build({ may: [{ ...may[0]!, Action: ["iam:PassRole"] }] }), inAudit),
    'dublin/support: the action "iam:PassRole" would let people reach everything, or change who may.',
  ],
  [
    "an account that the charter does not name",
    () => synthesize("dublin", build({ account: "sandbox" }), inAudit),
    'dublin/support: the charter names no account "sandbox"',
  ],
  [
    "a name that Identity Center does not take",
    () => synthesize("dublin", build({}, "everybody-who-looks-after-customers"), inAudit),
    '"clover-everybody-who-looks-after-customers" is no permission set name: letters, digits and _+=,.@-, at most 32.',
  ],
])("%s is refused", (_, made, sentence) => {
  expect(made).toThrow(expect.objectContaining({ name: "ConstructError", message: expect.stringContaining(sentence) }));
});
