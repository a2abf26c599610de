/** Colour on terminals that show it. */

/** Select Graphic Rendition codes: `util.styleText` is younger than the oldest Node that we run on. */
const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36, gray: 90 } as const;
export type Style = keyof typeof CODES;
export type Paint = (style: Style, text: string) => string;

/** A painter that paints, or one that leaves texts as they are. */
export const painter =
  (colour: boolean): Paint =>
  (style, text) =>
    colour ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text;
