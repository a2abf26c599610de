/** Backups that stay: a locked vault under an own key, a daily plan, and copies into the charter's vaults alone. */
import { BackupPlan } from "@cdktf/provider-aws/lib/backup-plan";
import { BackupSelection } from "@cdktf/provider-aws/lib/backup-selection";
import { BackupVault } from "@cdktf/provider-aws/lib/backup-vault";
import { BackupVaultLockConfiguration } from "@cdktf/provider-aws/lib/backup-vault-lock-configuration";
import { BackupVaultPolicy } from "@cdktf/provider-aws/lib/backup-vault-policy";
import { Construct } from "constructs";
import { notAdmittedAsCopier, otherCharter } from "./backup-errors";
import type { DataClass } from "../foundation/data-class";
import { principalArn } from "../foundation/enclave-principal";
import { outOfRange } from "../foundation/errors";
import type { Kept } from "../keys/key-custody";
import { deriveName, requireName } from "../foundation/names";
import { denyForeignAccounts, renderPolicy, type Statement } from "../foundation/policy-document";
import { ServiceRole } from "../foundation/service-role";
import { SiteStack } from "../foundation/site-stack";
import { SovereignKey } from "../keys/sovereign-key";

/** What backups are made from. */
export interface SovereignBackupProps extends Kept {
  /** Everything in this stack's account and region that is tagged with this class is backed up. */
  readonly dataClass: DataClass;
  /** How long every backup is kept and cannot be deleted, 1 to 36500. @default 35 */
  readonly keepDays?: number;
  /** For how long the lock can be taken off again, 3 to 36500; after that nobody can, AWS included. @default 3 */
  readonly changeableForDays?: number;
  /** Where each backup is copied to: the backup of another stack of the same charter. @default nowhere */
  readonly copyTo?: SovereignBackup;
  /** Roles in the charter of the other accounts that may copy into this vault. @default none */
  readonly copiesFrom?: readonly string[];
  /** Literal name of vault and plan. @default clover-<site>-<path of the construct> */
  readonly vaultName?: string;
}

/**
 * Daily backups of a data class, in a vault that nobody can empty. Serves GDPR Art. 32(1)(c) and Art. 44, and NIS2 21.2.c.
 *
 * - Chosen by the tag `data-class`, which every store of ours has: what is added later is backed up without being named. A
 *   service is backed up once its region has opted in to it (`aws backup update-region-settings`).
 * - Locked in compliance mode: after `changeableForDays` neither the account's root nor AWS can delete a backup before its time
 *   (https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html). Try it in a test account first.
 * - A copy is another backup of the same charter, given as a construct, so that its site and account are approved. The vault's
 *   policy denies copying to anywhere else; what is copied is encrypted under the key of the vault that it goes to.
 * - For a copy into another account the organisation has to allow backups across accounts, and the key of what is copied has to
 *   be opened to that account
 *   (https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html): neither is done here.
 * - The role can make backups and not restore them. Restore with a role of your own, after an approval.
 *
 * @throws ConstructError on an Outpost site (AWS Backup keeps its copies in the region), for an illegal name, for a number out of
 * range, for a copy into the vault of another charter, and for one into another account that does not say so in `copiesFrom`
 */
export class SovereignBackup extends Construct {
  readonly vaultName: string;
  readonly dataClass: DataClass;
  /** ARN of the vault, known at plan. */
  readonly arn: string;
  readonly keepDays: number;
  /** Roles in the charter of the other accounts that may copy into this vault. */
  readonly copiesFrom: readonly string[];
  readonly key: SovereignKey;

  constructor(scope: Construct, id: string, props: SovereignBackupProps) {
    super(scope, id);
    const stack = SiteStack.inRegion(this, "SovereignBackup", "OutpostSnapshot");
    this.vaultName = requireName(
      this,
      "vault name",
      props.vaultName ?? deriveName(this),
      /^[\w-]{2,50}$/,
      "letters, digits, _ and -, 2 to 50",
    );
    this.dataClass = props.dataClass;
    this.keepDays = this.#within("keepDays", props.keepDays ?? 35, 1);
    const changeableForDays = this.#within("changeableForDays", props.changeableForDays ?? 3, 3);
    this.copiesFrom = props.copiesFrom ?? [];
    this.arn = stack.arn("backup", `backup-vault:${this.vaultName}`);
    this.key = new SovereignKey(this, "key", { description: `Backups in ${this.vaultName}`, custody: props.custody });
    if (props.copyTo !== undefined) this.#requireApproved(stack, props.copyTo);
    const vault = new BackupVault(this, "vault", {
      name: this.vaultName,
      kmsKeyArn: this.key.arn,
      forceDestroy: false,
      tags: { "data-class": props.dataClass },
    });
    new BackupVaultLockConfiguration(this, "lock", {
      backupVaultName: vault.name,
      changeableForDays,
      minRetentionDays: this.keepDays,
    });
    new BackupVaultPolicy(this, "policy", {
      backupVaultName: vault.name,
      policy: renderPolicy([
        // Vault policies take no wildcard in an action, and AWS Backup lets other accounts do nothing but this
        // (https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html).
        denyForeignAccounts(stack, "backup:CopyIntoBackupVault", ["*"]),
        this.#denyCopies(props.copyTo),
        ...this.#admitCopies(stack),
      ]),
    });
    this.#plan(vault, props.copyTo);
  }

  #within(prop: string, value: number, least: number): number {
    if (Number.isInteger(value) && value >= least && value <= 36_500) return value;
    throw outOfRange(this.node.path, prop, value, `a whole number from ${least} to 36500`);
  }

  #requireApproved(stack: SiteStack, copyTo: SovereignBackup): void {
    const target = SiteStack.of(copyTo);
    if (target.charter !== stack.charter) throw otherCharter(this.node.path, copyTo.node.path);
    if (target.accountId !== stack.accountId && !copyTo.copiesFrom.includes(stack.accountRole)) {
      throw notAdmittedAsCopier(this.node.path, copyTo.node.path, stack.accountRole);
    }
  }

  #denyCopies(copyTo: SovereignBackup | undefined): Statement {
    return {
      Sid: "DenyCopiesElsewhere",
      Effect: "Deny",
      Principal: "*",
      Action: "backup:CopyFromBackupVault",
      Resource: "*",
      ...(copyTo ? { Condition: { "ForAnyValue:ArnNotEquals": { "backup:CopyTargets": [copyTo.arn] } } } : {}),
    };
  }

  #admitCopies(stack: SiteStack): Statement[] {
    if (this.copiesFrom.length === 0) return [];
    return [
      {
        Sid: "AdmitCopies",
        Effect: "Allow",
        Principal: { AWS: this.copiesFrom.map((account) => principalArn(this, stack, { account })) },
        Action: "backup:CopyIntoBackupVault",
        Resource: "*",
      },
    ];
  }

  #plan(vault: BackupVault, copyTo: SovereignBackup | undefined): void {
    const tag = { "data-class": this.dataClass };
    const plan = new BackupPlan(this, "plan", {
      name: this.vaultName,
      rule: [
        {
          ruleName: "daily",
          targetVaultName: vault.name,
          schedule: "cron(0 3 * * ? *)",
          lifecycle: { deleteAfter: this.keepDays },
          recoveryPointTags: tag,
          // A copy obeys the lock of the vault that it goes to.
          ...(copyTo
            ? { copyAction: [{ destinationVaultArn: copyTo.arn, lifecycle: { deleteAfter: copyTo.keepDays } }] }
            : {}),
        },
      ],
    });
    const role = new ServiceRole(this, "role", {
      description: `Makes the backups in ${this.vaultName}`,
      service: "backup.amazonaws.com",
    });
    role.attachAwsPolicy("service-role/AWSBackupServiceRolePolicyForBackup");
    role.attachAwsPolicy("AWSBackupServiceRolePolicyForS3Backup");
    new BackupSelection(this, "selection", {
      name: this.vaultName,
      planId: plan.id,
      iamRoleArn: role.createdArn,
      // Both, or a rack's volumes of the same class would be copied into its parent region.
      resources: ["*"],
      condition: [
        {
          stringEquals: Object.entries({ ...tag, site: SiteStack.of(this).siteName }).map(([key, value]) => ({
            key: `aws:ResourceTag/${key}`,
            value,
          })),
        },
      ],
    });
  }
}
