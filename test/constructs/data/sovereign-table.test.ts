import { SovereignTable } from "../../../constructs/data/sovereign-table";
import { compliant, judged } from "../judged";
import { synthesize } from "../synthesize";

const arn = "arn:aws:dynamodb:eu-west-1:111122223333:table/clover-dublin-people";

test("a table is encrypted under its own key, can be restored, is not deleted by mistake, and denies strangers", () => {
  const { resource } = synthesize("dublin", (stack) => {
    const table = new SovereignTable(stack, "people", {
      dataClass: "restricted",
      partitionKey: { name: "id", type: "S" },
      sortKey: { name: "at", type: "N" },
    });
    expect([table.arn, table.tableName, table.dataClass]).toEqual([arn, "clover-dublin-people", "restricted"]);
  });
  expect(Object.keys(resource["aws_kms_key"]!)).toEqual(["<people/key/key>"]);
  expect(resource["aws_dynamodb_table"]).toEqual({
    "<people/table>": {
      name: "clover-dublin-people",
      billing_mode: "PAY_PER_REQUEST",
      hash_key: "id",
      range_key: "at",
      attribute: [
        { name: "id", type: "S" },
        { name: "at", type: "N" },
      ],
      deletion_protection_enabled: true,
      point_in_time_recovery: { enabled: true },
      server_side_encryption: { enabled: true, kms_key_arn: "${aws_kms_key.<people/key/key>.arn}" },
      tags: { "data-class": "restricted" },
    },
  });
  expect(resource["aws_dynamodb_resource_policy"]).toEqual({
    "<people/policy>": {
      resource_arn: "${aws_dynamodb_table.<people/table>.arn}",
      policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "DenyForeignAccounts",
            Effect: "Deny",
            Principal: "*",
            Action: "dynamodb:*",
            Resource: [arn, `${arn}/index/*`],
            Condition: {
              StringNotEquals: { "aws:PrincipalAccount": ["111122223333", "444455556666"] },
              BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
            },
          },
        ],
      },
    },
  });
});

test("the gate has nothing against it", async () => {
  const partitionKey = { name: "id", type: "S" } as const;
  await expect(
    judged("dublin", (stack) => void new SovereignTable(stack, "people", { dataClass: "restricted", partitionKey })),
  ).resolves.toEqual(compliant);
});

test.each<[string, string, object, string]>([
  ["an Outpost", "hamar", {}, 'hamar/people: SovereignTable is built in an AWS region, but site "hamar" is an Outpost'],
  [
    "an illegal name",
    "dublin",
    { tableName: "a b" },
    'dublin/people: "a b" is no table name: letters, digits, _, . and -',
  ],
])("%s is refused", (_, site, props, sentence) => {
  const build = () =>
    synthesize(site, (stack) => {
      new SovereignTable(stack, "people", {
        dataClass: "restricted",
        partitionKey: { name: "id", type: "S" },
        ...props,
      });
    });
  expect(build).toThrow(sentence);
});
