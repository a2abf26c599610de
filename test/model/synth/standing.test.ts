import { readModules } from "../../../model/synth/from-synth";
import type { Document } from "../../../model/document";
import type { JsonObject } from "../../../core/json";
import { Unknown } from "../../../model/value";

const read = (root: JsonObject, modules: Readonly<Record<string, JsonObject>> = {}): Document =>
  readModules(
    {
      modules: new Map([["", [root]], ...Object.entries(modules).map(([path, body]) => [path, [body]] as const)]),
      unread: [],
      missing: [],
    },
    { path: "main.tf", sha256: "0" },
  );
const addresses = (document: Document) => document.resources.map(({ address }) => address);
const queues = (bodies: Readonly<Record<string, object>>) => ({ resource: { aws_sqs_queue: bodies } });

test("a block whose count is 0 or whose for_each is empty has no instance", () => {
  const document = read({
    variable: { links: { default: {} }, names: { default: [] }, create: { default: false } },
    locals: { create: "${var.create && length(var.names) > 0}" },
    ...queues({
      counted: { count: "${local.create ? 1 : 0}" },
      literal: { count: 0 },
      disabled: { lifecycle: { enabled: "${var.create}" } },
      map: { for_each: "${var.links}", name: "${each.value.name}" },
      behind: { count: "${length(aws_sqs_queue.map)}" },
      set: { for_each: "${toset(var.names)}" },
      kept: { count: "${local.create ? 0 : 2}" },
      each: { for_each: { a: "x" }, name: "${each.value}" },
    }),
  });
  expect(addresses(document)).toEqual(["aws_sqs_queue.kept", "aws_sqs_queue.each"]);
  expect(document.resources[1]?.values).toEqual({ name: "x" });
});

test("a block that only a plan can count may have an instance", () => {
  const document = read({
    variable: { create: { type: "bool" }, many: {} },
    ...queues({
      unknown: { count: "${var.create ? 1 : 0}" },
      many: { for_each: "${var.many}" },
      enabled: { lifecycle: { enabled: "${var.create}" } },
      other: { count: "${length(aws_sqs_queue.many)}" },
      unreadable: { count: "${nonsense(" },
      circle: { count: "${length(aws_sqs_queue.circle)}" },
      nothing: { for_each: null },
    }),
  });
  expect(addresses(document)).toEqual(
    ["unknown", "many", "enabled", "other", "unreadable", "circle", "nothing"].map((name) => `aws_sqs_queue.${name}`),
  );
});

test("what a module without an instance holds is not made, however deep", () => {
  const call = { source: "./m" };
  const document = read(
    {
      module: {
        off: { ...call, count: 0 },
        none: { ...call, for_each: {} },
        on: { ...call, count: 1 },
      },
      ...queues({ q: { name: '${try(module.off[0].name, module.on[0].name, "none")}' } }),
    },
    {
      off: { module: { inner: call } },
      "off.inner": queues({ q: {} }),
      none: queues({ q: {} }),
      on: { ...queues({ q: {} }), output: { name: { value: "here" } } },
    },
  );
  expect(addresses(document)).toEqual(["aws_sqs_queue.q", "module.on.aws_sqs_queue.q"]);
});

test("a reference to a block without an instance fails, as it does in Terraform", () => {
  const document = read(
    queues({
      gone: { count: 0 },
      tried: { name: '${try(aws_sqs_queue.gone[0].name, "fallback")}' },
      counted: { name: "${length(aws_sqs_queue.gone)}" },
      plain: { name: "${aws_sqs_queue.gone[0].name}" },
    }),
  );
  const [tried, counted, plain] = document.resources.map(({ values }) => values["name"]);
  expect([tried, counted]).toEqual(["fallback", 0]);
  expect(plain).toBeInstanceOf(Unknown);
});

test("a provisioner or a program without an instance is never run", () => {
  const provisioner = { "local-exec": { command: "x" } };
  const document = read({
    resource: { terraform_data: { off: { count: 0, provisioner }, on: { provisioner } } },
    data: { external: { off: { count: 0, program: ["x"] } } },
  });
  expect(document.defects.map(({ code, address }) => `${code} ${address}`)).toEqual(["provisioner terraform_data.on"]);
});
