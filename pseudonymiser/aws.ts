/** The world of the functions: KMS, the export bucket and the table of identities. */
import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { GenerateMacCommand, KMSClient, VerifyCommand } from "@aws-sdk/client-kms";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { DataContract } from "./contract";
import { deriveDomainKeys, type RootMac } from "./pseudonyms";
import type { Vault } from "./reidentify";
import type { World } from "./stream";

/** Names that the construct hands to its functions. */
export type Environment = Readonly<Record<string, string | undefined>>;

function demand(env: Environment, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`The function lacks ${name}; the Pseudonymiser construct sets it.`);
  return value;
}

/** MACs under the root key, which KMS never gives away. */
export function rootMacOf(kms: KMSClient, keyArn: string): RootMac {
  return async (message) => {
    const command = new GenerateMacCommand({ KeyId: keyArn, Message: message, MacAlgorithm: "HMAC_SHA_256" });
    const { Mac } = await kms.send(command);
    if (!Mac) throw new Error("KMS answered without a MAC");
    return Mac;
  };
}

/** The world of the transforming functions, by their environment: ROOT_KEY, EXPORT_BUCKET (stream), IDENTITIES (optional). */
export function worldOf(contract: DataContract, env: Environment): World {
  const s3 = new S3Client({});
  const table = env["IDENTITIES"];
  return {
    contract,
    keys: deriveDomainKeys(rootMacOf(new KMSClient({}), demand(env, "ROOT_KEY"))),
    async write(name, body) {
      const ContentType = "application/x-ndjson";
      await s3.send(new PutObjectCommand({ Bucket: demand(env, "EXPORT_BUCKET"), Key: name, Body: body, ContentType }));
    },
    remember: table ? rememberIn(new DynamoDBClient({}), table, contract.domain) : async () => {},
    log,
    now: () => new Date(),
  };
}

/** Lambda takes each line of standard output into the function's log group. */
const log = (line: string): void => void process.stdout.write(`${line}\n`);

const rowOf = (domain: string, epoch: string, kind: string, pseudonym: string): string =>
  [domain, epoch, kind, pseudonym].join("/");

/** Number of concurrent writes. */
const AT_ONCE = 25;

function rememberIn(dynamo: DynamoDBClient, table: string, domain: string): World["remember"] {
  return async (epoch, identities) => {
    const rows = new Map(identities.map((one) => [rowOf(domain, epoch, one.kind, one.pseudonym), one.identifier]));
    const todo = [...rows];
    while (todo.length > 0) {
      const puts = todo.splice(0, AT_ONCE).map(([id, identifier]) => {
        return dynamo.send(
          new PutItemCommand({ TableName: table, Item: { id: { S: id }, identifier: { S: identifier } } }),
        );
      });
      await Promise.all(puts);
    }
  };
}

/** The world of re-identification, by its environment: DOMAIN, APPROVAL_KEY, IDENTITIES. */
export function vaultOf(env: Environment): Vault {
  const kms = new KMSClient({});
  const dynamo = new DynamoDBClient({});
  const table = demand(env, "IDENTITIES");
  const domain = demand(env, "DOMAIN");
  return {
    domain,
    async verify(digest, signature) {
      try {
        const { SignatureValid } = await kms.send(
          new VerifyCommand({
            KeyId: demand(env, "APPROVAL_KEY"),
            Message: digest,
            MessageType: "DIGEST",
            Signature: signature,
            SigningAlgorithm: "ECDSA_SHA_256",
          }),
        );
        return SignatureValid === true;
      } catch (error) {
        // KMS reports an invalid signature by throwing. Any other error is raised.
        if ((error as Error).name === "KMSInvalidSignatureException") return false;
        throw error;
      }
    },
    async take(digest) {
      const id = { S: `approval/${digest}` };
      try {
        await dynamo.send(
          new PutItemCommand({ TableName: table, Item: { id }, ConditionExpression: "attribute_not_exists(id)" }),
        );
        return true;
      } catch (error) {
        if ((error as Error).name === "ConditionalCheckFailedException") return false;
        throw error;
      }
    },
    async recall(epoch, kind, pseudonym) {
      const Key = { id: { S: rowOf(domain, epoch, kind, pseudonym) } };
      const { Item } = await dynamo.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
      return Item?.["identifier"]?.S;
    },
    log,
    now: () => new Date(),
  };
}
