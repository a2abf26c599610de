/** Something that was looked for in vain, and how to get it. */
export interface Missing {
  readonly what: string;
  readonly remedy: string;
}
