/** Expressions that the evaluator must read as Terraform does. */
import * as fc from "fast-check";

const word = fc.constantFrom(
  "a",
  "b",
  "eu-west-1",
  "us-east-1a",
  "Ümlaut",
  "",
  "x.y",
  "arn:aws:s3:::b/k",
  "1",
  "true",
  "A b\tc",
  '"q"',
  "<&>",
  "${x}",
  "%{y}",
);
const quote = (text: string): string =>
  `"${text
    .replace(/[\\"]/g, "\\$&")
    .replaceAll("\t", "\\t")
    .replaceAll("${", () => "$${")
    .replaceAll("%{", "%%{")}"`;

const text = word.map(quote);
const number = fc.oneof(fc.integer({ min: -20, max: 300 }).map(String), fc.constantFrom("1.5", "0.25", "1e3"));
const truth = fc.constantFrom("true", "false", "null == null", "1 < 2", '"a" == "b"', "!true");
const key = fc.constantFrom("a", "b", "c-d", "k1");

/** Expressions of a few types, which functions take and give. */
export const expressions = fc.letrec<{
  text: string;
  number: string;
  truth: string;
  texts: string;
  map: string;
  any: string;
}>((tie) => {
  const call = (name: string, ...args: fc.Arbitrary<string>[]) =>
    fc.tuple(...args).map((all) => `${name}(${all.join(", ")})`);
  const small = fc.integer({ min: 0, max: 4 }).map(String);
  return {
    text: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      text,
      fc
        .tuple(word, tie("text"), word)
        .map(([a, b, c]) => `"${quote(a).slice(1, -1)}\${${b}}${quote(c).slice(1, -1)}"`),
      fc
        .tuple(tie("truth"), tie("text"))
        .map(([a, b]) => `"x%{ if ${a} }${b.startsWith('"') ? "y" : "z"}%{ else }w%{ endif }"`),
      call("lower", tie("text")),
      call("upper", tie("text")),
      call("title", text),
      call("trimspace", tie("text")),
      call("trim", tie("text"), text),
      call("trimprefix", tie("text"), text),
      call("trimsuffix", tie("text"), text),
      call("replace", tie("text"), text, text),
      call("substr", tie("text"), small, fc.constantFrom("-1", "0", "1", "3")),
      call("join", text, tie("texts")),
      call("format", fc.constantFrom('"%s-%s"', '"%v/%q"', '"%5s|%-5s|"'), tie("text"), tie("text")),
      call("format", fc.constantFrom('"%d"', '"%05d"', '"%x"', '"%.2f"', '"%v"', '"%s"'), tie("number")),
      call("jsonencode", tie("any")),
      call("base64encode", tie("text")),
      call("md5", tie("text")),
      call("sha256", tie("text")),
      call("urlencode", tie("text")),
      call("strrev", tie("text")),
      call("chomp", tie("text")),
      call("tostring", tie("number")),
      call("coalesce", tie("text"), tie("text")),
      call("element", tie("texts"), small),
      call("lookup", tie("map"), key.map(quote), tie("text")),
      call(
        "try",
        fc.tuple(tie("map"), key).map(([map, name]) => `${map}[${quote(name)}]`),
        tie("text"),
      ),
      call("cidrsubnet", fc.constantFrom('"10.0.0.0/16"', '"fd00::/48"', '"192.168.1.0/24"'), small, small),
      call("cidrhost", fc.constantFrom('"10.0.0.0/16"', '"fd00:0:0:1::/64"'), fc.constantFrom("5", "-2", "1000")),
      call("cidrnetmask", fc.constantFrom('"10.0.0.0/12"', '"10.0.0.0/31"')),
      call("regex", fc.constantFrom('"[a-z]+"', '"(\\\\w)(\\\\w)"', '"^eu-(.*)$"'), tie("text")).map(
        (code) => `jsonencode(${code})`,
      ),
      fc.tuple(tie("truth"), tie("text"), tie("text")).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    ),
    number: fc.oneof(
      { depthSize: "small" },
      number,
      call("length", fc.oneof(tie("texts"), tie("map"), tie("text"))),
      call("max", tie("number"), tie("number")),
      call("min", tie("number"), number),
      call("abs", tie("number")),
      call("floor", tie("number")),
      call("ceil", tie("number")),
      call("signum", tie("number")),
      call("parseint", fc.constantFrom('"ff"', '"-10"', '"zz"'), fc.constantFrom("10", "16", "36")),
      fc.tuple(tie("number"), fc.constantFrom("+", "-", "*"), number).map(([a, o, b]) => `(${a} ${o} ${b})`),
      fc
        .tuple(number, fc.constantFrom("%", "/"), fc.constantFrom("2", "4", "-3"))
        .filter(([, o, b]) => o === "%" || b !== "-3")
        .map(([a, o, b]) => `(${a} ${o} ${b})`),
      tie("number").map((a) => `-${a}`),
    ),
    truth: fc.oneof(
      { depthSize: "small" },
      truth,
      fc.tuple(tie("text"), fc.constantFrom("==", "!="), tie("text")).map(([a, o, b]) => `(${a} ${o} ${b})`),
      fc.tuple(tie("number"), fc.constantFrom("<", ">=", "=="), tie("number")).map(([a, o, b]) => `(${a} ${o} ${b})`),
      fc.tuple(tie("truth"), fc.constantFrom("&&", "||"), tie("truth")).map(([a, o, b]) => `(${a} ${o} ${b})`),
      call("contains", tie("texts"), tie("text")),
      call("startswith", tie("text"), text),
      call("endswith", tie("text"), text),
      call("strcontains", tie("text"), text),
      call(
        "can",
        fc.tuple(tie("map"), key).map(([map, name]) => `${map}.${name}`),
      ),
      call(
        "alltrue",
        fc.array(truth, { maxLength: 2 }).map((all) => `[${all.join(", ")}]`),
      ),
    ),
    texts: fc.oneof(
      { depthSize: "small" },
      fc.array(tie("text"), { maxLength: 3 }).map((all) => `[${all.join(", ")}]`),
      call("split", fc.constantFrom('":"', '"-"', '" "'), tie("text")),
      call("compact", tie("texts")),
      call("distinct", tie("texts")),
      call("concat", tie("texts"), tie("texts")),
      call("reverse", tie("texts")),
      call("sort", tie("texts")),
      call("tolist", tie("texts")),
      call("toset", tie("texts")).map((set) => `tolist(${set})`),
      call("setunion", tie("texts"), tie("texts")).map((set) => `tolist(${set})`),
      call("setsubtract", tie("texts"), tie("texts")).map((set) => `tolist(${set})`),
      call("keys", tie("map")),
      call("values", tie("map")),
      call("slice", tie("texts"), fc.constant("0"), fc.constantFrom("0", "1", "2")),
      call(
        "flatten",
        fc.tuple(tie("texts"), tie("texts")).map((all) => `[${all.join(", ")}]`),
      ),
      call("formatlist", fc.constant('"%s!"'), tie("texts")),
      call("regexall", fc.constantFrom('"[a-z]"', '"\\\\d"'), tie("text")),
      tie("texts").map((list) => `[for v in ${list} : upper(v)]`),
      fc.tuple(tie("texts"), text).map(([list, none]) => `[for i, v in ${list} : "\${i}\${v}" if v != ${none}]`),
      tie("map").map((map) => `[for k, v in ${map} : "\${k}=\${v}"]`),
      tie("texts").map((list) => `[for o in [for v in ${list} : { a = v }] : o][*].a`),
      fc.tuple(tie("truth"), tie("texts")).map(([a, list]) => `(${a} ? ${list} : tolist(["z"]))`),
    ),
    map: fc.oneof(
      { depthSize: "small" },
      fc
        .array(fc.tuple(key, tie("text")), { maxLength: 3 })
        .map((all) => `{ ${[...new Map(all)].map(([name, value]) => `"${name}" = ${value}`).join(", ")} }`),
      call("merge", tie("map"), tie("map")),
      call("tomap", tie("map")),
      tie("texts").map((list) => `{ for i, v in ${list} : "k\${i}" => v }`),
      tie("texts")
        .map((list) => `{ for v in ${list} : "k" => v... }`)
        .map((map) => `{ for k, v in ${map} : k => join("", v) }`),
      call(
        "zipmap",
        fc.constant('["a", "b"]'),
        fc.tuple(tie("text"), tie("text")).map((all) => `[${all.join(", ")}]`),
      ),
    ),
    any: fc.oneof(
      { depthSize: "small" },
      tie("text"),
      tie("number"),
      tie("truth"),
      tie("texts"),
      tie("map"),
      fc.constant("null"),
      fc.tuple(tie("any"), tie("any")).map(([a, b]) => `{ a = ${a}, b = [${b}, null] }`),
      call("jsondecode", call("jsonencode", tie("any"))),
      call("setproduct", fc.constant('["a", "b"]'), tie("texts")).map((code) => `[for p in ${code} : p]`),
      call("chunklist", tie("texts"), fc.constantFrom("1", "2")),
    ),
  };
});
