import { Pseudonymiser, type PseudonymiserProps } from "../../../constructs/pseudonymisation/pseudonymiser";
import type { SiteStack } from "../../../constructs/foundation/site-stack";
import { SovereignBucket } from "../../../constructs/data/sovereign-bucket";
import { SovereignNetwork } from "../../../constructs/network/sovereign-network";
import { SovereignStream } from "../../../constructs/data/sovereign-stream";
import { contract } from "../../pseudonymiser/contract-of-logins";
import { compliant, judged } from "../judged";
import { synthesize } from "../synthesize";

const requester = { account: "workload", role: "support" };
const approver = { account: "audit", role: "data-protection" };

function build(change: (stack: SiteStack) => Partial<PseudonymiserProps> = () => ({})) {
  return (stack: SiteStack): void => {
    const network = new SovereignNetwork(stack, "network");
    new Pseudonymiser(stack, "ads", {
      contract,
      network,
      stream: {
        source: new SovereignStream(stack, "views", { dataClass: "restricted" }),
        exportTo: new SovereignBucket(stack, "out", { dataClass: "allowable" }),
        failures: new SovereignBucket(stack, "failed", { dataClass: "restricted" }),
      },
      callers: [{ account: "workload", role: "recommender" }],
      reidentification: { requesters: [requester], approvers: [approver] },
      ...change(stack),
    });
  };
}

const { resource } = synthesize("dublin", build());
const statements = (type: string, path: string, attribute: string) =>
  (resource[type]![path]![attribute] as { Statement: Record<string, unknown>[] }).Statement;
const work = (path: string) =>
  Object.fromEntries(
    statements("aws_iam_role_policy", path, "policy").map(({ Sid, Action, Resource, Condition }) => [
      Sid as string,
      { Action, Resource, ...(Condition ? { Condition } : {}) },
    ]),
  );

test("the gate has nothing against it, and proves where all of it stands", async () => {
  await expect(judged("dublin", build())).resolves.toEqual(compliant);
});

test("the root is for the two functions, and for making MACs alone", () => {
  expect(statements("aws_kms_key", "<ads/root/key>", "policy")[1]).toEqual({
    Sid: "Users",
    Effect: "Allow",
    Principal: {
      AWS: [
        "arn:aws:iam::111122223333:role/clover-dublin-ads-stream",
        "arn:aws:iam::111122223333:role/clover-dublin-ads-request",
      ],
    },
    Action: "kms:GenerateMac",
    Resource: "*",
  });
});

test("the function on the stream reads the stream, writes exports and failures, remembers, and does nothing else", () => {
  const { Log, AttachToNetwork, NotByTheCode, ...granted } = work("<ads/stream/role-policy>");
  const table = "arn:aws:dynamodb:eu-west-1:111122223333:table/clover-dublin-ads-reidentification-identities";
  expect([Log, AttachToNetwork, NotByTheCode].every((one) => one !== undefined)).toBe(true);
  expect(granted).toEqual({
    Root: { Action: "kms:GenerateMac", Resource: "${aws_kms_key.<ads/root/key>.arn}" },
    Remember: {
      Action: "dynamodb:PutItem",
      Resource: table,
      Condition: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["advertising/*"] } },
    },
    IdentitiesKey: {
      Action: ["kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"],
      Resource: "${aws_kms_key.<ads/reidentification/identities/key/key>.arn}",
    },
    Source: {
      Action: [
        "kinesis:DescribeStream",
        "kinesis:DescribeStreamSummary",
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
        "kinesis:ListShards",
      ],
      Resource: "arn:aws:kinesis:eu-west-1:111122223333:stream/clover-dublin-views",
    },
    SourceKey: { Action: "kms:Decrypt", Resource: "${aws_kms_key.<views/key/key>.arn}" },
    ExportObjects: { Action: "s3:PutObject", Resource: "arn:aws:s3:::clover-111122223333-dublin-out/*" },
    ExportKey: { Action: ["kms:GenerateDataKey", "kms:Decrypt"], Resource: "${aws_kms_key.<out/key/key>.arn}" },
    FailuresObjects: { Action: "s3:PutObject", Resource: "arn:aws:s3:::clover-111122223333-dublin-failed/*" },
    FailuresKey: { Action: ["kms:GenerateDataKey", "kms:Decrypt"], Resource: "${aws_kms_key.<failed/key/key>.arn}" },
    FailuresBucket: { Action: "s3:ListBucket", Resource: "arn:aws:s3:::clover-111122223333-dublin-failed" },
  });
});

test("malformed records are found by halving and go to the failures", () => {
  expect(resource["aws_lambda_event_source_mapping"]!["<ads/source>"]).toMatchObject({
    bisect_batch_on_function_error: true,
    function_response_types: ["ReportBatchItemFailures"],
    maximum_retry_attempts: 10,
    destination_config: { on_failure: { destination_arn: "arn:aws:s3:::clover-111122223333-dublin-failed" } },
  });
});

test("approvers sign and do not ask, requesters ask and do not sign, administrators do neither", () => {
  const [manage, ...others] = statements("aws_kms_key", "<ads/reidentification/approval/key>", "policy");
  expect(others.map(({ Sid, Principal, Action }) => ({ Sid, Principal, Action }))).toEqual([
    { Sid: "Approvers", Principal: { AWS: ["arn:aws:iam::444455556666:role/data-protection"] }, Action: "kms:Sign" },
    {
      Sid: "Verifiers",
      Principal: { AWS: ["arn:aws:iam::111122223333:role/clover-dublin-ads-reidentification-function"] },
      Action: "kms:Verify",
    },
  ]);
  expect((manage!["Action"] as string[]).filter((action) => /\*$|Sign|Verify|Grant$/.test(action))).toEqual([
    "kms:Describe*",
    "kms:Disable*",
    "kms:Enable*",
    "kms:Get*",
    "kms:List*",
    "kms:RevokeGrant",
  ]);
  expect(resource["aws_lambda_permission"]!["<ads/reidentification/requester-0>"]).toEqual({
    statement_id: "Requester0",
    function_name: "clover-dublin-ads-reidentification-function",
    action: "lambda:InvokeFunction",
    principal: "arn:aws:iam::111122223333:role/support",
  });
  const { Approval, Recall, TakeApproval } = work("<ads/reidentification/function/role-policy>");
  expect([Approval!.Action, Recall, TakeApproval]).toEqual([
    "kms:Verify",
    expect.objectContaining({ Action: "dynamodb:GetItem" }),
    expect.objectContaining({
      Action: "dynamodb:PutItem",
      Condition: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["approval/*"] } },
    }),
  ]);
});

test("whatever is unusual raises an alarm", () => {
  const alarms = Object.values(resource["aws_cloudwatch_metric_alarm"]!);
  const told = alarms.map(({ metric_name, period, threshold }) => [metric_name, period, threshold]);
  expect(told.toSorted()).toEqual([
    ["dropped", 60, 0],
    ["failed", 60, 0],
    ["refused", 60, 0],
    ["reidentified", 60, 0],
    ["transformed", 3600, 1_000_000],
  ]);
});

test("without a way back nothing is kept that could name anybody", () => {
  const { resource: without } = synthesize(
    "dublin",
    build(() => ({ reidentification: undefined }) as object),
  );
  expect(without["aws_dynamodb_table"]).toBeUndefined();
  expect(JSON.stringify(without["aws_lambda_function"])).not.toContain("IDENTITIES");
});

test("the functions run in the isolated subnets, and their ways out are the endpoints", () => {
  expect(Object.values(resource["aws_lambda_function"]!).map(({ vpc_config }) => vpc_config)).toEqual(
    ["ads/reidentification/function", "ads/request", "ads/stream"].map((path) => ({
      subnet_ids: ["dub1", "dub2"].map((name) => `\${aws_subnet.<network/subnet-${name}>.id}`),
      security_group_ids: [`\${aws_security_group.<${path}/security-group>.id}`],
    })),
  );
  const out = Object.entries(resource["aws_vpc_security_group_egress_rule"]!).filter(([path]) =>
    path.startsWith("<ads/stream/"),
  );
  const ways = out.map(([, { cidr_ipv4, prefix_list_id }]) => cidr_ipv4 ?? prefix_list_id);
  expect(ways.toSorted()).toEqual([
    "${aws_vpc_endpoint.<network/endpoints/dynamodb>.prefix_list_id}",
    "${aws_vpc_endpoint.<network/endpoints/s3>.prefix_list_id}",
    "10.20.0.0/16",
  ]);
});

test.each<[string, (stack: SiteStack) => object, string]>([
  [
    "nothing to do",
    () => ({ stream: undefined, callers: [] }),
    "dublin/ads: it has neither a stream nor callers, so nothing would reach it. See docs/pseudonymisation.md",
  ],
  [
    "a contract that keeps free text",
    () => ({ contract: { ...contract, records: { login: { note: { keep: true } } } } }),
    "dublin/ads: its contract is none: records > login > note: write exactly one of oneOf",
  ],
  [
    "an approver that may ask",
    () => ({ reidentification: { requesters: [requester], approvers: [approver, requester] } }),
    "arn:aws:iam::111122223333:role/support may both ask for re-identification and approve it",
  ],
  [
    "nobody who approves",
    () => ({ reidentification: { requesters: [requester], approvers: [] } }),
    "nobody may ask for re-identification, or approve it",
  ],
  [
    "raw data where data leaves",
    (stack) => ({
      stream: {
        source: new SovereignStream(stack, "s", { dataClass: "restricted" }),
        exportTo: new SovereignBucket(stack, "r", { dataClass: "restricted" }),
        failures: new SovereignBucket(stack, "f", { dataClass: "restricted" }),
      },
    }),
    'dublin/ads: exportTo holds restricted data, and what goes into it is allowable. Give a store whose dataClass is "allowable".',
  ],
  [
    "failures where data leaves",
    (stack) => ({
      stream: {
        source: new SovereignStream(stack, "s", { dataClass: "restricted" }),
        exportTo: new SovereignBucket(stack, "r", { dataClass: "allowable" }),
        failures: new SovereignBucket(stack, "f", { dataClass: "allowable" }),
      },
    }),
    "dublin/ads: failures holds allowable data, and what goes into it is restricted.",
  ],
  [
    "a network in which the key is out of reach",
    (stack) => ({ network: new SovereignNetwork(stack, "closed", { interfaceEndpoints: ["logs", "sts"] }) }),
    'dublin/ads: the network has no interface endpoint for kms. Add "kms" to interfaceEndpoints of the SovereignNetwork.',
  ],
  ["a stranger", () => ({ callers: [{ account: "partner" }] }), 'the charter names no account "partner"'],
])("%s is refused", (_, change, sentence) => {
  expect(() => synthesize("dublin", build(change as (stack: SiteStack) => Partial<PseudonymiserProps>))).toThrow(
    sentence,
  );
});
