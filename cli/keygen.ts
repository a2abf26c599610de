/** `clover keygen` and `clover public-key`: the keys that evidence is signed with. */
import { loadCharter } from "../charter/load";
import { makeKeyPair } from "../gate/evidence/local-key";
import { openSigner } from "../gate/evidence/open-signer";
import { locateCharter } from "./charter-path";
import { EXIT, type ExitCode } from "./exit-code";
import type { Terminal } from "./terminal";

/** Makes a pair of files; the passphrase, if there is one, comes from the environment. */
export async function keygen(file: string, terminal: Terminal): Promise<ExitCode> {
  const passphrase = terminal.env.CLOVER_SIGNING_KEY_PASSPHRASE || undefined;
  const { privateFile, publicFile, keyid } = makeKeyPair(file, passphrase);
  terminal.print(
    `private key  ${privateFile} (${passphrase ? "encrypted" : "not encrypted"}; it signs: keep it where judging is done)\n` +
      `public key   ${publicFile} (it verifies: give it to everybody)\n` +
      `key id       ${keyid}\n`,
  );
  return EXIT.compliant;
}

/** Options of `clover public-key`. */
export interface PublicKeyOptions {
  readonly charter?: string;
}

/** Prints the public half of a signing key, wherever that is kept. */
export async function publicKey(name: string, { charter }: PublicKeyOptions, terminal: Terminal): Promise<ExitCode> {
  const signer = await openSigner(name, loadCharter(locateCharter(charter, terminal)).charter, terminal.env);
  terminal.print(String(signer.publicKey.export({ type: "spki", format: "pem" })));
  return EXIT.compliant;
}
