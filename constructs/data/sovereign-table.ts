/** Tables for data that stays: own key, no replica, no foreign account. */
import { DynamodbResourcePolicy } from "@cdktf/provider-aws/lib/dynamodb-resource-policy";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { Construct } from "constructs";
import type { DataClass } from "../foundation/data-class";
import type { Kept } from "../keys/key-custody";
import { deriveName, requireName } from "../foundation/names";
import { denyForeignAccounts, renderPolicy } from "../foundation/policy-document";
import { SiteStack } from "../foundation/site-stack";
import { SovereignKey } from "../keys/sovereign-key";

/** An attribute of a table's key. */
export interface TableKey {
  readonly name: string;
  /** Text, number, or bytes. */
  readonly type: "S" | "N" | "B";
}

/** What a table is made from. */
export interface SovereignTableProps extends Kept {
  readonly dataClass: DataClass;
  readonly partitionKey: TableKey;
  /** @default none */
  readonly sortKey?: TableKey;
  /** Literal name. @default clover-<site>-<path of the construct> */
  readonly tableName?: string;
}

/**
 * A DynamoDB table in the site's region. Serves GDPR Art. 32 (encryption, and restoring access in time) and Art. 44.
 *
 * - Its own key; no replica can be declared: a global table is a copy in another region.
 * - Every second of the last 35 days can be restored, and nobody deletes the table without first saying so.
 * - Its policy denies whoever is not of the enclave's accounts
 *   (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html).
 *
 * @throws ConstructError on an Outpost site (DynamoDB does not run there), and for a name that is illegal or not literal
 */
export class SovereignTable extends Construct {
  readonly tableName: string;
  readonly dataClass: DataClass;
  /** ARN, known at plan. */
  readonly arn: string;
  readonly key: SovereignKey;

  constructor(scope: Construct, id: string, props: SovereignTableProps) {
    super(scope, id);
    const stack = SiteStack.inRegion(this, "SovereignTable", "OutpostVolume");
    this.tableName = requireName(
      this,
      "table name",
      props.tableName ?? deriveName(this),
      /^[\w.-]{3,255}$/,
      "letters, digits, _, . and -, 3 to 255",
    );
    this.dataClass = props.dataClass;
    this.arn = stack.arn("dynamodb", `table/${this.tableName}`);
    this.key = new SovereignKey(this, "key", { description: `Table ${this.tableName}`, custody: props.custody });
    const { partitionKey, sortKey } = props;
    const table = new DynamodbTable(this, "table", {
      name: this.tableName,
      billingMode: "PAY_PER_REQUEST",
      hashKey: partitionKey.name,
      ...(sortKey ? { rangeKey: sortKey.name } : {}),
      attribute: [partitionKey, ...(sortKey ? [sortKey] : [])],
      deletionProtectionEnabled: true,
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true, kmsKeyArn: this.key.arn },
      tags: { "data-class": props.dataClass },
    });
    new DynamodbResourcePolicy(this, "policy", {
      resourceArn: table.arn,
      policy: renderPolicy([denyForeignAccounts(stack, "dynamodb:*", [this.arn, `${this.arn}/index/*`])]),
    });
  }
}
