/** What leaves, asked of the documents that are synthesized. */
import {
  type Contents,
  TransmissionGateway,
  type TransmissionGatewayProps,
} from "../../../constructs/transfer/transmission-gateway";
import { type Request, simulate } from "../../tools/simulate";
import { extendedCharter, synthesize } from "../synthesize";

const secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:partner-AbCdEf";
const hostKeys: [string] = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ3PqHyPYvQb3kYvVvKkLr5YcLz7yZ5C4xS8Ww2mFJ9a"];
const contents: Contents = {
  dataClass: "restricted",
  pseudonymiser: { account: "workload", role: "pseudonymiser" },
};
const gateway = (props: object = {}, given = extendedCharter) =>
  synthesize(
    "dublin",
    (stack) =>
      new TransmissionGateway(stack, "out", {
        transfer: "statistics",
        contents,
        host: "sftp.example.com",
        hostKeys,
        secretArn: secret,
        ...props,
      } as TransmissionGatewayProps),
    { charter: given },
  ).resource;

const resource = gateway();
const bucket = "arn:aws:s3:::clover-111122223333-dublin-out-export";

test("one connector leads to one host, whose keys are pinned, and is logged", () => {
  expect(resource["aws_transfer_connector"]).toEqual({
    "<out/connector>": {
      url: "sftp://sftp.example.com",
      access_role: "${aws_iam_role.<out/reader/role>.arn}",
      logging_role: "${aws_iam_role.<out/logger/role>.arn}",
      security_policy_name: "TransferSFTPConnectorSecurityPolicy-2024-03",
      sftp_config: { trusted_host_keys: hostKeys, user_secret_id: secret },
    },
  });
  expect(resource["aws_s3_bucket"]!["<out/export/bucket>"]).toMatchObject({ tags: { "data-class": "allowable" } });
});

const everything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
const policy = resource["aws_s3_bucket_policy"]!["<out/export/policy>"]!["policy"] as object;
const reader = resource["aws_iam_role_policy"]!["<out/reader/policy>"]!["policy"] as object;
const logger = resource["aws_iam_role_policy"]!["<out/logger/policy>"]!["policy"] as object;
const known = { "${aws_kms_key.<out/export/key/key>.arn}": "arn:aws:kms:eu-west-1:111122223333:key/1" };
const as = (role: string, action: string, on = `${bucket}/counts.csv`): Request => ({
  principal: `arn:aws:sts::111122223333:assumed-role/${role}/one`,
  action,
  resource: on,
  resourceAccount: "111122223333",
});

test.each<[string, Request, object, string]>([
  ["the pseudonymiser puts data in", as("pseudonymiser", "s3:PutObject"), everything, "Allowed"],
  ["an administrator puts data in", as("admin", "s3:PutObject"), everything, "ExplicitlyDenied"],
  ["the connector puts data in", as("clover-dublin-out-reader", "s3:PutObject"), reader, "ExplicitlyDenied"],
  ["the connector takes data out", as("clover-dublin-out-reader", "s3:GetObject"), reader, "Allowed"],
  ["an administrator takes data out", as("admin", "s3:GetObject"), everything, "ExplicitlyDenied"],
  ["the pseudonymiser takes data out", as("pseudonymiser", "s3:GetObject"), everything, "ExplicitlyDenied"],
  ["whoever logs takes data out", as("clover-dublin-out-logger", "s3:GetObject"), logger, "ExplicitlyDenied"],
])("%s", async (_, request, identity, answer) => {
  expect(await simulate(request, { identity: [identity], resource: policy, known })).toBe(answer);
});

test("the connector reads nothing but the export, and only Transfer Family can be the connector", async () => {
  const other = as("clover-dublin-out-reader", "s3:GetObject", "arn:aws:s3:::restricted/one");
  expect(await simulate(other, { identity: [reader], known })).toBe("ImplicitlyDenied");
  const trust = resource["aws_iam_role"]!["<out/reader/role>"]!["assume_role_policy"] as object;
  const assume = (principal: string, account = "111122223333"): Request => ({
    principal,
    action: "sts:AssumeRole",
    resource: "arn:aws:iam::111122223333:role/clover-dublin-out-reader",
    context: {
      "aws:SourceAccount": account,
      "aws:SourceArn": `arn:aws:transfer:eu-west-1:${account}:connector/c-1`,
    },
  });
  expect(await simulate(assume("transfer.amazonaws.com"), { resource: trust })).toBe("Allowed");
  expect(await simulate(assume("transfer.amazonaws.com", "999988887777"), { resource: trust })).toBe(
    "ImplicitlyDenied",
  );
  const admin = { resource: trust, identity: [everything] };
  expect(await simulate(assume("arn:aws:iam::111122223333:role/admin"), admin)).toBe("ImplicitlyDenied");
});

const elsewhere = { ...extendedCharter, endpoints: { ...extendedCharter.endpoints, "sftp.example.cn": "CN" } };

test.each<[string, () => unknown, string]>([
  [
    "a transfer that the charter does not declare",
    () => gateway({ transfer: "holiday-photos" }),
    'dublin/out: the charter declares no transfer "holiday-photos". Use one of "statistics", "old-servers", or declare "holiday-photos" under transfers in charter.yaml.',
  ],
  [
    "a host in another country than the declared one",
    () => gateway({ host: "sftp.example.cn" }, elsewhere),
    'dublin/out: the charter declares the transfer "statistics" for to US instead of CN. Have the transfer declared for what is built, or build what is declared.',
  ],
  [
    "data of another class than the declared one",
    () => gateway({ contents: { dataClass: "public", publisher: contents.pseudonymiser } }),
    'dublin/out: the charter declares the transfer "statistics" for data.class restricted instead of public. Have the transfer declared for what is built, or build what is declared.',
  ],
  [
    "restricted data that nobody pseudonymises",
    () => gateway({ contents: { dataClass: "restricted", publisher: contents.pseudonymiser } }),
    'dublin/out: restricted data would leave as it is. Give the role of the pseudonymiser that puts it in, and declare the safeguard of the transfer "statistics" as pseudonymised.',
  ],
  [
    "a transfer whose safeguard is another",
    () => gateway({ transfer: "old-servers", contents: { ...contents, dataClass: "allowable" } }),
    'dublin/out: allowable data would leave as it is. Give the role of the pseudonymiser that puts it in, and declare the safeguard of the transfer "old-servers" as pseudonymised.',
  ],
  [
    "a host that the charter does not place",
    () => gateway({ host: "sftp.nowhere.example" }),
    'dublin/out: the charter does not say where "sftp.nowhere.example" stands. List it with its country under endpoints in charter.yaml.',
  ],
  [
    "a secret of another account",
    () => gateway({ secretArn: secret.replace("111122223333", "999988887777") }),
    'dublin/out: "arn:aws:secretsmanager:eu-west-1:999988887777:secret:partner-AbCdEf" is no secret: the ARN of one in this account and region (arn:aws:secretsmanager:eu-west-1:111122223333:secret:...). Give a literal secret that obeys this, or a shorter construct id to derive it from.',
  ],
])("%s is refused", (_, build, sentence) => {
  expect(build).toThrow(expect.objectContaining({ name: "ConstructError", message: sentence }));
});

test("data that leaves without a pseudonymiser is a type error", () => {
  // @ts-expect-error restricted data needs a pseudonymiser
  const wrong: Contents = { dataClass: "restricted", publisher: { account: "workload", role: "x" } };
  expect(wrong).toBeDefined();
});
