import { getExpressionAst } from "@cdktn/hcl2json";
import * as fc from "fast-check";
import { parseExpression, parseTemplate } from "../../../model/expressions/parse";
import type { Expression } from "../../../model/expressions/syntax";
import { expressions } from "./generate";

const literal = (value: string | number | boolean | null): Expression => ({ kind: "literal", value });
const name = (text: string): Expression => ({ kind: "name", name: text });

test.each<[code: string, tree: Expression | undefined]>([
  ["1", literal(1)],
  ['"a"', literal("a")],
  ['"\\u0041\\n$${x}%%{y}"', literal("A\n${x}%{y}")],
  ["a.b", { kind: "attribute", of: name("a"), name: "b" }],
  ["a.0", { kind: "index", of: name("a"), key: literal(0) }],
  [
    '{\n  a = 1 # one\n  "b" = 2\n}',
    {
      kind: "object",
      items: [
        [literal("a"), literal(1)],
        [literal("b"), literal(2)],
      ],
    },
  ],
  ["[1,\n 2,\n]", { kind: "tuple", items: [literal(1), literal(2)] }],
  ["<<EOT\na\\n\nEOT", { kind: "template", parts: [literal("a\\n\n")] }],
  ["<<-EOT\n    a\n      b\n  EOT", { kind: "template", parts: [literal("a\n  b\n")] }],
  ["a b", undefined],
  ["a.", undefined],
  ["f(", undefined],
  ['"a', undefined],
  ['"%{ if a }b"', undefined],
  ["{ a = 1 b = 2 }", undefined],
])("%j is read", (code, tree) => {
  expect(parseExpression(code)).toEqual(tree);
});

test("a template of one interpolation alone is the value itself", () => {
  expect(parseTemplate("${a}")).toEqual(name("a"));
  expect(parseTemplate("${a}b")).toEqual({ kind: "template", parts: [name("a"), literal("b")] });
});

const isRead = async (code: string): Promise<boolean> =>
  getExpressionAst("x.tf", code).then(
    (tree) => tree !== null,
    () => false,
  );

/** Breaks an expression somewhere: takes a character out, or puts a new line in. */
const broken = fc
  .tuple(expressions.any, fc.nat(), fc.constantFrom("", "\n", " ", "(", "]", '"', "."))
  .map(([code, at, put]) => code.slice(0, at % (code.length + 1)) + put + code.slice((at % (code.length + 1)) + 1));

test("what HashiCorp's own parser refuses is refused, and what it reads is read", async () => {
  const codes = [
    ...fc.sample(broken, { numRuns: 300, seed: 7 }),
    ...fc.sample(expressions.any, { numRuns: 100, seed: 7 }),
  ];
  const wrong: string[] = [];
  for (const code of codes) {
    const [ours, theirs] = [parseExpression(code) !== undefined, await isRead(code)];
    if (ours !== theirs) wrong.push(`${ours ? "read" : "refused"}: ${code}`);
  }
  expect(wrong).toEqual([]);
});

test.each([
  ["brackets", "[".repeat(50_000)],
  ["closed brackets", "[".repeat(5000) + "]".repeat(5000)],
  ["negations", "!".repeat(50_000) + "a"],
  ["operators", Array(50_000).fill("a").join(" + ")],
  ["attributes", `a${".b".repeat(50_000)}`],
  ["conditions", "a ? b : ".repeat(5000) + "c"],
])("many %s end in nothing, and soon", (_, code) => {
  expect(parseExpression(code)).toBeUndefined();
});
