/** The data that the steps of one gated run share. */
import type { EvidenceRequest } from "../evidence/evidence-options";
import type { Host } from "./stand-in-host";
import type { ApplyRequest } from "./command-line/options";
import type { PrivateFolder } from "./private-folder";
import type { Ended, Streams } from "./program";

/** One gated run. */
export interface Run {
  readonly host: Host;
  readonly request: ApplyRequest;
  readonly place: PrivateFolder;
  /** The folder that Terraform is started in. `folder` is the one that it works in. */
  readonly cwd: string;
  readonly folder: string;
  readonly evidence: EvidenceRequest;
  readonly env: NodeJS.ProcessEnv;
  /** Runs Terraform in this run's folder and environment, so that a plan is made, judged and applied with the same settings. */
  readonly terraform: (args: readonly string[], streams: Streams) => Promise<Ended>;
  /** True if a signal has asked this run to end. */
  readonly isStopped: () => boolean;
}
