import { parseTemplateJson } from "../../../model/references/template-json";
import { Unknown } from "../../../model/value";

const fill = (reference: string) => ({ "var.known": "known", "var.quote": '","b":"', "aws_x.y.arn": null })[reference];

test.each<[string, string, unknown]>([
  ["no reference", '{"a":["b",1]}', { a: ["b", 1] }],
  ["a known reference", '{"a":"${var.known}"}', { a: "known" }],
  ["a known reference that ends a string", '{"a":"${var.quote}"}', { a: "", b: "" }],
  ["a late reference", '{"a":"${aws_x.y.arn}/*"}', { a: new Unknown(["aws_x.y.arn"], "${aws_x.y.arn}/*") }],
  [
    "a late reference beside an escaped one",
    '{"a":["$${aws:username}","$${b}${aws_x.y.arn}"]}',
    { a: ["${aws:username}", new Unknown(["aws_x.y.arn"], "$${b}${aws_x.y.arn}")] },
  ],
  ["a late key", '{"a":{"b":1,"${aws_x.y.arn}":2}}', { a: new Unknown([], "${aws_x.y.arn}") }],
  ["a key twice, by a known reference", '{"known":1,"${var.known}":2}', undefined],
  ["a late reference outside of a string", '{"a":${aws_x.y.arn}}', undefined],
  ["a late reference behind a backslash", '{"a":"\\${aws_x.y.arn}"}', undefined],
  ["a reference that may bring anything", '{"a":"${var.late}"}', undefined],
  ["a function", '{"a":"${upper(aws_x.y.arn)}"}', undefined],
  ["a directive", '{"a":"%{ if aws_x.y.arn }%{ endif }"}', undefined],
  ["what is never closed", '{"a":"${aws_x.y.arn"}', undefined],
  ["a mark that somebody wrote", '{"a":"\\uE0000\\uE001","b":"${aws_x.y.arn}"}', undefined],
])("%s", (_, template, expected) => {
  expect(parseTemplateJson(template, fill)).toEqual(expected);
});
