import { simulate } from "./simulate";

const WORKLOAD = "arn:aws:iam::111122223333:role/worker";
const SESSION = "arn:aws:sts::111122223333:assumed-role/worker/ann";
const document = (statement: object) => ({ Version: "2012-10-17", Statement: [{ Sid: "S", ...statement }] });
const allow = (statement: object) => document({ Effect: "Allow", ...statement });
const deny = (statement: object) => document({ Effect: "Deny", ...statement });

const read = { principal: SESSION, action: "s3:GetObject", resource: "arn:aws:s3:::data/one" };
const may = [allow({ Action: "s3:GetObject", Resource: "arn:aws:s3:::data/*" })];

test("what no document allows is denied, and what one of the caller's own allows is allowed", async () => {
  expect(await simulate(read, {})).toBe("ImplicitlyDenied");
  expect(await simulate(read, { identity: may })).toBe("Allowed");
});

test("a session speaks as its role, in its account, over TLS, and is no AWS service", async () => {
  const unless = (Condition: object) =>
    simulate(read, {
      identity: may,
      resource: deny({ Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::data/*", Condition }),
    });
  expect(
    await Promise.all([
      unless({ ArnNotEquals: { "aws:PrincipalArn": WORKLOAD } }),
      unless({ StringNotEquals: { "aws:PrincipalAccount": "111122223333" } }),
      unless({ Bool: { "aws:SecureTransport": "false" } }),
      unless({ Bool: { "aws:PrincipalIsAWSService": "true" } }),
    ]),
  ).toEqual(["Allowed", "Allowed", "Allowed", "Allowed"]);
});

test("every kind of document can deny", async () => {
  const everything = { Action: "*", Resource: "*" };
  const nothing = deny(everything);
  expect(
    await Promise.all([
      simulate(read, { identity: [...may, nothing] }),
      simulate(read, { identity: may, scp: [nothing] }),
      simulate(read, { identity: may, rcp: [deny({ Principal: "*", Action: "s3:*", Resource: "*" })] }),
      simulate(read, { identity: may, resource: deny({ Principal: "*", ...everything }) }),
      simulate(read, { identity: may, endpoint: deny({ Principal: "*", ...everything }) }),
      simulate(read, { identity: may, boundary: nothing }),
      simulate(read, { identity: may, session: nothing }),
    ]),
  ).toEqual(Array.from({ length: 7 }, () => "ExplicitlyDenied"));
});

test("a stranger and an anonymous caller reach what a resource's policy opens, and nothing else", async () => {
  const open = allow({ Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::data/*" });
  const anonymous = { ...read, principal: "anonymous", resourceAccount: "111122223333" };
  const stranger = { ...read, principal: "arn:aws:iam::999988887777:role/x", resourceAccount: "111122223333" };
  expect(await simulate(anonymous, { resource: open })).toBe("Allowed");
  expect(await simulate(stranger, { identity: may, resource: open })).toBe("Allowed");
  expect(await simulate(stranger, { identity: may })).toBe("ImplicitlyDenied");
});

test("a key opens to whom its policy names, and a role to whom its trust policy names", async () => {
  const key = "arn:aws:kms:eu-west-1:111122223333:key/1";
  const named = (Principal: object) => allow({ Principal, Action: "kms:Decrypt", Resource: "*" });
  const decrypt = { principal: SESSION, action: "kms:Decrypt", resource: key };
  const identity = [allow({ Action: "kms:*", Resource: "*" })];
  expect(await simulate(decrypt, { resource: named({ AWS: WORKLOAD }) })).toBe("Allowed");
  expect(await simulate(decrypt, { identity, resource: named({ AWS: "arn:aws:iam::111122223333:role/other" }) })).toBe(
    "ImplicitlyDenied",
  );
  const trust = allow({
    Principal: { AWS: "arn:aws:iam::111122223333:root" },
    Action: "sts:AssumeRole",
    Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
  });
  const assume = {
    principal: WORKLOAD,
    action: "sts:AssumeRole",
    resource: "arn:aws:iam::111122223333:role/other",
  };
  const both = { identity: [allow({ Action: "sts:AssumeRole", Resource: "*" })], resource: trust };
  expect(await simulate({ ...assume, context: { "aws:MultiFactorAuthPresent": "true" } }, both)).toBe("Allowed");
  expect(await simulate(assume, both)).toBe("ImplicitlyDenied");
});

test("what only the apply tells has to be given", async () => {
  const identity = [JSON.stringify(allow({ Action: "s3:GetObject", Resource: "${aws_s3_bucket.<b>.arn}/*" }))];
  await expect(simulate(read, { identity })).rejects.toThrow("only the apply tells ${aws_s3_bucket.<b>.arn}");
  expect(await simulate(read, { identity, known: { "${aws_s3_bucket.<b>.arn}": "arn:aws:s3:::data" } })).toBe(
    "Allowed",
  );
});

test("a condition key that the action does not have, an action that there is not, and a broken document are errors", async () => {
  await expect(simulate({ ...read, context: { "kms:ViaService": "s3" } }, { identity: may })).rejects.toThrow(
    "s3:GetObject on arn:aws:s3:::data/one has no condition key kms:ViaService",
  );
  await expect(simulate({ ...read, action: "s3:GetObjekt" }, { identity: may })).rejects.toThrow("invalid.action");
  await expect(simulate(read, { identity: [allow({ Action: "s3:GetObject" })] })).rejects.toThrow("policy.errors");
});
