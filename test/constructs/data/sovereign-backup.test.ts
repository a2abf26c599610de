import { App, Testing } from "cdktf";
import { SiteStack } from "../../../constructs/foundation/site-stack";
import { SovereignBackup, type SovereignBackupProps } from "../../../constructs/data/sovereign-backup";
import { simulate } from "../../tools/simulate";
import { compliant, judged } from "../judged";
import { charter as narrow, synthesize } from "../synthesize";

const charter: typeof narrow = {
  ...narrow,
  jurisdictions: ["IE", "NO", "SE"],
  sites: {
    ...narrow.sites,
    stockholm: { jurisdiction: "SE", region: "eu-north-1", network: "10.21.0.0/16", dataCentres: {} },
  },
};
const arn = "arn:aws:backup:eu-west-1:111122223333:backup-vault:clover-dublin-nightly";
const away = "arn:aws:backup:eu-north-1:111122223333:backup-vault:clover-stockholm-nightly";

const backup = (stack: SiteStack, props: Partial<SovereignBackupProps> = {}) =>
  new SovereignBackup(stack, "nightly", { dataClass: "restricted", ...props });

/** A stack beside those that `synthesize` makes: where copies go to. */
const elsewhere = (site = "stockholm", account = "workload", given = charter) =>
  new SiteStack(new App({ stackTraces: false, outdir: Testing.app().outdir }), site, { charter: given, site, account });

const vault = "${aws_backup_vault.<nightly/vault>.name}";
const foreign = {
  Sid: "DenyForeignAccounts",
  Effect: "Deny",
  Principal: "*",
  Action: "backup:CopyIntoBackupVault",
  Resource: ["*"],
  Condition: {
    StringNotEquals: { "aws:PrincipalAccount": ["111122223333", "444455556666"] },
    BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
  },
};
const elsewhereDenied = {
  Sid: "DenyCopiesElsewhere",
  Effect: "Deny",
  Principal: "*",
  Action: "backup:CopyFromBackupVault",
  Resource: "*",
};

test("what is tagged with the class is backed up daily into a vault that nobody can empty or copy from", () => {
  const { resource } = synthesize("dublin", (stack) => {
    const { arn: known, vaultName, dataClass, keepDays } = backup(stack);
    expect([known, vaultName, dataClass, keepDays]).toEqual([arn, "clover-dublin-nightly", "restricted", 35]);
  });
  expect(resource["aws_backup_vault"]).toEqual({
    "<nightly/vault>": {
      name: "clover-dublin-nightly",
      kms_key_arn: "${aws_kms_key.<nightly/key/key>.arn}",
      force_destroy: false,
      tags: { "data-class": "restricted" },
    },
  });
  expect(resource["aws_backup_vault_lock_configuration"]).toEqual({
    "<nightly/lock>": { backup_vault_name: vault, changeable_for_days: 3, min_retention_days: 35 },
  });
  expect(resource["aws_backup_vault_policy"]).toEqual({
    "<nightly/policy>": {
      backup_vault_name: vault,
      policy: { Version: "2012-10-17", Statement: [foreign, elsewhereDenied] },
    },
  });
  expect(resource["aws_backup_plan"]).toEqual({
    "<nightly/plan>": {
      name: "clover-dublin-nightly",
      rule: [
        {
          rule_name: "daily",
          target_vault_name: vault,
          schedule: "cron(0 3 * * ? *)",
          lifecycle: { delete_after: 35 },
          recovery_point_tags: { "data-class": "restricted" },
        },
      ],
    },
  });
  expect(resource["aws_backup_selection"]).toEqual({
    "<nightly/selection>": {
      name: "clover-dublin-nightly",
      plan_id: "${aws_backup_plan.<nightly/plan>.id}",
      iam_role_arn: "${aws_iam_role.<nightly/role/role>.arn}",
      resources: ["*"],
      condition: [
        {
          string_equals: [
            { key: "aws:ResourceTag/data-class", value: "restricted" },
            { key: "aws:ResourceTag/site", value: "dublin" },
          ],
        },
      ],
    },
  });
});

test("only AWS Backup, for this account, takes the role on, which makes backups and restores none", () => {
  const { resource } = synthesize("dublin", backup);
  expect(resource["aws_iam_role"]).toEqual({
    "<nightly/role/role>": {
      name: "clover-dublin-nightly-role",
      description: "Makes the backups in clover-dublin-nightly",
      assume_role_policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "Service",
            Effect: "Allow",
            Principal: { Service: "backup.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
          },
        ],
      },
    },
  });
  const role = "${aws_iam_role.<nightly/role/role>.name}";
  const policy = (name: string) => ({ role, policy_arn: `arn:aws:iam::aws:policy/${name}` });
  expect(resource["aws_iam_role_policy_attachment"]).toEqual({
    "<nightly/role/AWSBackupServiceRolePolicyForBackup>": policy("service-role/AWSBackupServiceRolePolicyForBackup"),
    "<nightly/role/AWSBackupServiceRolePolicyForS3Backup>": policy("AWSBackupServiceRolePolicyForS3Backup"),
  });
});

test("a copy goes to the charter's other vault alone, and is kept for as long as that one asks", () => {
  const copyTo = backup(elsewhere(), { keepDays: 90 });
  const { resource } = synthesize("dublin", (stack) => void backup(stack, { copyTo }), { charter });
  expect(resource["aws_backup_plan"]!["<nightly/plan>"]).toMatchObject({
    rule: [
      {
        lifecycle: { delete_after: 35 },
        copy_action: [{ destination_vault_arn: away, lifecycle: { delete_after: 90 } }],
      },
    ],
  });
  expect(resource["aws_backup_vault_policy"]!["<nightly/policy>"]).toMatchObject({
    policy: {
      Statement: [
        foreign,
        { ...elsewhereDenied, Condition: { "ForAnyValue:ArnNotEquals": { "backup:CopyTargets": [away] } } },
      ],
    },
  });
});

test("a vault takes copies from the accounts that it names", () => {
  const { resource } = synthesize("dublin", (stack) => void backup(stack, { copiesFrom: ["workload"] }), {
    account: "audit",
  });
  expect(resource["aws_backup_vault_policy"]!["<nightly/policy>"]).toMatchObject({
    policy: {
      Statement: [
        foreign,
        elsewhereDenied,
        {
          Sid: "AdmitCopies",
          Effect: "Allow",
          Principal: { AWS: ["arn:aws:iam::111122223333:root"] },
          Action: "backup:CopyIntoBackupVault",
          Resource: "*",
        },
      ],
    },
  });
});

test.each([
  ["into the charter's other vault", away, "Allowed"],
  ["beside it", `${away}-2`, "ExplicitlyDenied"],
  ["into a stranger's", away.replace("111122223333", "999988887777"), "ExplicitlyDenied"],
])("an administrator who copies a backup %s gets the answer of the vault's policy", async (_, target, answer) => {
  const copyTo = backup(elsewhere());
  const { resource } = synthesize("dublin", (stack) => void backup(stack, { copyTo }), { charter });
  const request = {
    principal: "arn:aws:iam::111122223333:role/admin",
    action: "backup:CopyFromBackupVault",
    resource: arn,
    context: { "backup:CopyTargets": [target] },
  };
  const identity = [{ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "backup:*", Resource: "*" }] }];
  const policy = resource["aws_backup_vault_policy"]!["<nightly/policy>"]!["policy"] as object;
  await expect(simulate(request, { identity, resource: policy })).resolves.toBe(answer);
});

test.each([
  ["by itself", {}],
  ["with copies to another site", { copyTo: backup(elsewhere()) }],
])("the gate has nothing against it: %s", async (_, props) => {
  await expect(judged("dublin", (stack) => void backup(stack, props), { charter })).resolves.toEqual(compliant);
});

test.each<[string, string, Partial<SovereignBackupProps>, string]>([
  ["an Outpost", "hamar", {}, "hamar/nightly: SovereignBackup is built in an AWS region"],
  ["an illegal name", "dublin", { vaultName: "a b" }, 'dublin/nightly: "a b" is no vault name'],
  ["a backup kept for no day", "dublin", { keepDays: 0 }, "dublin/nightly: keepDays is 0. Give a whole number from 1"],
  [
    "a lock without time to think again",
    "dublin",
    { changeableForDays: 2 },
    "dublin/nightly: changeableForDays is 2. Give a whole number from 3",
  ],
  [
    "copies from an account that the charter does not name",
    "dublin",
    { copiesFrom: ["partner"] },
    'dublin/nightly: the charter names no account "partner"',
  ],
  [
    "a copy into the vault of another charter",
    "dublin",
    { copyTo: backup(elsewhere("stockholm", "workload", { ...charter })) },
    "dublin/nightly: copyTo is stockholm/nightly, whose stack is built from another charter",
  ],
  [
    "a copy into an account that does not expect it",
    "dublin",
    { copyTo: backup(elsewhere("dublin", "audit")) },
    'dublin/nightly: copyTo is dublin/nightly, which takes no copies from the account "workload"',
  ],
])("%s is refused", (_, site, props, sentence) => {
  expect(() => synthesize(site, (stack) => void backup(stack, props), { charter })).toThrow(sentence);
});

test("an account that is named may copy into another one", () => {
  const copyTo = backup(elsewhere("dublin", "audit"), { copiesFrom: ["workload"] });
  const { resource } = synthesize("dublin", (stack) => void backup(stack, { copyTo }), { charter });
  expect(resource["aws_backup_plan"]!["<nightly/plan>"]).toMatchObject({
    rule: [{ copy_action: [{ destination_vault_arn: arn.replace("111122223333", "444455556666") }] }],
  });
});
