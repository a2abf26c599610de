/** Who gets in, asked of the documents that are synthesized: each promise as a request that is allowed and one that is not. */
import { AccessGateway, type AccessGatewayProps } from "../../../constructs/access/access-gateway";
import { AccessRecords } from "../../../constructs/access/access-records";
import { SovereignNetwork } from "../../../constructs/network/sovereign-network";
import { type Documents, type Request, simulate } from "../../tools/simulate";
import { extendedCharter, synthesize } from "../synthesize";

const table = "arn:aws:dynamodb:eu-west-1:111122223333:table/accounts";
const read = { Sid: "Read", Effect: "Allow" as const, Action: "dynamodb:GetItem", Resource: table };
const duties: AccessGatewayProps["duties"] = {
  support: { group: "operations", approvedBy: "security", may: [read], shell: true },
};

const gateway = (props: Partial<AccessGatewayProps> = {}, services = ["ssm", "ssmmessages", "sts"]) =>
  synthesize(
    "dublin",
    (stack) =>
      new AccessGateway(stack, "gate", {
        network: new SovereignNetwork(stack, "net", { interfaceEndpoints: services }),
        duties,
        breakGlass: { group: "security", may: [read] },
        recordings: "recordings-of-dublin",
        alarms: "broken-glass",
        ...props,
      }),
    { charter: extendedCharter },
  ).resource;

const resource = gateway();
const records = synthesize("dublin", (stack) => new AccessRecords(stack, "access"), { account: "audit" }).resource;
const known = Object.fromEntries(
  ["s3", "dynamodb", "interface-ssm", "interface-ssmmessages", "interface-sts"].map((name, index) => [
    `\${aws_vpc_endpoint.<net/endpoints/${name}>.id}`,
    `vpce-${index}`,
  ]),
);
const trustOf = (path: string) => resource["aws_iam_role"]![path]!["assume_role_policy"] as object;
const policyOf = (path: string) => resource["aws_iam_role_policy"]![path]!["policy"] as object;
const groupPolicy = (group: string) =>
  resource["aws_iam_group_policy"]![`<gate/group-${group}-policy>`]!["policy"] as object;

const role = (name: string) => `arn:aws:iam::111122223333:role/clover-dublin-gate-${name}`;
const session = (name: string) => `arn:aws:sts::111122223333:assumed-role/clover-dublin-gate-${name}/ann`;
const ANN = "arn:aws:iam::111122223333:user/ann";
const entering = {
  "aws:MultiFactorAuthPresent": "true",
  "aws:VpcSourceIp": "10.30.0.9",
  "aws:SourceVpce": "vpce-4",
  "sts:SourceIdentity": "ann",
};
const approved = { "aws:PrincipalTag/clover-approved": "clover-dublin-gate-support" };

test("roles last an hour, and their names are literal", () => {
  const roles = Object.values(resource["aws_iam_role"]!).filter(({ name }) =>
    String(name).startsWith("clover-dublin-gate"),
  );
  expect(Object.fromEntries(roles.map(({ name, max_session_duration: seconds }) => [name, seconds]))).toEqual({
    "clover-dublin-gate-support": 3600,
    "clover-dublin-gate-approve-support": 3600,
    "clover-dublin-gate-ask-support": 3600,
    "clover-dublin-gate-break-glass": 3600,
    "clover-dublin-gate-break-glass-alarm": undefined,
  });
});

const assume = (name: string, context: Request["context"] = {}): Request => ({
  principal: ANN,
  action: "sts:AssumeRole",
  resource: role(name),
  context: { ...entering, ...context },
});
const entry = (name: string, group: string): Documents => ({
  identity: [groupPolicy(group)],
  resource: trustOf(`<gate/${name}/role>`),
});

test.each<[string, Request, Documents, string]>([
  ["a member for whom it was approved", assume("support", approved), entry("support", "operations"), "Allowed"],
  ["a member for whom nobody approved it", assume("support"), entry("support", "operations"), "ImplicitlyDenied"],
  [
    "a member for whom another role was approved",
    assume("support", { "aws:PrincipalTag/clover-approved": "clover-dublin-gate-other" }),
    entry("support", "operations"),
    "ImplicitlyDenied",
  ],
  ["a member of another group", assume("support", approved), entry("support", "security"), "ImplicitlyDenied"],
  [
    "a member without a second factor",
    assume("support", { ...approved, "aws:MultiFactorAuthPresent": "false" }),
    entry("support", "operations"),
    "ImplicitlyDenied",
  ],
  [
    "a member under nobody's name",
    assume("support", { ...approved, "sts:SourceIdentity": null }),
    entry("support", "operations"),
    "ImplicitlyDenied",
  ],
  [
    "a member from the internet",
    assume("support", { ...approved, "aws:VpcSourceIp": null, "aws:SourceVpce": null }),
    entry("support", "operations"),
    "ImplicitlyDenied",
  ],
  [
    "a member from another network's endpoint",
    assume("support", { ...approved, "aws:VpcSourceIp": "10.99.0.9" }),
    entry("support", "operations"),
    "ImplicitlyDenied",
  ],
  ["an approver, by a second factor alone", assume("approve-support"), entry("approve-support", "security"), "Allowed"],
  ["who asks, as approver", assume("approve-support"), entry("approve-support", "operations"), "ImplicitlyDenied"],
  ["an officer who breaks the glass", assume("break-glass"), entry("break-glass", "security"), "Allowed"],
  ["anybody else at the glass", assume("break-glass"), entry("break-glass", "operations"), "ImplicitlyDenied"],
])("%s taking on a role", async (_, request, documents, answer) => {
  expect(await simulate(request, documents)).toBe(answer);
});

const work = (path: string): Documents => ({ identity: [policyOf(path)], known });
const support = work("<gate/support/policy>");
const approver = work("<gate/approve-support/policy>");
const item: Request = { principal: session("support"), action: "dynamodb:GetItem", resource: table };
const through = { context: { "aws:SourceVpce": "vpce-1" } };
const shell: Request = {
  principal: session("support"),
  action: "ssm:StartSession",
  resource: "arn:aws:ssm:eu-west-1:111122223333:document/clover-dublin-gate-sessions",
  context: { "aws:SourceVpce": "vpce-2", "ssm:SessionDocumentAccessCheck": "true" },
};
const signal: Request = {
  principal: session("approve-support"),
  action: "ssm:SendAutomationSignal",
  resource: "arn:aws:ssm:eu-west-1:111122223333:automation-execution/1",
  context: { "aws:SourceVpce": "vpce-2" },
};

test.each<[string, Request, Documents, string]>([
  ["reads through the gateway", { ...item, ...through }, support, "Allowed"],
  ["reads from the internet", item, support, "ExplicitlyDenied"],
  [
    "reads through a stranger's endpoint",
    { ...item, context: { "aws:SourceVpce": "vpce-9" } },
    support,
    "ExplicitlyDenied",
  ],
  ["reads another table", { ...item, ...through, resource: `${table}-2` }, support, "ImplicitlyDenied"],
  ["opens a recorded shell", shell, support, "Allowed"],
  [
    "opens a shell that is not recorded",
    { ...shell, resource: "arn:aws:ssm:eu-west-1:111122223333:document/SSM-SessionManagerRunShell" },
    support,
    "ImplicitlyDenied",
  ],
  [
    "opens a shell and leaves the document out",
    { ...shell, context: { ...shell.context, "ssm:SessionDocumentAccessCheck": "false" } },
    support,
    "ImplicitlyDenied",
  ],
  ["approves", { ...signal, principal: session("support") }, support, "ImplicitlyDenied"],
  ["approves in the approvers' role", signal, approver, "Allowed"],
  [
    "reads in the approvers' role",
    { ...item, ...through, principal: session("approve-support") },
    approver,
    "ImplicitlyDenied",
  ],
  [
    "marks somebody as approved",
    { ...item, ...through, action: "iam:TagUser", resource: ANN },
    support,
    "ExplicitlyDenied",
  ],
  [
    "stops the clock of an approval",
    { ...signal, action: "ssm:StopAutomationExecution" },
    approver,
    "ExplicitlyDenied",
  ],
])("whoever holds a role %s", async (_, request, documents, answer) => {
  expect(await simulate(request, documents)).toBe(answer);
});

const runner = work("<gate/ask-support/runner-policy>");
const mark = (value: string, key = "clover-approved"): Request => ({
  principal: session("ask-support"),
  action: "iam:TagUser",
  resource: ANN,
  context: { [`aws:RequestTag/${key}`]: value, "aws:TagKeys": [key] },
});

test("only a runbook marks people, with its own role's name and no other tag", async () => {
  expect(await simulate(mark("clover-dublin-gate-support"), runner)).toBe("Allowed");
  expect(await simulate(mark("clover-dublin-gate-break-glass"), runner)).toBe("ImplicitlyDenied");
  expect(await simulate(mark("clover-dublin-gate-support", "employee-group"), runner)).toBe("ImplicitlyDenied");
  const start = (principal: string, execution: string): Request => ({
    principal,
    action: "sts:AssumeRole",
    resource: role("ask-support"),
    context: {
      "aws:SourceAccount": "111122223333",
      "aws:SourceArn": `arn:aws:ssm:eu-west-1:111122223333:${execution}`,
    },
  });
  const trust = { resource: trustOf("<gate/ask-support/runner>") };
  expect(await simulate(start("ssm.amazonaws.com", "automation-execution/1"), trust)).toBe("Allowed");
  expect(await simulate(start("ssm.amazonaws.com", "managed-instance/1"), trust)).toBe("ImplicitlyDenied");
  expect(
    await simulate(start(ANN, "automation-execution/1"), { ...trust, identity: [groupPolicy("operations")] }),
  ).toBe("ImplicitlyDenied");
});

test("a member may ask for the group's own roles, with a second factor", async () => {
  const ask = (name: string, mfa = "true"): Request => ({
    principal: ANN,
    action: "ssm:StartAutomationExecution",
    resource: `arn:aws:ssm:eu-west-1:111122223333:document/${name}`,
    context: { "aws:MultiFactorAuthPresent": mfa },
  });
  const member = { identity: [groupPolicy("operations")] };
  expect(await simulate(ask("clover-dublin-gate-ask-support"), member)).toBe("Allowed");
  expect(await simulate(ask("clover-dublin-gate-ask-support", "false"), member)).toBe("ImplicitlyDenied");
  expect(await simulate(ask("AWS-RunShellScript"), member)).toBe("ImplicitlyDenied");
});

test("a runbook waits for the approvers' role, marks the person for an hour, and unmarks", () => {
  const { content } = resource["aws_ssm_document"]!["<gate/ask-support/runbook>"] as { content: string };
  const { assumeRole, mainSteps } = JSON.parse(content) as {
    assumeRole: string;
    mainSteps: { action: string; inputs: object; onFailure?: string }[];
  };
  expect(assumeRole).toBe(role("ask-support"));
  expect(mainSteps.map(({ action, onFailure }) => [action, onFailure])).toEqual([
    ["aws:approve", "Abort"],
    ["aws:executeAwsApi", "Abort"],
    ["aws:sleep", "Continue"],
    ["aws:executeAwsApi", undefined],
  ]);
  expect(mainSteps.map(({ inputs }) => inputs)).toEqual([
    expect.objectContaining({ MinRequiredApprovals: 1, Approvers: [role("approve-support")] }),
    expect.objectContaining({
      Api: "TagUser",
      Tags: [{ Key: "clover-approved", Value: "clover-dublin-gate-support" }],
    }),
    { Duration: "PT1H" },
    expect.objectContaining({ Api: "UntagUser", TagKeys: ["clover-approved"] }),
  ]);
});

test("shells are recorded into the audit account's bucket and an encrypted log, end after an hour, and are encrypted", () => {
  const { content, ...document } = resource["aws_ssm_document"]!["<gate/sessions/preferences>"] as { content: string };
  expect(document).toEqual({
    name: "clover-dublin-gate-sessions",
    document_type: "Session",
    document_format: "JSON",
  });
  expect(JSON.parse(content)).toMatchObject({
    sessionType: "Standard_Stream",
    inputs: {
      s3BucketName: "recordings-of-dublin",
      s3EncryptionEnabled: true,
      cloudWatchLogGroupName: "/clover/dublin/gate/sessions/log",
      cloudWatchEncryptionEnabled: true,
      cloudWatchStreamingEnabled: true,
      kmsKeyId: "${aws_kms_key.<gate/sessions/log/key/key>.arn}",
      idleSessionTimeout: "15",
      maxSessionDuration: "60",
      runAsEnabled: false,
    },
  });
});

test("broken glass is heard in the audit account", () => {
  expect(resource["aws_cloudwatch_event_rule"]!["<gate/break-glass-alarm/rule>"]).toEqual({
    name: "clover-dublin-gate-break-glass-alarm",
    description: "Somebody breaks the glass",
    event_pattern: JSON.stringify({
      source: ["aws.sts"],
      "detail-type": ["AWS API Call via CloudTrail"],
      detail: { eventName: ["AssumeRole"], requestParameters: { roleArn: [role("break-glass")] } },
    }),
  });
  expect(resource["aws_cloudwatch_event_target"]!["<gate/break-glass-alarm/target>"]).toEqual({
    rule: "${aws_cloudwatch_event_rule.<gate/break-glass-alarm/rule>.name}",
    arn: "arn:aws:sns:eu-west-1:444455556666:broken-glass",
    role_arn: "${aws_iam_role.<gate/break-glass-alarm/role>.arn}",
  });
});

test("who is recorded puts recordings in and takes none out, and tells the topic; a stranger does neither", async () => {
  const bucket = "arn:aws:s3:::clover-444455556666-dublin-access-sessions";
  const policy = records["aws_s3_bucket_policy"]!["<access/sessions/policy>"]!["policy"] as object;
  const everything = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: ["s3:*", "sns:*"], Resource: "*" }],
  };
  const documents = { identity: [everything], resource: policy };
  const on = (action: string, account = "111122223333"): Request => ({
    principal: `arn:aws:iam::${account}:role/host`,
    action,
    resource: `${bucket}/one`,
    resourceAccount: "444455556666",
    context: { "s3:x-amz-server-side-encryption": "aws:kms" },
  });
  const reading = { ...on("s3:GetObject"), context: {} };
  expect(await simulate(on("s3:PutObject"), documents)).toBe("Allowed");
  expect(await simulate(reading, documents)).toBe("ImplicitlyDenied");
  expect(await simulate({ ...reading, action: "s3:DeleteObject" }, documents)).toBe("ImplicitlyDenied");
  expect(await simulate(on("s3:PutObject", "999988887777"), documents)).toBe("ExplicitlyDenied");
  const topic = records["aws_sns_topic_policy"]!["<access/topic-policy>"]!["policy"] as object;
  const tell = (account: string): Request => ({
    principal: `arn:aws:iam::${account}:role/events`,
    action: "sns:Publish",
    resource: "arn:aws:sns:eu-west-1:444455556666:clover-dublin-access",
  });
  expect(await simulate(tell("111122223333"), { identity: [everything], resource: topic })).toBe("Allowed");
  expect(await simulate(tell("999988887777"), { identity: [everything], resource: topic })).toBe("ExplicitlyDenied");
});

const duty = (more: object) => () => gateway({ duties: { support: { ...duties["support"]!, ...more } } });

test.each<[string, () => unknown, string]>([
  [
    "a group that works abroad",
    duty({ group: "research" }),
    'dublin/gate: the group "research" works from CN, which the charter does not approve: what its members read would be transferred there. Give the role to a group in one of the charter\'s jurisdictions, and pseudonymised data by a TransmissionGateway to the others.',
  ],
  [
    "approvers who work abroad",
    duty({ approvedBy: "research" }),
    'dublin/gate: the group "research" works from CN, which the charter does not approve: what its members read would be transferred there. Give the role to a group in one of the charter\'s jurisdictions, and pseudonymised data by a TransmissionGateway to the others.',
  ],
  [
    "a group that the charter does not name",
    duty({ group: "sales" }),
    'dublin/gate: the charter names no group of people "sales". Use one of "operations", "security", "research", or add "sales" under people.groups in charter.yaml.',
  ],
  [
    "a group that approves itself",
    duty({ approvedBy: "operations" }),
    'dublin/gate: the group "operations" would approve its own requests. Name another group under approvedBy.',
  ],
  [
    "a permission over permissions",
    duty({ may: [{ ...read, Action: ["iam:PutRolePolicy"] }] }),
    'dublin/gate/support: the action "iam:PutRolePolicy" would let people reach everything, or change who may. Name the actions of one service each, none of iam, sts or organizations.',
  ],
  [
    "every permission",
    duty({ may: [{ ...read, Action: "*" }] }),
    'dublin/gate/support: the action "*" would let people reach everything, or change who may. Name the actions of one service each, none of iam, sts or organizations.',
  ],
  [
    "a network that people cannot come in by",
    () => gateway({}, ["kms", "sts"]),
    'dublin/gate: the network has no interface endpoint for ssm, ssmmessages. Add "ssm", "ssmmessages" to interfaceEndpoints of the SovereignNetwork.',
  ],
])("%s is refused", (_, build, sentence) => {
  expect(build).toThrow(expect.objectContaining({ name: "ConstructError", message: sentence }));
});
