/** Strict base64. A tolerant decoder would accept one signature in several different texts. */

const STANDARD = /^[A-Za-z0-9+/]*={0,2}$/;
const URL_SAFE = /^[A-Za-z0-9_-]*={0,2}$/;

/**
 * The bytes of a text in either alphabet (DSSE allows both), with or without padding. Undefined for any other text: white space, a
 * mixture of the alphabets, padding of a wrong length, or unused bits that are not zero.
 */
export function decodeBase64(text: string): Buffer | undefined {
  if (!STANDARD.test(text) && !URL_SAFE.test(text)) return undefined;
  if (text.includes("=") && text.length % 4 !== 0) return undefined;
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text.replace(/=+$/, "").replaceAll("+", "-").replaceAll("/", "_")
    ? bytes
    : undefined;
}
