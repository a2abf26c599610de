import { ACCOUNT, accesses, plan, STRANGER, synth, under, type Planned } from "../documents";

type Statement = Record<string, unknown>;
const text = (...statements: Statement[]) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map((one) => ({ Effect: "Allow", Action: "*", ...one })),
  });
const ways = (resource: Record<string, unknown>, address: string, organization?: string) =>
  accesses(under(synth(resource), organization ? { organization } : {}), address);
const queue = (statement: Statement) => ({ aws_sqs_queue_policy: { p: { queue_url: "u", policy: text(statement) } } });
const narrowed = (operator: string, key: string, value: unknown) => ({
  Principal: "*",
  Condition: { [operator]: { [key]: value } },
});
const anybody = ["foreign policy.Statement[0].Principal = *: anybody"];

test.each<[string, Statement, readonly string[]]>([
  ["the account itself", { Principal: { AWS: ACCOUNT } }, []],
  ["a service", { Principal: { Service: "sns.amazonaws.com" } }, []],
  ["nobody, where it denies", { Effect: "Deny", Principal: "*" }, []],
  ["anybody", { Principal: "*" }, anybody],
  [
    "a stranger",
    { Principal: { AWS: STRANGER } },
    [`foreign policy.Statement[0].Principal.AWS = ${STRANGER}: account ${STRANGER} is not in the charter`],
  ],
  [
    "everybody but one",
    { NotPrincipal: { AWS: ACCOUNT } },
    ["foreign policy.Statement[0] = NotPrincipal: everybody but those named"],
  ],
  ["those of the account", narrowed("StringEquals", "aws:PrincipalAccount", ACCOUNT), []],
  ["those of both accounts", narrowed("StringEquals", "AWS:PrincipalAccount", [ACCOUNT, "444455556666"]), []],
  ["those whose ARN is of the account", narrowed("ArnLike", "aws:SourceArn", `arn:aws:sns:*:${ACCOUNT}:*`), []],
  ["a stranger among them", narrowed("StringEquals", "aws:PrincipalAccount", [ACCOUNT, STRANGER]), anybody],
  ["those without the key", narrowed("StringEqualsIfExists", "aws:PrincipalAccount", ACCOUNT), anybody],
  ["those without any value", narrowed("ForAllValues:StringEquals", "aws:PrincipalAccount", ACCOUNT), anybody],
  ["everybody else", narrowed("StringNotEquals", "aws:PrincipalAccount", STRANGER), anybody],
  ["any account", narrowed("StringLike", "aws:PrincipalAccount", "*"), anybody],
  ["accounts that begin alike", narrowed("StringLike", "aws:PrincipalAccount", `${ACCOUNT.slice(0, 11)}*`), anybody],
  ["any ARN", narrowed("ArnLike", "aws:SourceArn", "arn:aws:sns:*:*:*"), anybody],
  ["nobody's list", narrowed("StringEquals", "aws:PrincipalAccount", []), anybody],
  ["a bucket that nobody here owns", narrowed("ArnLike", "aws:SourceArn", "arn:aws:s3:::somebody"), anybody],
  [
    "an organisation that the charter does not name",
    narrowed("StringEquals", "aws:PrincipalOrgID", "o-zzzzzzzzzz"),
    anybody,
  ],
  [
    "any account, by ARN, narrowed",
    { ...narrowed("StringEquals", "aws:PrincipalAccount", ACCOUNT), Principal: { AWS: "arn:aws:iam::*:root" } },
    [],
  ],
])("a queue lets in %s", (_, statement, expected) => {
  expect(ways(queue(statement), "aws_sqs_queue_policy.p")).toEqual(expected);
});

test.each<[string, unknown, readonly string[]]>([
  ["nobody", null, []],
  ["the account itself", { type: "Share", account_ids: ACCOUNT }, []],
  ["both of the charter's accounts", { type: "Share", account_ids: `${ACCOUNT}, 444455556666` }, []],
  ["everybody", { type: "Share", account_ids: "All" }, ["foreign permissions.account_ids = All: anybody"]],
  [
    "a stranger among its own",
    { type: "Share", account_ids: `${ACCOUNT},${STRANGER}` },
    [`foreign permissions.account_ids = ${STRANGER}: account ${STRANGER} is not in the charter`],
  ],
  [
    "what a variable says",
    { type: "Share", account_ids: "${var.late}" },
    ["unknown permissions.account_ids = var.late: the principal is known only after apply"],
  ],
])("a document is shared with %s", (_, permissions, expected) => {
  const document = { name: "d", document_type: "Command", content: "{}", permissions };
  expect(ways({ aws_ssm_document: { d: document } }, "aws_ssm_document.d")).toEqual(expected);
});

test("the charter's organisation is its own, and so is a bucket of the same stack", () => {
  expect(
    ways(
      queue(narrowed("StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5")),
      "aws_sqs_queue_policy.p",
      "o-a1b2c3d4e5",
    ),
  ).toEqual([]);
  const own = {
    ...queue(narrowed("ArnLike", "aws:SourceArn", "arn:aws:s3:::own")),
    aws_s3_bucket: { b: { bucket: "own" } },
  };
  expect(ways(own, "aws_sqs_queue_policy.p")).toEqual([]);
});

test("a document that is no document lets nobody know", () => {
  const broken = { aws_sqs_queue_policy: { p: { queue_url: "u", policy: "{" } } };
  expect(ways(broken, "aws_sqs_queue_policy.p")).toEqual([
    "unknown policy = : the text is no policy document that can be read",
  ]);
});

test("an account is looked at wherever it opens a way in, also where it is written as a number", () => {
  const peering = (owner: unknown) => ({
    aws_vpc_peering_connection: { p: { vpc_id: "v", peer_vpc_id: "w", peer_owner_id: owner } },
  });
  expect(ways(peering(ACCOUNT), "aws_vpc_peering_connection.p")).toEqual([]);
  expect(ways(peering(STRANGER), "aws_vpc_peering_connection.p")).toEqual([
    `foreign peer_owner_id = ${STRANGER}: account ${STRANGER} is not in the charter`,
  ]);
});

test("an account that synthesized JSON writes as a number lets a stranger in all the same", () => {
  const peering = {
    aws_vpc_peering_connection: { p: { vpc_id: "v", peer_vpc_id: "w", peer_owner_id: Number(STRANGER) } },
  };
  expect(ways(peering, "aws_vpc_peering_connection.p")).toHaveLength(1);
});

describe("a document that only the apply will render is read from its data source", () => {
  const document = (statement: unknown, more: Partial<Planned> = {}): Planned => ({
    address: "data.aws_iam_policy_document.d",
    values: { statement },
    unknown: { json: true, id: true },
    ...more,
  });
  const policy: Planned = {
    address: "aws_sqs_queue_policy.p",
    values: { queue_url: "u" },
    unknown: { policy: true },
    expressions: { policy: { references: ["data.aws_iam_policy_document.d.json", "data.aws_iam_policy_document.d"] } },
  };
  const waysOf = (...planned: Planned[]) => accesses(under(plan([policy, ...planned])), "aws_sqs_queue_policy.p");
  const at = "policy -> data.aws_iam_policy_document.d.statement[0].principals[0].identifiers";
  const statement = (identifiers: unknown, more = {}) => [
    { effect: "Allow", principals: [{ type: "AWS", identifiers }], ...more },
  ];

  test("whose principals are known", () => {
    expect(waysOf(document(statement([ACCOUNT])))).toEqual([]);
    expect(waysOf(document(statement([STRANGER])))).toEqual([
      `foreign ${at}[0] = ${STRANGER}: account ${STRANGER} is not in the charter`,
    ]);
    expect(
      waysOf(
        document(
          statement(["*"], { condition: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [ACCOUNT] }] }),
        ),
      ),
    ).toEqual([]);
    expect(
      waysOf(
        document(
          statement(["*"], {
            condition: [{ test: "StringEqualsIfExists", variable: "aws:SourceAccount", values: [ACCOUNT] }],
          }),
        ),
      ),
    ).toEqual([`foreign ${at}[0] = *: anybody`]);
  });

  const late = (reference: string, variables = {}): [Planned, { variables: Record<string, unknown> }] => [
    document(undefined, {
      values: { statement: [{ effect: "Allow", principals: [{ type: "AWS" }] }] },
      unknown: { json: true, statement: [{ principals: [{ identifiers: true }] }] },
      expressions: {
        statement: [{ principals: [{ type: { constant_value: "AWS" }, identifiers: { references: [reference] } }] }],
      },
    }),
    { variables },
  ];

  test("whose principal is made beside it", () => {
    const [data] = late("aws_iam_role.r.arn");
    expect(waysOf(data, { address: "aws_iam_role.r", unknown: { arn: true } })).toEqual([]);
  });

  test("whose principal comes from where nobody can look", () => {
    const [data] = late("local.partner");
    expect(waysOf(data)).toEqual([`unknown ${at} = local.partner: the principal is known only after apply`]);
  });

  test("that takes over another one", () => {
    const outer = document(undefined, {
      values: { statement: [] },
      unknown: { json: true, source_policy_documents: true },
      expressions: { source_policy_documents: { references: ["data.aws_iam_policy_document.inner.json"] } },
    });
    const inner = { ...document(statement(["*"])), address: "data.aws_iam_policy_document.inner" };
    expect(waysOf(outer, inner)).toEqual([
      "foreign policy -> data.aws_iam_policy_document.inner.statement[0].principals[0].identifiers[0] = *: anybody",
    ]);
  });

  test("that takes over itself, in a circle", () => {
    const circle = document(statement([STRANGER]), {
      unknown: { json: true, source_policy_documents: true },
      expressions: { source_policy_documents: { references: ["data.aws_iam_policy_document.d.json"] } },
    });
    expect(waysOf(circle)[0]).toBe(`foreign ${at}[0] = ${STRANGER}: account ${STRANGER} is not in the charter`);
  });
});

test("a policy that comes out of a resource may let in anybody", () => {
  const located = under(
    plan([
      {
        address: "aws_sqs_queue_policy.p",
        unknown: { policy: true },
        expressions: { policy: { references: ["aws_ssm_parameter.policy.value"] } },
      },
      { address: "aws_ssm_parameter.policy", unknown: { value: true } },
    ]),
  );
  expect(accesses(located, "aws_sqs_queue_policy.p")).toEqual([
    "unknown policy = aws_ssm_parameter.policy.value: the policy document is known only after apply",
  ]);
});

test("a principal read out of a resource that merely stores a text is nobody's own", () => {
  const located = under(
    plan([
      {
        address: "aws_lambda_permission.p",
        values: { function_name: "f", action: "lambda:InvokeFunction" },
        unknown: { principal: true },
        expressions: { principal: { references: ["aws_ssm_parameter.partner.value"] } },
      },
      { address: "aws_ssm_parameter.partner", unknown: { value: true } },
    ]),
  );
  expect(accesses(located, "aws_lambda_permission.p")).toHaveLength(1);
});

test("what is deleted lets nobody in any more", () => {
  const values = { policy: text({ Principal: "*" }) };
  const located = under(plan([{ address: "aws_sqs_queue_policy.p", values, actions: ["delete"] }]));
  expect(accesses(located, "aws_sqs_queue_policy.p")).toEqual([]);
});

describe("a template lets in whom the policies in it let in", () => {
  const stack = (principal: unknown) => ({
    aws_cloudformation_stack: {
      s: {
        name: "s",
        template_body: JSON.stringify({
          Resources: {
            P: { Properties: { PolicyDocument: { Statement: [{ Effect: "Allow", Principal: principal }] } } },
          },
        }),
      },
    },
  });

  test.each<[string, unknown, readonly string[]]>([
    ["anybody", "*", ["foreign template_body.Statement[0].Principal = *: anybody"]],
    [
      "a stranger",
      { AWS: [STRANGER] },
      [`foreign template_body.Statement[0].Principal.AWS[0] = ${STRANGER}: account ${STRANGER} is not in the charter`],
    ],
    ["the account itself", { AWS: ACCOUNT }, []],
    ["a service", { Service: "lambda.amazonaws.com" }, []],
    ["what the template fills in", { AWS: { "Fn::GetAtt": ["Role", "Arn"] } }, []],
  ])("%s", (_, principal, expected) => {
    expect(ways(stack(principal), "aws_cloudformation_stack.s")).toEqual(expected);
  });
});

/** In a plan, only the references of a text are to be seen, not what stands around them. */
test.each<[string, string[], boolean]>([
  ["a role", ["aws_iam_role.r.arn", "aws_iam_role.r"], true],
  ["its bare name, in a text that may name anybody's account", ["aws_iam_role.r.name", "aws_iam_role.r"], false],
  ["its bare id, which is its name", ["aws_iam_role.r.id", "aws_iam_role.r"], false],
  [
    "its name beside the caller's own account",
    ["data.aws_caller_identity.me.account_id", "data.aws_caller_identity.me", "aws_iam_role.r.name", "aws_iam_role.r"],
    true,
  ],
  ["what a stack of another language puts out", ["aws_cloudformation_stack.c.outputs.arn"], false],
  [
    "its name beside the name of another",
    ["aws_iam_role.r.name", "aws_iam_role.r", "aws_iam_role.s.name", "aws_iam_role.s"],
    false,
  ],
])("a key is granted to %s", (_, references, isOwn) => {
  const role = (name: string): Planned => ({
    address: `aws_iam_role.${name}`,
    unknown: { arn: true, id: true, name: true },
  });
  const located = under(
    plan([
      role("r"),
      role("s"),
      { address: "aws_cloudformation_stack.c", unknown: { outputs: true } },
      { address: "data.aws_caller_identity.me", unknown: { account_id: true } },
      {
        address: "aws_kms_grant.g",
        values: { operations: ["Decrypt"] },
        unknown: { grantee_principal: true },
        expressions: { grantee_principal: { references } },
      },
    ]),
  );
  expect(accesses(located, "aws_kms_grant.g").length === 0).toBe(isOwn);
});
