import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Document, Resource } from "../../../model/document";
import { readPlan } from "../../../model/plan/from-plan";
import { Unknown, UNKNOWN } from "../../../model/value";

const SOURCE = { path: "p.json", sha256: "0" };
const load = (name: string): Document =>
  readPlan(JSON.parse(readFileSync(join(__dirname, "..", "plans", `${name}.json`), "utf8")), SOURCE);

/** `address: actions` for everything, with what will not stay in brackets. */
const fates = ({ resources }: Document) =>
  resources.map(({ address, actions, stays }) => (stays ? `${address}: ${actions}` : `(${address}: ${actions})`));

const region = ({ provider }: Resource) => {
  const value = provider?.settings["region"];
  return value instanceof Unknown ? `unknown: ${value.references}` : value;
};

const find = (document: Document, address: string): Resource => {
  const found = document.resources.find((resource) => resource.address === address);
  if (!found) throw new Error(`no ${address}`);
  return found;
};

const AWS = "registry.terraform.io/hashicorp/aws";

describe("the five real plans are read whole", () => {
  test("a plan that destroys everything", () => {
    const document = load("destroy_all");
    expect(document).toMatchObject({
      path: "p.json",
      kind: "plan",
      sha256: "0",
      terraformVersion: "1.11.4",
      defects: [],
    });
    expect(fates(document)).toEqual([
      "(aws_iam_role.r: delete)",
      "(aws_kms_key.k: delete)",
      "(aws_s3_bucket.drifted: delete)",
      "(aws_s3_bucket.forget: delete)",
      "(aws_s3_bucket.gone: delete)",
      "(aws_s3_bucket.keep: delete)",
      "(aws_s3_bucket.rename_new: delete)",
      "(aws_s3_bucket_public_access_block.keep: delete)",
      "(aws_sns_topic.t: delete)",
      "(aws_ssm_parameter.p[0]: delete)",
      "(aws_ssm_parameter.p[1]: delete)",
      "(aws_ssm_parameter.p[2]: delete)",
    ]);
    // What is deleted still says what it was.
    expect(find(document, "aws_s3_bucket.gone").values["bucket"]).toBe("upd-gone");
  });

  const CHANGES = [
    "(data.aws_iam_policy_document.known: read)",
    "(data.aws_s3_bucket.look: read)",
    "aws_iam_role.new: create",
    "aws_iam_role.r: update",
    "aws_iam_role_policy.p: create",
    "aws_kms_key.k: update",
    "aws_s3_bucket.drifted: update",
    "aws_s3_bucket.forget: forget",
    "(aws_s3_bucket.gone: delete)",
    "aws_s3_bucket.imported: update",
    "aws_s3_bucket.keep: update",
    "aws_s3_bucket.rename_new: no-op",
    "aws_s3_bucket_public_access_block.keep: update",
    "aws_sns_topic.t: create,delete",
    "aws_ssm_parameter.p[0]: update",
    "aws_ssm_parameter.p[1]: update",
    "(aws_ssm_parameter.p[2]: delete)",
  ];

  test("a plan that updates, replaces, moves, imports, forgets and deletes", () => {
    const document = load("update_replace_delete_import_drift");
    expect(document.defects).toEqual([]);
    expect(fates(document)).toEqual(CHANGES);
    expect(find(document, "aws_s3_bucket.imported").importId).toBe("upd-imported");
    // The forgotten bucket stays as it was, and no configuration says who serves it any more.
    const forgotten = find(document, "aws_s3_bucket.forget");
    expect([forgotten.values["region"], forgotten.provider]).toEqual(["eu-west-1", undefined]);
  });

  test("a plan that failed half-way says so twice", () => {
    const document = load("errored_partial_plan");
    expect(document.defects.map(({ code, path }) => [code, path])).toEqual([
      ["errored", "errored"],
      ["incomplete", "complete"],
    ]);
    expect(fates(document)).toEqual(
      CHANGES.filter((fate) => !fate.includes("imported")).map((fate) =>
        fate.replace("aws_s3_bucket.drifted: update", "aws_s3_bucket.drifted: no-op"),
      ),
    );
  });

  test("a plan with keys held outside and things on an Outpost", () => {
    const document = load("offline_xks_outposts_create");
    expect(document.defects).toEqual([]);
    expect(document.resources).toHaveLength(20);
    expect(document.resources.filter(({ stays }) => stays)).toHaveLength(17);
    expect(find(document, "aws_subnet.rack").values["outpost_arn"]).toMatch(/^arn:aws:outposts:/);
    // Read while planning: only the prior state has it.
    expect(find(document, "data.aws_region.here")).toMatchObject({
      actions: ["read"],
      stays: false,
      values: { name: "eu-west-1" },
    });
  });

  test("a plan with many providers: each resource gets the one that serves it", () => {
    const document = load("multi_region_modules_create");
    expect(document.defects).toEqual([]);
    expect(
      document.resources.map((resource) => [resource.address, resource.provider?.address, region(resource)]),
    ).toEqual([
      ["data.aws_iam_policy_document.deferred", `provider["${AWS}"]`, "eu-west-1"],
      ["aws_dynamodb_table.g", `provider["${AWS}"]`, "eu-west-1"],
      ["aws_iam_policy.p", `provider["${AWS}"]`, "eu-west-1"],
      ["aws_kms_key.k", `provider["${AWS}"]`, "eu-west-1"],
      ["aws_kms_replica_key.r", `provider["${AWS}"].dr`, "eu-central-1"],
      ["aws_s3_bucket.cond", `provider["${AWS}"].cond`, "eu-central-1"],
      ["aws_s3_bucket.dr", `provider["${AWS}"].dr`, "eu-central-1"],
      ["aws_s3_bucket.plain", `provider["${AWS}"]`, "eu-west-1"],
      ["aws_s3_bucket.us", `provider["${AWS}"].us`, "unknown: local.us"],
      ["aws_secretsmanager_secret.s", `provider["${AWS}"]`, "eu-west-1"],
      ["aws_sns_topic.assume", `provider["${AWS}"].assume`, "eu-west-1"],
      ["aws_ssm_parameter.c[0]", `provider["${AWS}"]`, "eu-west-1"],
      ["aws_ssm_parameter.c[1]", `provider["${AWS}"]`, "eu-west-1"],
      ["aws_ssm_parameter.c[2]", `provider["${AWS}"]`, "eu-west-1"],
      ['aws_subnet.az["a"]', `provider["${AWS}"]`, "eu-west-1"],
      ['aws_subnet.az["b"]', `provider["${AWS}"]`, "eu-west-1"],
      ["aws_vpc.v", `provider["${AWS}"]`, "eu-west-1"],
      ["aws_vpc_peering_connection.p", `provider["${AWS}"]`, "eu-west-1"],
      ["terraform_data.r", 'provider["terraform.io/builtin/terraform"]', undefined],
      ['module.b["one"].aws_s3_bucket.dst', `provider["${AWS}"].dr`, "eu-central-1"],
      ['module.b["one"].aws_s3_bucket.src', `provider["${AWS}"]`, "eu-west-1"],
      ['module.b["two"].aws_s3_bucket.dst', `provider["${AWS}"].dr`, "eu-central-1"],
      ['module.b["two"].aws_s3_bucket.src', `provider["${AWS}"]`, "eu-west-1"],
      ["module.b_us.aws_s3_bucket.dst", `provider["${AWS}"]`, "eu-west-1"],
      ["module.b_us.aws_s3_bucket.src", `provider["${AWS}"].us`, "unknown: local.us"],
      ["module.legacy.aws_s3_bucket.hidden", `module.legacy.provider["${AWS}"]`, "ap-northeast-1"],
      ["module.nested.aws_sns_topic.t", `provider["${AWS}"].dr`, "eu-central-1"],
      ["module.nested.module.inner.aws_sns_topic.t", `provider["${AWS}"].dr`, "eu-central-1"],
      ["data.aws_region.here", `provider["${AWS}"]`, "eu-west-1"],
      ["data.aws_region.there", `provider["${AWS}"].dr`, "eu-central-1"],
    ]);
    expect(document.providers.map(({ address, settings }) => [address, settings["region"]])).toContainEqual([
      `provider["${AWS}"].unk`,
      new Unknown(["terraform_data.r.output", "terraform_data.r"]),
    ]);
    expect(document.providers.find(({ alias }) => alias === "assume")?.settings["assume_role"]).toEqual([
      { role_arn: "arn:aws:iam::111122223333:role/tf" },
    ]);
  });

  test("a whole resource: names, key, module, source, known and unknown values", () => {
    const subnet = find(load("multi_region_modules_create"), 'aws_subnet.az["a"]');
    const {
      scope: _scope,
      expressions: _expressions,
      provider: _provider,
      sensitive: _sensitive,
      values,
      ...rest
    } = subnet;
    expect(rest).toEqual({
      address: 'aws_subnet.az["a"]',
      mode: "managed",
      type: "aws_subnet",
      name: "az",
      key: "a",
      module: "",
      source: AWS,
      actions: ["create"],
      stays: true,
    });
    expect(values).toMatchObject({ availability_zone: "eu-west-1a", outpost_arn: null, vpc_id: UNKNOWN, arn: UNKNOWN });
    expect(values["tags_all"]).toEqual({ residency: "eu" });
    const table = find(load("multi_region_modules_create"), "aws_dynamodb_table.g");
    expect(table.values["replica"]).toMatchObject([
      { region_name: "eu-central-1", kms_key_arn: UNKNOWN },
      { region_name: "us-east-1", kms_key_arn: UNKNOWN },
    ]);
    // Known after apply as a whole: a gap would read as "not set".
    expect(table.values["server_side_encryption"]).toBe(UNKNOWN);
  });

  test("a sensitive value is known to be one, and so is what comes out of a sensitive variable", () => {
    const parameter = find(load("multi_region_modules_create"), "aws_ssm_parameter.c[0]");
    expect(parameter.values["value"]).toBe("hunter2");
    expect([parameter.sensitive?.("value"), parameter.sensitive?.("name"), parameter.sensitive?.("")]).toEqual([
      true,
      false,
      true,
    ]);
    expect(parameter.scope.follow("var.secret_pw")).toEqual([
      { kind: "value", value: "hunter2", reference: "var.secret_pw", sensitive: true },
    ]);
  });
});

/** A plan of resources in one root module. */
const planOf = (changes: unknown, more: Record<string, unknown> = {}) => ({
  format_version: "1.2",
  terraform_version: "1.11.4",
  resource_changes: changes,
  ...more,
});
const change = (
  address: string,
  actions: readonly string[],
  sides: Record<string, unknown> = { before: null, after: {} },
) => {
  const [type, name] = address.split(".");
  return { address, mode: "managed", type, name, provider_name: AWS, change: { actions, ...sides } };
};
const read = (plan: unknown) => readPlan(JSON.parse(JSON.stringify(plan)), SOURCE);
const codes = ({ defects }: Document) => defects.map(({ code, address, path }) => [code, address, path].join(" "));

describe("fates", () => {
  test.each([
    [["no-op"], true],
    [["create"], true],
    [["update"], true],
    [["delete"], false],
    [["delete", "create"], true],
    [["create", "delete"], true],
    [["forget"], true],
  ])("after %j it exists: %s", (actions, stays) => {
    const document = read(
      planOf([
        change("aws_vpc.v", actions, {
          before: { id: "old" },
          after: actions.includes("create") ? { id: "new" } : { id: "old" },
        }),
      ]),
    );
    expect(document.resources.map((resource) => resource.stays)).toEqual([stays]);
    expect(document.defects).toEqual([]);
  });

  test("a replacement that forgets leaves two things: the new one, and the old one where it was", () => {
    const document = read(
      planOf([
        change("aws_sqs_queue.q", ["create", "forget"], {
          before: { region: "us-east-1" },
          after: { region: "eu-west-1" },
        }),
      ]),
    );
    expect(
      document.resources.map(({ address, actions, stays, values }) => ({ address, actions, stays, values })),
    ).toEqual([
      { address: "aws_sqs_queue.q", actions: ["create", "forget"], stays: true, values: { region: "eu-west-1" } },
      { address: "aws_sqs_queue.q (forgotten)", actions: ["forget"], stays: true, values: { region: "us-east-1" } },
    ]);
    expect(document.defects).toEqual([]);
  });

  test("a deposed object stands beside its successor and is no duplicate of it", () => {
    const successor = change("aws_sqs_queue.q", ["no-op"], { before: { id: "new" }, after: { id: "new" } });
    const deposed = {
      ...change("aws_sqs_queue.q", ["delete"], { before: { id: "old" }, after: null }),
      deposed: "abcd1234",
    };
    const document = read(planOf([successor, deposed]));
    expect(fates(document)).toEqual(["aws_sqs_queue.q: no-op", "(aws_sqs_queue.q (deposed abcd1234): delete)"]);
    expect(document.defects).toEqual([]);
  });

  test("a refresh-only plan has no changes: everything in its prior state is there and stays", () => {
    const entry = {
      address: "aws_vpc.v",
      mode: "managed",
      type: "aws_vpc",
      name: "v",
      provider_name: AWS,
      values: { id: "x" },
    };
    const document = read({
      format_version: "1.2",
      planned_values: { root_module: {} },
      resource_drift: [
        change("aws_vpc.v", ["update"]),
        change("aws_vpc.gone", ["delete"], { before: {}, after: null }),
      ],
      prior_state: {
        format_version: "1.0",
        values: {
          root_module: {
            child_modules: [{ address: "module.m", resources: [{ ...entry, address: "module.m.aws_vpc.v" }] }],
            resources: [entry],
          },
        },
      },
    });
    expect(fates(document)).toEqual(["aws_vpc.v: no-op", "module.m.aws_vpc.v: no-op"]);
    expect(document.resources.map(({ module }) => module)).toEqual(["", "module.m"]);
    expect(document.defects).toEqual([]);
  });
});

describe("unknown values", () => {
  const valuesOf = (after: unknown, after_unknown: unknown) =>
    read(planOf([change("aws_vpc.v", ["create"], { before: null, after, after_unknown })])).resources[0]?.values;

  test.each<[string, unknown, unknown, unknown]>([
    ["an absent key", { a: 1 }, { b: true }, { a: 1, b: UNKNOWN }],
    ["nested in a block", { a: [{ b: 1 }] }, { a: [{ c: true }] }, { a: [{ b: 1, c: UNKNOWN }] }],
    ["one element of a list", { a: ["x", null] }, { a: [false, true] }, { a: ["x", UNKNOWN] }],
    ["a block that is wholly absent", {}, { a: [{ b: true }] }, { a: [{ b: UNKNOWN }] }],
    ["a list that ends too early", { a: [] }, { a: [{}, { b: true }] }, { a: [null, { b: UNKNOWN }] }],
    ["a whole map", { a: 1 }, { tags: true }, { a: 1, tags: UNKNOWN }],
    ["nothing at all", { a: 1 }, { a: false, b: [], c: {}, d: [{}] }, { a: 1 }],
    ["no marks", { a: 1 }, undefined, { a: 1 }],
  ])("%s", (_case, after, unknown, expected) => {
    expect(valuesOf(after, unknown)).toEqual(expected);
  });

  test("a key named like a prototype is an attribute like any other", () => {
    const values = readPlan(
      JSON.parse(
        '{"format_version":"1.2","resource_changes":[{"address":"a_b.c","mode":"managed","type":"a_b","name":"c","change":{"actions":["create"],"after":{"constructor":"x"},"after_unknown":{"__proto__":true}}}]}',
      ),
      SOURCE,
    ).resources[0]?.values;
    expect(Object.entries(values ?? {})).toEqual([
      ["constructor", "x"],
      ["__proto__", UNKNOWN],
    ]);
    expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
  });
});

describe("what keeps a plan from being the whole truth is a defect", () => {
  const good = change("aws_vpc.v", ["create"]);
  const data = (type: string, name: string) => ({ address: `data.${type}.${name}`, mode: "data", type, name });

  test.each<[string, Record<string, unknown>, readonly string[]]>([
    ["an error while planning", { errored: true }, ["errored  errored"]],
    ["an errored that is no boolean", { errored: "no" }, ["errored  errored"]],
    ["incompleteness", { complete: false }, ["incomplete  complete"]],
    ["an unknown section", { policy_results: [{ a: 1 }] }, ["unknown-section  policy_results"]],
    [
      "a deferred change",
      { deferred_changes: [{ reason: "provider_config_unknown", resource_change: good }] },
      ["deferred aws_vpc.v deferred_changes[0]"],
    ],
    ["a deferred action", { deferred_action_invocations: [{}] }, ["deferred  deferred_action_invocations[0]"]],
    [
      "an action",
      { action_invocations: [{ address: "action.aws_lambda_invoke.x" }] },
      ["action-invocation action.aws_lambda_invoke.x action_invocations[0]"],
    ],
    [
      "a prior state of another format",
      { prior_state: { format_version: "2.0" } },
      ["unknown-format  prior_state.format_version"],
    ],
    ["a section of another shape", { planned_values: [1] }, ["unknown-shape  planned_values"]],
    [
      "a planned value without a change",
      {
        planned_values: {
          root_module: {
            resources: [{ address: "aws_vpc.lost", mode: "managed", type: "aws_vpc", name: "lost", values: {} }],
          },
        },
      },
      ["incomplete aws_vpc.lost planned_values.root_module.resources[0]"],
    ],
    [
      "a planned value that exists already, but whose change is not shown",
      {
        planned_values: {
          root_module: {
            resources: [{ address: "aws_vpc.w", mode: "managed", type: "aws_vpc", name: "w", values: {} }],
          },
        },
        prior_state: {
          values: {
            root_module: {
              resources: [{ address: "aws_vpc.w", mode: "managed", type: "aws_vpc", name: "w", values: {} }],
            },
          },
        },
      },
      ["incomplete aws_vpc.w planned_values.root_module.resources[0]"],
    ],
    [
      "a provisioner in a nested module",
      {
        configuration: {
          root_module: {
            module_calls: {
              m: {
                module: {
                  resources: [
                    {
                      address: "null_resource.n",
                      mode: "managed",
                      type: "null_resource",
                      name: "n",
                      provisioners: [{ type: "local-exec" }],
                    },
                  ],
                },
              },
            },
          },
        },
      },
      ["provisioner module.m.null_resource.n provisioners[0]"],
    ],
    [
      "an external data source",
      { prior_state: { values: { root_module: { resources: [{ ...data("external", "e"), values: {} }] } } } },
      ["external-program data.external.e program"],
    ],
  ])("%s", (_case, more, expected) => {
    const document = read(planOf([good], more));
    expect(codes(document)).toEqual(expected);
    expect(document.defects.every(({ message }) => /^\S.*\.$/.test(message))).toBe(true);
  });

  test.each<[string, unknown, readonly string[]]>([
    ["an entry that is no object", "x", ["unreadable-resource  resource_changes[1]"]],
    [
      "an entry without an address",
      { mode: "managed", type: "a", name: "b" },
      ["unreadable-resource  resource_changes[1]"],
    ],
    [
      "an entry without a type",
      { address: "a.b", mode: "managed", name: "b" },
      ["unreadable-resource a.b resource_changes[1]"],
    ],
    [
      "an unknown mode",
      { ...good, address: "aws_vpc.w", name: "w", mode: "odd" },
      ["unreadable-resource aws_vpc.w resource_changes[1]"],
    ],
    [
      "an unknown action",
      change("aws_vpc.w", ["melt"]),
      ["unknown-action aws_vpc.w resource_changes[1].change.actions"],
    ],
    ...[["delete,create"], [["create"]], ["create", ["forget"]], ["create", null]].map(
      (actions): [string, unknown, string[]] => [
        `actions that only read like known ones: ${JSON.stringify(actions)}`,
        change("aws_vpc.w", actions as string[]),
        ["unknown-action aws_vpc.w resource_changes[1].change.actions"],
      ],
    ),
    ["no action", change("aws_vpc.w", []), ["unknown-action aws_vpc.w resource_changes[1].change.actions"]],
    [
      "no change",
      { ...change("aws_vpc.w", []), change: undefined },
      [
        "unknown-action aws_vpc.w resource_changes[1].change.actions",
        "unreadable-resource aws_vpc.w resource_changes[1].change",
      ],
    ],
    [
      "an address that is not what the entry says",
      { ...change("aws_vpc.w", ["create"]), type: "aws_subnet" },
      ["unreadable-resource aws_vpc.w resource_changes[1]"],
    ],
    ["an address twice", good, ["duplicate-address aws_vpc.v resource_changes[1]"]],
  ])("%s", (_case, entry, expected) => {
    expect(codes(read(planOf([good, entry])))).toEqual(expected);
  });

  test("a resource without a change is judged all the same", () => {
    const entry = { address: "aws_vpc.w", mode: "managed", type: "aws_vpc", name: "w", values: { id: "w" } };
    const resources = (section: Record<string, unknown>) =>
      read(planOf([good], section)).resources.map(({ address, actions, stays, values }) => [
        address,
        ...actions,
        stays,
        values,
      ]);
    const state = { root_module: { resources: [entry] } };
    expect(resources({ planned_values: state })).toEqual([
      ["aws_vpc.v", "create", true, {}],
      ["aws_vpc.w", "no-op", true, { id: "w" }],
    ]);
    expect(resources({ prior_state: { values: state } })).toEqual([
      ["aws_vpc.v", "create", true, {}],
      ["aws_vpc.w", "no-op", true, { id: "w" }],
    ]);
  });

  test("what a whole plan has, of Terraform or OpenTofu, is none", () => {
    const whole = {
      errored: false,
      checks: [{}],
      relevant_attributes: [{}],
      timestamp: "x",
      output_changes: { o: {} },
      variables: { v: { value: 1 } },
    };
    expect(read(planOf([good], { ...whole, complete: true, applyable: true })).defects).toEqual([]);
    expect(read(planOf([good], whole)).defects).toEqual([]);
    expect(
      read(planOf([good], { deferred_changes: [], action_invocations: null, some_new_section: {} })).defects,
    ).toEqual([]);
  });
});

describe("providers of older plans, which name a module's own stand-in", () => {
  const plan = (key: string, provider_config: Record<string, unknown>) =>
    read(
      planOf([{ ...change("aws_vpc.v", ["create"]), address: "module.m.aws_vpc.v", module_address: "module.m" }], {
        configuration: {
          provider_config,
          root_module: {
            module_calls: {
              m: {
                module: {
                  resources: [
                    { address: "aws_vpc.v", mode: "managed", type: "aws_vpc", name: "v", provider_config_key: key },
                  ],
                },
              },
            },
          },
        },
      }),
    ).resources[0]?.provider?.address;
  const aws = { name: "aws", expressions: { region: { constant_value: "eu-west-1" } } };

  test("the only configuration there is must be the one", () => {
    expect(plan("m:aws", { aws })).toBe('provider["aws"]');
    expect(plan("module.m:aws", { aws })).toBe('provider["aws"]');
  });
  test("with a second one nobody can tell", () => {
    expect(plan("module.m:aws", { aws, "aws.us": { name: "aws", alias: "us" } })).toBeUndefined();
    expect(plan("module.m:aws.us", { aws })).toBeUndefined();
    // The default one then comes from the environment.
    expect(plan("module.m:aws", { "aws.us": { ...aws, alias: "us" } })).toBeUndefined();
  });
  test("an empty block is itself: what was passed for it, or the environment, is not in the plan", () => {
    expect(plan("module.m:aws", { aws, "module.m:aws": { name: "aws", module_address: "module.m" } })).toBe(
      'module.m.provider["aws"]',
    );
  });
  test("the module's own configuration is its own", () => {
    expect(
      plan("m:aws", { aws, "m:aws": { name: "aws", expressions: { region: { constant_value: "us-east-1" } } } }),
    ).toBe('module.m.provider["aws"]');
  });
});
