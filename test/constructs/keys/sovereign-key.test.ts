import { SovereignKey } from "../../../constructs/keys/sovereign-key";
import { synthesize } from "../synthesize";

const own = {
  Sid: "OwnAccount",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111122223333:root" },
  Action: "kms:*",
  Resource: "*",
};

test("a key stays in its region, rotates, waits before it is deleted, and opens to its own account alone", () => {
  const { resource } = synthesize("dublin", (stack) => new SovereignKey(stack, "mail", { description: "Mail" }));
  expect(resource).toEqual({
    aws_kms_key: {
      "<mail/key>": {
        description: "Mail",
        enable_key_rotation: true,
        multi_region: false,
        deletion_window_in_days: 30,
        policy: { Version: "2012-10-17", Statement: [own] },
      },
    },
    aws_kms_alias: {
      "<mail/alias>": { name: "alias/clover/dublin/mail", target_key_id: "${aws_kms_key.<mail/key>.key_id}" },
    },
  });
});

test("users, readers and log groups of the enclave are let in by name, each with what they need", () => {
  const { resource } = synthesize("dublin", (stack) => {
    new SovereignKey(stack, "mail", {
      description: "Mail",
      users: [{ account: "workload", role: "mailer" }],
      readers: [{ account: "audit" }],
      logGroups: ["/mail/sent"],
    });
  });
  const use = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];
  expect(resource["aws_kms_key"]!["<mail/key>"]!["policy"]).toEqual({
    Version: "2012-10-17",
    Statement: [
      own,
      {
        Sid: "Users",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::111122223333:role/mailer"] },
        Action: use,
        Resource: "*",
      },
      {
        Sid: "Readers",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::444455556666:root"] },
        Action: ["kms:Decrypt", "kms:DescribeKey"],
        Resource: "*",
      },
      {
        Sid: "LogGroups",
        Effect: "Allow",
        Principal: { Service: "logs.eu-west-1.amazonaws.com" },
        Action: use,
        Resource: "*",
        Condition: {
          ArnEquals: {
            "kms:EncryptionContext:aws:logs:arn": ["arn:aws:logs:eu-west-1:111122223333:log-group:/mail/sent"],
          },
        },
      },
    ],
  });
});

test("a key of an Outpost site is made in the anchor's region, under the Outpost site's name", () => {
  const { resource, provider } = synthesize("hamar", (stack) => new SovereignKey(stack, "mail", { description: "M" }));
  expect(resource["aws_kms_alias"]!["<mail/alias>"]!["name"]).toBe("alias/clover/hamar/mail");
  expect(provider).toMatchObject({ aws: [{ region: "eu-west-1" }] });
});
