/**
 * One story from end to end: records come in, are pseudonymised, leave, and the auditor sees how, and no record.
 *
 * Each request is made twice: for real, of a local cloud that looks at actions and resources of roles (scripts/local-cloud/moto_access.py), and
 * of a simulator that looks at everything that was applied. "200 Allowed" is both.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { type LocalCloud, openLocalCloud } from "../../scripts/local-cloud/local-cloud";
import type { Credentials } from "../../scripts/local-cloud/moto";
import { runToEnd } from "../../scripts/run-program";
import { record } from "../pseudonymiser/contract-of-logins";
import { type AppliedStack, askApplied, readState } from "../tools/applied";
import { describeEndToEnd } from "../tools/end-to-end";
import { type CallOutcome, type Lambda, runFunction } from "../tools/run-function";
import { callOf, sendSigned } from "../tools/signed";
import { charter, synthesizeStory } from "./story";
import {
  ARCHIVE,
  type Asked,
  AUDIT,
  bucket,
  EXPORT,
  GUARDRAILS,
  key,
  PEOPLE,
  PROMISES,
  tell,
  WORKLOAD,
} from "./story-promises";

const STREAM = `arn:aws:kinesis:eu-west-1:${WORKLOAD}:stream/clover-dublin-logins`;
const TRAIL = `AWSLogs/${WORKLOAD}/CloudTrail/eu-west-1/2026/11/25/story.json`;

/** Whom the story is about: roles that the constructs made, by account. */
const ROLES = {
  writer: [WORKLOAD, "clover-dublin-in-writer"],
  feeder: [WORKLOAD, "clover-dublin-feeder"],
  worker: [WORKLOAD, "clover-dublin-statistics-stream"],
  exporter: [WORKLOAD, "clover-dublin-out-reader"],
  auditor: [AUDIT, "clover-dublin-auditor"],
  auditorOfWorkload: [WORKLOAD, "clover-dublin-auditor"],
} as const;
type Role = keyof typeof ROLES;

/** Each once, and every value that names somebody is theirs alone. */
const PERSONS = Array.from({ length: 300 }, (_, index) => ({
  ...record,
  user: `person-${index}@example.no`,
  device: { ...record.device, id: `tv-${880_000 + index}`, name: `Stua til nr. ${index}` },
  address: `203.0.${113 + Math.floor(index / 200)}.${1 + (index % 200)}`,
  at: new Date(Date.parse("2026-11-25T10:00:01Z") + index * 7_001).toISOString(),
  phone: `+47 400 ${10_000 + index}`,
  note: `merknad ${index}`,
}));
const FILES = [0, 1, 2].map((file) => ({
  name: `logins/${file}.ndjson`,
  lines: [...PERSONS.slice(file * 100, file * 100 + 100), { event: "purchase", user: `person-${file}@example.no` }],
}));

const PURCHASES = FILES.length;
/** What must not be found behind the pseudonymiser, in no byte. */
const IDENTIFIERS = PERSONS.flatMap(({ user, device, address, at, lat, phone, note }) => [
  user,
  device.id,
  device.name,
  address,
  at,
  String(lat),
  phone,
  note,
]);

describeEndToEnd("records on their way through the enclave", (toolchain) => {
  let cloud: LocalCloud;
  let env: NodeJS.ProcessEnv;
  let stacks: AppliedStack[];
  let sessions: Record<Role, Credentials>;
  beforeAll(async () => {
    cloud = await openLocalCloud(toolchain);
    const charterPath = join(cloud.folder, "charter.yaml");
    writeFileSync(charterPath, stringify(charter));
    env = { ...cloud.env, CLOVER_CHARTER: charterPath, TF_VAR_in_activation_key: "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE" };
    synthesizeStory(join(cloud.folder, "cdktf.out"));
  });
  afterAll(() => cloud?.close());

  /** Terraform behind the gate. */
  const terraform = (stack: string, ...args: string[]) => cloud.gated(stack, args, env);

  const state = async (stack: string, account: string) => {
    const shown = await runToEnd(toolchain.terraform, ["show", "-json"], {
      cwd: cloud.stackFolder(stack),
      env,
    });
    return readState(account, shown.output);
  };

  const principalOf = (role: Role) => `arn:aws:sts::${ROLES[role][0]}:assumed-role/${ROLES[role][1]}/story`;
  const lookUp = (type: string, attribute: string, value: string) =>
    stacks.flatMap(({ resources }) => resources[type] ?? []).filter(({ [attribute]: found }) => found === value);
  /** What the simulator says of it. */
  const judge = ({ through, ...asked }: Asked, guarded: boolean, opened = false) =>
    askApplied(stacks, tell(asked, lookUp), { guarded, opened, ...(through ? { through } : {}) });

  /** What the cloud answers, and what the simulator says of it. */
  async function ask(by: Role, action: string, on: string, body?: string | object) {
    const principal = `arn:aws:sts::${ROLES[by][0]}:assumed-role/${ROLES[by][1]}/story`;
    const asked = tell({ principal, action, resource: on }, lookUp);
    const response = await sendSigned(cloud.api.url, sessions[by], callOf(action, asked.resource, body));
    return { said: `${response.status} ${await judge(asked, true)}`, text: await response.text() };
  }
  const said = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).said;

  /** What the answer to an allowed request is. */
  async function read(...asked: Parameters<typeof ask>): Promise<string> {
    const { said: how, text } = await ask(...asked);
    expect([...asked.slice(0, 3), how]).toEqual([...asked.slice(0, 3), "200 Allowed"]);
    return text;
  }
  const json = async <T>(...asked: Parameters<typeof ask>) => JSON.parse(await read(...asked)) as T;

  /** Every object of a bucket, by key. */
  async function readAll(role: Role, from: string): Promise<Record<string, string>> {
    const listed = await read(role, "s3:ListBucket", from);
    const keys = [...listed.matchAll(/<Key>([^<]+)</g)].map(([, key]) => key!);
    const bodies = await Promise.all(keys.map((key) => read(role, "s3:GetObject", `${from}/${key}`)));
    return Object.fromEntries(keys.map((key, index) => [key, bodies[index]!]));
  }

  test("all of it is judged compliant, applied, and then complete", async () => {
    const outcomes = [];
    for (const stack of ["audit", "enclave"]) {
      outcomes.push(await terraform(stack, "init", "-input=false"));
      outcomes.push(await terraform(stack, "apply", "-input=false", "-auto-approve"));
    }
    const again = (stack: string) => terraform(stack, "plan", "-input=false", "-detailed-exitcode");
    outcomes.push(...(await Promise.all([again("audit"), again("enclave")])));
    const applied = { code: 0, output: expect.stringMatching(/COMPLIANT: no findings[^]*Apply complete!/) };
    const initialized = { code: 0, output: expect.stringContaining("successfully initialized") };
    const complete = { code: 0, output: expect.stringContaining("No changes.") };
    expect(outcomes).toEqual([initialized, applied, initialized, applied, complete, complete]);

    stacks = [await state("audit", AUDIT), await state("enclave", WORKLOAD)];
    const given = Object.entries(ROLES).map(async ([role, [account, name]]) => [
      role,
      await cloud.api.assume(account, name),
    ]);
    sessions = Object.fromEntries(await Promise.all(given)) as Record<Role, Credentials>;
    await cloud.api.enforce(true);
  });

  test("records arrive: whoever brings them can put them and look at them again, and do nothing else", async () => {
    for (const { name, lines } of FILES) {
      const body = lines.map((line) => JSON.stringify(line)).join("\n");
      expect(await said("writer", "s3:PutObject", `${PEOPLE}/${name}`, body)).toBe("200 Allowed");
    }
    const { name } = FILES[0]!;
    expect({
      readsBack: await said("writer", "s3:GetObject", `${PEOPLE}/${name}`),
      deletes: await said("writer", "s3:DeleteObject", `${PEOPLE}/${name}`),
      readsElsewhere: await said("writer", "s3:GetObject", `${bucket("failed")}/${name}`),
      writesElsewhere: await said("writer", "s3:PutObject", `${EXPORT}/${name}`),
      readsTheStream: await said("writer", "kinesis:GetShardIterator", STREAM),
    }).toEqual({
      readsBack: "200 Allowed",
      deletes: "403 ImplicitlyDenied",
      readsElsewhere: "403 ImplicitlyDenied",
      writesElsewhere: "403 ExplicitlyDenied",
      readsTheStream: "403 ImplicitlyDenied",
    });
  });

  test("the pseudonymiser's own code turns them into pseudonyms and ranges, under its own role", async () => {
    const lines = Object.values(await readAll("feeder", PEOPLE)).flatMap((text) => text.split("\n"));
    expect(lines).toHaveLength(PERSONS.length + PURCHASES);
    const records = lines.map((line, index) => ({
      Data: Buffer.from(line).toString("base64"),
      PartitionKey: String(index),
    }));
    expect(await json("feeder", "kinesis:PutRecords", STREAM, { Records: records })).toMatchObject({
      FailedRecordCount: 0,
    });
    const outcomes = await pseudonymise();
    expect(outcomes.map(({ answer }) => answer)).toEqual(outcomes.map(() => ({ batchItemFailures: [] })));

    const exported = await readAll("exporter", EXPORT);
    const out = Object.values(exported)
      .flatMap((text) => text.trimEnd().split("\n"))
      .map((line) => JSON.parse(line) as { user: string });
    const pseudonym = expect.stringMatching(/^[\w-]{22}$/) as string;
    const expected = {
      event: "login",
      user: pseudonym,
      device: { id: pseudonym, kind: "tv" },
      address: expect.stringMatching(/^203\.0\.11[34]\.0\/24$/) as string,
      at: expect.stringMatching(/^2026-11-25T10Z$/) as string,
      lat: 60.8,
      age: 30,
    };
    const bytes = JSON.stringify([exported, outcomes]);
    expect(IDENTIFIERS.filter((identifier) => bytes.includes(identifier))).toEqual([]);
    expect(out).toEqual(PERSONS.map(() => expected));
    expect(new Set(out.map(({ user }) => user)).size).toBe(PERSONS.length);
  });

  /** As Lambda does it: shard by shard, with what the role may do, and hands over what is there. */
  async function pseudonymise(): Promise<CallOutcome[]> {
    const lambda = stacks[1]!.resources["aws_lambda_function"]!.find(
      ({ function_name: name }) => name === ROLES.worker[1],
    ) as unknown as Lambda;
    const { Shards } = await json<{ Shards: { ShardId: string }[] }>("worker", "kinesis:ListShards", STREAM);
    const outcomes = [];
    for (const { ShardId } of Shards) {
      const body = { ShardId, ShardIteratorType: "TRIM_HORIZON" };
      const at = await json<{ ShardIterator: string }>("worker", "kinesis:GetShardIterator", STREAM, body);
      const { Records } = await json<{
        Records: { Data: string; SequenceNumber: string; ApproximateArrivalTimestamp: number }[];
      }>("worker", "kinesis:GetRecords", STREAM, at);
      if (Records.length === 0) continue;
      const event = {
        Records: Records.map(({ Data, SequenceNumber, ApproximateArrivalTimestamp }) => ({
          eventID: `${ShardId}:${SequenceNumber}`,
          kinesis: {
            data: Data,
            sequenceNumber: SequenceNumber,
            approximateArrivalTimestamp: ApproximateArrivalTimestamp,
          },
        })),
      };
      outcomes.push(await runFunction(cloud, "enclave", lambda, event, { ...sessions.worker }));
    }
    return outcomes;
  }

  test("who carries the export out reads the export and nothing raw; nobody else reads it", async () => {
    const [first] = Object.keys(await readAll("exporter", EXPORT));
    expect({
      raw: await said("exporter", "s3:GetObject", `${PEOPLE}/${FILES[0]!.name}`),
      listsRaw: await said("exporter", "s3:ListBucket", PEOPLE),
      opensRaw: await said("exporter", "kms:Decrypt", key("people/key")),
      putsIn: await said("exporter", "s3:PutObject", `${EXPORT}/more`),
      feeder: await said("feeder", "s3:GetObject", `${EXPORT}/${first}`),
      worker: await said("worker", "s3:GetObject", `${EXPORT}/${first}`),
      workerReadsRaw: await said("worker", "s3:GetObject", `${PEOPLE}/${FILES[0]!.name}`),
    }).toEqual({
      raw: "403 ImplicitlyDenied",
      listsRaw: "403 ImplicitlyDenied",
      opensRaw: "403 ImplicitlyDenied",
      putsIn: "403 ExplicitlyDenied",
      feeder: "403 ExplicitlyDenied",
      worker: "403 ExplicitlyDenied",
      workerReadsRaw: "403 ImplicitlyDenied",
    });
  });

  test("the auditor reads what happened and how it is set up, changes nothing, and gets no record", async () => {
    // The local cloud's CloudTrail delivers nothing: a record of the kind is laid where it would lie.
    const happened = JSON.stringify({ Records: [{ eventName: "PutObject", userIdentity: principalOf("worker") }] });
    await cloud.api.enforce(false);
    const path = `/${ARCHIVE.slice(13)}/${TRAIL}`;
    const deployer = await cloud.api.assume(AUDIT);
    const laid = await sendSigned(cloud.api.url, deployer, { service: "s3", method: "PUT", path, body: happened });
    await cloud.api.enforce(true);
    expect(laid.status).toBe(200);

    expect(await readAll("auditor", ARCHIVE)).toEqual({ [TRAIL]: happened });
    expect(await json("auditorOfWorkload", "s3:GetBucketPolicy", PEOPLE)).toEqual(
      JSON.parse(lookUp("aws_s3_bucket_policy", "bucket", PEOPLE.slice(13))[0]!["policy"] as string),
    );
    const raw = `${PEOPLE}/${FILES[0]!.name}`;
    expect({
      removesATrace: await said("auditor", "s3:DeleteObject", `${ARCHIVE}/${TRAIL}`),
      addsATrace: await said("auditor", "s3:PutObject", `${ARCHIVE}/${TRAIL}`),
      raw: await said("auditorOfWorkload", "s3:GetObject", raw),
      rawFromOutside: await said("auditor", "s3:GetObject", raw),
      listsRaw: await said("auditorOfWorkload", "s3:ListBucket", PEOPLE),
      opensRaw: await said("auditorOfWorkload", "kms:Decrypt", key("people/key")),
      listens: await said("auditorOfWorkload", "kinesis:GetShardIterator", STREAM),
      makesPseudonyms: await said("auditorOfWorkload", "kms:GenerateMac", key("statistics/root")),
      export: await said("auditorOfWorkload", "s3:GetObject", `${EXPORT}/advertising`),
    }).toEqual({
      removesATrace: "403 ExplicitlyDenied",
      addsATrace: "403 ExplicitlyDenied",
      raw: "403 ExplicitlyDenied",
      rawFromOutside: "403 ExplicitlyDenied",
      listsRaw: "403 ExplicitlyDenied",
      opensRaw: "403 ExplicitlyDenied",
      listens: "403 ExplicitlyDenied",
      makesPseudonyms: "403 ExplicitlyDenied",
      export: "403 ExplicitlyDenied",
    });
  });

  test.each(PROMISES)("$promise", async ({ allowed, denied }) => {
    // What is allowed is allowed under the guardrails too; what is denied needs none of them.
    expect([await judge(allowed, true), await judge({ ...allowed, ...denied }, false)]).toEqual([
      "Allowed",
      expect.stringMatching(/^(Implicitly|Explicitly)Denied$/),
    ]);
  });

  test.each(GUARDRAILS)("whatever a policy has been changed to, $promise", async ({ allowed, denied }) => {
    const forbidden = { ...allowed, ...denied };
    expect([
      await judge(allowed, true, true),
      await judge(forbidden, false, true),
      await judge(forbidden, true, true),
    ]).toEqual(["Allowed", "Allowed", "ExplicitlyDenied"]);
  });
});
