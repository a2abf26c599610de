/** A signing key in AWS KMS: ECC_NIST_P256, in a place and an account that the charter approves. */
import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import type { KMSClient } from "@aws-sdk/client-kms";
import { jurisdictionOf } from "../../charter/jurisdiction";
import type { Charter } from "../../charter/schema";
import { InputError } from "../../core/user-error";
import { parseArn, type Arn } from "../../placement/text/arn";
import { describePlace } from "../../charter/places";
import { judgeEndpoint } from "../../placement/text/endpoint";
import { printable } from "../../core/printable";
import { algorithmOf, keyIdOf } from "./keys";
import type { Signer } from "./signer";

type Environment = Readonly<Record<string, string | undefined>>;

/** Domain of the service per partition. */
const DOMAINS: Readonly<Record<string, string>> = {
  aws: "amazonaws.com",
  "aws-us-gov": "amazonaws.com",
  "aws-cn": "amazonaws.com.cn",
  "aws-eusc": "amazonaws.eu",
};

/** Opens a key: gets the public key from KMS. @throws InputError if the key must not be used or KMS denies access */
export async function openKmsKey(arn: string, charter: Charter, env: Environment): Promise<Signer> {
  const name = printable(arn);
  const key = approvedKey(arn, name, charter);
  const endpoint = endpointOf(key, charter, env);
  const { KMSClient, GetPublicKeyCommand, SignCommand } = await import("@aws-sdk/client-kms");
  const client: KMSClient = new KMSClient({
    region: key.region,
    endpoint,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 15_000 },
  });
  const ask = async <T>(what: string, call: Promise<T>): Promise<T> => {
    try {
      return await call;
    } catch (error) {
      const { name: sort, message } = error as Error;
      throw new InputError(
        `KMS does not ${what} ${name} (${printable(`${sort}: ${message}`).slice(0, 300)}).`,
        "The caller needs kms:GetPublicKey and kms:Sign on that key, and credentials for it.",
      );
    }
  };

  const { PublicKey } = await ask("show", client.send(new GetPublicKeyCommand({ KeyId: arn })));
  const publicKey = readKey(PublicKey, name);
  return {
    name,
    publicKey,
    keyid: keyIdOf(publicKey),
    async sign(message) {
      const { Signature } = await ask(
        "sign with",
        client.send(
          new SignCommand({
            KeyId: arn,
            Message: createHash("sha256").update(message).digest(),
            MessageType: "DIGEST",
            SigningAlgorithm: "ECDSA_SHA_256",
          }),
        ),
      );
      return Signature ?? new Uint8Array();
    },
  };
}

/** Accepts a key only in an approved place and in an account of the charter, because its holder is the author of the evidence. */
function approvedKey(text: string, name: string, charter: Charter): Arn {
  const jurisdiction = jurisdictionOf(charter);
  const arn = parseArn(text);
  if (!arn || arn.service !== "kms" || !/^(key|alias)\/[\w/-]+$/.test(arn.resource)) {
    throw new InputError(
      `${name} is not the ARN of a KMS key.`,
      "Write awskms:///arn:aws:kms:REGION:ACCOUNT:key/ID, which shows the region and the account.",
    );
  }
  const place = jurisdiction.locate(arn.region);
  if (!place || !jurisdiction.approves(place)) {
    throw new InputError(
      `The key ${name} is in ${place ? describePlace(place) : arn.region}, which the charter does not approve.`,
      `Sign with a key in ${charter.jurisdictions.join(" or ")}.`,
    );
  }
  if (!jurisdiction.accountApproved(arn.account)) {
    throw new InputError(
      `The key ${name} belongs to the account ${arn.account}, which is not in the charter.`,
      "Sign with a key of an account under `accounts`, or name the account there.",
    );
  }
  return arn;
}

/** The environment's endpoint if it may be used, else the region's own. Shared configuration files are ignored. */
function endpointOf({ partition, region }: Arn, charter: Charter, env: Environment): string {
  const given = env["AWS_ENDPOINT_URL_KMS"] || env["AWS_ENDPOINT_URL"];
  if (!given) {
    const domain = DOMAINS[partition];
    if (domain) return `https://kms.${region}.${domain}`;
    throw new InputError(`Clover does not know where the partition ${partition} has KMS.`, "Set AWS_ENDPOINT_URL_KMS.");
  }
  const problem = judgeEndpoint(given, jurisdictionOf(charter));
  if (!problem) return given;
  throw new InputError(
    `The endpoint of KMS in the environment ${printable(problem.message)}`,
    "Unset AWS_ENDPOINT_URL_KMS and AWS_ENDPOINT_URL, or name the host under `endpoints` in the charter.",
  );
}

/**
 * Reads the public key. Only ECC_NIST_P256 is accepted, which all verifiers support. With Ed25519, KMS signs at most 4,096 bytes
 * unless it hashes them first, which is another scheme (Ed25519ph). RSA has too many variants.
 */
function readKey(der: Uint8Array | undefined, name: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPublicKey({ key: Buffer.from(der ?? []), type: "spki", format: "der" });
  } catch {
    throw new InputError(
      `The answer for ${name} does not hold a public key.`,
      "Check that the endpoint belongs to KMS.",
    );
  }
  if (algorithmOf(key) === "ECDSA P-256") return key;
  const sort = key.asymmetricKeyDetails?.namedCurve ?? key.asymmetricKeyType;
  throw new InputError(
    `The key ${name} is of the type ${sort}, with which KMS cannot sign a statement that others can verify.`,
    "Make one with the key usage SIGN_VERIFY and the key spec ECC_NIST_P256.",
  );
}
