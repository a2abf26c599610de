import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { policies } from "../../policies/catalogue";
import { buildPack, Engine, LATER, removePack, type Declared } from "./pulumi-engine";

const charter = join(__dirname, "../../charter.yaml");
let folder: string;
let engine: Engine;

beforeAll(async () => {
  folder = buildPack();
  engine = await Engine.start(folder);
}, 60_000);

afterAll(() => {
  engine?.stop();
  removePack(folder);
});

test("it does not judge without a charter", async () => {
  const queue = { type: "aws:sqs/queue:Queue", props: { name: "q" } };
  await expect(engine.analyze(queue)).rejects.toThrow("No charter.yaml found from the policy pack upwards.");
  await expect(engine.analyzeStack(queue)).rejects.toThrow("No charter.yaml found from the policy pack upwards.");
});

test("it serves every policy of the pack, under a name that Pulumi takes", async () => {
  expect(await engine.policies()).toEqual(policies.map(({ name }) => name.replace("/", "-")));
});

describe("under the charter of the project", () => {
  beforeAll(() => engine.configure(charter));
  const cases: readonly [string, Declared, readonly string[], readonly string[]][] = [
    ["x", { type: "aws:s3/bucket:Bucket", props: { bucket: "b" } }, [], []],
    ["us", { type: "aws:s3/bucketV2:BucketV2", props: { bucket: "b" }, provider: { region: "us-east-1" } }, [], []],
    [
      "dyn",
      { type: "aws:dynamodb/table:Table", props: { name: "t", replicas: [{ regionName: "us-east-1" }] } },
      [],
      [],
    ],
    ["unk", { type: "aws:sqs/queue:Queue", props: { name: "q", region: LATER } }, [], []],
    ["unktype", { type: "aws:foo/bar:Bar" }, [], []],
    ["azure", { type: "azure-native:storage:StorageAccount" }, [], []],
    ["comp", { type: "acme:web:Site", provider: null }, [], []],
    ["env", { type: "aws:sqs/queue:Queue", props: { name: "q" }, provider: {} }, [], []],
  ];
  test.each(cases)("%s", async (_, declared, early, late) => {
    const a = await engine.analyze(declared);
    const b = await engine.analyzeStack(declared);
    process.stderr.write(JSON.stringify({ n: _, a, b }, null, 1));
    expect([a, b]).toEqual([early, late]);
  });
});
void writeFileSync;
