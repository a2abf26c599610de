import { askApplied, readState } from "./applied";

const allow = (Action: string, Resource: string, more: object = {}) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource, ...more }] });
const deny = (Action: string) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Deny", Principal: "*", Action, Resource: "*" }] });

const READ = "arn:aws:iam::111122223333:policy/read";
/** One role that reads a bucket by what is attached to it. */
const made = (...more: [type: string, values: object][]) =>
  readState(
    "111122223333",
    JSON.stringify({
      values: {
        root_module: {
          resources: [
            ["aws_s3_bucket", { bucket: "data" }],
            [
              "aws_iam_role",
              { name: "reader", arn: "arn:aws:iam::111122223333:role/reader", permissions_boundary: "" },
            ],
            ["aws_iam_role_policy_attachment", { role: "reader", policy_arn: READ }],
            ["aws_iam_policy", { arn: READ, policy: allow("s3:GetObject", "arn:aws:s3:::data/*") }],
            ...more,
          ].map(([type, values]) => ({ mode: "managed", type, values })),
        },
      },
    }),
  );

const get = {
  principal: "arn:aws:sts::111122223333:assumed-role/reader/story",
  action: "s3:GetObject",
  resource: "arn:aws:s3:::data/one",
};
const ask = (more: Parameters<typeof made>, request: object = {}, circumstances: object = {}) =>
  askApplied([made(...more)], { ...get, ...request }, { guarded: true, ...circumstances });

test.each<[string, Parameters<typeof made>, string]>([
  ["what is attached to its role", [], "Allowed"],
  ["a bucket's policy", [["aws_s3_bucket_policy", { bucket: "data", policy: deny("s3:*") }]], "ExplicitlyDenied"],
  ["another bucket's policy", [["aws_s3_bucket_policy", { bucket: "more", policy: deny("s3:*") }]], "Allowed"],
  [
    "what is written into its role",
    [["aws_iam_role_policy", { role: "reader", policy: deny("s3:*").replace('"Principal":"*",', "") }]],
    "ExplicitlyDenied",
  ],
  [
    "a resource control policy",
    [["aws_organizations_policy", { type: "RESOURCE_CONTROL_POLICY", content: deny("s3:*") }]],
    "ExplicitlyDenied",
  ],
])("a session is answered for by %s", async (_, more, answer) => {
  expect(await ask(more)).toBe(answer);
});

test("an administrator elsewhere is stopped by the enclave's documents alone, and control policies only where they are asked", async () => {
  const guardrail: Parameters<typeof made> = [
    ["aws_organizations_policy", { type: "RESOURCE_CONTROL_POLICY", content: deny("s3:*") }],
  ];
  const stranger = { principal: "arn:aws:iam::999988887777:role/admin" };
  expect([
    await ask(guardrail, stranger, { guarded: false }),
    await ask(guardrail, stranger, { guarded: false, opened: true }),
    await ask(guardrail, stranger, { opened: true }),
  ]).toEqual(["ImplicitlyDenied", "Allowed", "ExplicitlyDenied"]);
});

test("a service has no policies of its own", async () => {
  expect(await ask([], { principal: "cloudtrail.amazonaws.com" })).toBe("ImplicitlyDenied");
});

const bounded = {
  name: "bounded",
  arn: "arn:aws:iam::111122223333:role/bounded",
  permissions_boundary: "arn:aws:iam::aws:policy/ReadOnlyAccess",
};
test.each<[string, Parameters<typeof made>, object, object, string]>([
  [
    "a role",
    [],
    { principal: get.principal.replace("reader", "raeder") },
    {},
    "no stack made the role raeder of 111122223333",
  ],
  [
    "a policy of a role's",
    [["aws_iam_role_policy_attachment", { role: "reader", policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" }]],
    {},
    {},
    "no stack made arn:aws:iam::aws:policy/AdministratorAccess, which reader has",
  ],
  [
    "a boundary",
    [["aws_iam_role", bounded]],
    { principal: get.principal.replace("reader", "bounded") },
    {},
    "no stack made the aws_iam_policy arn:aws:iam::aws:policy/ReadOnlyAccess",
  ],
  ["an endpoint", [], {}, { through: "s3" }, "no stack made the aws_vpc_endpoint com.amazonaws.eu-west-1.s3"],
])("%s that no stack made is an error, not an answer", async (_, more, request, circumstances, sentence) => {
  await expect(ask(more, request, circumstances)).rejects.toThrow(sentence);
});
