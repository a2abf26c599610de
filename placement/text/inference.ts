/** Models of Bedrock by their ids. */

/**
 * The prefix of a model id or inference profile that names a geography (`eu.anthropic...`, `global....`): Bedrock answers in any region of
 * it, and no geography of AWS's lies in approved countries alone.
 */
export const geographyOf = (model: string): string | undefined =>
  /(?:^|\/)(us-gov|us|eu|apac|au|jp|ca|global)\.[a-z0-9-]+\./.exec(model)?.[1];

/** Tells whether Bedrock chooses the region in which a model answers. */
export const isInferenceProfile = (model: string): boolean => geographyOf(model) !== undefined;
