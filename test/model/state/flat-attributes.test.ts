import * as fc from "fast-check";
import { nestAttributes } from "../../../model/state/flat-attributes";
import type { Value, Values } from "../../../model/value";

test("lists, sets, blocks in blocks and maps are nested", () => {
  expect(
    nestAttributes({
      id: "b",
      "aliases.#": "2",
      "aliases.0": "one",
      "aliases.1": "two",
      "rules.#": "1",
      "rules.123.destination.#": "1",
      "rules.123.destination.456.bucket": "arn:aws:s3:::elsewhere",
      "rules.123.enabled": "true",
      "tags.%": "2",
      "tags.eu.west": "a.b",
      "tags.0": "zero",
      "none.#": "0",
      "empty.%": "0",
      "layers.#": "1",
      "layers.0.labels.%": "1",
      "layers.0.labels.a.b": "c",
    }),
  ).toEqual({
    id: "b",
    aliases: ["one", "two"],
    rules: [{ destination: [{ bucket: "arn:aws:s3:::elsewhere" }], enabled: true }],
    tags: { "eu.west": "a.b", "0": "zero" },
    none: [],
    empty: {},
    layers: [{ labels: { "a.b": "c" } }],
  });
});

test("elements stand in the order of their numbers, also where nothing counts them", () => {
  const flat = Object.fromEntries([...Array(12).keys()].toReversed().map((at) => [`zones.${at}`, `z${at}`]));
  expect(nestAttributes(flat)).toEqual({ zones: [...Array(12).keys()].map((at) => `z${at}`) });
});

test.each<[string, Record<string, string>]>([
  ["a text that is also a block", { a: "x", "a.b": "y" }],
  ["a block that is also a text", { "a.b": "y", a: "x" }],
  ["an element that is not numbered", { "a.#": "1", "a.x.region": "us-east-1" }],
  ["blocks deeper than any schema", { [Array(100).fill("a").join(".")]: "x" }],
])("%s contradicts itself", (_, flat) => {
  expect(nestAttributes(flat)).toBeUndefined();
});

/** As Terraform 0.11 wrote it. */
function flatten(value: Value, path: string, flat: Record<string, string>): Record<string, string> {
  if (Array.isArray(value)) {
    flat[`${path}.#`] = String(value.length);
    for (const [at, item] of value.entries()) flatten(item as Value, `${path}.${at}`, flat);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) flatten(item as Value, path === "" ? key : `${path}.${key}`, flat);
  } else flat[path] = String(value);
  return flat;
}

test("what was flattened comes back as it was", () => {
  const name = fc.stringMatching(/^[a-z_]{1,6}$/);
  const text = fc.stringMatching(/^[a-z:/.-]{1,9}$/).filter((each) => each !== "true" && each !== "false");
  const { block } = fc.letrec<{ block: Values }>((tie) => ({
    block: fc.dictionary(
      name,
      fc.oneof(
        { depthSize: "small" },
        text,
        fc.boolean(),
        fc.array(text, { maxLength: 3 }),
        fc.array(tie("block"), { maxLength: 2 }),
      ),
      { minKeys: 1, maxKeys: 3 },
    ) as fc.Arbitrary<Values>,
  }));
  fc.assert(
    fc.property(block, (values) => {
      expect(nestAttributes(flatten(values, "", {}))).toEqual({ ...values });
    }),
  );
});

test("no key makes it fail, and none is lost or put into the prototype", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a.#%0_]{1,8}$|^__proto__(\.a)?$/), fc.string()), (flat) => {
      const values = nestAttributes(flat);
      expect(Object.getPrototypeOf({})).toBe(Object.prototype);
      expect(values === undefined || typeof values === "object").toBe(true);
    }),
  );
});
