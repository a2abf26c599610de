import { generateKeyPairSync } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { holds, keyIdOf, readPublicKey } from "../../../gate/evidence/keys";
import { makeKeyPair, openLocalKey } from "../../../gate/evidence/local-key";

const folder = mkdtempSync(join(tmpdir(), "clover-keys-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const message = Buffer.from("what was judged");

/** Writes a file for its owner alone. */
function write(name: string, content: string | Buffer, mode = 0o600): string {
  writeFileSync(at(name), content);
  chmodSync(at(name), mode);
  return at(name);
}

test.each([undefined, "correct horse"])(
  "a pair with the passphrase %s signs, and its public half verifies",
  async (passphrase) => {
    const made = makeKeyPair(at(`pair-${passphrase}`), passphrase);
    const modes = [made.privateFile, made.publicFile].map((file) => statSync(file).mode & 0o777 & ~process.umask());
    const signer = openLocalKey(made.privateFile, passphrase);
    const trusted = readPublicKey(made.publicFile);
    expect({ modes, ids: [signer.keyid, trusted.keyid] }).toEqual({
      modes: [0o600, 0o644 & ~process.umask()],
      ids: [made.keyid, made.keyid],
    });
    const signature = await signer.sign(message);
    expect([
      holds(trusted.key, message, signature),
      holds(trusted.key, Buffer.from("what was not"), signature),
      holds(trusted.key, message, signature.slice(1)),
      holds(trusted.key, message, new Uint8Array()),
    ]).toEqual([true, false, false, false]);
  },
);

test("a pair never replaces a file, and is made whole or not at all", () => {
  const taken = write("taken", "precious");
  expect(() => makeKeyPair(taken, undefined)).toThrow(`${taken} exists already.`);
  expect(readFileSync(taken, "utf8")).toBe("precious");
  write("half.pub", "precious");
  expect(() => makeKeyPair(at("half"), undefined)).toThrow("half.pub exists already.");
  expect(() => statSync(at("half"))).toThrow("ENOENT");
  expect(() => makeKeyPair(at("none/key"), undefined)).toThrow("cannot be written (ENOENT)");
});

const pkcs8 = { type: "pkcs8", format: "pem" } as const;
const spki = { type: "spki", format: "pem" } as const;
const ed25519 = generateKeyPairSync("ed25519");
const p256 = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
const p384 = generateKeyPairSync("ec", { namedCurve: "secp384r1" });
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const secret = ed25519.privateKey.export(pkcs8);
const locked = ed25519.privateKey.export({ ...pkcs8, cipher: "aes-256-cbc", passphrase: "correct horse" });

test.each<[string, () => string, string | undefined, string]>([
  [
    "that the group may read",
    () => write("group", secret, 0o640),
    undefined,
    "can be accessed by other users than its owner (mode 640)",
  ],
  [
    "that anybody may write",
    () => write("others", secret, 0o602),
    undefined,
    "can be accessed by other users than its owner (mode 602)",
  ],
  ["that is not there", () => at("none"), undefined, "cannot be read (ENOENT)"],
  ["that is a folder", () => folder, undefined, "cannot be read (EISDIR)"],
  ["that never ends", () => "/dev/zero", undefined, "can be accessed by other users than its owner"],
  ["that is too large", () => write("large", "x".repeat(70_000)), undefined, "cannot be read (EFBIG)"],
  ["that is no key", () => write("poem", "Roses are red"), undefined, "is not a private key in PEM (PKCS#8)"],
  [
    "that is the public half",
    () => write("public", ed25519.publicKey.export(spki)),
    undefined,
    "is not a private key in PEM",
  ],
  ["that is damaged", () => write("damaged", String(secret).replace("MC4C", "AAAA")), undefined, "is damaged"],
  ["of another sort", () => write("rsa", rsa.privateKey.export(pkcs8)), undefined, "is of the type rsa, not Ed25519"],
  ["of another curve", () => write("ec", p256.privateKey.export(pkcs8)), undefined, "is of the type ec, not Ed25519"],
  ["without its passphrase", () => write("locked", locked), undefined, "is encrypted"],
  ["with another passphrase", () => write("locked2", locked), "wrong horse", "does not open with the passphrase"],
])("a signing key %s is refused, and nothing of it is said", (_, file, passphrase, message) => {
  let said = "";
  try {
    openLocalKey(file(), passphrase);
  } catch (error) {
    said = (error as Error).message;
  }
  expect(said).toContain(message);
  expect(
    [secret, locked].some((pem) =>
      String(pem)
        .split("\n")
        .some((line) => line !== "" && said.includes(line)),
    ),
  ).toBe(false);
});

test("ECDSA on P-256 is taken to verify by", () => {
  const file = write("p256.pub", p256.publicKey.export(spki));
  const { key, ...rest } = readPublicKey(file);
  expect([rest, key.equals(p256.publicKey)]).toEqual([{ keyid: keyIdOf(p256.publicKey), name: file }, true]);
});

test.each<[string, string | Buffer, string]>([
  ["a private key", secret, "holds a private key, not a public one"],
  ["two keys", `${ed25519.publicKey.export(spki)}${p256.publicKey.export(spki)}`, "is not one public key in PEM"],
  ["a certificate", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", "is not one public key in PEM"],
  ["DER", ed25519.publicKey.export({ type: "spki", format: "der" }), "is not one public key in PEM"],
  ["half a key", String(ed25519.publicKey.export(spki)).replace("MCow", "MC"), "is not a public key that can be read"],
  ["an RSA key", rsa.publicKey.export(spki), "is a key of the type rsa, not Ed25519 or ECDSA P-256"],
  ["a key on another curve", p384.publicKey.export(spki), "is a key of the type ec, not Ed25519 or ECDSA P-256"],
])("%s is no key to verify by", (_, content, message) => {
  expect(() => readPublicKey(write("candidate", content))).toThrow(message);
});

test("a key to verify by that is not there is told by name", () => {
  expect(() => readPublicKey(at("none\u001b"))).toThrow(`The key ${folder}/none\\u001b cannot be read (ENOENT).`);
});
