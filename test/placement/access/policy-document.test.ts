import { Unknown, UNKNOWN } from "../../../model/value";
import { parsePolicy, policyOfBlocks } from "../../../placement/access/policy-document";

const grant = (change: object = {}) => ({
  path: "Statement[0]",
  everybodyBut: false,
  principals: [{ type: "*", id: "*", path: "Statement[0].Principal" }],
  conditions: [],
  ...change,
});
const parse = (...statements: unknown[]) => parsePolicy(JSON.stringify({ Statement: statements }));

test.each<[string, unknown, object[]]>([
  ["anybody", { Effect: "Allow", Principal: "*" }, [grant()]],
  ["a Deny", { Effect: "Deny", Principal: "*" }, []],
  ["no principal", { Effect: "Allow", Action: "*" }, []],
  ["names in another case", { effect: "ALLOW", principal: "*" }, [grant()]],
  [
    "several principals of several types",
    { Effect: "Allow", Principal: { AWS: ["1", 2], Service: "s.amazonaws.com" } },
    [
      grant({
        principals: [
          { type: "AWS", id: "1", path: "Statement[0].Principal.AWS[0]" },
          { type: "AWS", id: "2", path: "Statement[0].Principal.AWS[1]" },
          { type: "Service", id: "s.amazonaws.com", path: "Statement[0].Principal.Service" },
        ],
      }),
    ],
  ],
  [
    "a principal in no shape that IAM knows",
    { Effect: "Allow", Principal: { AWS: { a: "*" } } },
    [grant({ principals: [{ type: "AWS", id: new Unknown(), path: "Statement[0].Principal.AWS" }] })],
  ],
  [
    "everybody but one",
    { Effect: "Allow", NotPrincipal: { AWS: "1" } },
    [grant({ everybodyBut: true, principals: [] })],
  ],
  [
    "a condition",
    { Effect: "Allow", Principal: "*", Condition: { StringEquals: { "aws:PrincipalAccount": ["1", 2] } } },
    [
      grant({
        conditions: [
          {
            operator: "stringequals",
            key: "aws:principalaccount",
            values: ["1", "2"],
            path: "Statement[0].Condition.StringEquals.aws:PrincipalAccount",
          },
        ],
      }),
    ],
  ],
])("%s", (_, statement, grants) => {
  expect(parse(statement)).toEqual({ grants, unreadable: [] });
});

test("one statement may stand without a list, and what is no statement is unreadable", () => {
  expect(parsePolicy('{"Statement":{"Effect":"Allow","Principal":"*"}}')).toEqual({
    grants: [grant()],
    unreadable: [],
  });
  expect(parsePolicy('{"Statement":["*"]}')).toEqual({
    grants: [],
    unreadable: [{ path: "Statement[0]", value: new Unknown() }],
  });
});

test.each(["", "{", "[]", "null", '"*"', "Allow *"])("%p is no policy document", (text) => {
  expect(parsePolicy(text)).toBeUndefined();
});

test("the blocks of a data source say the same, and where they are known only after apply", () => {
  expect(
    policyOfBlocks({
      statement: [
        { effect: "Deny", principals: [{ type: "*", identifiers: ["*"] }] },
        { effect: null, principals: [{ type: "AWS", identifiers: ["1", UNKNOWN] }] },
        {
          principals: [{ type: "AWS", identifiers: UNKNOWN }],
          condition: [{ test: "StringLike", variable: "aws:PrincipalArn", values: [UNKNOWN] }],
        },
        { effect: UNKNOWN },
        { not_principals: [{ type: "AWS", identifiers: ["1"] }] },
        { actions: ["*"] },
        UNKNOWN,
      ],
    }),
  ).toEqual({
    grants: [
      {
        path: "statement[1]",
        everybodyBut: false,
        principals: [
          { type: "AWS", id: "1", path: "statement[1].principals[0].identifiers[0]" },
          { type: "AWS", id: UNKNOWN, path: "statement[1].principals[0].identifiers[1]" },
        ],
        conditions: [],
      },
      {
        path: "statement[2]",
        everybodyBut: false,
        principals: [{ type: "AWS", id: UNKNOWN, path: "statement[2].principals[0].identifiers" }],
        conditions: [
          {
            operator: "stringlike",
            key: "aws:principalarn",
            values: [UNKNOWN],
            path: "statement[2].condition[0].values",
          },
        ],
      },
      { path: "statement[4]", everybodyBut: true, principals: [], conditions: [] },
    ],
    unreadable: [
      { path: "statement[3].effect", value: UNKNOWN },
      { path: "statement[6]", value: UNKNOWN },
    ],
  });
  expect(policyOfBlocks({ statement: UNKNOWN })).toEqual({
    grants: [],
    unreadable: [{ path: "statement", value: UNKNOWN }],
  });
});

test.each([
  ["an element twice", '{"Statement": {"Effect": "Allow", "Principal": "*", "Principal": {"AWS": "1"}}}'],
  ["a condition twice", '{"Statement": {"Condition": {"StringLike": {}, "StringLike": {}}}}'],
  ["statements under two names", '{"Statement": [], "statement": {"Effect": "Allow", "Principal": "*"}}'],
])("%s leaves a document that can be read in two ways, which is none", (_, text) => {
  expect(parsePolicy(text)).toBeUndefined();
});

test("an element that stands twice in different case leaves a statement that cannot be read", () => {
  const statement = { Effect: "Allow", Principal: { AWS: "1" }, principal: "*" };
  expect(parse(statement)).toEqual({
    grants: [],
    unreadable: [{ path: "Statement[0]", value: new Unknown() }],
  });
});
