/** A value of a resource attribute as the input shows it. What only the apply will tell is an {@link Unknown}, never a gap. */
export type Value = null | boolean | number | string | Unknown | readonly Value[] | Values;
export interface Values {
  readonly [attribute: string]: Value;
}

/** A value that the input does not carry. `references` are Terraform references as written, where the input has them. */
export class Unknown {
  constructor(readonly references: readonly string[] = []) {}
}

/** For the many places of a plan that say no more than "known after apply": their references stand in the configuration. */
export const UNKNOWN = new Unknown();

export const isValues = (value: Value | undefined): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Unknown);
