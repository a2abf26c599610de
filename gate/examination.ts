/** The outcome of judging, with the data that the verdict is based on. */
import type { Charter, EnforcementLevel } from "../charter/schema";
import type { Located } from "../placement/placement";
import type { HostablePolicy } from "./hosting/evaluate";
import type { Report } from "./report";

/** A policy that judges, with its enforcement level. */
export interface Selected {
  readonly policy: HostablePolicy;
  readonly level: Exclude<EnforcementLevel, "disabled">;
}

/** A report with the data behind it, for callers that show more than the report (evidence, differences). */
export interface Examination {
  readonly report: Report;
  readonly charter: Charter;
  readonly located: readonly Located[];
  /** The policies that judged. */
  readonly selected: readonly Selected[];
}
