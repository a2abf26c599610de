import { readRawState, readState } from "../../../model/state/from-state";
import type { Document } from "../../../model/document";

const SOURCE = { path: "s", sha256: "0" };
const AWS = "registry.terraform.io/hashicorp/aws";
const told = ({ resources }: Document) =>
  resources.map(({ scope: _scope, sensitive: _sensitive, provider, ...rest }) => ({
    ...rest,
    ...(provider && { provider: provider.address }),
  }));

describe("a state as terraform shows it", () => {
  const vpc = {
    address: "aws_vpc.v",
    mode: "managed",
    type: "aws_vpc",
    name: "v",
    provider_name: AWS,
    values: { id: "vpc-1", owner: "x" },
    sensitive_values: { owner: true },
  };
  const state = {
    format_version: "1.0",
    terraform_version: "1.11.4",
    values: {
      outputs: {},
      root_module: {
        resources: [vpc, { ...vpc, deposed_key: "abcd1234", values: { id: "vpc-0" } }],
        child_modules: [
          {
            address: 'module.m["x"]',
            resources: [
              {
                address: 'module.m["x"].data.aws_vpc.v[0]',
                mode: "data",
                type: "aws_vpc",
                name: "v",
                index: 0,
                provider_name: AWS,
                values: { id: "vpc-1" },
              },
            ],
          },
        ],
      },
    },
  };

  test("everything in it stays, by no provider that it names", () => {
    const document = readState(state, SOURCE);
    expect(document).toMatchObject({
      path: "s",
      kind: "state",
      sha256: "0",
      terraformVersion: "1.11.4",
      providers: [],
      defects: [],
    });
    const common = {
      mode: "managed",
      type: "aws_vpc",
      name: "v",
      module: "",
      source: AWS,
      actions: ["no-op"],
      stays: true,
    };
    expect(told(document)).toEqual([
      { ...common, address: "aws_vpc.v", values: { id: "vpc-1", owner: "x" } },
      { ...common, address: "aws_vpc.v (deposed abcd1234)", values: { id: "vpc-0" } },
      {
        ...common,
        address: 'module.m["x"].data.aws_vpc.v[0]',
        mode: "data",
        key: 0,
        module: 'module.m["x"]',
        stays: false,
        values: { id: "vpc-1" },
      },
    ]);
    expect(document.resources.map(({ sensitive }) => sensitive?.("owner"))).toEqual([true, true, false]);
    expect(document.resources[0]?.scope.follow("var.x")).toEqual([{ kind: "opaque", reference: "var.x" }]);
  });

  test.each<[string, object, string]>([
    ["an unknown section", { ...state, extra: 1 }, "unknown-section  extra"],
    ["values of another shape", { format_version: "1.0", values: [1] }, "unknown-shape  values"],
    [
      "an entry that is no object",
      { values: { root_module: { resources: ["x"] } } },
      "unreadable-resource  values.root_module.resources[0]",
    ],
    [
      "a module that is no object",
      { values: { root_module: { child_modules: ["x"] } } },
      "unreadable-resource  values.root_module.child_modules[0]",
    ],
    [
      "an entry without values",
      { values: { root_module: { resources: [{ ...vpc, values: null }] } } },
      "unreadable-resource aws_vpc.v values.root_module.resources[0]",
    ],
    [
      "an address twice",
      { values: { root_module: { resources: [vpc, vpc] } } },
      "duplicate-address aws_vpc.v values.root_module.resources[1]",
    ],
  ])("%s is a defect", (_case, json, expected) => {
    const [defect, ...others] = readState(json as never, SOURCE).defects;
    expect([`${defect?.code} ${defect?.address} ${defect?.path}`, others]).toEqual([expected, []]);
  });
});

describe("a raw state file", () => {
  const block = (more: object) => ({
    mode: "managed",
    type: "aws_vpc",
    name: "v",
    provider: `provider["${AWS}"]`,
    instances: [{ attributes: { id: "vpc-1" } }],
    ...more,
  });
  const raw = (...resources: unknown[]) => ({
    version: 4,
    serial: 1,
    lineage: "x",
    terraform_version: "1.11.4",
    outputs: {},
    resources,
  });

  test("names the provider configuration of each resource, alias and module included", () => {
    const document = readRawState(
      raw(
        block({}),
        block({
          name: "w",
          provider: `provider["${AWS}"].us`,
          instances: [
            { index_key: "a.b", attributes: { id: "2" } },
            { index_key: "a.b", deposed: "abcd1234", attributes: { id: "1" } },
          ],
        }),
        block({
          module: 'module.m["x"]',
          provider: `module.m.provider["${AWS}"].us`,
          instances: [{ index_key: 0, attributes: { id: "3" } }],
        }),
        block({ mode: "data", name: "old", provider: "provider.aws.us" }),
      ) as never,
      SOURCE,
    );
    expect(document.defects).toEqual([]);
    expect(document.providers).toEqual([
      { address: `provider["${AWS}"]`, source: AWS, name: "aws", module: "", settings: {} },
      { address: `provider["${AWS}"].us`, source: AWS, name: "aws", alias: "us", module: "", settings: {} },
      {
        address: `module.m.provider["${AWS}"].us`,
        source: AWS,
        name: "aws",
        alias: "us",
        module: "module.m",
        settings: {},
      },
      { address: "provider.aws.us", source: "aws", name: "aws", alias: "us", module: "", settings: {} },
    ]);
    const common = { mode: "managed", type: "aws_vpc", module: "", source: AWS, actions: ["no-op"], stays: true };
    expect(told(document)).toEqual([
      { ...common, address: "aws_vpc.v", name: "v", provider: `provider["${AWS}"]`, values: { id: "vpc-1" } },
      {
        ...common,
        address: 'aws_vpc.w["a.b"]',
        name: "w",
        key: "a.b",
        provider: `provider["${AWS}"].us`,
        values: { id: "2" },
      },
      {
        ...common,
        address: 'aws_vpc.w["a.b"] (deposed abcd1234)',
        name: "w",
        key: "a.b",
        provider: `provider["${AWS}"].us`,
        values: { id: "1" },
      },
      {
        ...common,
        address: 'module.m["x"].aws_vpc.v[0]',
        name: "v",
        key: 0,
        module: 'module.m["x"]',
        provider: `module.m.provider["${AWS}"].us`,
        values: { id: "3" },
      },
      {
        ...common,
        address: "data.aws_vpc.old",
        mode: "data",
        name: "old",
        source: "aws",
        stays: false,
        provider: "provider.aws.us",
        values: { id: "vpc-1" },
      },
    ]);
  });

  test("sensitive attributes are listed as paths", () => {
    const sensitive_attributes = [
      [{ type: "get_attr", value: "password" }],
      [
        { type: "get_attr", value: "rule" },
        { type: "index", value: { value: 0, type: "number" } },
        { type: "get_attr", value: "secret" },
      ],
    ];
    const vpc = readRawState(raw(block({ instances: [{ attributes: {}, sensitive_attributes }] })) as never, SOURCE)
      .resources[0];
    expect(
      ["password", "rule", "rule[0].secret", "rule[0].name", "rule[1].secret", "name"].map((path) =>
        vpc?.sensitive?.(path),
      ),
    ).toEqual([true, true, true, false, false, false]);
  });

  test.each<[string, unknown, string]>([
    ["a block that is no object", "x", "unreadable-resource  resources[0]"],
    ["a block without instances", block({ instances: undefined }), "unreadable-resource  resources[0]"],
    [
      "an instance that is no object",
      block({ instances: ["x"] }),
      "unreadable-resource aws_vpc.v resources[0].instances[0]",
    ],
    [
      "a provider that cannot be read",
      block({ provider: "x y" }),
      "unreadable-resource aws_vpc.v resources[0].provider",
    ],
    [
      "an instance twice",
      block({ instances: [{ attributes: {} }, { attributes: {} }] }),
      "duplicate-address aws_vpc.v resources[0].instances[1]",
    ],
    [
      "an external data source",
      block({ mode: "data", type: "external", name: "e" }),
      "external-program data.external.e program",
    ],
  ])("%s is a defect", (_case, entry, expected) => {
    const [defect, ...others] = readRawState(raw(entry) as never, SOURCE).defects;
    expect([`${defect?.code} ${defect?.address} ${defect?.path}`, others]).toEqual([expected, []]);
  });
});
