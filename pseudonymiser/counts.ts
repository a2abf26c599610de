/** What is told of a batch: numbers and reasons, never a value. The alarms look at these. */
import type { TransformResult } from "./transform";

/** Records by what became of them, and fields that were left out because the contract does not name them. */
export interface Counts {
  transformed: number;
  dropped: number;
  failed: number;
  surplus: number;
}

/** The namespace of the metrics in CloudWatch. */
export const NAMESPACE = "Clover/Pseudonymiser";

/** Sums up a batch. */
export function countOutcomes(outcomes: readonly TransformResult[]): Counts {
  const counts: Counts = { transformed: 0, dropped: 0, failed: 0, surplus: 0 };
  for (const outcome of outcomes) {
    counts[outcome.result] += 1;
    if (outcome.result === "transformed") counts.surplus += outcome.surplus;
  }
  return counts;
}

/**
 * One line of CloudWatch's embedded metric format, which turns logs into metrics without a call
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
 */
export function metricLine(domain: string, metrics: Readonly<Record<string, number>>, time: Date): string {
  return JSON.stringify({
    _aws: {
      Timestamp: time.getTime(),
      CloudWatchMetrics: [
        {
          Namespace: NAMESPACE,
          Dimensions: [["domain"]],
          Metrics: Object.keys(metrics).map((Name) => ({ Name, Unit: "Count" })),
        },
      ],
    },
    domain,
    ...metrics,
  });
}
