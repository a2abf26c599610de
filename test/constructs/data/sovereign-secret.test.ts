import { SovereignSecret } from "../../../constructs/data/sovereign-secret";
import { compliant, judged } from "../judged";
import { synthesize } from "../synthesize";

const props = { dataClass: "restricted", description: "Password of the old database, for the migration" } as const;

test("a secret is encrypted under its own key, can be had back, denies strangers, and holds no value", () => {
  const { resource } = synthesize("dublin", (stack) => {
    const secret = new SovereignSecret(stack, "old", props);
    expect([secret.arnPattern, secret.secretName, secret.dataClass]).toEqual([
      "arn:aws:secretsmanager:eu-west-1:111122223333:secret:clover/dublin/old-??????",
      "clover/dublin/old",
      "restricted",
    ]);
  });
  expect(Object.keys(resource).toSorted()).toEqual([
    "aws_kms_alias",
    "aws_kms_key",
    "aws_secretsmanager_secret",
    "aws_secretsmanager_secret_policy",
  ]);
  expect(resource["aws_secretsmanager_secret"]).toEqual({
    "<old/secret>": {
      name: "clover/dublin/old",
      description: "Password of the old database, for the migration",
      kms_key_id: "${aws_kms_key.<old/key/key>.arn}",
      recovery_window_in_days: 30,
      tags: { "data-class": "restricted" },
    },
  });
  expect(resource["aws_secretsmanager_secret_policy"]).toEqual({
    "<old/policy>": {
      secret_arn: "${aws_secretsmanager_secret.<old/secret>.arn}",
      block_public_policy: true,
      policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "DenyForeignAccounts",
            Effect: "Deny",
            Principal: "*",
            Action: "secretsmanager:*",
            Resource: ["*"],
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
  await expect(judged("dublin", (stack) => void new SovereignSecret(stack, "old", props))).resolves.toEqual(compliant);
});

test.each<[string, string, object, string]>([
  ["an Outpost", "hamar", {}, "hamar/old: SovereignSecret is built in an AWS region"],
  ["an illegal name", "dublin", { secretName: "a b" }, 'dublin/old: "a b" is no secret name'],
  [
    "a name that ends like an ARN",
    "dublin",
    { secretName: "clover-AbCdEf" },
    'dublin/old: "clover-AbCdEf" is no secret name',
  ],
])("%s is refused", (_, site, given, sentence) => {
  const build = () => synthesize(site, (stack) => void new SovereignSecret(stack, "old", { ...props, ...given }));
  expect(build).toThrow(sentence);
});
