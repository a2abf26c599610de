import { SovereignHmacKey } from "../../../constructs/keys/sovereign-hmac-key";
import { synthesize } from "../synthesize";

test("a key for pseudonyms stays in its region, makes MACs for roles that it names, and is managed by people who cannot use it", () => {
  const { resource } = synthesize("dublin", (stack) => {
    new SovereignHmacKey(stack, "root", { description: "Root", users: [{ account: "workload", role: "worker" }] });
  });
  const { policy, ...key } = resource["aws_kms_key"]!["<root/key>"] as { policy: { Statement: object[] } };
  const [manage, users] = policy.Statement as { Action: string[] }[];
  expect(key).toEqual({
    description: "Root",
    key_usage: "GENERATE_VERIFY_MAC",
    customer_master_key_spec: "HMAC_256",
    multi_region: false,
    deletion_window_in_days: 30,
  });
  expect(users).toEqual({
    Sid: "Users",
    Effect: "Allow",
    Principal: { AWS: ["arn:aws:iam::111122223333:role/worker"] },
    Action: "kms:GenerateMac",
    Resource: "*",
  });
  expect(policy.Statement).toHaveLength(2);
  const using = /^kms:(?:\*|Create(?!Alias$)|Generate|Verify|Sign|Encrypt|Decrypt|ReEncrypt|Derive)/;
  expect(manage!.Action.filter((action) => using.test(action))).toEqual([]);
  expect(resource["aws_kms_alias"]).toEqual({
    "<root/alias>": { name: "alias/clover/dublin/root", target_key_id: "${aws_kms_key.<root/key>.key_id}" },
  });
});

test.each<[string, object, string]>([
  ["a stranger", { account: "partner", role: "worker" }, 'the charter names no account "partner"'],
  ["whoever matches", { account: "workload", role: "*" }, '"*" is no role name'],
])("%s cannot be let in", (_, user, sentence) => {
  const build = () =>
    synthesize("dublin", (stack) => {
      new SovereignHmacKey(stack, "root", { description: "Root", users: [user as { account: string; role: string }] });
    });
  expect(build).toThrow(sentence);
});
