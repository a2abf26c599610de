/** What a function of Terraform's is to the evaluator. */
import type { Value } from "../../value";

export interface FunctionOf {
  /** It takes values of which a part is unknown; every other function is asked only where all is known. */
  readonly partial?: true;
  /** Throws a Fault for what Terraform would refuse. Undefined where the result cannot be told. */
  readonly run: (args: readonly Value[]) => Value | undefined;
}

/** Functions of one theme by name. */
export type Functions = Readonly<Record<string, FunctionOf>>;

/** A function that is asked only where all arguments are known. */
export const known = (run: FunctionOf["run"]): FunctionOf => ({ run });

/** A function that takes values of which a part is unknown. */
export const partial = (run: FunctionOf["run"]): FunctionOf => ({ partial: true, run });
