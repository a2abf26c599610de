/** The parts of the process that a run of the gate uses. `cli/clover-terraform.ts` provides them. */
import type { Jurisdiction } from "../../charter/jurisdiction";
import type { Backend, WrittenConfiguration } from "../../model/document";
import type { EvidenceRequest } from "../evidence/evidence-options";
import type { RecordedEnvironment } from "../evidence/statement";
import type { Report } from "../report";

/** The outcome of judging one plan, and its text. */
export interface Judgement {
  /** Also "rejected" if evidence is required and is not valid. */
  readonly verdict: Report["verdict"];
  readonly text: string;
  /** Called before the plan is applied. @returns a sentence that says why the verdict is no longer valid, or undefined */
  readonly lapsed: () => string | undefined;
}

/** One plan that is ready to be judged. */
export interface ShownPlan {
  /** Output of `terraform show -json` for the plan. */
  readonly json: Buffer;
  /** Names of ephemeral variables, whose values the plan does not hold. */
  readonly ephemeral: ReadonlySet<string>;
  /** The configuration that it was made from, if the file has it. */
  readonly configuration: WrittenConfiguration | undefined;
  /** The backend to which its apply writes the state, if the plan file has it. */
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
  /** Terraform, or another program in its place. */
  readonly program: string;
  readonly env: NodeJS.ProcessEnv;
  /** True if a terminal is attached, which sends its signals to the whole process group. */
  readonly interactive: boolean;
  readonly judge: JudgePlan;
  /** The jurisdiction of the charter that applies to Terraform's work in this folder. */
  jurisdictionFor(folder: string): Promise<Jurisdiction>;
  /** Writes to standard output; resolves when the text is written. */
  print(text: string): Promise<void>;
  /** Writes to standard error. */
  complain(text: string): void;
  /** Reads one line of standard input; undefined if the input ends before the line does, or at a signal. */
  readLine(): Promise<string | undefined>;
  /** Sends signals that would end this process to the listener. @returns a function that stops this */
  onSignal(listener: (signal: NodeJS.Signals) => void): () => void;
  /** Registers work that must be done when the process ends in any way. @returns a function that removes it */
  onExit(clean: () => void): () => void;
  /** Runs `work` under a umask that makes new files readable by their owner only. */
  privately<T>(work: () => T): T;
}
