/** A signing key in a file: Ed25519, PKCS#8 in PEM, readable only by its owner. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { rmSync, writeFileSync, type Stats } from "node:fs";
import { platform } from "node:os";
import { readAtMost } from "../../core/bounded-read";
import { InputError } from "../../core/user-error";
import { printable } from "../../core/printable";
import { keyIdOf } from "./keys";
import type { Signer } from "./signer";

const LARGEST_KEY_FILE = 64 * 1024;
const MAKE_ONE = "Make one with `clover keygen FILE`.";

/** Opens a key. @throws InputError if the key cannot or must not be used; the message never quotes the file */
export function openLocalKey(file: string, passphrase: string | undefined): Signer {
  const name = printable(file);
  const key = parseKey(readKey(file, name), name, passphrase);
  if (key.asymmetricKeyType !== "ed25519") {
    throw new InputError(`The key ${name} is of the type ${key.asymmetricKeyType}, not Ed25519.`, MAKE_ONE);
  }
  const publicKey = createPublicKey(key);
  return {
    name,
    publicKey,
    keyid: keyIdOf(publicKey),
    sign: (message) => Promise.resolve(sign(null, message, key)),
  };
}

function readKey(file: string, name: string): string {
  try {
    return readAtMost(file, LARGEST_KEY_FILE, (stats) => refuseOthers(stats, name)).toString("latin1");
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`The key ${name} cannot be read (${(error as NodeJS.ErrnoException).code}).`, MAKE_ONE);
  }
}

/** Refuses a key that other users can access. Windows has no such mode bits, so the rights of the folder must protect it there. */
function refuseOthers({ mode }: Stats, name: string): void {
  if (platform() === "win32" || (mode & 0o077) === 0) return;
  throw new InputError(
    `The key ${name} can be accessed by other users than its owner (mode ${(mode & 0o777).toString(8)}), who may have signed with it.`,
    `Restrict it to its owner: chmod 600 ${name}. If other users may have read it, make a new one with \`clover keygen\`.`,
  );
}

function parseKey(pem: string, name: string, passphrase: string | undefined): KeyObject {
  const encrypted = pem.includes("-----BEGIN ENCRYPTED PRIVATE KEY-----");
  if (!encrypted && !pem.includes("-----BEGIN PRIVATE KEY-----")) {
    throw new InputError(`${name} is not a private key in PEM (PKCS#8).`, MAKE_ONE);
  }
  if (encrypted && !passphrase) {
    throw new InputError(`The key ${name} is encrypted.`, "Put its passphrase into CLOVER_SIGNING_KEY_PASSPHRASE.");
  }
  try {
    return createPrivateKey(encrypted ? { key: pem, passphrase: passphrase! } : pem);
  } catch {
    throw new InputError(
      encrypted
        ? `The key ${name} does not open with the passphrase in CLOVER_SIGNING_KEY_PASSPHRASE.`
        : `The key ${name} is damaged.`,
      MAKE_ONE,
    );
  }
}

/** A new key pair: the paths of its files, and the id that statements use. */
export interface MadePair {
  readonly privateFile: string;
  readonly publicFile: string;
  readonly keyid: string;
}

/** Makes a key pair: `file`, which only its owner can read, and `file.pub`, which everyone can read. Never replaces a file. */
export function makeKeyPair(file: string, passphrase: string | undefined): MadePair {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const secret = passphrase ? { cipher: "aes-256-cbc", passphrase } : {};
  put(file, privateKey.export({ type: "pkcs8", format: "pem", ...secret }), 0o600);
  try {
    put(`${file}.pub`, publicKey.export({ type: "spki", format: "pem" }), 0o644);
  } catch (error) {
    rmSync(file);
    throw error;
  }
  return { privateFile: file, publicFile: `${file}.pub`, keyid: keyIdOf(publicKey) };
}

function put(file: string, pem: string | Buffer, mode: number): void {
  try {
    writeFileSync(file, pem, { flag: "wx", mode });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InputError(
      code === "EEXIST" ? `${printable(file)} exists already.` : `${printable(file)} cannot be written (${code}).`,
      "Name a file that does not exist yet: a key is never replaced.",
    );
  }
}
