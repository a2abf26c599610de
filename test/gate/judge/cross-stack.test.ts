/** Stacks that refer to each other are judged as one program: written by hand, and as CDKTF itself splits an app. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { App, CloudBackend, LocalBackend, NamedCloudWorkspace, S3Backend, TerraformStack } from "cdktf";
import { judge } from "../../../gate/judge/judge";

type Json = Record<string, unknown>;

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "clover-cross-stack-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const PROMISE = ["residency/*", "egress/*", "access/*", "integrity/*"];

async function judged(paths: readonly string[] = [folder]): Promise<string[]> {
  const { findings } = await judge({
    paths,
    charterPath: "charter.yaml",
    policyGlobs: PROMISE,
    now: new Date("2026-12-01T00:00:00Z"),
  });
  return findings.map(({ policy, outcome, address, path }) => `${outcome} ${policy} ${address} ${path}`);
}

/** A folder as `cdktf synth` leaves it. */
function synthesized(stacks: Readonly<Record<string, Json>>): void {
  rmSync(join(folder, "stacks"), { recursive: true, force: true });
  const manifest = { version: "0.21.0", stacks: {} as Json };
  for (const [name, stack] of Object.entries(stacks)) {
    const path = join("stacks", name, "cdk.tf.json");
    mkdirSync(join(folder, "stacks", name), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify(stack));
    manifest.stacks[name] = { name, synthesizedStackPath: path };
  }
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
}

const kept = (key: string) => ({ bucket: "state", key, region: "eu-west-1" });

/** A stack in Dublin whose state is kept under its name. */
const stack = (name: string, more: Json): Json => ({
  terraform: { backend: { s3: kept(name) } },
  provider: { aws: [{ region: "eu-west-1" }, { alias: "us", region: "us-east-1" }] },
  ...more,
});

const reading = (name: string, more: Json = {}) => ({
  terraform_remote_state: {
    [name]: { backend: "s3", config: kept(name), workspace: "${terraform.workspace}", ...more },
  },
});

const output = (value: unknown) => ({ o: { value, sensitive: true } });

/** The reader subscribes to whatever the output leads to. */
const subscribing = (reference = "${data.terraform_remote_state.net.outputs.o}") => ({
  aws_sns_topic_subscription: {
    s: { topic_arn: reference, protocol: "sqs", endpoint: "arn:aws:sqs:eu-west-1:111122223333:q" },
  },
});

const SUBSCRIPTION = "egress/source aws_sns_topic_subscription.s topic_arn";

/** What `value` of the stack `net` is found to be by a stack that subscribes to it. */
async function subscribed(value: unknown, more: Json = {}, reference?: string): Promise<string[]> {
  const net = stack("net", {
    resource: {
      aws_sns_topic: { near: { name: "near" }, far: { name: "far", provider: "aws.us" } },
    },
    output: output(value),
  });
  synthesized({ net, work: stack("work", { data: reading("net", more), resource: subscribing(reference) }) });
  const own = ["aws_sns_topic.far", 'provider["registry.terraform.io/hashicorp/aws"].us'];
  return (await judged()).filter((finding) => !own.some((address) => finding.includes(address)));
}

test.each<[unknown, string | undefined]>([
  ["${aws_sns_topic.near.arn}", undefined],
  ["arn:aws:sns:eu-west-1:111122223333:near", undefined],
  [["${aws_sns_topic.far.arn}", "${aws_sns_topic.near.arn}"], "${data.terraform_remote_state.net.outputs.o[1]}"],
  [{ a: { arn: "${aws_sns_topic.near.arn}" } }, "${data.terraform_remote_state.net.outputs.o.a.arn}"],
])("an output of %j leads home", async (value, reference) => {
  expect(await subscribed(value, {}, reference)).toEqual([]);
});

test("an output that is a local leads where that does", async () => {
  const net = stack("net", {
    locals: { topic: "${aws_sns_topic.near.arn}" },
    resource: { aws_sns_topic: { near: { name: "near" } } },
    output: output("${local.topic}"),
  });
  synthesized({ net, work: stack("work", { data: reading("net"), resource: subscribing() }) });
  expect(await judged()).toEqual([]);
});

test.each<[unknown, string | undefined]>([
  ["${aws_sns_topic.far.arn}", undefined],
  ["arn:aws:sns:us-east-1:111122223333:far", undefined],
  [["${aws_sns_topic.near.arn}", "${aws_sns_topic.far.arn}"], "${data.terraform_remote_state.net.outputs.o[1]}"],
  [{ a: { arn: "${aws_sns_topic.far.arn}" } }, "${data.terraform_remote_state.net.outputs.o.a.arn}"],
])("an output of %j leads abroad", async (value, reference) => {
  expect(await subscribed(value, {}, reference)).toEqual([`violation ${SUBSCRIPTION}`]);
});

test.each<[string, unknown, Json]>([
  ["a function", '${replace(aws_sns_topic.near.arn, "eu-west-1", "us-east-1")}', {}],
  ["a text around a reference", "${aws_sns_topic.near.arn}-x", {}],
  ["a resource that is not there", "${aws_sns_topic.gone.arn}", {}],
  ["another workspace", "${aws_sns_topic.near.arn}", { workspace: "prod" }],
  ["a workspace of another name", "${aws_sns_topic.near.arn}", { workspace: "${terraform.workspace}-us" }],
  ["another key", "${aws_sns_topic.near.arn}", { config: kept("other") }],
  ["another bucket", "${aws_sns_topic.near.arn}", { config: { ...kept("net"), bucket: "other" } }],
  ["a state whose place is not known", "${aws_sns_topic.near.arn}", { config: { ...kept("net"), key: "${var.key}" } }],
  ["defaults that are not known", "${aws_sns_topic.near.arn}", { defaults: "${var.defaults}" }],
])("%s settles nothing", async (_, value, more) => {
  expect(await subscribed(value, more)).toContain(`undetermined ${SUBSCRIPTION}`);
});

test("a name that the neighbour uses is looked up in the neighbour", async () => {
  const net = stack("net", {
    resource: {
      aws_s3_bucket: { far: { bucket: "far-data", provider: "aws.us" } },
      aws_s3_bucket_versioning: { v: { bucket: "far-data", versioning_configuration: [{ status: "Enabled" }] } },
    },
    output: output("${aws_s3_bucket_versioning.v.bucket}"),
  });
  const logging = { bucket: "own", target_prefix: "p", target_bucket: "${data.terraform_remote_state.net.outputs.o}" };
  synthesized({
    net,
    work: stack("work", { data: reading("net"), resource: { aws_s3_bucket_logging: { l: logging } } }),
  });
  expect(await judged()).toContain("violation egress/destination aws_s3_bucket_logging.l target_bucket");
});

test("the defaults are what an output is before the neighbour is applied", async () => {
  const far = { defaults: { o: "arn:aws:sns:us-east-1:111122223333:far" } };
  expect(await subscribed("${aws_sns_topic.near.arn}", far)).toEqual([`violation ${SUBSCRIPTION}`]);
  const near = { defaults: { o: "arn:aws:sns:eu-west-1:111122223333:near" } };
  expect(await subscribed("${aws_sns_topic.near.arn}", near)).toEqual([]);
});

test("a neighbour that is not in the input settles nothing, nor do two with the same state", async () => {
  const net = stack("net", {
    resource: { aws_sns_topic: { near: { name: "n" } } },
    output: output("${aws_sns_topic.near.arn}"),
  });
  const work = stack("work", { data: reading("net"), resource: subscribing() });
  synthesized({ work });
  expect(await judged()).toEqual([`undetermined ${SUBSCRIPTION}`]);
  synthesized({ work, net });
  expect(await judged()).toEqual([]);
  synthesized({ work, net, twin: net });
  expect(await judged()).toEqual([`undetermined ${SUBSCRIPTION}`]);
});

test("a chain of stacks is followed to its end", async () => {
  const stacks: Record<string, Json> = {
    net: stack("net", {
      resource: { aws_sns_topic: { far: { name: "n", provider: "aws.us" } } },
      output: output("${aws_sns_topic.far.arn}"),
    }),
  };
  for (let at = 1; at <= 100; at++) {
    const before = at === 1 ? "net" : `s${at - 1}`;
    stacks[`s${at}`] = stack(`s${at}`, {
      data: reading(before),
      resource: { aws_sqs_queue: { q: { name: "q" } } },
      output: output(`\${data.terraform_remote_state.${before}.outputs.o}`),
    });
  }
  const reference = "${data.terraform_remote_state.s100.outputs.o}";
  synthesized({ ...stacks, work: stack("work", { data: reading("s100"), resource: subscribing(reference) }) });
  expect(await judged()).toContain(`violation ${SUBSCRIPTION}`);
});

const UNSETTLED = ["placement", "zone"].map(
  (policy) => `undetermined residency/${policy} aws_subnet.s availability_zone`,
);

test("stacks that refer to each other in a circle settle nothing, and end", async () => {
  const pass = (name: string, from: string) =>
    stack(name, {
      data: reading(from),
      resource: {
        aws_subnet: { s: { availability_zone: `\${data.terraform_remote_state.${from}.outputs.o}`, vpc_id: "v" } },
      },
      output: output(`\${data.terraform_remote_state.${from}.outputs.o}`),
    });
  const round = (name: string, from: string) =>
    stack(name, {
      data: reading(from),
      resource: {
        aws_subnet: { s: { availability_zone: `\${data.terraform_remote_state.${from}.outputs.o}`, vpc_id: "v" } },
      },
      output: output("${aws_subnet.s.availability_zone}"),
    });
  for (const make of [pass, round]) {
    synthesized({ a: make("a", "b"), b: make("b", "c"), c: make("c", "a") });
    const found = await judged();
    expect(found).toHaveLength(6);
    expect(new Set(found)).toEqual(new Set(UNSETTLED));
  }
  synthesized({ a: pass("a", "a") });
  expect(await judged()).toEqual(UNSETTLED);
});

describe("CDKTF's own references across stacks", () => {
  type Keep = (scope: TerraformStack, name: string) => void;
  const backends: readonly (readonly [string, Keep])[] = [
    ["s3", (scope, name) => new S3Backend(scope, { bucket: "state", key: name, region: "eu-west-1" })],
    ["local, beside the app", (scope, name) => new LocalBackend(scope, { path: join(folder, `${name}.tfstate`) })],
    ["local, as it is by default", () => undefined],
  ];

  /** `net` has a topic and a subnet, which `work` and `late` use. */
  function app(keep: Keep, region: string): void {
    const root = new App({ outdir: folder });
    const net = new TerraformStack(root, "net");
    keep(net, "net");
    new AwsProvider(net, "aws", { region });
    const topic = new SnsTopic(net, "topic", { name: "t" });
    const subnet = new Subnet(net, "subnet", {
      vpcId: "vpc-1",
      cidrBlock: "10.0.0.0/24",
      availabilityZone: `${region}a`,
    });
    const work = new TerraformStack(root, "work");
    keep(work, "work");
    new AwsProvider(work, "aws", { region: "eu-west-1" });
    const queue = new SqsQueue(work, "queue", { name: "q" });
    new SnsTopicSubscription(work, "subscription", { topicArn: topic.arn, protocol: "sqs", endpoint: queue.arn });
    const late = new TerraformStack(root, "late");
    keep(late, "late");
    new AwsProvider(late, "aws", { region: "eu-west-1" });
    new SnsTopicSubscription(late, "subscription", { topicArn: topic.arn, protocol: "sqs", endpoint: queue.arn });
    new Subnet(late, "beside", {
      vpcId: subnet.vpcId,
      cidrBlock: "10.0.1.0/24",
      availabilityZone: subnet.availabilityZone,
    });
    root.synth();
  }

  test.each(backends)("%s: three Irish stacks are compliant", async (_, keep) => {
    app(keep, "eu-west-1");
    expect(await judged()).toEqual([]);
  });

  test.each(backends)("%s: what is abroad is found behind the reference", async (_, keep) => {
    app(keep, "us-east-1");
    expect(await judged()).toEqual(
      expect.arrayContaining([
        "violation egress/source aws_sns_topic_subscription.subscription topic_arn",
        "violation residency/zone aws_subnet.beside availability_zone",
      ]),
    );
  });

  test("HCP Terraform is read as `remote` and written as `cloud`: both are refused, and the reference is followed", async () => {
    const keep: Keep = (scope, name) =>
      new CloudBackend(scope, { organization: "o", workspaces: new NamedCloudWorkspace(name) });
    app(keep, "eu-west-1");
    expect([...new Set((await judged()).map((finding) => finding.split(" ").slice(0, 3).join(" ")))]).toEqual([
      "violation residency/state data.terraform_remote_state.cross-stack-reference-input-net",
      "violation residency/state data.terraform_remote_state.cross-stack-reference-input-work",
      "violation residency/state terraform.backend.cloud",
    ]);
  });
});
