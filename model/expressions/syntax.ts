/** The syntax tree of a Terraform expression. */

export type Expression =
  | { readonly kind: "literal"; readonly value: null | boolean | number | string }
  /** Texts joined; a template of one interpolation alone is that interpolation. */
  | { readonly kind: "template"; readonly parts: readonly Expression[] }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "attribute"; readonly of: Expression; readonly name: string }
  | { readonly kind: "index"; readonly of: Expression; readonly key: Expression }
  /** `each` is evaluated for every member, which it calls {@link ITEM}. */
  | { readonly kind: "splat"; readonly of: Expression; readonly each: Expression }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly args: readonly Expression[];
      /** The last argument is a list of arguments: `f(x...)`. */
      readonly spread: boolean;
    }
  | {
      readonly kind: "conditional";
      readonly if: Expression;
      readonly whenTrue: Expression;
      readonly whenFalse: Expression;
    }
  | { readonly kind: "unary"; readonly operator: "-" | "!"; readonly of: Expression }
  | { readonly kind: "binary"; readonly operator: Operator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "tuple"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly items: readonly (readonly [key: Expression, value: Expression])[] }
  | For;

export interface For {
  readonly kind: "for";
  readonly keyName?: string;
  readonly valueName: string;
  readonly of: Expression;
  /** Makes an object instead of a list. */
  readonly key?: Expression;
  readonly value: Expression;
  readonly if?: Expression;
  /** `...` behind the value: values of the same key become a list. */
  readonly grouped: boolean;
  /** A `%{for}` directive: its texts are joined. */
  readonly joined?: boolean;
}

export type Operator = "||" | "&&" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | "/" | "%";

/** The name of a splat's member: no identifier has it. */
export const ITEM = "*";
