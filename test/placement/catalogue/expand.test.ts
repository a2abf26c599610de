import { UNKNOWN } from "../../../model/value";
import { expand, segmentsOf } from "../../../placement/catalogue/expand";

const at = (values: Parameters<typeof expand>[0], path: string) =>
  expand(values, segmentsOf(path)).map(({ path, value }) => [path, value]);

test.each([
  ["region", { region: "a" }, [["region", "a"]]],
  [
    "zones[]",
    { zones: ["a", "b"] },
    [
      ["zones[0]", "a"],
      ["zones[1]", "b"],
    ],
  ],
  [
    "rule[].to[].bucket",
    { rule: [{ to: [{ bucket: "a" }, { bucket: "b" }] }, { to: [] }] },
    [
      ["rule[0].to[0].bucket", "a"],
      ["rule[0].to[1].bucket", "b"],
    ],
  ],
  // Terraform JSON writes one block as an object.
  ["rule[].to[].bucket", { rule: { to: { bucket: "a" } } }, [["rule.to.bucket", "a"]]],
  ["replica.region", { replica: [{ region: "a" }] }, [["replica[0].region", "a"]]],
  [
    "tags{}",
    { tags: { x: "a", "y z": "b" } },
    [
      ['tags["x"]', "a"],
      ['tags["y z"]', "b"],
    ],
  ],
  [
    "rule[].to[].bucket",
    { rule: [{ to: UNKNOWN }, UNKNOWN] },
    [
      ["rule[0].to", UNKNOWN],
      ["rule[1]", UNKNOWN],
    ],
  ],
  // A text where blocks are expected is still looked at.
  ["rule[].to[].bucket", { rule: ["a"] }, [["rule[0]", "a"]]],
  ["rule[].bucket", { rule: null }, []],
  ["rule[].bucket", {}, []],
  ["constructor.name", {}, []],
  ["__proto__", {}, []],
] as const)("%s of %p", (path, values, found) => {
  expect(at(values as never, path)).toEqual(found);
});
