/** A value of a resource attribute as the input shows it. A value that is known only after apply is an {@link Unknown}, and is never left out. */
export type Value = null | boolean | number | string | Unknown | readonly Value[] | Values;
export interface Values {
  readonly [attribute: string]: Value;
}

/** The part of a resource that values refer to. */
export interface Owner {
  readonly address: string;
}

/**
 * Partial knowledge about an unknown value, from evaluating its written expression.
 * - `attribute`: it is this attribute of a resource; "" is the resource itself.
 * - `text`: a text of known and unknown parts.
 * - `choice`: one of these values; the input does not show which.
 * - `several`: a list, set or map of unknown length; each member is like `item`.
 * - `hidden`: nothing is known; `why` gives the reason. `encodes` is the value of which it is another form (base64), for programs.
 */
export type Origin =
  | { readonly kind: "attribute"; readonly owner: Owner; readonly attribute: string }
  | { readonly kind: "text"; readonly parts: readonly (string | Unknown)[]; readonly document?: Value }
  | { readonly kind: "choice"; readonly among: readonly Value[] }
  | { readonly kind: "several"; readonly item: Value }
  | { readonly kind: "hidden"; readonly why: string; readonly encodes?: Value; readonly replaced?: Replaced };

/** A call of `replace` with a text that only the apply knows. */
export interface Replaced {
  readonly text: Value;
  readonly from: string;
  readonly to: string | Unknown;
}

/**
 * A value that the input does not carry. `references` are Terraform references as written, where the input has them;
 * `template` is the text around them (`arn:aws:s3:::${aws_s3_bucket.b.id}`), for people to read; `origin` is what evaluating
 * the written expression found, where the input has it.
 */
export class Unknown {
  declare readonly template?: string;
  declare readonly origin?: Origin;
  constructor(
    readonly references: readonly string[] = [],
    template?: string,
    origin?: Origin,
  ) {
    if (template !== undefined) this.template = template;
    if (origin !== undefined) this.origin = origin;
  }
}

/** For the many places of a plan that say no more than "known after apply": their references stand in the configuration. */
export const UNKNOWN = new Unknown();

export const isValues = (value: Value | undefined): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Unknown);
