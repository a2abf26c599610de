/**
 * Keyed pseudonyms: a MAC under a key that only the pseudonymiser can derive (EDPB Guidelines 01/2025: a keyed one-way
 * function with enough entropy in the secret). The root never leaves KMS; what is derived from it for one domain and epoch
 * stays in memory.
 */
import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import type { DataContract } from "./contract";

/** A MAC under the root key: 32 bytes for a message (KMS GenerateMac, HMAC_SHA_256). */
export type RootMac = (message: Uint8Array) => Promise<Uint8Array>;

/** The key of one domain and epoch. Concurrent requests for the same pair share one call. */
export type DomainKeys = (domain: string, epoch: string) => Promise<KeyObject>;

/** Longer identifiers are none, and would only be a way to spend the enclave's time. */
const LONGEST = 1024;

/** Half of a character: UTF-8 has one replacement for all of them, so different texts would become one. */
const HALF = /\p{Surrogate}/u;

/** Parts of a message. None but the last may hold the separator (names cannot), so no two lists give the same text. */
const join = (...parts: readonly string[]): string => parts.join("\0");

/**
 * Derives the keys of domains. Different domains and epochs have keys that say nothing of each other, so that pseudonyms of
 * one cannot be linked with those of another.
 */
export function deriveDomainKeys(mac: RootMac): DomainKeys {
  const keys = new Map<string, Promise<KeyObject>>();
  return (domain, epoch) => {
    const label = `${domain}/${epoch}`;
    let key = keys.get(label);
    if (!key) {
      key = mac(Buffer.from(join("clover pseudonyms 1", domain, epoch))).then((bytes) => {
        if (bytes.length !== 32) throw new Error(`the root key gave a MAC of ${bytes.length} bytes instead of 32`);
        return createSecretKey(bytes);
      });
      keys.set(label, key);
      // What failed once may succeed at the next record.
      key.catch(() => keys.delete(label));
    }
    return key;
  };
}

/**
 * The pseudonym of an identifier: the first 132 bits of its MAC in base64url, 22 characters. Undefined for a value that cannot be an identifier: an empty or huge
 * text, a number that is not whole.
 */
export function pseudonymOf(key: KeyObject, kind: string, value: unknown): string | undefined {
  const text = identifierOf(value);
  if (text === undefined) return undefined;
  return createHmac("sha256", key).update(join(kind, text)).digest("base64url").slice(0, 22);
}

/** An identifier as text, one spelling for each: 7 and "7" are the same user. */
export function identifierOf(value: unknown): string | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : undefined;
  if (typeof value !== "string" || value === "" || value.length > LONGEST) return undefined;
  return HALF.test(value) ? undefined : value.normalize("NFC");
}

/** The epoch of an instant, in UTC: `2026-11`, `2026-q4`, `2026`, or `forever`. */
export function epochOf(time: Date, length: DataContract["epoch"]): string {
  const year = String(time.getUTCFullYear());
  switch (length) {
    case "month":
      return time.toISOString().slice(0, 7);
    case "quarter":
      return `${year}-q${Math.floor(time.getUTCMonth() / 3) + 1}`;
    case "year":
      return year;
    case "forever":
      return "forever";
  }
}
