import { SovereignQueue } from "../../../constructs/data/sovereign-queue";
import { compliant, judged } from "../judged";
import { synthesize } from "../synthesize";

const arn = "arn:aws:sqs:eu-west-1:111122223333:clover-dublin-jobs";

test("a queue and its dead letters are encrypted under one key, expire, and deny strangers and requests in the clear", () => {
  const { resource } = synthesize("dublin", (stack) => {
    const queue = new SovereignQueue(stack, "jobs", { dataClass: "restricted" });
    expect([queue.arn, queue.deadLetterArn, queue.queueName, queue.dataClass]).toEqual([
      arn,
      `${arn}-dead`,
      "clover-dublin-jobs",
      "restricted",
    ]);
  });
  expect(Object.keys(resource["aws_kms_key"]!)).toEqual(["<jobs/key/key>"]);
  const common = { kms_master_key_id: "${aws_kms_key.<jobs/key/key>.arn}", tags: { "data-class": "restricted" } };
  expect(resource["aws_sqs_queue"]).toEqual({
    "<jobs/dead-letters>": {
      ...common,
      name: "clover-dublin-jobs-dead",
      message_retention_seconds: 1_209_600,
      redrive_allow_policy: { redrivePermission: "byQueue", sourceQueueArns: [arn] },
    },
    "<jobs/queue>": {
      ...common,
      name: "clover-dublin-jobs",
      message_retention_seconds: 345_600,
      redrive_policy: { deadLetterTargetArn: `${arn}-dead`, maxReceiveCount: 5 },
      depends_on: ["aws_sqs_queue.<jobs/dead-letters>"],
    },
  });
  const policy = (queue: string, Resource: string) => ({
    queue_url: `\${aws_sqs_queue.<jobs/${queue}>.url}`,
    policy: {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "DenyPlaintext",
          Effect: "Deny",
          Principal: "*",
          Action: "sqs:*",
          Resource: [Resource],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
        {
          Sid: "DenyForeignAccounts",
          Effect: "Deny",
          Principal: "*",
          Action: "sqs:*",
          Resource: [Resource],
          Condition: {
            StringNotEquals: { "aws:PrincipalAccount": ["111122223333", "444455556666"] },
            BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
          },
        },
      ],
    },
  });
  expect(resource["aws_sqs_queue_policy"]).toEqual({
    "<jobs/dead-letters-policy>": policy("dead-letters", `${arn}-dead`),
    "<jobs/queue-policy>": policy("queue", arn),
  });
});

test("how long messages wait and how often they are tried is as asked", () => {
  const { resource } = synthesize("dublin", (stack) => {
    new SovereignQueue(stack, "jobs", { dataClass: "public", retentionDays: 13, attempts: 1, queueName: "j" });
  });
  expect(resource["aws_sqs_queue"]!["<jobs/queue>"]).toMatchObject({
    name: "j",
    message_retention_seconds: 1_123_200,
    redrive_policy: { maxReceiveCount: 1 },
  });
});

test("the gate has nothing against it", async () => {
  await expect(
    judged("dublin", (stack) => void new SovereignQueue(stack, "jobs", { dataClass: "restricted" })),
  ).resolves.toEqual(compliant);
});

test.each<[string, string, object, string]>([
  ["an Outpost", "hamar", {}, "hamar/jobs: SovereignQueue is built in an AWS region"],
  [
    "a name without room for the dead letters'",
    "dublin",
    { queueName: "q".repeat(76) },
    "is no queue name: letters, digits, _ and -, at most 75",
  ],
  ["an illegal name", "dublin", { queueName: "a.fifo" }, 'dublin/jobs: "a.fifo" is no queue name'],
  [
    "a message that outlives its dead letter",
    "dublin",
    { retentionDays: 14 },
    "dublin/jobs: retentionDays is 14. Give a whole number from 1 to 13",
  ],
  ["half an attempt", "dublin", { attempts: 0.5 }, "dublin/jobs: attempts is 0.5. Give a whole number from 1 to 1000"],
])("%s is refused", (_, site, props, sentence) => {
  const build = () =>
    synthesize(site, (stack) => void new SovereignQueue(stack, "jobs", { dataClass: "restricted", ...props }));
  expect(build).toThrow(sentence);
});
