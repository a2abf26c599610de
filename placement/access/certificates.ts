/** Certificate authorities that a trust anchor names by their certificates: whoever holds a certificate of theirs gets in. */
import { X509Certificate } from "node:crypto";
import type { Charter } from "../../charter/schema";
import { OWN, type Standing } from "../text/account";

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/** Whether a text is a bundle of certificates, and not the name of a principal. */
export const isBundle = (text: string): boolean => text.includes("-----BEGIN CERTIFICATE-----");

/** Standing of a bundle: its authorities are nobody's that a text could show, unless the charter names each by its fingerprint. */
export function bundleStanding(bundle: string, { issuers = {} }: Charter): Standing {
  const prints = (bundle.match(CERTIFICATE) ?? []).map(fingerprintOf);
  const stranger = prints.find((print) => print === undefined || !Object.hasOwn(issuers, print));
  if (prints.length > 0 && stranger === undefined && !prints.includes(undefined)) return OWN;
  const which = stranger === undefined ? "a certificate that cannot be read" : `the certificate ${stranger}`;
  return { is: "unknown", why: `the charter does not name ${which} under issuers` };
}

/** `sha256:` and the fingerprint in lower case, as `openssl x509 -fingerprint -sha256` prints it without its colons. */
function fingerprintOf(pem: string): string | undefined {
  try {
    return `sha256:${new X509Certificate(pem).fingerprint256.replaceAll(":", "").toLowerCase()}`;
  } catch {
    return undefined;
  }
}
