/**
 * Following Terraform references: from an expression to the value or the resources behind it, through variables, module
 * arguments, module outputs and data sources. What cannot be followed (locals are not in a plan's JSON, functions and
 * templates show only their references) stays opaque: the caller must treat it as unknown.
 */
import type { Resource } from "./graph";
import type { Value } from "./value";

/** Where a reference ends. */
export type Target =
  | { readonly kind: "value"; readonly value: Value; readonly reference: string }
  | { readonly kind: "resource"; readonly resource: Resource; readonly attribute: string; readonly reference: string }
  | { readonly kind: "opaque"; readonly reference: string };

/** One module instance: what a reference written inside it means. */
export interface Scope {
  /** Module address with instance keys, "" for the root. */
  readonly module: string;
  /** Every end that one reference, as written in this module, can reach. Never empty: at worst one opaque target. */
  follow(reference: string): readonly Target[];
}
