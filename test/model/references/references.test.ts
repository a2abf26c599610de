import * as fc from "fast-check";
import type { Document, Resource, Target } from "../../../model/document";
import { readPlan } from "../../../model/plan/from-plan";
import { follow, maximalReferences } from "../../../model/references/references";
import { UNKNOWN, Unknown } from "../../../model/value";

/** Targets as text: `= value`, `address.attribute`, `? reference`. */
const show = (targets: readonly Target[]) =>
  targets.map((target) => {
    if (target.kind === "value") return `= ${JSON.stringify(target.value)}`;
    if (target.kind === "opaque") return `? ${target.reference}`;
    return `${target.resource.address}${target.attribute === "" ? "" : ` . ${target.attribute}`}`;
  });

const change = (
  address: string,
  module: string,
  type: string,
  name: string,
  index?: string | number,
  after: object = {},
  after_unknown: object = {},
) => ({
  address: `${module === "" ? "" : `${module}.`}${address}`,
  ...(module !== "" && { module_address: module }),
  mode: address.startsWith("data.") ? "data" : "managed",
  type,
  name,
  ...(index !== undefined && { index }),
  provider_name: "registry.terraform.io/hashicorp/aws",
  change: { actions: ["create"], before: null, after, after_unknown },
});
const block = (type: string, name: string, expressions: object, more: object = {}) => ({
  address: `${type}.${name}`,
  mode: "managed",
  type,
  name,
  provider_config_key: "aws",
  expressions,
  ...more,
});
const ref = (...references: string[]) => ({ references });
const literal = (constant_value: unknown) => ({ constant_value });

const document: Document = readPlan(
  {
    format_version: "1.2",
    variables: { region: { value: "eu-west-1" }, conf: { value: { region: "eu-west-1", zones: ["a", "b"] } } },
    resource_changes: [
      change("aws_kms_key.k", "", "aws_kms_key", "k"),
      change('aws_vpc.v["x.y"]', "", "aws_vpc", "v", "x.y"),
      change('aws_vpc.v["z"]', "", "aws_vpc", "v", "z"),
      change("data.aws_region.here", "", "aws_region", "here", undefined, { name: "eu-west-1" }),
      change("aws_sqs_queue.q[1]", "", "aws_sqs_queue", "q", 1),
      change("aws_s3_bucket.b", 'module.m["one"]', "aws_s3_bucket", "b"),
      change("aws_s3_bucket.b", 'module.m["two"]', "aws_s3_bucket", "b"),
      change("aws_s3_bucket.inner", 'module.m["one"].module.n', "aws_s3_bucket", "inner"),
      change(
        "aws_s3_bucket_replication_configuration.r",
        "",
        "aws_s3_bucket_replication_configuration",
        "r",
        undefined,
        {
          rule: [
            { id: "a", destination: [{ account: "1" }] },
            { id: "b", destination: [{}] },
          ],
          made: [{ by: "dynamic" }],
        },
        {
          bucket: true,
          id: true,
          token: true,
          policy: true,
          rule: [{ destination: [{ bucket: true }] }, { destination: [{ bucket: true }] }],
          made: [{ arn: true }],
        },
      ),
    ],
    configuration: {
      provider_config: { aws: { name: "aws", expressions: { region: ref("var.region") } } },
      root_module: {
        variables: { region: { default: "us-east-1" }, conf: {}, fallback: { default: "eu-north-1" }, none: {} },
        resources: [
          block("aws_vpc", "v", {}, { for_each_expression: literal({ "x.y": { region: "eu-west-1" }, z: "plain" }) }),
          block("aws_sqs_queue", "q", {}, { count_expression: literal(2) }),
          block("aws_s3_bucket_replication_configuration", "r", {
            bucket: ref('module.m["one"].arn', 'module.m["one"]', "module.m"),
            token: {},
            policy: ref("aws_kms_key.k.arn", "aws_kms_key.k", "var.region"),
            // In another order than the values: `rule` is a set.
            rule: [
              {
                id: literal("b"),
                destination: [{ bucket: ref("aws_sqs_queue.q[1].arn", "aws_sqs_queue.q[1]", "aws_sqs_queue.q") }],
              },
              { id: literal("a"), destination: [{ bucket: ref("aws_kms_key.k.arn", "aws_kms_key.k") }] },
            ],
          }),
        ],
        module_calls: {
          m: {
            for_each_expression: literal(["one", "two"]),
            expressions: {
              region: ref("var.region"),
              conf: ref("var.conf"),
              key: ref("aws_kms_key.k"),
              name: ref("each.key"),
              round: ref("module.m.round", "module.m"),
            },
            module: {
              variables: { region: {}, conf: {}, key: {}, name: {}, round: {}, own: { default: "eu-south-1" } },
              outputs: {
                arn: { expression: ref("aws_s3_bucket.b.arn", "aws_s3_bucket.b") },
                region: { expression: ref("var.conf.region", "var.conf") },
                deep: { expression: ref("module.n.bucket", "module.n") },
                round: { expression: ref("var.round") },
                opaque: { expression: {} },
                literal: { expression: literal({ a: "eu-west-1" }) },
              },
              module_calls: {
                n: {
                  expressions: { region: ref("var.region") },
                  module: {
                    variables: { region: {} },
                    outputs: {
                      bucket: { expression: ref("aws_s3_bucket.inner") },
                      r: { expression: ref("var.region") },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
  { path: "p", sha256: "" },
);

const resource = (address: string): Resource => {
  const found = document.resources.find((each) => each.address === address);
  if (!found) throw new Error(`no ${address}`);
  return found;
};
const from = (address: string, reference: string) => show(resource(address).scope.follow(reference));

const ROOT = "aws_kms_key.k";
const CHILD = 'module.m["one"].aws_s3_bucket.b';
const INNER = 'module.m["one"].module.n.aws_s3_bucket.inner';

test.each<[string, string, readonly string[]]>([
  [ROOT, "var.region", ['= "eu-west-1"']],
  [ROOT, "var.conf.region", ['= "eu-west-1"']],
  [ROOT, 'var.conf["region"]', ['= "eu-west-1"']],
  [ROOT, "var.conf.zones[1]", ['= "b"']],
  [ROOT, "var.conf.absent", ["? var.conf.absent"]],
  [ROOT, "var.fallback", ['= "eu-north-1"']],
  [ROOT, "var.none", ["? var.none"]],
  [ROOT, "var.__proto__", ["? var.__proto__"]],
  [ROOT, "local.x", ["? local.x"]],
  [ROOT, "path.module", ["? path.module"]],
  [ROOT, "terraform.workspace", ["? terraform.workspace"]],
  [ROOT, "each.value", ["? each.value"]],
  [ROOT, "aws_kms_key.k.arn", ["aws_kms_key.k . arn"]],
  [ROOT, "data.aws_region.here.name", ["data.aws_region.here . name"]],
  [ROOT, 'aws_vpc.v["x.y"].tags["a.b"]', ['aws_vpc.v["x.y"] . tags["a.b"]']],
  [ROOT, "aws_vpc.v", ['aws_vpc.v["x.y"]', 'aws_vpc.v["z"]']],
  [ROOT, "aws_vpc.v[*].id", ['aws_vpc.v["x.y"] . id', 'aws_vpc.v["z"] . id']],
  [ROOT, 'aws_vpc.v["no"].id', ["= null"]],
  [ROOT, "aws_s3_bucket.b", ["? aws_s3_bucket.b"]],
  [ROOT, 'module.m["two"].arn', ['module.m["two"].aws_s3_bucket.b . arn']],
  [ROOT, "module.m.arn", ['module.m["one"].aws_s3_bucket.b . arn', 'module.m["two"].aws_s3_bucket.b . arn']],
  [ROOT, 'module.m["one"].region', ['= "eu-west-1"']],
  [ROOT, 'module.m["one"].deep.arn', [`${INNER} . arn`]],
  [ROOT, 'module.m["one"].literal.a', ['= "eu-west-1"']],
  [ROOT, 'module.m["one"].opaque', ["? a function's result"]],
  [ROOT, 'module.m["one"].absent', ['? module.m["one"].absent']],
  [ROOT, "module.m", ["? module.m"]],
  [ROOT, "module.m.round", ["? module.m.round"]],
  [CHILD, "var.region", ['= "eu-west-1"']],
  [CHILD, "var.own", ['= "eu-south-1"']],
  [CHILD, "var.conf.zones[0]", ['= "a"']],
  [CHILD, "var.key.arn", ["aws_kms_key.k . arn"]],
  [CHILD, "var.name", ['= "one"']],
  [CHILD, "aws_s3_bucket.b.id", [`${CHILD} . id`]],
  [INNER, "var.region", ['= "eu-west-1"']],
  ['aws_vpc.v["x.y"]', "each.key", ['= "x.y"']],
  ['aws_vpc.v["x.y"]', "each.value.region", ['= "eu-west-1"']],
  ['aws_vpc.v["z"]', "each.value", ['= "plain"']],
  ["aws_sqs_queue.q[1]", "count.index", ["= 1"]],
])("in the scope of %s, %s leads to %j", (address, reference, ends) => {
  expect(from(address, reference)).toEqual(ends);
});

describe("from an attribute path", () => {
  const at = (path: string, value = UNKNOWN) =>
    show(follow(resource("aws_s3_bucket_replication_configuration.r"), path, value));

  test("the expression behind it is followed through a module's output", () => {
    expect(at("bucket")).toEqual(['module.m["one"].aws_s3_bucket.b . arn']);
  });
  test("all that is referred to counts", () => {
    expect(at("policy")).toEqual(["aws_kms_key.k . arn", '= "eu-west-1"']);
  });
  test("blocks are told apart by their literals, not by their order", () => {
    expect(at("rule[0].destination[0].bucket")).toEqual(["aws_kms_key.k . arn"]);
    expect(at("rule[1].destination[0].bucket")).toEqual(["aws_sqs_queue.q[1] . arn"]);
  });
  test("a whole block leads to everything inside", () => {
    expect(at("rule")).toEqual(['= "b"', "aws_sqs_queue.q[1] . arn", '= "a"', "aws_kms_key.k . arn"]);
  });
  test("inside an argument that is one expression, that expression counts", () => {
    expect(at('policy.Statement[0].Principal["AWS"]')).toEqual(["aws_kms_key.k . arn", '= "eu-west-1"']);
  });
  test("nothing stands behind what the provider fills in", () => {
    expect(at("id")).toEqual([]);
    expect(at("rule[0].destination[0].account_id")).toEqual([]);
  });
  test("a function without references can give anything", () => {
    expect(at("token")).toEqual(["? a function's result"]);
  });
  test("what a dynamic block made is in no expression, and says so", () => {
    expect(at("made[0].arn")).toEqual(["? dynamic block made"]);
  });
  test("an unknown value's own references come first", () => {
    expect(at("id", new Unknown(["aws_kms_key.k.arn", "aws_kms_key.k"]))).toEqual(["aws_kms_key.k . arn"]);
  });
});

test("what the plan deletes is not what a reference will find, unless it deletes everything", () => {
  const at = (key: number, action: string) => ({
    ...change(`aws_sqs_queue.q[${key}]`, "", "aws_sqs_queue", "q", key),
    change: { actions: [action], before: {}, after: action === "delete" ? null : {} },
  });
  const ends = (...changes: object[]) =>
    show(
      readPlan(
        { format_version: "1.2", resource_changes: changes },
        { path: "p", sha256: "" },
      ).resources[0]?.scope.follow("aws_sqs_queue.q") ?? [],
    );
  expect(ends(at(0, "update"), at(1, "delete"))).toEqual(["aws_sqs_queue.q[0]"]);
  expect(ends(at(0, "delete"), at(1, "delete"))).toEqual(["aws_sqs_queue.q[0]", "aws_sqs_queue.q[1]"]);
});

describe("an ephemeral variable, for which a plan shows the default", () => {
  const ends = (declared: object, ephemeral?: ReadonlySet<string>) => {
    const plan = {
      format_version: "1.2",
      variables: { region: { value: "eu-west-1" } },
      resource_changes: [change("aws_vpc.v", "module.m", "aws_vpc", "v")],
      configuration: {
        root_module: {
          variables: { region: { default: "eu-west-1", ...declared } },
          module_calls: {
            m: { expressions: { region: ref("var.region") }, module: { variables: { region: { ephemeral: true } } } },
          },
        },
      },
    };
    const source = { path: "p", sha256: "", ...(ephemeral && { ephemeral }) };
    return show(readPlan(plan, source).resources[0]!.scope.follow("var.region"));
  };

  test("is unknown, whether the plan or its file says so", () => {
    expect([ends({ ephemeral: true }), ends({}, new Set(["region"]))]).toEqual([["? var.region"], ["? var.region"]]);
  });
  test("is what the plan shows where neither does; a module's is what it is given", () => {
    expect(ends({}, new Set(["other"]))).toEqual(['= "eu-west-1"']);
  });
});

test("a prefix of a longer reference is not followed by itself", () => {
  expect(maximalReferences(['a.b["c.d"].e', 'a.b["c.d"]', "a.b", "a.bc"])).toEqual(['a.b["c.d"].e', "a.bc"]);
});

test("chains that branch and loop end, and soon", () => {
  const module_calls: Record<string, unknown> = {};
  // Each output refers to both outputs of the next module: 2^60 ways, and the last leads back to the first.
  for (let level = 0; level < 60; level++) {
    const next = `m${(level + 1) % 60}`;
    const expression = ref(`module.${next}.a`, `module.${next}.b`, `module.${next}`);
    module_calls[`m${level}`] = {
      expressions: { x: expression },
      module: {
        variables: { x: {} },
        outputs: { a: { expression: ref("var.x") }, b: { expression: ref("var.x", "local.y") } },
      },
    };
  }
  const { resources } = readPlan(
    {
      format_version: "1.2",
      resource_changes: [change("aws_kms_key.k", "", "aws_kms_key", "k")],
      configuration: { root_module: { module_calls } },
    },
    { path: "p", sha256: "" },
  );
  const ends = resources[0]?.scope.follow("module.m0.a") ?? [];
  expect(ends.length).toBeGreaterThan(0);
  expect(ends.every(({ kind }) => kind === "opaque")).toBe(true);
});

test("no reference makes following throw or end in nothing", () => {
  const piece = fc.constantFrom(
    "var",
    "module",
    "m",
    "region",
    "aws_vpc",
    "v",
    "each",
    "value",
    "key",
    "local",
    "data",
    "conf",
    ".",
    "[",
    "]",
    '"one"',
    "0",
    "*",
    "__proto__",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join("")),
      ),
      fc.constantFrom(ROOT, CHILD, INNER),
      (reference, address) => {
        expect(resource(address).scope.follow(reference).length).toBeGreaterThan(0);
        expect(Array.isArray(follow(resource("aws_s3_bucket_replication_configuration.r"), reference, UNKNOWN))).toBe(
          true,
        );
      },
    ),
  );
});

describe("provider settings", () => {
  const settingsOf = (expressions: object, variables: Record<string, unknown> = {}) =>
    readPlan(
      {
        format_version: "1.2",
        variables,
        resource_changes: [
          change("data.aws_region.here", "", "aws_region", "here", undefined, { name: "eu-west-1" }),
          change("aws_kms_key.k", "", "aws_kms_key", "k", undefined, {}, { arn: true }),
        ],
        configuration: {
          provider_config: { aws: { name: "aws", expressions } },
          root_module: { variables: { secret: { sensitive: true } } },
        },
      },
      { path: "p", sha256: "" },
    ).providers[0];

  test.each<[string, object, unknown]>([
    ["a literal", literal("eu-west-1"), "eu-west-1"],
    ["one variable", ref("var.a"), "eu-west-1"],
    ["an attribute of a variable", ref("var.o.region", "var.o"), "eu-west-1"],
    ["a data source that was read", ref("data.aws_region.here.name", "data.aws_region.here"), "eu-west-1"],
    ["two variables", ref("var.a", "var.b"), new Unknown(["var.a", "var.b"])],
    ["a variable that holds no scalar", ref("var.o"), new Unknown(["var.o"])],
    ["a local", ref("local.r"), new Unknown(["local.r"])],
    [
      "what is known after apply",
      ref("aws_kms_key.k.arn", "aws_kms_key.k"),
      new Unknown(["aws_kms_key.k.arn", "aws_kms_key.k"]),
    ],
    ["an instance of a provider's for_each", ref("each.value"), new Unknown(["each.value"])],
    ["a function", {}, UNKNOWN],
  ])("a region from %s", (_case, region, expected) => {
    const variables = { a: { value: "eu-west-1" }, b: { value: "eu-west-1" }, o: { value: { region: "eu-west-1" } } };
    expect(settingsOf({ region }, variables)?.settings).toEqual({ region: expected });
  });

  test("blocks and lists keep their shape", () => {
    const expressions = {
      assume_role: [{ role_arn: ref("var.role"), tags: literal({ a: "b" }) }],
      allowed_account_ids: ref("var.accounts"),
      forbidden_account_ids: ref("var.role"),
    };
    expect(settingsOf(expressions, { role: { value: "arn" }, accounts: { value: ["1", "2"] } })?.settings).toEqual({
      assume_role: [{ role_arn: "arn", tags: { a: "b" } }],
      allowed_account_ids: ["1", "2"],
      forbidden_account_ids: ["arn"],
    });
  });

  test("what came out of a sensitive variable, or is a secret by its name, is sensitive", () => {
    const provider = settingsOf(
      { region: ref("var.secret"), secret_key: literal("x"), profile: literal("p") },
      { secret: { value: "eu-west-1" } },
    );
    expect(["region", "secret_key", "profile"].map((path) => provider?.sensitive?.(path))).toEqual([true, true, false]);
  });
});
