/** What about a pseudonymiser somebody must look at. */
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import { NAMESPACE } from "../../pseudonymiser/counts";
import { pathWithinStack } from "../foundation/names";
import { SiteStack } from "../foundation/site-stack";

/** What the alarms are made from. */
export interface PseudonymisationAlarmsProps {
  /** Pseudonymisation domain, by which the metrics are told apart. */
  readonly domain: string;
  /** More in an hour is unusual: a table of identifiers being tried out, or data being taken out in bulk. */
  readonly recordsPerHour: number;
  /** Whether there is a way back, whose every use is looked at. */
  readonly reidentification: boolean;
}

const HOUR = 3600;
const MINUTE = 60;

/**
 * Alarms on volume and on everything that should not happen. Serves GDPR Art. 33: what is not noticed cannot be notified. Low
 * entropy identifiers can be found by trying, so unusual volume is itself a sign (EDPB Guidelines 01/2025).
 */
export class PseudonymisationAlarms extends Construct {
  constructor(scope: Construct, id: string, props: PseudonymisationAlarmsProps) {
    super(scope, id);
    const { recordsPerHour, reidentification } = props;
    this.#alarm(props, "transformed", HOUR, recordsPerHour, `more than ${recordsPerHour} records in an hour`);
    this.#alarm(props, "failed", MINUTE, 0, "a record was malformed");
    this.#alarm(props, "dropped", MINUTE, 0, "a record was outside of the contract");
    if (!reidentification) return;
    this.#alarm(props, "reidentified", MINUTE, 0, "somebody was re-identified");
    this.#alarm(props, "refused", MINUTE, 0, "a re-identification was refused");
  }

  #alarm(
    { domain }: PseudonymisationAlarmsProps,
    metricName: string,
    period: number,
    threshold: number,
    what: string,
  ): void {
    const name = ["clover", SiteStack.of(this).siteName, ...pathWithinStack(this), metricName].join("-");
    new CloudwatchMetricAlarm(this, metricName, {
      alarmName: name,
      alarmDescription: `Pseudonymisation for ${domain}: ${what}`,
      namespace: NAMESPACE,
      metricName,
      dimensions: { domain },
      statistic: "Sum",
      comparisonOperator: "GreaterThanThreshold",
      threshold,
      period,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
    });
  }
}
