import { ACCOUNT, accesses, STRANGER, synth, under } from "../documents";

type Json = Record<string, unknown>;

const BESIDE = {
  aws_s3_bucket: { b: { bucket: "b-x" }, late: { bucket: "${var.late}" } },
  aws_sns_topic: { t: { name: "t" } },
  aws_iam_role: { r: { name: "r" }, quoted: { name: 'r"' } },
  aws_iam_openid_connect_provider: { g: { url: "https://git.clover.example" } },
  aws_cloudwatch_metric_alarm: { quoted: { alarm_name: 'a"},{"' } },
  aws_ssm_parameter: { p: { name: "p", value: "${var.late}" } },
  random_id: { x: { byte_length: 4 } },
};
const DATA = {
  aws_caller_identity: { me: {} },
  aws_partition: { p: {} },
  aws_region: { here: {}, there: { name: "us-east-1" } },
  aws_ssm_parameter: { p: { name: "p" } },
  aws_iam_policy_document: { d: { statement: [{ effect: "Deny" }] } },
  external: { e: { program: ["x"] } },
};
const VARIABLES = {
  late: {},
  secret: { default: STRANGER, sensitive: true },
  stranger: { default: STRANGER },
  own: { default: ACCOUNT },
  text: { default: "reads" },
  quoted: { default: `x","Principal":"*","Sid":"y` },
};
const LOCALS = { around: 'x","Principal":"*","Sid":"${aws_s3_bucket.b.arn}', own: ACCOUNT };

const ways = (policy: string, more: Json = {}) =>
  accesses(
    under(
      synth(
        { ...BESIDE, aws_sqs_queue_policy: { p: { queue_url: "u", policy } }, ...more },
        { data: DATA, variable: VARIABLES, locals: LOCALS },
      ),
    ),
    "aws_sqs_queue_policy.p",
  );
const text = (...statements: readonly unknown[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const allow = (statement: Json) =>
  text({ Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" }, Action: "*", ...statement });
const to = (principal: unknown) => allow({ Principal: principal });
const narrowed = (value: unknown, key = "aws:SourceArn") =>
  allow({ Principal: "*", Condition: { ArnLike: { [key]: value } } });

const ME = "${data.aws_caller_identity.me.account_id}";

test.each<[string, string]>([
  ["its resource", allow({ Resource: "${aws_s3_bucket.b.arn}/*" })],
  ["its resources", allow({ Resource: ["${aws_s3_bucket.b.arn}", "arn:aws:s3:::x-${random_id.x.hex}"] })],
  ["its Sid, by a variable that is known", allow({ Sid: "${var.text}${aws_sns_topic.t.id}" })],
  ["a condition that narrows nobody", allow({ Condition: { ArnLike: { "aws:SourceArn": "${aws_sns_topic.t.arn}" } } })],
  ["a statement that denies", text({ Effect: "Deny", Principal: "*", Resource: "${aws_s3_bucket.b.arn}" })],
  ["a provider of identities made beside it", to({ Federated: "${aws_iam_openid_connect_provider.g.arn}" })],
  ["a role made beside it", to({ AWS: ["${aws_iam_role.r.arn}"] })],
  ["the caller's account", to({ AWS: `arn:aws:iam::${ME}:root` })],
  ["the caller's account in its partition", to({ AWS: `arn:\${data.aws_partition.p.partition}:iam::${ME}:root` })],
  ["an account that is a variable's", to({ AWS: "arn:aws:iam::${var.own}:role/${aws_iam_role.r.name}" })],
  ["a role of an own account", to({ AWS: `arn:aws:iam::${ACCOUNT}:role/\${aws_iam_role.r.name}` })],
  ["a service in the region", to({ Service: "logs.${data.aws_region.here.name}.amazonaws.com" })],
  ["anybody, from an own topic", narrowed("${aws_sns_topic.t.arn}:*")],
  ["anybody, from the caller's account", narrowed(`arn:aws:logs:*:${ME}:*`)],
  ["what a policy variable says", allow({ Resource: "${aws_s3_bucket.b.arn}/$${aws:username}" })],
])("a policy whose text is written around references lets nobody else in by %s", (_, policy) => {
  expect(ways(policy)).toEqual([]);
});

const unread = (references: string) => [
  `unknown policy = ${references}: the policy document is known only after apply`,
];
const unreadPrincipal = (principal: string, at = "Principal.AWS") => [
  `unknown policy.Statement[0].${at} = ${principal}: the principal is known only after apply`,
];

test.each<[string, string, readonly string[]]>([
  ["a variable that nobody knows", to({ AWS: "arn:aws:iam::${var.late}:root" }), unread("var.late")],
  ["a variable in a Sid, which could bring a quote", allow({ Sid: "${var.late}" }), unread("var.late")],
  [
    "a variable that does bring one",
    allow({ Sid: "${var.quoted}", Resource: "${aws_s3_bucket.b.arn}" }),
    ["unknown policy = aws_s3_bucket.b.arn: the policy document is known only after apply"],
  ],
  [
    "a stranger that must not be shown",
    allow({ Principal: { AWS: "arn:aws:iam::${var.secret}:root" }, Resource: "${aws_s3_bucket.b.arn}" }),
    ["foreign policy.Statement[0].Principal.AWS = (sensitive value): what it names is marked sensitive and not shown"],
  ],
  ["a local that brings one around a reference", allow({ Sid: "${local.around}" }), unread("aws_s3_bucket.b.arn")],
  ["a stored text", allow({ Sid: "${aws_ssm_parameter.p.value}" }), unread("var.late")],
  ["a text looked up", allow({ Sid: "${data.aws_ssm_parameter.p.value}" }), unread("data.aws_ssm_parameter.p.value")],
  ["a program's answer", allow({ Sid: "${data.external.e.id}" }), unread("data.external.e.id")],
  [
    "the id of what has a quote in its name",
    allow({ Sid: "${aws_cloudwatch_metric_alarm.quoted.id}" }),
    unread("aws_cloudwatch_metric_alarm.quoted.id"),
  ],
  ["an ARN with a name nobody knows", allow({ Sid: "${aws_s3_bucket.late.arn}" }), unread("aws_s3_bucket.late.arn")],
  ["tags", allow({ Sid: "${aws_s3_bucket.b.tags.arn}" }), unread("aws_s3_bucket.b.tags.arn")],
  ["a function", allow({ Sid: "${upper(aws_s3_bucket.b.arn)}" }), unread("aws_s3_bucket.b.arn")],
  [
    "a directive that no plan settles",
    allow({ Principal: { AWS: "%{ if var.late }${aws_iam_role.r.arn}%{ else }*%{ endif }" } }),
    ["foreign policy.Statement[0].Principal.AWS = *: anybody"],
  ],
  ["a statement", `{"Statement":[\${aws_sns_topic.t.arn}]}`, unread("aws_sns_topic.t.arn")],
  [
    "a document beside a statement for anybody",
    `{"Statement":[\${data.aws_iam_policy_document.d.json},{"Effect":"Allow","Principal":"*"}]}`,
    unread("data.aws_iam_policy_document.d.json"),
  ],
  [
    "a document in a function's argument",
    '${jsonencode({Statement=[{Effect="Allow",Principal="*",Sid=data.aws_iam_policy_document.d.json}]})}',
    ["foreign policy.Statement[0].Principal = *: anybody"],
  ],
  [
    "a forged mark",
    allow({ Principal: { AWS: "\uE0000\uE001" }, Resource: "${aws_iam_role.r.arn}" }),
    unread("aws_iam_role.r.arn"),
  ],
  [
    "a statement in a string",
    text("${aws_sns_topic.t.arn}"),
    ["unknown policy.Statement[0] = : the principal is known only after apply"],
  ],
  [
    "an effect",
    text({ Effect: "${aws_sns_topic.t.id}", Principal: "*" }),
    ["unknown policy.Statement[0].Effect = : the principal is known only after apply"],
  ],
  [
    "the kind of a principal",
    to({ "${aws_iam_role.r.arn}": "x" }),
    ["unknown policy.Statement[0].Principal = x: the text shows no account"],
  ],
  [
    "a principal of no own make",
    to({ AWS: "${aws_sns_topic.t.name}" }),
    ["unknown policy.Statement[0].Principal.AWS = t: the text shows no account"],
  ],
  [
    "a principal in any account",
    to({ AWS: "arn:aws:iam::${aws_sns_topic.t.id}:root" }),
    unreadPrincipal("arn:aws:iam::${aws_sns_topic.t.id}:root"),
  ],
  [
    "a stranger's account beside references",
    to({ AWS: `arn:aws:iam::${STRANGER}:role/\${aws_iam_role.r.name}` }),
    [
      `foreign policy.Statement[0].Principal.AWS = arn:aws:iam::${STRANGER}:role/r: account ${STRANGER} is not in the charter`,
    ],
  ],
  [
    "a stranger that is a variable's default",
    allow({ Principal: { AWS: "arn:aws:iam::${var.stranger}:root" }, Resource: "${aws_s3_bucket.b.arn}" }),
    [
      `foreign policy.Statement[0].Principal.AWS = arn:aws:iam::${STRANGER}:root: account ${STRANGER} is not in the charter`,
    ],
  ],
  [
    "a service in a region asked for by name",
    allow({ Principal: { Service: "logs.${data.aws_region.there.name}.amazonaws.com" } }),
    ["foreign policy.Statement[0].Principal.Service = logs.us-east-1.amazonaws.com: a service in us-east-1 (US)"],
  ],
  [
    "anybody",
    allow({ Principal: "*", Resource: "${aws_s3_bucket.b.arn}" }),
    ["foreign policy.Statement[0].Principal = *: anybody"],
  ],
  [
    "anybody, from topics that begin alike",
    narrowed("${aws_s3_bucket.b.arn}*"),
    ["foreign policy.Statement[0].Principal = *: anybody"],
  ],
  [
    "anybody, from a stranger's account",
    narrowed(`arn:aws:sns:*:${STRANGER}:\${aws_sns_topic.t.name}`),
    [
      "foreign policy.Statement[0].Principal = *: anybody",
      `foreign policy.Statement[0].Condition.ArnLike.aws:SourceArn = arn:aws:sns:*:${STRANGER}:t: account ${STRANGER} is not in the charter`,
    ],
  ],
  [
    "anybody, by a condition whose key is a reference",
    narrowed(ACCOUNT, "${aws_sns_topic.t.id}"),
    ["foreign policy.Statement[0].Principal = *: anybody"],
  ],
])("a policy is not taken for the enclave's own for %s", (_, policy, expected) => {
  expect(ways(policy)).toEqual(expected);
});

test("a principal outside of a document is judged by the text around its references, too", () => {
  const permission = (principal: string) =>
    accesses(
      under(
        synth(
          { ...BESIDE, aws_lambda_permission: { p: { function_name: "f", action: "a", principal } } },
          { data: DATA },
        ),
      ),
      "aws_lambda_permission.p",
    );
  expect(permission(`arn:aws:iam::${ME}:root`)).toEqual([]);
  expect(permission("logs.${data.aws_region.here.name}.amazonaws.com")).toEqual([]);
  expect(permission(`arn:aws:iam::${STRANGER}:role/\${aws_iam_role.r.name}`)).toEqual([
    `foreign principal = arn:aws:iam::${STRANGER}:role/r: account ${STRANGER} is not in the charter`,
  ]);
});

test.each<[string, unknown, readonly string[]]>([
  ["of nobody else", allow({ Resource: "${aws_s3_bucket.b.arn}/*" }), []],
  ["that is a document of its own", "${data.aws_iam_policy_document.d.json}", []],
  [
    "of anybody, beside a document of its own",
    allow({ Principal: "*", Sid: "${data.aws_iam_policy_document.d.id}" }),
    ["foreign policy.Statement[0].Principal = *: anybody"],
  ],
])("a policy that is a local is read as what was written for it: one %s", (_, local, expected) => {
  const queue = { aws_sqs_queue_policy: { p: { queue_url: "u", policy: "${local.policy}" } } };
  const stack = synth({ ...BESIDE, ...queue }, { data: DATA, locals: { policy: local } });
  expect(accesses(under(stack), "aws_sqs_queue_policy.p")).toEqual(expected);
});
