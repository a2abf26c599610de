/** The process around a run, as far as the gate may touch it. `cli/clover-terraform.ts` provides it. */
import type { Jurisdiction } from "../../charter/jurisdiction";
import type { Backend, WrittenConfiguration } from "../../model/document";
import type { EvidenceRequest } from "../evidence/evidence-options";
import type { RecordedEnvironment } from "../evidence/statement";
import type { Report } from "../report";

/** The outcome of judging one plan, and its text. */
export interface Judgement {
  /** Rejected too where evidence is demanded and does not hold. */
  readonly verdict: Report["verdict"];
  readonly text: string;
  /** To be asked before the plan is applied: a sentence that says why the verdict no longer holds, or nothing. */
  readonly lapsed: () => string | undefined;
}

/** One plan, made ready to be judged. */
export interface ShownPlan {
  /** Output of `terraform show -json` for the plan. */
  readonly json: Buffer;
  /** Variables that it was made with and does not hold. */
  readonly ephemeral: ReadonlySet<string>;
  /** What it was made from, where the file carries it. */
  readonly configuration: WrittenConfiguration | undefined;
  /** Where its apply writes the state, where the plan file says it. */
  readonly backend: Backend | undefined;
  /** Name of the plan in messages. */
  readonly name: string;
  /** SHA-256 of the plan file itself, lower-case hex. */
  readonly sha256: string;
  /** The folder that Terraform works in. */
  readonly folder: string;
  readonly colour: boolean;
  /** Settings that affect the apply but are not in the plan: they go into the evidence. */
  readonly conditions: RecordedEnvironment;
  readonly evidence: EvidenceRequest;
}

/** Judges a plan. */
export type JudgePlan = (plan: ShownPlan) => Promise<Judgement>;

export interface Host {
  /** Terraform, or what stands for it. */
  readonly program: string;
  readonly env: NodeJS.ProcessEnv;
  /** True if a terminal is attached, which sends its signals to the whole process group. */
  readonly interactive: boolean;
  readonly judge: JudgePlan;
  /** The jurisdiction of the charter that applies to Terraform's work in this folder. */
  jurisdictionFor(folder: string): Promise<Jurisdiction>;
  /** To standard output; resolves when it is written. */
  print(text: string): Promise<void>;
  /** To standard error. */
  complain(text: string): void;
  /** One line of standard input; nothing where that ends before the line does, or at a signal. */
  readLine(): Promise<string | undefined>;
  /** Signals that would end this process come here instead, until released. */
  onSignal(listener: (signal: NodeJS.Signals) => void): () => void;
  /** Runs something that must also be done when the process ends in another way. */
  onExit(clean: () => void): () => void;
  /** Runs `work` under a umask that makes new files readable by their owner only. */
  privately<T>(work: () => T): T;
}
