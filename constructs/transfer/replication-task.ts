/** What a database migration does with every row: nothing is overwritten, nothing skipped, everything compared. */

/** Which tables come in: all of the schemas that are named. */
export function renderTableMappings(schemas: readonly string[]): string {
  return JSON.stringify({
    rules: schemas.map((schema, index) => ({
      "rule-type": "selection",
      "rule-id": String(index + 1),
      "rule-name": String(index + 1),
      "object-locator": { "schema-name": schema, "table-name": "%" },
      "rule-action": "include",
    })),
  });
}

const SUSPEND = "SUSPEND_TABLE";

/**
 * Settings of the task, as AWS DMS names them
 * (https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.html).
 *
 * - Each row is read again on both sides and compared; what differs is in the table `awsdms_control.awsdms_validation_failures_v1`.
 * - By default DMS logs a row that does not fit and goes on without it, and cuts large objects off. Here the table stops, and
 *   objects come in whole.
 * - Tables that are there already keep their rows.
 */
export const REPLICATION_SETTINGS = JSON.stringify({
  TargetMetadata: { SupportLobs: true, FullLobMode: true, LimitedSizeLobMode: false, LobChunkSize: 64 },
  FullLoadSettings: { TargetTablePrepMode: "DO_NOTHING" },
  Logging: { EnableLogging: true },
  ValidationSettings: { EnableValidation: true },
  ErrorBehavior: {
    DataErrorPolicy: SUSPEND,
    DataTruncationErrorPolicy: SUSPEND,
    TableErrorPolicy: SUSPEND,
    ApplyErrorInsertPolicy: SUSPEND,
    ApplyErrorUpdatePolicy: SUSPEND,
    ApplyErrorDeletePolicy: SUSPEND,
    FullLoadIgnoreConflicts: false,
  },
  ControlTablesSettings: { ControlSchema: "awsdms_control" },
});
