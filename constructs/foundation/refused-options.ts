/** Options that people expect and a construct does not take: said when types were bypassed. */
import type { IConstruct } from "constructs";
import { unsupported } from "./errors";

/** By option: why it is missing, and what to do instead. */
export type RefusedOptions = Readonly<Record<string, readonly [why: string, instead: string]>>;

/** @throws ConstructError when `props` has one of them, so that nobody believes it was applied */
export function refuseOptions(construct: IConstruct, what: string, props: object, refused: RefusedOptions): void {
  for (const [option, [why, instead]] of Object.entries(refused)) {
    if (Object.hasOwn(props, option)) throw unsupported(construct.node.path, what, option, why, instead);
  }
}
