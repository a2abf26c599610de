/** The pack as the Pulumi engine runs it: a process of its own, started by Pulumi's runner and asked over gRPC. */
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { policies } from "../../policies/catalogue";
import { buildPack, Engine, LATER, removePack, type Declared } from "./pulumi-engine";

const charter = join(__dirname, "../../charter.yaml");
const queue: Declared = { type: "aws:sqs/queue:Queue", props: { name: "q" } };
const urn = (type: string, name = "it") => `urn:pulumi:dev::shop::${type}::${name}`;
let folder: string;
let engine: Engine;

beforeAll(async () => {
  folder = buildPack();
  engine = await Engine.start(folder);
});

afterAll(() => {
  engine?.stop();
  removePack(folder);
});

test("it does not judge without a charter", async () => {
  const missing = "No charter.yaml found from the policy pack upwards.";
  await expect(engine.analyze(queue)).rejects.toThrow(missing);
  await expect(engine.analyzeStack(queue)).rejects.toThrow(missing);
});

test("it serves every policy of the catalogue, under a name that Pulumi takes", async () => {
  expect(await engine.policies()).toEqual(policies.map(({ name }) => name.replace("/", "-")));
});

test("it takes the charter that stands beside it, and does not start under a broken one", async () => {
  const beside = buildPack();
  copyFileSync(charter, join(beside, "charter.yaml"));
  const second = await Engine.start(beside);
  const abroad = await second.analyze({ ...queue, props: { region: "us-east-1" } });
  second.stop();
  copyFileSync(join(beside, "package.json"), join(beside, "charter.yaml"));
  await expect(Engine.start(beside)).rejects.toThrow("jurisdictions");
  removePack(beside);
  expect(abroad).toEqual([
    `mandatory residency-placement at it: ${urn(queue.type)} would be in us-east-1 (US); the charter approves IE, NO.`,
  ]);
});

describe("under the charter of the project", () => {
  beforeAll(() => engine.configure(charter));

  const bucket = "aws:s3/bucket:Bucket";
  const table = "aws:dynamodb/table:Table";
  const encrypted = { kmsMasterKeyId: "arn:aws:kms:eu-west-1:111122223333:key/1" };
  const provider = (region: string) => urn("pulumi:providers:aws", `default-${region}`);
  const abroad = [
    `mandatory residency-placement at it: ${urn(queue.type)} would be in us-east-1 (US); the charter approves IE, NO.`,
    `mandatory residency-provider: ${provider("us-east-1")} works in us-east-1 (US), which the charter does not approve.`,
  ];
  const replica = `mandatory egress-replication at it: ${urn(table)} replicates to us-east-1 (US), which the charter does not approve (replica[0].region_name).`;
  const stranger = `{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999999999999:root"},"Action":"sqs:*"}]}`;

  /** What a resource is refused for as soon as it is seen, and at the end of the preview. */
  const cases: readonly (readonly [string, Declared, readonly string[], readonly string[]])[] = [
    ["a queue in Ireland", { ...queue, props: encrypted }, [], []],
    ["a queue in Virginia", { ...queue, props: encrypted, provider: { region: "us-east-1" } }, abroad, abroad],
    [
      "a region of its own that overrides its provider's",
      { ...queue, props: { ...encrypted, region: "eu-west-1" }, provider: { region: "us-east-1" } },
      [],
      [],
    ],
    [
      "a bucket without a key",
      { type: bucket, props: { bucket: "b" } },
      [],
      [
        `mandatory keys-customer-managed at it: ${urn(bucket)} has no key of its own: it is encrypted under a key that AWS manages, if at all.`,
      ],
    ],
    [
      "a table with a replica abroad",
      {
        type: table,
        props: {
          name: "t",
          replicas: [{ regionName: "us-east-1" }],
          serverSideEncryption: { enabled: true, kmsKeyArn: encrypted.kmsMasterKeyId },
        },
      },
      [replica],
      [replica],
    ],
    [
      "a region that only the deployment will tell, passed in from nowhere that is known",
      { ...queue, props: { ...encrypted, region: LATER } },
      [],
      [
        `mandatory residency-placement at it: ${urn(queue.type)} cannot be placed: region is a value known only after deployment, which names no place that the catalogue or the charter knows.`,
      ],
    ],
    [
      "a type that nobody knows",
      { type: "aws:foo/bar:Bar" },
      [],
      [
        `mandatory residency-placement at it: ${urn("aws:foo/bar:Bar")} cannot be placed: the catalogue does not know the type aws:foo/bar:Bar.`,
      ],
    ],
    [
      "another package",
      { type: "acme:store:Box" },
      [],
      [
        `mandatory residency-placement at it: ${urn("acme:store:Box")} cannot be placed: Clover does not know where the provider registry.pulumi.com/pulumi/acme keeps its resources.`,
        `mandatory residency-unapproved-provider at it: ${urn("acme:store:Box")} is served by registry.pulumi.com/pulumi/acme, which neither Clover nor the charter knows.`,
      ],
    ],
    ["a component, which holds nothing itself", { type: "acme:web:Site", provider: null }, [], []],
    ["the stack and a provider", { type: "pulumi:pulumi:Stack", provider: null }, [], []],
    [
      "a provider whose region is not in the program",
      { ...queue, props: encrypted, provider: {} },
      [],
      [
        `mandatory residency-placement at it: ${urn(queue.type)} cannot be placed: ${provider("undefined")}.region is not set: a region that comes from the environment or a profile is not in the input and proves nothing.`,
        `mandatory residency-provider: region of ${provider("undefined")} is not set: a region that comes from the environment or a profile is not in the input and proves nothing.`,
      ],
    ],
    [
      "settings that Pulumi writes as JSON",
      {
        ...queue,
        props: encrypted,
        provider: {
          region: "eu-west-1",
          allowedAccountIds: '["111122223333"]',
          endpoints: '[{"sqs":"https://sqs.us-east-1.amazonaws.com"}]',
        },
      },
      [
        `mandatory residency-provider: endpoints[0].sqs of ${provider("eu-west-1")} is in us-east-1 (US), which the charter does not approve.`,
      ],
      [
        `mandatory residency-provider: endpoints[0].sqs of ${provider("eu-west-1")} is in us-east-1 (US), which the charter does not approve.`,
      ],
    ],
    [
      "a stranger who is let in: conditions may lean on neighbours, so it waits for the whole",
      { type: "aws:sqs/queuePolicy:QueuePolicy", props: { queueUrl: "u", policy: stranger } },
      [],
      [
        `mandatory access-foreign-principal at it: ${urn("aws:sqs/queuePolicy:QueuePolicy")} lets in arn:aws:iam::999999999999:root: account 999999999999 is not in the charter.`,
      ],
    ],
  ];

  test.each(cases)("%s", async (_, declared, early, late) => {
    expect({ early: await engine.analyze(declared), late: await engine.analyzeStack(declared) }).toEqual({
      early,
      late,
    });
  });

  test("a value that comes from a neighbour is looked up there", async () => {
    const key = (name: string, region: string): Declared => ({
      type: "aws:kms/key:Key",
      name,
      props: { arn: LATER, region },
    });
    const uses = (name: string): Declared => ({
      ...queue,
      name: `of-${name}`,
      props: { kmsMasterKeyId: LATER },
      from: { kmsMasterKeyId: [name] },
    });
    expect(
      await engine.analyzeStack(key("home", "eu-west-1"), uses("home"), key("away", "eu-central-1"), uses("away")),
    ).toEqual([
      `mandatory residency-placement at away: ${urn("aws:kms/key:Key", "away")} would be in eu-central-1 (DE); the charter approves IE, NO.`,
      `mandatory egress-key at of-away: ${urn(queue.type, "of-away")} is encrypted under a key in eu-central-1 (DE), which the charter does not approve (kms_master_key_id).`,
    ]);
  });

  test("a bucket is encrypted by the neighbour that names it", async () => {
    const rules = [
      {
        applyServerSideEncryptionByDefault: {
          sseAlgorithm: "aws:kms",
          kmsMasterKeyId: "arn:aws:kms:eu-west-1:111122223333:key/1",
        },
      },
    ];
    const encryption: Declared = {
      type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      name: "encryption",
      props: { bucket: LATER, rules },
      from: { bucket: ["b"] },
    };
    expect(await engine.analyzeStack({ type: bucket, name: "b", props: { bucket: LATER } }, encryption)).toEqual([]);
  });
});
