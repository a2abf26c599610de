import * as fc from "fast-check";
import {
  formatAddress,
  formatSteps,
  parseAddress,
  parseModule,
  parseSteps,
  splitResource,
  type Address,
  type Step,
} from "../../../model/references/address";

test.each<[string, Address]>([
  ["aws_vpc.v", { module: "", mode: "managed", type: "aws_vpc", name: "v" }],
  ["aws_vpc.v[0]", { module: "", mode: "managed", type: "aws_vpc", name: "v", key: 0 }],
  ['aws_vpc.v["a.b"]', { module: "", mode: "managed", type: "aws_vpc", name: "v", key: "a.b" }],
  ['aws_vpc.v["a\\"]b"]', { module: "", mode: "managed", type: "aws_vpc", name: "v", key: 'a"]b' }],
  ['aws_vpc.v["\\\\"]', { module: "", mode: "managed", type: "aws_vpc", name: "v", key: "\\" }],
  ['aws_vpc.v["$${x}"]', { module: "", mode: "managed", type: "aws_vpc", name: "v", key: "${x}" }],
  ['aws_vpc.v["\\u00e9\\n"]', { module: "", mode: "managed", type: "aws_vpc", name: "v", key: "é\n" }],
  ["data.aws_vpc.v", { module: "", mode: "data", type: "aws_vpc", name: "v" }],
  ["ephemeral.aws_secret.s", { module: "", mode: "ephemeral", type: "aws_secret", name: "s" }],
  [
    'module.a["x.y"].module.b[0].data.aws_vpc.module',
    { module: 'module.a["x.y"].module.b[0]', mode: "data", type: "aws_vpc", name: "module" },
  ],
  ["module.module.aws_vpc.data", { module: "module.module", mode: "managed", type: "aws_vpc", name: "data" }],
])("the address %s is read into its parts", (text, parts) => {
  expect(parseAddress(text)).toEqual(parts);
});

test.each([
  "",
  "aws_vpc",
  ".",
  "aws_vpc.",
  "aws_vpc.v[",
  'aws_vpc.v["a]',
  "aws_vpc.v.id",
  "module.a",
  "aws_vpc.v[0]x",
  "a b.c",
])("%j is no address of a resource", (text) => {
  expect(parseAddress(text)).toBeUndefined();
});

test("a module address is read with its keys, and nothing else is one", () => {
  expect(parseModule('module.a["module.b"].module.c')).toEqual([{ name: "a", key: "module.b" }, { name: "c" }]);
  expect(parseModule("")).toEqual([]);
  expect(parseModule("module.a.aws_vpc.v")).toBeUndefined();
});

test("what follows a resource is its attribute, also behind a splat or an index of Terraform 0.11", () => {
  const restOf = (text: string) => formatSteps(splitResource(parseSteps(text) ?? [])?.rest ?? []);
  expect(restOf('aws_vpc.v["k"].tags["a.b"]')).toBe('tags["a.b"]');
  expect(restOf("aws_vpc.v[*].id")).toBe("id");
  expect(restOf("aws_vpc.v.0.id")).toBe("id");
  expect(restOf("data.aws_vpc.v.id")).toBe("id");
});

const name = fc.stringMatching(/^[a-z_][a-z0-9_-]{0,12}$/).filter((text) => !/^\d+$/.test(text));
const key = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }), fc.nat());

test("every address that is written reads back as it was", () => {
  const module = fc.array(fc.record({ name, key: fc.option(key, { nil: undefined }) }), { maxLength: 3 });
  const type = name.filter(
    (text) => !["data", "ephemeral", "action", "list", "resource", "module", "managed"].includes(text),
  );
  fc.assert(
    fc.property(
      module,
      fc.constantFrom("managed" as const, "data" as const),
      type,
      name,
      fc.option(key, { nil: undefined }),
      (path, mode, type, name, key) => {
        const steps = path.flatMap((step): Step[] => [
          { kind: "name", name: "module" },
          { kind: "name", name: step.name },
          ...(step.key === undefined ? [] : [{ kind: "key" as const, key: step.key }]),
        ]);
        const address: Address = { module: formatSteps(steps), mode, type, name, ...(key !== undefined && { key }) };
        expect(parseAddress(formatAddress(address))).toEqual(address);
      },
    ),
  );
});

test("no text whatever makes the reader throw, and what it reads it can write", () => {
  const odd = fc.string({ unit: fc.constantFrom("a", ".", "[", "]", '"', "\\", "0", "*", "$", "{") });
  fc.assert(
    fc.property(fc.oneof(fc.string(), odd), (text) => {
      const steps = parseSteps(text);
      expect(steps && parseSteps(formatSteps(steps))).toEqual(steps);
    }),
  );
});
