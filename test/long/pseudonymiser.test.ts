import { createHash } from "node:crypto";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { GenerateMacCommand, KMSClient, SignCommand, VerifyMacCommand } from "@aws-sdk/client-kms";
import { GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { type LocalCloud, openLocalCloud } from "../../scripts/local-cloud/local-cloud";
import { runToEnd } from "../../scripts/run-program";
import { contract, record } from "../pseudonymiser/contract-of-logins";
import { describeEndToEnd } from "../tools/end-to-end";
import { TRIED_STACKS } from "../tools/tried-stacks";
import { type Lambda, runFunction } from "../tools/run-function";

const APP = "node_modules/.bin/tsx test/e2e/apps/pseudonyms.ts";
const [stack] = TRIED_STACKS["test/long/pseudonymiser.test.ts"].applied;
const OUT = "clover-111122223333-dublin-out";
// A request is pseudonymised in the epoch of today, so the stream's records have to arrive in the same month.
const ARRIVAL = Math.floor(Date.now() / 1000);
const EPOCH = new Date(ARRIVAL * 1000).toISOString().slice(0, 7);

interface Metadata {
  readonly $metadata: { readonly httpStatusCode?: number };
}
/** moto says no in XML to services that speak JSON, so only the status can be read. */
interface Failure {
  readonly $response?: { readonly statusCode: number };
}
describeEndToEnd("a pseudonymiser, deployed by real cdktf and Terraform, running its own code", (toolchain) => {
  let cloud: LocalCloud;
  let deployed: { code: number | null; output: string };
  let functions: Record<string, Lambda>;

  const terraform = (...args: string[]) =>
    runToEnd(toolchain.terraform, args, { cwd: cloud.stackFolder(stack), env: cloud.env });

  beforeAll(async () => {
    cloud = await openLocalCloud(toolchain);
    deployed = await cloud.cdktf(["deploy", stack, "--auto-approve"], { app: APP });
    const { output } = await terraform("show", "-json");
    const { values } = JSON.parse(output) as {
      values: { root_module: { resources: { type: string; values: Lambda & { function_name: string } }[] } };
    };
    functions = Object.fromEntries(
      values.root_module.resources
        .filter(({ type }) => type === "aws_lambda_function")
        .map(({ values: one }) => [one.function_name, one]),
    );
  });
  afterAll(() => cloud?.close());

  const call = (name: string, event: unknown) =>
    runFunction(cloud, "pseudonyms", functions[`clover-dublin-ads-${name}`]!, event);

  const aws = async (role = "deployer", account = "111122223333") => {
    const given = await cloud.api.assume(account, role);
    return {
      endpoint: cloud.api.url,
      region: "eu-west-1",
      forcePathStyle: true,
      credentials: {
        accessKeyId: given.AWS_ACCESS_KEY_ID,
        secretAccessKey: given.AWS_SECRET_ACCESS_KEY,
        sessionToken: given.AWS_SESSION_TOKEN,
      },
    };
  };

  const batch = (...texts: string[]) => ({
    Records: texts.map((text, index) => ({
      eventID: `shardId-000000000000:${index + 1}`,
      kinesis: {
        data: Buffer.from(text).toString("base64"),
        sequenceNumber: String(index + 1),
        approximateArrivalTimestamp: ARRIVAL,
      },
    })),
  });

  test("stands after one deploy, judged compliant, with nothing left to change", async () => {
    const { code } = await terraform("plan", "-detailed-exitcode", "-input=false");
    expect({ deployed: deployed.code, verdict: /COMPLIANT: .*/.exec(deployed.output)?.[0], second: code }).toEqual({
      deployed: 0,
      verdict: "COMPLIANT: no findings",
      second: 0,
    });
  });

  test("gives the same pseudonym for the same person, on the stream and on request, with one call to KMS each", async () => {
    await cloud.api.record();
    const request = await call("request", { records: [record, { event: "purchase" }, { event: "login" }] });
    const streamed = await call("stream", batch(JSON.stringify(record), '{"event":"purchase"}', "{"));
    const macs = (await cloud.api.calls()).filter(({ action }) => action === "GenerateMac");
    const s3 = new S3Client(await aws());
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: OUT }));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: OUT, Key: Contents![0]!.Key! }));

    const answer = request.answer as { records: { result: string; record?: object }[]; counts: object };
    expect(answer.records.map(({ result }) => result)).toEqual(["transformed", "dropped", "failed"]);
    expect(answer.counts).toEqual({ transformed: 1, dropped: 1, failed: 1, surplus: 2 });
    expect(streamed.answer).toEqual({ batchItemFailures: [{ itemIdentifier: "3" }] });
    expect(Contents!.map(({ Key }) => Key)).toEqual([`advertising/${EPOCH}/shardId-000000000000-1-1.ndjson`]);
    expect(JSON.parse(await Body!.transformToString())).toEqual(answer.records[0]!.record);
    expect(macs).toHaveLength(2);
    expect(request.log + streamed.log + JSON.stringify(answer)).not.toMatch(/ingrid|4711|203\.0\.113\.77|123 45/i);
  });

  test("gives another pseudonym in another domain", async () => {
    const { ROOT_KEY } = functions["clover-dublin-ads-request"]!.environment[0]!.variables;
    const kms = new KMSClient(await aws());
    const { deriveDomainKeys, pseudonymOf } = await import("../../pseudonymiser/pseudonyms");
    const { rootMacOf } = await import("../../pseudonymiser/aws");
    const keys = deriveDomainKeys(rootMacOf(kms, ROOT_KEY!));
    const { answer } = await call("request", { records: [{ event: "logout", user: "ingrid@example.no" }] });
    const of = async (domain: string) => pseudonymOf(await keys(domain, EPOCH), "user", "ingrid@example.no");
    const { records } = answer as { records: { record: { user: string } }[] };
    expect([await of(contract.domain), await of("research")]).toEqual([
      records[0]!.record.user,
      expect.not.stringContaining(records[0]!.record.user),
    ]);
  });

  test("names who is behind a pseudonym once, when an approver has signed", async () => {
    const { APPROVAL_KEY } = functions["clover-dublin-ads-reidentification-function"]!.environment[0]!.variables;
    const { answer } = await call("request", { records: [{ event: "logout", user: "ola" }] });
    const { epoch, records } = answer as { epoch: string; records: { record: { user: string } }[] };
    const pseudonym = records[0]!.record.user;
    const approval = JSON.stringify({
      version: 1,
      domain: contract.domain,
      epoch,
      kind: "user",
      pseudonyms: [pseudonym],
      purpose: "warning somebody whose account was taken over",
      ticket: "SEC-17",
      approver: "data protection officer",
      notAfter: new Date(Date.now() + 3_600_000).toISOString(),
    });
    const kms = new KMSClient(await aws("data-protection"));
    const { Signature } = await kms.send(
      new SignCommand({
        KeyId: APPROVAL_KEY!,
        Message: createHash("sha256").update(approval).digest(),
        MessageType: "DIGEST",
        SigningAlgorithm: "ECDSA_SHA_256",
      }),
    );
    const signed = { approval, signature: Buffer.from(Signature!).toString("base64") };
    const name = "reidentification-function";
    const forged = await call(name, { ...signed, approval: approval.replace("SEC-17", "SEC-18") });
    const first = await call(name, signed);
    const second = await call(name, signed);
    expect([forged.error, first.answer, second.error]).toEqual([
      "Error: Re-identification is refused: the approvers did not sign this approval.",
      { [pseudonym]: "ola" },
      "Error: Re-identification is refused: the approval was used before.",
    ]);
    expect(first.log).toContain("SEC-17");
  });

  test("leaves a reader of its pseudonyms no way back", async () => {
    const { ROOT_KEY, IDENTITIES } = functions["clover-dublin-ads-request"]!.environment[0]!.variables;
    const reader = await aws("reader");
    const message = Buffer.from("advertising");
    const status = async (asked: Promise<Metadata>) => {
      const allowed = ({ $metadata }: Metadata) => $metadata.httpStatusCode;
      return await asked.then(allowed, ({ $response }: Failure) => $response?.statusCode);
    };
    await cloud.api.enforce(true);
    try {
      const object = new GetObjectCommand({ Bucket: OUT, Key: `advertising/${EPOCH}/shardId-000000000000-1-1.ndjson` });
      const kms = new KMSClient(reader);
      const mac = { KeyId: ROOT_KEY!, Message: message, MacAlgorithm: "HMAC_SHA_256" as const };
      const row = new GetItemCommand({ TableName: IDENTITIES!, Key: { id: { S: `advertising/${EPOCH}/user/x` } } });
      expect([
        await status(new S3Client(reader).send(object)),
        await status(kms.send(new GenerateMacCommand(mac))),
        await status(kms.send(new VerifyMacCommand({ ...mac, Mac: Buffer.alloc(32) }))),
        await status(new DynamoDBClient(reader).send(row)),
      ]).toEqual([200, 403, 403, 403]);
    } finally {
      await cloud.api.enforce(false);
    }
  });
});
