/** A value of a resource attribute as the input shows it. What only the apply will tell is an {@link Unknown}, never a gap. */
export type Value = null | boolean | number | string | Unknown | readonly Value[] | Values;
export interface Values {
  readonly [attribute: string]: Value;
}

/**
 * A value that the input does not carry. `references` are Terraform references as written, where the input has them;
 * `template` is the text around them (`arn:aws:s3:::${aws_s3_bucket.b.id}`), which only synthesized JSON shows.
 */
export class Unknown {
  declare readonly template?: string;
  constructor(
    readonly references: readonly string[] = [],
    template?: string,
  ) {
    if (template !== undefined) this.template = template;
  }
}

/** For the many places of a plan that say no more than "known after apply": their references stand in the configuration. */
export const UNKNOWN = new Unknown();

export const isValues = (value: Value | undefined): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Unknown);
