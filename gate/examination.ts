/** The outcome of judging, together with what the verdict rests on. */
import type { Charter, EnforcementLevel } from "../charter/schema";
import type { Located } from "../placement/placement";
import type { HostablePolicy } from "./hosting/evaluate";
import type { Report } from "./report";

/** A policy that judges, at the level that holds for it. */
export interface Selected {
  readonly policy: HostablePolicy;
  readonly level: Exclude<EnforcementLevel, "disabled">;
}

/** A report with its grounds: callers that show more than a report does (evidence, differences) read them here. */
export interface Examination {
  readonly report: Report;
  readonly charter: Charter;
  readonly located: readonly Located[];
  /** The policies that judged. */
  readonly selected: readonly Selected[];
}
