import { ACCOUNT, accesses, STRANGER, synth, under } from "../documents";

type Json = Record<string, unknown>;

const GITHUB = "token.actions.githubusercontent.com";
const arnOf = (name: string, account = ACCOUNT, kind = "oidc") => `arn:aws:iam::${account}:${kind}-provider/${name}`;

const trust = (federated: unknown, condition: Json = {}) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: federated },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: condition,
      },
    ],
  });

/** Whom a role lets in, each without its path. */
const letIn = (policy: string, resources: Json = {}, change: Json = {}) =>
  accesses(
    under(synth({ aws_iam_role: { r: { name: "r", assume_role_policy: policy } }, ...resources }), change),
    "aws_iam_role.r",
  ).map((line) => line.replace(/ assume_role_policy\S*/, ""));

const made = (host: string) => ({
  aws_iam_openid_connect_provider: { p: { url: `https://${host}`, client_id_list: ["a"] } },
});
const everybody = (host: string) => [
  `foreign = ${arnOf(host)}: everybody whom ${host} vouches for: no condition says whose subject it has to be`,
];

describe.each([
  ["GitHub", GITHUB, "repo:acme/*", "repo:acme*"],
  ["GitLab", "gitlab.com", "project_path:acme/app:ref_type:branch:ref:main", "project_path:*/app:*"],
  ["Terraform Cloud", "app.terraform.io", "organization:acme:project:*", "organization:*:project:x"],
  ["Auth0", "acme.eu.auth0.com", "auth0|5f7c8ec7c33c6c004bbafe82", "auth0|*"],
  ["Google", "accounts.google.com", "110169484474386276334", "1*"],
])("%s gives a token to everybody", (_, host, narrow, wide) => {
  const letInBy = (operator: string, claim: string, value: unknown) =>
    letIn(trust(arnOf(host), { [operator]: { [`${host}:${claim}`]: value } }), made(host));

  test("a subject of one customer keeps the others out", () => {
    expect(letInBy("StringLike", "sub", narrow)).toEqual([]);
    expect(letInBy("ForAnyValue:StringLike", "sub", [narrow])).toEqual([]);
  });

  test.each<[string, string, string, unknown]>([
    ["no subject", "StringEquals", "aud", "sts.amazonaws.com"],
    ["any subject", "StringLike", "sub", "*"],
    ["subjects that begin alike", "StringLike", "sub", wide],
    ["one that is narrow beside one that is not", "StringLike", "sub", [narrow, wide]],
    ["a subject that need not be there", "StringLikeIfExists", "sub", narrow],
    ["subjects of which there may be none", "ForAllValues:StringLike", "sub", narrow],
    ["all but one", "StringNotEquals", "sub", narrow],
    ["no value", "StringEquals", "sub", []],
  ])("%s lets in everybody", (_case, operator, claim, value) => {
    expect(letInBy(operator, claim, value)).toEqual(everybody(host));
  });
});

test("another claim names a customer as well as the subject does", () => {
  const by = (claim: string, value: string) =>
    letIn(trust(arnOf(GITHUB), { StringEquals: { [`${GITHUB}:${claim}`]: value } }), made(GITHUB));
  expect(by("repository_owner_id", "12345")).toEqual([]);
  expect(by("environment", "production")).toEqual(everybody(GITHUB));
});

test("the subject of another issuer narrows nothing", () => {
  expect(letIn(trust(arnOf(GITHUB), { StringLike: { "gitlab.com:sub": "repo:acme/*" } }), made(GITHUB))).toEqual(
    everybody(GITHUB),
  );
});

describe("an issuer has to be named by the charter, or made in the document", () => {
  const issuers = (name: string, more: Json = {}) => ({ issuers: { [name]: { who: "our own people", ...more } } });
  const own = "git.clover.example";
  const unnamed = (name: string, arn: string) => [
    `unknown = ${arn}: neither the charter names the identity provider ${name} under issuers, nor is it made here`,
  ];

  test("one of its own that is made beside the role serves its own people", () => {
    expect(letIn(trust(arnOf(own)), made(own))).toEqual([]);
    expect(letIn(trust("${aws_iam_openid_connect_provider.p.arn}"), made(own))).toEqual([]);
    expect(letIn(trust("${aws_iam_openid_connect_provider.p.arn}"), made(GITHUB))).toEqual([
      `foreign = aws_iam_openid_connect_provider.p.arn: everybody whom ${GITHUB} vouches for: no condition says whose subject it has to be`,
    ]);
  });

  test("by its host or by its ARN", () => {
    expect(letIn(trust(arnOf(own)))).toEqual(unnamed(own, arnOf(own)));
    expect(letIn(trust(arnOf(own)), {}, issuers(own))).toEqual([]);
    expect(letIn(trust(arnOf(own)), {}, issuers(arnOf(own)))).toEqual([]);
  });

  test("a name of the charter's does not narrow it", () => {
    expect(letIn(trust(arnOf(GITHUB)), {}, issuers(GITHUB))).toEqual(everybody(GITHUB));
    const subject = { StringLike: { [`${GITHUB}:sub`]: "repo:acme/app:*" } };
    expect(letIn(trust(arnOf(GITHUB), subject), {}, issuers(GITHUB))).toEqual([]);
  });

  test("subjects of the charter's keep out those of others", () => {
    const by = (sub: unknown) =>
      letIn(
        trust(arnOf(GITHUB), { StringLike: { [`${GITHUB}:sub`]: sub } }),
        {},
        issuers(GITHUB, { subjects: ["repo:acme/*"] }),
      );
    expect(by(["repo:acme/app:*", "repo:acme/site:ref:refs/heads/main"])).toEqual([]);
    expect(by(["repo:acme/app:*", "repo:mallory/app:*"])).toEqual([
      `foreign = ${arnOf(GITHUB)}: repo:mallory/app:* of ${GITHUB} is not one that the charter names under issuers`,
    ]);
  });

  test("SAML", () => {
    const saml = arnOf("staff", ACCOUNT, "saml");
    expect(letIn(trust(saml))).toEqual(unnamed("staff", saml));
    expect(letIn(trust(saml), {}, issuers(saml))).toEqual([]);
    expect(letIn(trust(saml), { aws_iam_saml_provider: { s: { name: "staff" } } })).toEqual([]);
    expect(letIn(trust(arnOf("AWSSSO_0123456789abcdef_DO_NOT_DELETE", ACCOUNT, "saml")))).toEqual([]);
    expect(letIn(trust("${aws_iam_saml_provider.s.id}"), { aws_iam_saml_provider: { s: { name: "s" } } })).toEqual([]);
  });

  test("a provider in a stranger's account is a stranger's, whatever it is called", () => {
    const theirs = arnOf(own, STRANGER);
    expect(letIn(trust(theirs), made(own), issuers(theirs))).toEqual([
      `foreign = ${theirs}: account ${STRANGER} is not in the charter`,
    ]);
  });

  test("Google and its like are no provider of the account's, and need a name and a subject", () => {
    const google = "accounts.google.com";
    expect(letIn(trust(google))).toEqual([`foreign = ${google}: an identity provider outside the enclave's accounts`]);
    const subject = { StringEquals: { [`${google}:sub`]: "110169484474386276334" } };
    expect(letIn(trust(google, subject), {}, issuers(google))).toEqual([]);
  });
});

test("a cluster in an approved region is AWS's issuer, and one elsewhere is abroad", () => {
  expect(letIn(trust(arnOf("oidc.eks.eu-west-1.amazonaws.com/id/ABC")))).toEqual([]);
  const abroad = "oidc.eks.us-east-1.amazonaws.com/id/ABC";
  expect(letIn(trust(arnOf(abroad)))).toEqual([
    `foreign = ${arnOf(abroad)}: the identity provider ${abroad} is in us-east-1 (US)`,
  ]);
});

test("guests of an identity pool are anybody, and its users are its own", () => {
  const pool = "cognito-identity.amazonaws.com";
  const of = (amr: Json) =>
    letIn(trust(pool, { StringEquals: { [`${pool}:aud`]: "eu-west-1:11111111-2222-3333-4444-555555555555" }, ...amr }));
  expect(of({ "ForAnyValue:StringLike": { [`${pool}:amr`]: "authenticated" } })).toEqual([]);
  expect(of({ "ForAnyValue:StringLike": { [`${pool}:amr`]: "unauthenticated" } })).toEqual([
    `foreign = ${pool}: guests of a Cognito identity pool, who are anybody`,
  ]);
});
