/** The outcome of the rules for one attribute. */
import type { Leaf, Mode } from "./schema";

/** One attribute with the code that the rules give it. */
export interface Decision {
  readonly mode: Mode;
  readonly type: string;
  readonly leaf: Leaf;
  readonly code: string;
  readonly rule: string;
  /** A rule says that it should name no place, although its name says so. */
  readonly silent?: boolean;
  /** The key that the rule means, where the leaf is a map. */
  readonly key?: string;
}
