/** What Clover attests about the bytes that were judged. */
import type { Json } from "./canonical";

/**
 * What the plan does not carry and the apply obeys: variables of the environment, programs of the providers, the lock file. The
 * gate in front of Terraform fills it in; nothing in it may be a secret.
 */
export interface RunConditions {
  readonly [condition: string]: Json;
}
