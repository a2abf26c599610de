import { readSynth } from "../../../model/synth/from-synth";
import type { Document } from "../../../model/document";
import { follow } from "../../../model/references/references";
import type { Value } from "../../../model/value";
import { say } from "../expressions/say";

const read = (stack: object): Document =>
  readSynth(JSON.parse(JSON.stringify(stack)), { path: "cdk.tf.json", sha256: "0" });
const codes = ({ defects }: Document) => defects.map(({ code, address, path }) => `${code} ${address} ${path}`);
const AWS = "registry.terraform.io/hashicorp/aws";
const provider = { aws: [{ region: "eu-west-1" }] };
const stackOf = (arguments_: object, more: object = {}) => ({
  provider,
  resource: { aws_sqs_queue: { q: arguments_ } },
  ...more,
});
const valueOf = (text: unknown, more: object = {}): Value | undefined =>
  read(stackOf({ name: text }, more)).resources[0]?.values["name"];

test("a stack as cdktf writes it", () => {
  const document = read({
    "//": { metadata: { stackName: "dublin", version: "0.21.0" } },
    terraform: {
      backend: { s3: { bucket: "state", region: "eu-west-1" } },
      required_providers: { aws: { source: "aws", version: "6.25.0" } },
    },
    provider: {
      aws: [
        { region: "eu-west-1", allowed_account_ids: ["111122223333"] },
        { alias: "us", region: "us-east-1" },
      ],
    },
    resource: {
      aws_s3_bucket: {
        b: {
          "//": { metadata: { path: "dublin/b/Resource", uniqueId: "b" } },
          bucket: "x",
          tags: { a: "b" },
          lifecycle: { prevent_destroy: true },
          depends_on: ["aws_sqs_queue.q"],
        },
      },
      aws_sqs_queue: { q: { provider: "aws.us", name: "${aws_s3_bucket.b.id}" } },
      terraform_data: { t: { input: 1 } },
    },
    data: { aws_region: { here: {} } },
    output: { o: { value: "x" } },
  });
  expect(document).toMatchObject({
    path: "cdk.tf.json",
    kind: "synth",
    sha256: "0",
    defects: [],
    backend: { type: "s3", settings: { bucket: "state", region: "eu-west-1" } },
  });
  expect(document.providers.map(({ sensitive: _sensitive, ...rest }) => rest)).toEqual([
    {
      address: `provider["${AWS}"]`,
      source: AWS,
      name: "aws",
      module: "",
      version: "6.25.0",
      settings: { region: "eu-west-1", allowed_account_ids: ["111122223333"] },
    },
    {
      address: `provider["${AWS}"].us`,
      source: AWS,
      name: "aws",
      alias: "us",
      module: "",
      version: "6.25.0",
      settings: { region: "us-east-1" },
    },
    {
      address: 'provider["terraform.io/builtin/terraform"]',
      source: "terraform.io/builtin/terraform",
      name: "terraform",
      module: "",
      settings: {},
    },
  ]);
  expect(
    document.resources.map(
      ({ scope: _scope, sensitive: _sensitive, written: _written, provider: served, values, ...rest }) => ({
        ...rest,
        values: say(values),
        served: served?.address,
      }),
    ),
  ).toEqual([
    {
      address: "aws_s3_bucket.b",
      mode: "managed",
      type: "aws_s3_bucket",
      name: "b",
      module: "",
      source: AWS,
      actions: ["create"],
      stays: true,
      values: { bucket: "x", tags: { a: "b" } },
      origin: "dublin/b/Resource",
      served: `provider["${AWS}"]`,
    },
    {
      address: "aws_sqs_queue.q",
      mode: "managed",
      type: "aws_sqs_queue",
      name: "q",
      module: "",
      source: AWS,
      actions: ["create"],
      stays: true,
      values: { name: "${aws_s3_bucket.b.id}" },
      served: `provider["${AWS}"].us`,
    },
    {
      address: "terraform_data.t",
      mode: "managed",
      type: "terraform_data",
      name: "t",
      module: "",
      source: "terraform.io/builtin/terraform",
      actions: ["create"],
      stays: true,
      values: { input: 1 },
      served: 'provider["terraform.io/builtin/terraform"]',
    },
    {
      address: "data.aws_region.here",
      mode: "data",
      type: "aws_region",
      name: "here",
      module: "",
      source: AWS,
      actions: ["read"],
      stays: false,
      values: {},
      served: `provider["${AWS}"]`,
    },
  ]);
});

test.each<[string, unknown, unknown]>([
  ["a literal", "eu-west-1", "eu-west-1"],
  ["an escape", "$${x}", "${x}"],
  ["a variable with a default", "${var.region}", "eu-west-1"],
  ["a default that is no text", "${var.zones}", ["a", "b"]],
  ["a part of a default", "${var.zones[1]}", "b"],
  ["a template of settled parts", "arn:${var.region}:${local.n}", "arn:eu-west-1:7"],
  ["a local that refers to a local", "${local.alias}", "eu-west-1"],
  ["a variable without a default", "${var.none}", "? a variable without a value"],
  ["a local that leads to a resource", "${local.open}", "${aws_sqs_queue.q.id}"],
  ["a local that goes round", "${local.round}", "? local.round refers to itself"],
  ["a template with an open part", "a-${aws_sqs_queue.q.id}", "a-${aws_sqs_queue.q.id}"],
  ["what is not there", "a-${aws_x.y.id}", "a-? there is no aws_x.y"],
  ["a function", '${upper("x")}', "X"],
  ["a directive", "%{if var.none}a%{endif}", "(a | )"],
  ["a template that never ends", "${var.region", "? an expression that Clover cannot read: ${var.region"],
])("%s settles exactly, or not at all", (_case, text, expected) => {
  const more = {
    variable: { region: { default: "eu-west-1" }, zones: { default: ["a", "b"] }, none: { type: "string" } },
    locals: {
      n: 7,
      alias: "${local.first}",
      first: "${var.region}",
      open: "${aws_sqs_queue.q.id}",
      round: "${local.round}",
    },
  };
  expect(say(valueOf(text, more))).toEqual(expected);
});

test("references lead through locals to resources, and a function to nowhere known", () => {
  const { resources } = read({
    provider,
    locals: { bucket: "${aws_s3_bucket.b}", name: "${local.bucket.arn}", v: "${var.v}" },
    variable: { v: { default: "eu-west-1" } },
    resource: {
      aws_s3_bucket: { b: {} },
      aws_sqs_queue: { q: { name: "${local.name}", policy: "${uuid()}", kms: "a${local.v}${local.name}" } },
    },
  });
  const [bucket, queue] = resources;
  expect(follow(queue!, "name", queue?.values["name"])).toEqual([
    { kind: "resource", resource: bucket, attribute: "arn", reference: "aws_s3_bucket.b.arn" },
  ]);
  expect(say(queue?.values)).toEqual({
    name: "${aws_s3_bucket.b.arn}",
    policy: "? the result of uuid, a function that Clover does not know",
    kms: "aeu-west-1${aws_s3_bucket.b.arn}",
  });
  expect(queue?.scope.follow("module.m.x")).toEqual([{ kind: "opaque", reference: expect.any(String) }]);
});

test("a chain of locals that is longer than anybody's ends", () => {
  const locals = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`l${at}`, `\${local.l${at + 1}}`]));
  expect(say(valueOf("${local.l0}", { locals }))).toBe("? a chain of references that is too long");
});

test("a literal for_each says what each can be", () => {
  const queue = read(stackOf({ for_each: { a: "eu-west-1", b: "${aws_x.y.id}" }, name: "${each.value}" })).resources[0];
  expect(say(queue?.values["name"])).toBe("(eu-west-1 | ? there is no aws_x.y)");
});

test("blocks that dynamic makes are there with their literals", () => {
  const table = read({
    provider,
    resource: {
      aws_dynamodb_table: {
        t: {
          replica: [{ region_name: "eu-north-1" }],
          dynamic: {
            replica: { for_each: "${var.x}", content: { region_name: "us-east-1", kms: "${replica.value}" } },
          },
        },
      },
    },
  }).resources[0];
  expect(say(table?.values)).toEqual({
    replica: [{ region_name: "eu-north-1" }, { region_name: "us-east-1", kms: "? a member of an unknown list" }],
  });
});

test("what came out of a sensitive variable is sensitive", () => {
  const queue = read(
    stackOf(
      { a: [{ b: "${var.s}" }], c: "${local.s}", d: "x" },
      { variable: { s: { default: "hunter2", sensitive: true } }, locals: { s: "x${var.s}" } },
    ),
  ).resources[0];
  expect(["a", "a[0].b", "a[0].b.c", "a[1]", "c", "d", ""].map((path) => queue?.sensitive?.(path))).toEqual([
    true,
    true,
    true,
    true,
    true,
    false,
    true,
  ]);
});

test.each<[string, string | undefined, string]>([
  ["the short name", "aws", AWS],
  ["namespace and name", "acme/aws", "registry.terraform.io/acme/aws"],
  ["the whole address", "Example.com/acme/aws", "example.com/acme/aws"],
  ["nothing", undefined, AWS],
])("a provider's source from %s", (_case, source, expected) => {
  const terraform = { required_providers: { aws: source === undefined ? "6.0" : { source } } };
  const document = read(stackOf({}, { terraform }));
  expect([document.resources[0]?.source, document.providers[0]?.source]).toEqual([expected, expected]);
});

test("without a provider block the provider is there, and says nothing of a region", () => {
  const document = read({ resource: { aws_sqs_queue: { q: {} } } });
  expect(document.providers.map(({ address, settings }) => [address, settings])).toEqual([[`provider["${AWS}"]`, {}]]);
  expect(document.resources[0]?.provider).toBe(document.providers[0]);
});

test("blocks may be lists at every level", () => {
  const document = read({
    provider: [{ aws: { region: "eu-west-1" } }],
    resource: [{ aws_sqs_queue: [{ a: [{ name: "x" }] }] }, { aws_sqs_queue: { b: { name: "y" } } }],
  });
  expect(document.resources.map(({ address, values }) => [address, values])).toEqual([
    ["aws_sqs_queue.a", { name: "x" }],
    ["aws_sqs_queue.b", { name: "y" }],
  ]);
});

test("what is removed is deleted if it says so, else it is left where it is", () => {
  const { resources } = read({
    provider,
    removed: [
      { from: "aws_sqs_queue.a", lifecycle: { destroy: true } },
      { from: "${aws_sqs_queue.b}", lifecycle: [{ destroy: false }] },
      { from: "aws_sqs_queue.c" },
    ],
  });
  expect(
    resources.map(({ address, actions, stays, provider }) => [
      address,
      ...actions,
      stays,
      provider?.settings["region"],
    ]),
  ).toEqual([
    ["aws_sqs_queue.a", "delete", false, "eu-west-1"],
    ["aws_sqs_queue.b", "forget", true, "eu-west-1"],
    ["aws_sqs_queue.c", "forget", true, "eu-west-1"],
  ]);
});

test("an import gives its resource an id, and is a resource where none is written", () => {
  const { resources } = read(
    stackOf(
      {},
      {
        import: [
          { to: "aws_sqs_queue.q[0]", id: "here" },
          { to: "aws_sqs_queue.q[1]", id: "there@us-east-1" },
          { to: "aws_sqs_queue.new", id: "x" },
        ],
      },
    ),
  );
  expect(resources.map(({ address, actions, stays, importId }) => [address, ...actions, stays, importId])).toEqual([
    ["aws_sqs_queue.q", "create", true, "there@us-east-1"],
    ["aws_sqs_queue.new", "no-op", true, "x"],
  ]);
});

test.each<[string, object, readonly string[]]>([
  ["a module", { module: { m: { source: "./m" } } }, ["module-not-shown module.m module.m"]],
  ["an unknown block", { resources: { a: 1 } }, ["unknown-section  resources"]],
  [
    "an action",
    { action: { aws_lambda_invoke: { a: {} } } },
    ["action-invocation action.aws_lambda_invoke.a action.aws_lambda_invoke.a"],
  ],
  [
    "a provisioner",
    { resource: { null_resource: { n: { provisioner: [{ "local-exec": { command: "x" } }] } } } },
    ["provisioner null_resource.n provisioner"],
  ],
  [
    "a provisioner of what is removed",
    { removed: { from: "null_resource.n", lifecycle: { destroy: true }, provisioner: { "local-exec": {} } } },
    ["provisioner null_resource.n provisioner"],
  ],
  [
    "an external data source",
    { data: { external: { e: { program: ["x"] } } } },
    ["external-program data.external.e program"],
  ],
  [
    "an external data source in a check",
    { check: { c: { data: { external: { e: {} } } } } },
    ["external-program data.external.e program"],
  ],
  [
    "an action trigger",
    stackOf({ lifecycle: { action_trigger: { events: ["after_create"] } } }),
    ["action-invocation aws_sqs_queue.q lifecycle.action_trigger"],
  ],
  ["a provider that is not configured", stackOf({ provider: "aws.eu" }), ["unknown-shape aws_sqs_queue.q provider"]],
  [
    "a resource that is no object",
    { resource: { aws_sqs_queue: { q: "x" } } },
    ["unreadable-resource aws_sqs_queue.q resource.aws_sqs_queue.q"],
  ],
  [
    "a type that is no object",
    { resource: { aws_sqs_queue: 1 } },
    ["unreadable-resource aws_sqs_queue resource.aws_sqs_queue"],
  ],
  ["resources that are no object", { resource: "x" }, ["unreadable-resource  resource"]],
  [
    "a resource twice",
    { provider, resource: { aws_sqs_queue: { q: [{}, {}] } } },
    ["duplicate-address aws_sqs_queue.q "],
  ],
  ["a provider twice", { provider: { aws: [{}, {}] } }, [`duplicate-address provider["${AWS}"] provider.aws`]],
  [
    "an encryption program",
    { terraform: { encryption: { key_provider: { external: { e: { command: ["x"] } } } } } },
    ["external-program  terraform.encryption.key_provider.external.e"],
  ],
  [
    "a removed module",
    { removed: { from: "module.m", lifecycle: { destroy: true } } },
    ["module-not-shown module.m removed"],
  ],
])("%s is a defect", (_case, stack, expected) => {
  expect(codes(read(stack))).toEqual(expected);
});

test("a block named like a prototype is a resource like any other", () => {
  const document = readSynth(JSON.parse('{"resource":{"__proto__":{"constructor":{"region":"us-east-1"}}}}'), {
    path: "x",
    sha256: "",
  });
  expect(document.resources.map(({ address, values }) => [address, values])).toEqual([
    ["__proto__.constructor", { region: "us-east-1" }],
  ]);
});
