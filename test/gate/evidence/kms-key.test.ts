/** KMS, played by a server on loopback: what it may answer. moto plays all of it in test/long/evidence.test.ts. */
import { createHash, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { seal } from "../../../gate/evidence/envelope";
import { holds, keyIdOf } from "../../../gate/evidence/keys";
import { openSigner } from "../../../gate/evidence/open-signer";
import { charter } from "../builders";
import { statement } from "./statements";

const ARN = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-0000-4000-8000-000000000001";
const message = Buffer.from("what was judged");
const ours = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
const theirs = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
const der = (key: KeyObject) => key.export({ type: "spki", format: "der" }).toString("base64");

let server: Server;
let env: Record<string, string>;
let asked: object[];
/** What it answers, by action; it denies everything else. */
let answers: Record<string, object>;
const saved = { ...process.env };

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const action = String(request.headers["x-amz-target"]).split(".")[1]!;
      asked.push({ action, ...JSON.parse(Buffer.concat(chunks).toString()) });
      const denial = { __type: "AccessDeniedException", message: "not you\u001b[2J" };
      response.writeHead(answers[action] ? 200 : 400, { "Content-Type": "application/x-amz-json-1.1" });
      response.end(JSON.stringify(answers[action] ?? denial));
    });
  });
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  env = { AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" });
});
afterAll(async () => {
  process.env = saved;
  server.closeAllConnections();
  await new Promise((settle) => server.close(settle));
});
beforeEach(() => {
  asked = [];
  answers = {
    GetPublicKey: { PublicKey: der(ours.publicKey) },
    Sign: { Signature: sign("sha256", message, ours.privateKey).toString("base64") },
  };
});

const open = (arn = ARN) => openSigner(`awskms:///${arn}`, charter, env);

test("KMS is shown the digest alone, and its signature holds under the key that it shows", async () => {
  const signer = await open();
  const signature = await signer.sign(message);
  expect([signer.name, signer.keyid, holds(signer.publicKey, message, signature)]).toEqual([
    ARN,
    keyIdOf(ours.publicKey),
    true,
  ]);
  expect(asked).toEqual([
    { action: "GetPublicKey", KeyId: ARN },
    {
      action: "Sign",
      KeyId: ARN,
      Message: createHash("sha256").update(message).digest("base64"),
      MessageType: "DIGEST",
      SigningAlgorithm: "ECDSA_SHA_256",
    },
  ]);
});

test.each<[string, () => Promise<unknown>, object, string]>([
  [
    "that denies the key",
    open,
    { GetPublicKey: undefined },
    `KMS does not show ${ARN} (AccessDeniedException: not you\\u001b[2J).`,
  ],
  [
    "that denies to sign",
    async () => (await open()).sign(message),
    { Sign: undefined },
    `KMS does not sign with ${ARN} (AccessDeniedException`,
  ],
  [
    "that signs with another key",
    async () => seal(statement(), await open()),
    { Sign: { Signature: sign("sha256", message, theirs.privateKey).toString("base64") } },
    "is not valid for its own public key",
  ],
  [
    "that signs nothing",
    async () => seal(statement(), await open()),
    { Sign: {} },
    "is not valid for its own public key",
  ],
  ["that shows no key", open, { GetPublicKey: {} }, `The answer for ${ARN} does not hold a public key.`],
  [
    "of an Ed25519 key",
    open,
    { GetPublicKey: { PublicKey: der(generateKeyPairSync("ed25519").publicKey) } },
    "is of the type ed25519, with which KMS cannot sign",
  ],
  [
    "of an RSA key",
    open,
    { GetPublicKey: { PublicKey: der(generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey) } },
    "is of the type rsa, with which KMS cannot sign",
  ],
])("an answer %s is an error", async (_, call, change, message) => {
  Object.assign(answers, change);
  await expect(call()).rejects.toThrow(message);
});

test.each([
  [ARN.replace("eu-west-1", "eu-central-1"), "is in eu-central-1 (DE), which the charter does not approve"],
  [ARN.replace("111122223333", "111122223334"), "belongs to the account 111122223334, which is not in the charter"],
  [ARN.replace(":kms:", ":s3:"), "is not the ARN of a KMS key"],
  ["alias/ci", "alias/ci is not the ARN of a KMS key"],
])("%s is refused before anybody is asked", async (arn, message) => {
  await expect(open(arn)).rejects.toThrow(message);
  expect(asked).toEqual([]);
});
