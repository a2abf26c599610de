import * as fc from "fast-check";
import { parseTemplate, referencesIn, soleReference } from "../../../model/references/template";

test.each<[string, ReturnType<typeof parseTemplate>]>([
  ["plain", [{ text: "plain" }]],
  ["", [{ text: "" }]],
  ["$${not.this} %%{nor}", [{ text: "${not.this} %{nor}" }]],
  ["${a.b}", [{ code: "a.b" }]],
  ["x-${ a.b }-y", [{ text: "x-" }, { code: "a.b" }, { text: "-y" }]],
  ["${~ a.b ~}", [{ code: "a.b" }]],
  ['${f("}")}', [{ code: 'f("}")' }]],
  ['${f({a = "${g("}")}"})}!', [{ code: 'f({a = "${g("}")}"})' }, { text: "!" }]],
  ['${f("$${")}', [{ code: 'f("$${")' }]],
  ["%{if a.b}x%{endif}", [{ code: "if a.b", directive: true }, { text: "x" }, { code: "endif", directive: true }]],
  ["$ { a } $", [{ text: "$ { a } $" }]],
  ["${a.b", undefined],
  ['${"', undefined],
])("the template %j", (text, pieces) => {
  expect(parseTemplate(text)).toEqual(pieces);
});

test.each<[string, readonly string[]]>([
  ["aws_s3_bucket.b.arn", ["aws_s3_bucket.b.arn"]],
  ['join("", ["arn:", aws_s3_bucket.b.id, var.x])', ["aws_s3_bucket.b.id", "var.x"]],
  ['aws_subnet.a["x.y"].id', ['aws_subnet.a["x.y"].id']],
  ["aws_subnet.a[0].id + aws_subnet.a.0.id", ["aws_subnet.a[0].id", "aws_subnet.a.0.id"]],
  ["aws_subnet.a[*].id", ["aws_subnet.a[*].id"]],
  ["aws_subnet.a.*.id", ["aws_subnet.a[*].id"]],
  ["aws_subnet.a[var.i].id", ["aws_subnet.a", "var.i"]],
  ['var.a ? "aws_x.y" : local.b', ["var.a", "local.b"]],
  ['"${var.a}-${f("${var.b}")}"', ["var.a", "var.b"]],
  ['"$${var.a}"', []],
  ["{for k, v in var.m : k => v.region}", ["var.m"]],
  ["[for var in x : 1] + [var.a]", ["var.a"]],
  ["{ a = 1, b : true }", []],
  ['file("region")', []],
  ["provider::aws::arn_parse(var.arn).region", ["var.arn"]],
  ["data . aws_region . here . name", ["data.aws_region.here.name"]],
])("the expression %s refers to %j", (code, references) => {
  expect(referencesIn(code)).toEqual(references);
});

test("only a reference and nothing else is a reference", () => {
  expect(["var.a", 'local.m["k"]', "var.a + 1", "f(var.a)", '"a.b"', "true", "1.5"].map(soleReference)).toEqual([
    "var.a",
    'local.m["k"]',
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test("no text makes reading a template throw, and text without ${ is itself", () => {
  const units = ["$", "%", "{", "}", '"', "\\", "a", ".", "[", "]", "~", " ", "for ", "in "];
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...units) }), (text) => {
      const pieces = parseTemplate(text);
      const references = (pieces ?? []).map((piece) => ("code" in piece ? referencesIn(piece.code) : []));
      expect(references.flat().every((reference) => reference.includes(".") || reference.includes("["))).toBe(true);
      expect(/[$%]\{/.test(text) || pieces).toEqual(/[$%]\{/.test(text) || [{ text }]);
    }),
  );
});
