/** What is a statement without being a policy document, and what a statement says of those that a service acts for. */
import { ACCOUNT, accesses, plan, STRANGER, synth, under } from "../documents";

type Json = Record<string, unknown>;
const ORGANISATION = "o-a1b2c3d4e5";

const letIn = (type: string, values: Json, change: Json = {}) =>
  accesses(under(synth({ [type]: { it: values } }), change), `${type}.it`);
const permission = (values: Json, change: Json = {}) =>
  letIn("aws_lambda_permission", { function_name: "f", action: "lambda:InvokeFunction", ...values }, change);
const policy = (condition: Json, change: Json = {}, principal: unknown = { Service: "sns.amazonaws.com" }) =>
  letIn(
    "aws_sqs_queue",
    {
      name: "q",
      policy: JSON.stringify({
        Statement: [{ Effect: "Allow", Principal: principal, Action: "*", Condition: condition }],
      }),
    },
    change,
  );
const notNamed = (path: string, text: string) => [
  `foreign ${path} = ${text}: account ${STRANGER} is not in the charter`,
];

describe("a permission of a function", () => {
  const service = { principal: "sns.amazonaws.com" };

  test("is for a service that acts for the enclave's own", () => {
    expect(permission({ ...service, source_arn: `arn:aws:sns:eu-west-1:${ACCOUNT}:t` })).toEqual([]);
    expect(
      permission({ principal: "s3.amazonaws.com", source_arn: "arn:aws:s3:::b", source_account: ACCOUNT }),
    ).toEqual([]);
    expect(permission(service)).toEqual([]);
  });

  test("is for a stranger where the service acts for one", () => {
    const theirs = `arn:aws:sns:eu-west-1:${STRANGER}:t`;
    expect(permission({ ...service, source_arn: theirs })).toEqual(notNamed("source_arn", theirs));
    expect(permission({ ...service, source_account: STRANGER })).toEqual(notNamed("source_account", STRANGER));
    expect(permission({ ...service, source_account: Number(STRANGER) })).toEqual(notNamed("source_account", STRANGER));
  });

  test("names what is abroad", () => {
    const abroad = `arn:aws:sns:us-east-1:${ACCOUNT}:t`;
    expect(permission({ ...service, source_arn: abroad })).toEqual([
      `foreign source_arn = ${abroad}: it is in us-east-1 (US)`,
    ]);
  });

  test("is as foreign as the part of its source that is written", () => {
    const text = `arn:aws:sns:eu-west-1:${STRANGER}:\${aws_sns_topic.t.name}`;
    expect(permission({ ...service, source_arn: text })).toEqual(
      notNamed("source_arn", `arn:aws:sns:eu-west-1:${STRANGER}:*`),
    );
  });

  test("is for an organisation beside its principal", () => {
    const named = { ...service, principal_org_id: ORGANISATION };
    expect(permission(named, { organization: ORGANISATION })).toEqual([]);
    expect(permission(named)).toEqual([
      `foreign principal_org_id = ${ORGANISATION}: an organisation that the charter does not name`,
    ]);
  });

  test("is for anybody, unless an organisation or an account of the enclave's keeps strangers out", () => {
    const anybody = ["foreign principal = *: anybody"];
    expect(permission({ principal: "*" })).toEqual(anybody);
    expect(permission({ principal: "*", principal_org_id: ORGANISATION })).toEqual(anybody);
    expect(permission({ principal: "*", principal_org_id: ORGANISATION }, { organization: ORGANISATION })).toEqual([]);
    expect(permission({ principal: "*", source_account: ACCOUNT })).toEqual([]);
  });
});

test("a permission of an event bus is narrowed by its condition", () => {
  const bus = (value: string) =>
    letIn(
      "aws_cloudwatch_event_permission",
      { principal: "*", statement_id: "s", condition: { key: "aws:PrincipalOrgID", type: "StringEquals", value } },
      { organization: ORGANISATION },
    );
  expect(bus(ORGANISATION)).toEqual([]);
  expect(bus("o-zzzzzzzzzz")).toEqual(["foreign principal = *: anybody"]);
});

describe("a service that acts for somebody", () => {
  const theirs = `arn:aws:sns:eu-west-1:${STRANGER}:t`;
  const at = "policy.Statement[0].Condition";

  test.each<[string, string, string]>([
    ["ArnEquals", "aws:SourceArn", theirs],
    ["ArnLike", "AWS:SourceArn", `arn:aws:sns:*:${STRANGER}:*`],
    ["StringEquals", "aws:SourceAccount", STRANGER],
    ["StringEqualsIfExists", "aws:SourceAccount", STRANGER],
    ["ForAnyValue:StringEquals", "aws:SourceOwner", STRANGER],
  ])("lets a stranger in by %s on %s", (operator, key, value) => {
    expect(policy({ [operator]: { [key]: value } })).toEqual(notNamed(`${at}.${operator}.${key}`, value));
  });

  test("lets in what is abroad, and another organisation", () => {
    const abroad = `arn:aws:sns:us-east-1:${ACCOUNT}:t`;
    expect(policy({ ArnEquals: { "aws:SourceArn": abroad } })).toEqual([
      `foreign ${at}.ArnEquals.aws:SourceArn = ${abroad}: it is in us-east-1 (US)`,
    ]);
    expect(policy({ StringEquals: { "aws:SourceOrgID": "o-zzzzzzzzzz" } })).toEqual([
      `foreign ${at}.StringEquals.aws:SourceOrgID = o-zzzzzzzzzz: an organisation that the charter does not name`,
    ]);
  });

  test.each<[string, Json]>([
    ["the enclave's own", { ArnEquals: { "aws:SourceArn": `arn:aws:sns:eu-west-1:${ACCOUNT}:t` } }],
    ["a bucket, whose ARN has no account", { ArnLike: { "aws:SourceArn": "arn:aws:s3:::somebody" } }],
    ["a hosted zone, which is nowhere", { ArnLike: { "aws:SourceArn": "arn:aws:route53:::hostedzone/*" } }],
    ["anything at all", { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:*:*" } }],
    ["everything but a stranger's", { StringNotEquals: { "aws:SourceAccount": STRANGER } }],
    ["a stranger's vpc that is denied", { ArnNotLike: { "aws:SourceArn": theirs } }],
  ])("lets nobody in by naming %s", (_, condition) => {
    expect(policy(condition)).toEqual([]);
  });
});

describe("anybody is kept out by", () => {
  const narrowed = (operator: string, key: string, value: unknown) =>
    policy({ [operator]: { [key]: value } }, { organization: ORGANISATION }, "*");
  const anybody = ["foreign policy.Statement[0].Principal = *: anybody"];

  test.each<[string, string, string]>([
    ["ForAnyValue:StringLike", "aws:PrincipalOrgPaths", `${ORGANISATION}/*/ou-ab12-11111111/*`],
    ["ForAnyValue:StringLike", "aws:SourceOrgPaths", `${ORGANISATION}/r-ab12/*`],
    ["StringEquals", "aws:SourceOrgID", ORGANISATION],
    ["StringLike", "s3:DataAccessPointArn", `arn:aws:s3:eu-west-1:${ACCOUNT}:accesspoint/*`],
    ["StringEquals", "aws:VpceAccount", ACCOUNT],
    ["StringEquals", "aws:PrincipalAccount", "${aws:ResourceAccount}"],
    ["ArnLike", "aws:PrincipalArn", "arn:aws:iam::${aws:ResourceAccount}:role/*"],
    ["StringEquals", "aws:PrincipalServiceName", "cloudtrail.amazonaws.com"],
    ["Bool", "elasticfilesystem:AccessedViaMountTarget", "true"],
  ])("%s on %s: %s", (operator, key, value) => {
    // A policy variable of IAM's is no reference of Terraform's.
    expect(
      narrowed(
        operator,
        key,
        value.replace("${", () => "$${"),
      ),
    ).toEqual([]);
  });

  test.each<[string, string, string]>([
    ["ForAllValues:StringLike", "aws:PrincipalOrgPaths", `${ORGANISATION}/*`],
    ["ForAnyValue:StringLike", "aws:PrincipalOrgPaths", `o-zzzzzzzzzz/${ORGANISATION}/*`],
    ["ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-*"],
    ["StringLike", "s3:DataAccessPointArn", "arn:aws:s3:eu-west-1:*:accesspoint/*"],
    ["StringLike", "s3:DataAccessPointArn", `arn:aws:s3:us-east-1:${ACCOUNT}:accesspoint/*`],
    ["StringEquals", "aws:VpceAccount", STRANGER],
    ["StringEquals", "aws:PrincipalAccount", "${aws:PrincipalAccount}"],
    ["StringEquals", "aws:PrincipalServiceName", "logs.us-east-1.amazonaws.com"],
    ["Bool", "elasticfilesystem:AccessedViaMountTarget", "false"],
    ["BoolIfExists", "elasticfilesystem:AccessedViaMountTarget", "true"],
  ])("no %s on %s: %s", (operator, key, value) => {
    expect(
      narrowed(
        operator,
        key,
        value.replace("${", () => "$${"),
      ),
    ).toEqual(anybody);
  });
});

describe("the network that callers come through", () => {
  const through = (key: string, value: string) => {
    const Statement = [
      { Effect: "Allow", Principal: "*", Action: "*", Condition: { StringEquals: { [`aws:${key}`]: value } } },
    ];
    const networks = {
      aws_vpc: { v: { cidr_block: "10.20.0.0/16" } },
      aws_vpc_endpoint: { e: { vpc_id: "${aws_vpc.v.id}", service_name: "com.amazonaws.eu-west-1.sqs" } },
      aws_sqs_queue: { it: { name: "q", policy: JSON.stringify({ Statement }) } },
    };
    const data = { aws_vpc: { found: { default: true } } };
    return accesses(under(synth(networks, { data })), "aws_sqs_queue.it");
  };

  test.each([
    ["SourceVpce", "${aws_vpc_endpoint.e.id}"],
    ["SourceVpc", "${aws_vpc.v.id}"],
  ])("keeps strangers out where the configuration makes it: aws:%s is %s", (key, value) => {
    expect(through(key, value)).toEqual([]);
  });

  test.each([
    ["SourceVpce", "vpce-0a1b2c3d4e5f60718"],
    ["SourceVpc", "${data.aws_vpc.found.id}"],
    ["SourceVpc", "${aws_vpc.v.id}*"],
    ["SourceVpce", "${aws_vpc_endpoint.e.service_name}"],
    ["SourceVpc", "${aws_sqs_queue.it.id}"],
  ])("keeps nobody out where it may be a stranger's: aws:%s is %s", (key, value) => {
    expect(through(key, value)).toEqual(["foreign policy.Statement[0].Principal = *: anybody"]);
  });
});

describe("a data policy of OpenSearch Serverless", () => {
  const rules = [{ ResourceType: "index", Resource: ["index/patients/*"], Permission: ["aoss:ReadDocument"] }];
  const data = (...principals: readonly string[]) =>
    letIn("aws_opensearchserverless_access_policy", {
      name: "p",
      type: "data",
      policy: JSON.stringify([{ Rules: rules, Principal: principals }]),
    });

  test("lets in its principals", () => {
    const theirs = `arn:aws:iam::${STRANGER}:role/x`;
    expect(data(`arn:aws:iam::${ACCOUNT}:role/app`, `saml/${ACCOUNT}/staff/user/ann`)).toEqual([]);
    expect(data(`arn:aws:iam::${ACCOUNT}:role/app`, theirs)).toEqual(notNamed("policy.[0].Principal[1]", theirs));
    expect(data(`saml/${STRANGER}/staff/group/all`)).toEqual(
      notNamed("policy.[0].Principal[0]", `saml/${STRANGER}/staff/group/all`),
    );
  });

  test("that is a list of something else cannot be read", () => {
    const text = JSON.stringify([{ Principal: [STRANGER] }]);
    expect(letIn("aws_opensearchserverless_access_policy", { name: "p", type: "data", policy: text })).toEqual([
      "unknown policy = : the text is no policy document that can be read",
    ]);
  });
});

test.each<[string, Json, string]>([
  ["aws_organizations_delegated_administrator", { service_principal: "config.amazonaws.com" }, "account_id"],
  ["aws_guardduty_organization_admin_account", {}, "admin_account_id"],
  ["aws_inspector2_delegated_admin_account", {}, "account_id"],
  ["aws_fms_admin_account", {}, "account_id"],
  ["aws_detective_organization_admin_account", {}, "account_id"],
  ["aws_vpc_ipam_organization_admin_account", {}, "delegated_admin_account_id"],
  ["aws_auditmanager_organization_admin_account_registration", {}, "admin_account_id"],
])("%s makes its account an administrator", (type, values, key) => {
  expect(letIn(type, { ...values, [key]: ACCOUNT })).toEqual([]);
  expect(letIn(type, { ...values, [key]: STRANGER })).toEqual(notNamed(key, STRANGER));
});

test("a trust anchor lets in those that hold a certificate of its authority", () => {
  const anchor = (text: string) =>
    letIn("aws_rolesanywhere_trust_anchor", {
      name: "a",
      source: { source_type: "AWS_ACM_PCA", source_data: { acm_pca_arn: text } },
    });
  const authority = (region: string, account: string) => `arn:aws:acm-pca:${region}:${account}:certificate-authority/1`;
  expect(anchor(authority("eu-west-1", ACCOUNT))).toEqual([]);
  expect(anchor(authority("eu-west-1", STRANGER))).toEqual(
    notNamed("source.source_data.acm_pca_arn", authority("eu-west-1", STRANGER)),
  );
  expect(anchor(authority("us-east-1", ACCOUNT))).toEqual([
    `foreign source.source_data.acm_pca_arn = ${authority("us-east-1", ACCOUNT)}: it is in us-east-1 (US)`,
  ]);
});

describe("a trust anchor with certificates of its own", () => {
  const PEM =
    "-----BEGIN CERTIFICATE-----\nMIIBijCCAS+gAwIBAgIUUOoz5/5CoKwJPBDcnJjUc94dqMQwCgYIKoZIzj0EAwIw\nGTEXMBUGA1UEAwwOY2xvdmVyLmV4YW1wbGUwIBcNMjYxMjAxMDEzOTMwWhgPMjEy\nNjExMDcwMTM5MzBaMBkxFzAVBgNVBAMMDmNsb3Zlci5leGFtcGxlMFkwEwYHKoZI\nzj0CAQYIKoZIzj0DAQcDQgAE+NYgnTbwdt9bq/HG2xxXL0IV2deRxO8MC/eFEY9p\nAkSztwEjuJ2S03AawhLNHKoZ4ue6YTsc7K3PAgINx200L6NTMFEwHQYDVR0OBBYE\nFB4kGeSEYbrDqY41VDr5PPuT8I1xMB8GA1UdIwQYMBaAFB4kGeSEYbrDqY41VDr5\nPPuT8I1xMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhALWBw5Mn\nikcoyhG2hbWuEZlcsEqMsvdAzcwd/tg3zu+rAiEAw8Qws5BblEGth/3s+NMzhsKL\n43gsYS5lvBFzD2kXhGI=\n-----END CERTIFICATE-----";
  const fingerprint = "sha256:3d7c5d3b56a714127d1a53b4f2a0323692999dc04524e2ad681916dfbdea31e2";
  const anchor = (text: string, change: Json = {}, more: Json = {}) =>
    accesses(
      under(
        synth({
          aws_rolesanywhere_trust_anchor: {
            it: {
              name: "a",
              source: { source_type: "CERTIFICATE_BUNDLE", source_data: { x509_certificate_data: text } },
            },
          },
          ...more,
        }),
        change,
      ),
      "aws_rolesanywhere_trust_anchor.it",
    );
  const named = { issuers: { [fingerprint]: { who: "our own machines" } } };
  const unknown = (which: string) => [
    `unknown source.source_data.x509_certificate_data = a bundle of certificates: the charter does not name ${which} under issuers`,
  ];

  test("trusts those that the charter names, each of them", () => {
    expect(anchor(PEM)).toEqual(unknown(`the certificate ${fingerprint}`));
    expect(anchor(PEM, named)).toEqual([]);
    const broken = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----";
    expect(anchor(`${PEM}\n${broken}`, named)).toEqual(unknown("a certificate that cannot be read"));
  });

  test("trusts an authority that is made beside it", () => {
    const own = { aws_acmpca_certificate_authority: { own: {} } };
    expect(anchor("${aws_acmpca_certificate_authority.own.certificate}", {}, own)).toEqual([]);
  });
});

describe("a choice among documents is as many documents as there are", () => {
  const document = (principal: string) => ({
    statement: [{ effect: "Allow", actions: ["*"], principals: [{ type: "AWS", identifiers: [principal] }] }],
  });
  const chosen = (principal: string, references: readonly string[], variables: Json) =>
    accesses(
      under(
        plan(
          [
            { address: "data.aws_iam_policy_document.d", values: document(principal), unknown: { json: true } },
            {
              address: "aws_sqs_queue_policy.p",
              values: { queue_url: "u" },
              unknown: { policy: true },
              expressions: {
                policy: {
                  references: [...references, "data.aws_iam_policy_document.d.json", "data.aws_iam_policy_document.d"],
                },
              },
            },
          ],
          { variables },
        ),
      ),
      "aws_sqs_queue_policy.p",
    );

  test("the condition of the choice is none, and neither is an argument that was left out", () => {
    const variables = { attach: { default: true }, policy: { default: null } };
    expect(chosen(ACCOUNT, ["var.attach", "var.policy"], variables)).toEqual([]);
  });

  test("a document that a variable brings is one of them", () => {
    const policy = JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { AWS: STRANGER }, Action: "*" }] });
    expect(chosen(ACCOUNT, ["var.policy"], { policy: { default: policy } })).toEqual(
      notNamed("policy.Statement[0].Principal.AWS", STRANGER),
    );
  });
});
